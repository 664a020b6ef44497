// expect: no match for 'operator\+'|invalid operands to binary expression
// The next station is not this one plus one.
#include "linewright/engine/ids.hpp"

using namespace linewright;

StationId mill{3};
#ifdef TWIN
StationId next{mill.value + 1};
#else
auto next = mill + 1;
#endif
