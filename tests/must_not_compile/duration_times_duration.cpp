// expect: no match for 'operator\*'|invalid operands to binary expression
// Minutes times minutes is nothing on a shop floor.
#include "linewright/core/time.hpp"

using namespace linewright;
using namespace linewright::literals;

#ifdef TWIN
auto twice = 2.0 * 3_min;
#else
auto twice = 2_min * 3_min;
#endif
