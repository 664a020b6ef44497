// expect: cannot convert 'linewright::Duration' to|no viable conversion from '(linewright::)?Duration'
// A duration becomes ticks only where the plant's tick is known.
#include "linewright/core/time.hpp"

using namespace linewright;
using namespace linewright::literals;

#ifdef TWIN
Duration at = 3_min;
#else
Tick at = 3_min;
#endif
