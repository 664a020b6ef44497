// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Planned maintenance of a station: what makes it fall due, and when it begins then.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"
#include "linewright/plant/materials.hpp"

namespace linewright {

/// What the clock of a planned maintenance counts.
enum class MaintenanceClock : std::uint8_t { busy, calendar, cycles, on_shift, pieces };
template <>
struct Choices<MaintenanceClock> {
    static constexpr std::array list{
        Choice<MaintenanceClock>{"busy", MaintenanceClock::busy, "time in which at least one place is processing"},
        Choice<MaintenanceClock>{"calendar", MaintenanceClock::calendar, "all time, also while the station is down"},
        Choice<MaintenanceClock>{"cycles", MaintenanceClock::cycles, "finished jobs; the interval is in cycles"},
        Choice<MaintenanceClock>{"on_shift", MaintenanceClock::on_shift, "time on shift, without breaks"},
        Choice<MaintenanceClock>{"pieces", MaintenanceClock::pieces,
                                 "pieces of finished jobs; the interval is written in cycles"}};
};

/// When a planned maintenance that has fallen due begins.
enum class MaintenanceMode : std::uint8_t { immediate, after_job, opportunistic };
template <>
struct Choices<MaintenanceMode> {
    static constexpr std::array list{
        Choice<MaintenanceMode>{"immediate", MaintenanceMode::immediate, "at once: work stands and goes on afterwards"},
        Choice<MaintenanceMode>{"after_job", MaintenanceMode::after_job,
                                "when the jobs on the station are finished; it loads nothing more"},
        Choice<MaintenanceMode>{
            "opportunistic", MaintenanceMode::opportunistic,
            "when the station is starved, blocked, down or off shift; at its deadline as after_job"}};
};

/// From when on the clock of a planned maintenance runs anew.
enum class CountsFrom : std::uint8_t { end, start };
template <>
struct Choices<CountsFrom> {
    static constexpr std::array list{Choice<CountsFrom>{"end", CountsFrom::end, "the end of the last one"},
                                     Choice<CountsFrom>{"start", CountsFrom::start, "the beginning of the last one"}};
};

/// What a planned maintenance stops.
enum class MaintenanceScope : std::uint8_t { station, place };
template <>
struct Choices<MaintenanceScope> {
    static constexpr std::array list{
        Choice<MaintenanceScope>{"station", MaintenanceScope::station, "the whole station, all places"},
        Choice<MaintenanceScope>{"place", MaintenanceScope::place, "one place; each has its own clock"}};
};

/// Maintenance by condition: what falls due is a check, and the work is done only where a breakdown is near.
struct Condition {
    std::string breakdown{};
    double worn = 0.8;
    Distribution check{};
    bool operator==(const Condition&) const = default;
};
template <>
struct Fields<Condition> {
    static constexpr std::string_view name = "condition";
    static constexpr std::string_view doc =
        "Maintenance by condition: what falls due is a check; only what is worn far enough is worked on, and renewed.";
    static constexpr auto list = std::tuple{
        Field{"breakdown", &Condition::breakdown,
              "The breakdown of the station whose wear is looked at; the work renews it."},
        Field{
            "worn", &Condition::worn,
            "The share of the up-time to its next failure that must be used up, above 0 up to 1, in its clock's time."},
        Field{"check", &Condition::check, "How long the check takes; the work comes on top."}};
};

/// One planned maintenance of a station. Its clock starts anew when it ends, or when it begins.
struct Maintenance {
    std::string name{};
    MaintenanceClock clock = MaintenanceClock::busy;
    std::optional<Distribution> every{};
    std::optional<Duration> first{};
    bool staggered = false;
    CountsFrom from = CountsFrom::end;
    MaintenanceScope scope = MaintenanceScope::station;
    std::vector<Duration> dated{};
    Distribution duration{};
    MaintenanceMode mode = MaintenanceMode::after_job;
    std::optional<Duration> deadline{};
    std::vector<std::string> renews{};
    std::optional<Condition> condition{};
    std::vector<Need> crew{};
    int priority = 0;
    double cost = 0.0;
    std::vector<SparePart> parts{};
    bool operator==(const Maintenance&) const = default;
};
template <>
struct Fields<Maintenance> {
    static constexpr std::string_view name = "maintenance";
    static constexpr std::string_view doc =
        "A planned maintenance: due by a clock or at dates. It is no failure; while it waits for its crew and while it "
        "is done, the station is in planned_maintenance.";
    static constexpr auto list = std::tuple{
        Field{"name", &Maintenance::name, "Its name in results; empty: its number."},
        Field{"clock", &Maintenance::clock, "What the interval counts."},
        Field{"every", &Maintenance::every,
              "From one to the next falling due, in the clock's own time (a number of cycles for the clocks cycles and "
              "pieces)."},
        Field{"first", &Maintenance::first,
              "When it falls due for the first time, in the clock's own time; not given: drawn like the others."},
        Field{"staggered", &Maintenance::staggered,
              "Of n places, place k has its first after k / n of `first`: one after the other, the last at `first`."},
        Field{"from", &Maintenance::from, "What `every` counts from."},
        Field{"scope", &Maintenance::scope, "What stops: the station, or one of its places."},
        Field{"dated", &Maintenance::dated,
              "Instead of every: the dates at which it falls due, from the start; one that comes before the last is "
              "done is dropped."},
        Field{"duration", &Maintenance::duration, "The work alone; waiting for a crew comes on top."},
        Field{"mode", &Maintenance::mode, "When it begins once it has fallen due."},
        Field{"deadline", &Maintenance::deadline,
              "For the mode opportunistic: how long it waits for its moment before it goes on as after_job."},
        Field{"renews", &Maintenance::renews, "The breakdowns of the station whose clocks start anew at its end."},
        Field{"condition", &Maintenance::condition, "Given: a check comes first, and the work only if it is needed."},
        Field{"crew", &Maintenance::crew, "The people that it needs; empty: it begins without."},
        Field{"priority", &Maintenance::priority, "Higher gets the crew first."},
        Field{"cost", &Maintenance::cost, "What each one costs besides people, time and parts: a service."},
        Field{"parts", &Maintenance::parts, "Parts that it needs: its crew is called when they are there."}};
};

}  // namespace linewright
