// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What carries jobs: fleets of vehicles. Which ways they serve stands at the steps of routes.
#pragma once

#include <optional>
#include <string>

#include "linewright/plant/common.hpp"
#include "linewright/plant/people.hpp"

namespace linewright {

/// Which of the jobs that wait a vehicle goes to when it has come free.
enum class NextCall : std::uint8_t { longest_waiting, nearest };
template <>
struct Choices<NextCall> {
    static constexpr std::array list{
        Choice<NextCall>{"longest_waiting", NextCall::longest_waiting, "the one that has waited longest"},
        Choice<NextCall>{"nearest", NextCall::nearest, "the one that it reaches first"}};
};

/// A fleet of equal vehicles. Without a speed a vehicle is where it is needed; with one it has a place on the floor.
struct VehicleFleet {
    std::string name{};
    int count = 1;
    std::optional<double> speed{};
    int capacity = 1;
    std::optional<Duration> longest_wait{};
    std::optional<Distribution> load{};
    std::optional<Distribution> unload{};
    NextCall next_call = NextCall::longest_waiting;
    std::string begin_at{};
    AfterWork after_work = AfterWork::stay;
    double cost_per_hour = 0.0;
    bool operator==(const VehicleFleet&) const = default;
};
template <>
struct Fields<VehicleFleet> {
    static constexpr std::string_view name = "vehicle_fleet";
    static constexpr std::string_view doc = "A fleet of equal vehicles that carry jobs. Steps of routes name it.";
    static constexpr auto list = std::tuple{
        Field{"name", &VehicleFleet::name, "Its name."},
        Field{"count", &VehicleFleet::count, "How many vehicles."},
        Field{"speed", &VehicleFleet::speed,
              "Metres a second. With it each vehicle has a place on the floor: it is called, drives empty to the job, "
              "carries it by the shortest way and is free where it has unloaded. Not given: it is where it is needed, "
              "the step's `transfer` says how long it carries and `back` how long it is away then."},
        Field{"capacity", &VehicleFleet::capacity,
              "Jobs that a vehicle carries at once, from one station to one place ahead."},
        Field{"longest_wait", &VehicleFleet::longest_wait,
              "So long a vehicle waits at the station for a full load; not given: it takes the jobs that are there."},
        Field{"load", &VehicleFleet::load, "How long it takes to load each job; until then it is on its station."},
        Field{"unload", &VehicleFleet::unload, "How long it takes to unload each job."},
        Field{"next_call", &VehicleFleet::next_call, "Which of several jobs that wait a free vehicle goes to."},
        Field{"begin_at", &VehicleFleet::begin_at,
              "The station, buffer or node where they are at the start; empty: the first drive takes no time."},
        Field{"after_work", &VehicleFleet::after_work, "Where a vehicle goes when no job waits for it."},
        Field{"cost_per_hour", &VehicleFleet::cost_per_hour,
              "What an hour of each of them costs, loaded, empty or idle."}};
};

}  // namespace linewright
