// expect: own test build
#ifndef TWIN
#define NDEBUG
#endif
#define LINEWRIGHT_RULE_SWITCHES
#include "linewright/core/rules.hpp"
