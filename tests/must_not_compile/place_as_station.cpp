// expect: conversion from 'Id<linewright::PlaceTag>'|no viable conversion from 'Id<(struct )?(linewright::)?PlaceTag>'|no viable conversion from '(linewright::)?PlaceId'
// A station of two places has two numbers of places, and one of its own.
#include "linewright/engine/ids.hpp"

using namespace linewright;

PlaceId first{3};
#ifdef TWIN
PlaceId same = first;
#else
StationId same = first;
#endif
