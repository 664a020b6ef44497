// expect: cannot convert 'Id<linewright::StationTag>'|no viable conversion from 'Id<(struct )?(linewright::)?StationTag>'
// Jobs wait in a buffer; what a station holds is asked of its places.
#include "linewright/engine/engine.hpp"

using namespace linewright;

std::int64_t waiting(const Simulation& run) {
#ifdef TWIN
    return run.content(BufferId{0});
#else
    return run.content(StationId{0});
#endif
}
