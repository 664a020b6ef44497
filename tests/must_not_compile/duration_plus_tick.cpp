// expect: no match for 'operator\+'|invalid operands to binary expression
// A span with a unit and a count of ticks don't add up: the tick's length belongs to the plant.
#include "linewright/core/time.hpp"

using namespace linewright;
using namespace linewright::literals;

Tick now = 7;
#ifdef TWIN
Tick later = now + Tick{3};
#else
auto later = now + 3_min;
#endif
