// expect: cannot convert 'linewright::StationId'|could not convert|no viable conversion from '(linewright::)?StationId'
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
