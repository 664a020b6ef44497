// expect: no match for 'operator=='|invalid operands to binary expression
// Nor may the two be compared.
#include "linewright/engine/ids.hpp"

using namespace linewright;

#ifdef TWIN
bool same = StationId{3} == StationId{3};
#else
bool same = StationId{3} == BufferId{3};
#endif
