// expect: conversion from 'Id<linewright::StationTag>'|no viable conversion from 'Id<(struct )?(linewright::)?StationTag>'|no viable conversion from '(linewright::)?StationId'
// A station's number is not a buffer's.
#include "linewright/engine/ids.hpp"

using namespace linewright;

StationId mill{3};
#ifdef TWIN
StationId same = mill;
#else
BufferId same = mill;
#endif
