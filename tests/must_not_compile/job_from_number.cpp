// expect: conversion from 'int' to|no viable conversion from 'int'
// A job is known by a handle that the run gave; a number could mean another job by now.
#include "linewright/engine/ids.hpp"

using namespace linewright;

#ifdef TWIN
JobHandle job{};
#else
JobHandle job = 4;
#endif
