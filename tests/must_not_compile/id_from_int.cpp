// expect: conversion from 'int' to|no viable conversion from 'int'
// A number that a user made up is no id.
#include "linewright/engine/ids.hpp"

using namespace linewright;

#ifdef TWIN
StationId mill{3};
#else
StationId mill = 3;
#endif
