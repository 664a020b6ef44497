// expect: conversion from 'int' to|no viable conversion from 'int'
// A bare number is no duration: 5 what?
#include "linewright/core/time.hpp"

using namespace linewright;
using namespace linewright::literals;

#ifdef TWIN
Duration cycle = 5_min;
#else
Duration cycle = 5;
#endif
