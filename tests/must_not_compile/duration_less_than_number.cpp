// expect: no match for 'operator<'|invalid operands to binary expression
// Less than 5 what?
#include "linewright/core/time.hpp"

using namespace linewright;
using namespace linewright::literals;

#ifdef TWIN
bool shorter = (3_min).in(Unit::min) < 5.0;
#else
bool shorter = 3_min < 5;
#endif
