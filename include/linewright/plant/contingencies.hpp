// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What goes wrong for a while at a known date: a machine that is out, people who are absent, a supplier who stops, a
// demand that surges.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"
#include "linewright/plant/station.hpp"

namespace linewright {

/// What becomes of the jobs that a source should have brought while it is stopped.
enum class StoppedJobs : std::uint8_t { late, lost, postponed };
template <>
struct Choices<StoppedJobs> {
    static constexpr std::array list{
        Choice<StoppedJobs>{"late", StoppedJobs::late, "they come all at once when it is over"},
        Choice<StoppedJobs>{"lost", StoppedJobs::lost, "they never come"},
        Choice<StoppedJobs>{"postponed", StoppedJobs::postponed,
                            "the source's clock stands: they and all that follow come later by as long"}};
};

/// A dated event that the plant has to cope with.
struct Contingency {
    std::string name{};
    Duration from{};
    std::optional<Duration> to{};
    std::optional<Duration> duration{};
    std::string station{};
    std::optional<int> place{};
    JobPolicy job = JobPolicy::resume;
    std::string operators{};
    std::optional<int> count{};
    std::optional<double> share{};
    std::vector<std::string> people{};
    std::string source{};
    StoppedJobs stopped_jobs = StoppedJobs::late;
    std::optional<double> rate_factor{};
    std::optional<double> power_kw{};
    bool operator==(const Contingency&) const = default;
};
template <>
struct Fields<Contingency> {
    static constexpr std::string_view name = "contingency";
    static constexpr std::string_view doc =
        "A dated event that the plant has to cope with: a station is out, people are absent, a source brings nothing "
        "or more than usual, power is short. Exactly one of station, operators, source, power_kw says what it "
        "concerns.";
    static constexpr auto list = std::tuple{
        Field{"name", &Contingency::name, "Its name."},
        Field{"from", &Contingency::from, "Its begin, from the start."},
        Field{"to", &Contingency::to, "Its end, from the start."},
        Field{"duration", &Contingency::duration, "Instead of to: how long it lasts."},
        Field{"station", &Contingency::station, "A station that is out; its state is repair."},
        Field{"place", &Contingency::place,
              "Only this one of its places, counted from 1; not given: the whole station."},
        Field{"job", &Contingency::job, "What becomes of the jobs on that station."},
        Field{"operators", &Contingency::operators, "A pool of which some are absent: people, count or share say who."},
        Field{"count", &Contingency::count, "How many of the pool are absent, whoever is idle first."},
        Field{"share", &Contingency::share,
              "Instead of count: the share of the pool, to the nearest whole number, at least one."},
        Field{"people", &Contingency::people, "Instead of count: who is absent, by name."},
        Field{"source", &Contingency::source, "A source that brings nothing, or with rate_factor more or less."},
        Field{"stopped_jobs", &Contingency::stopped_jobs, "What becomes of the jobs that it should have brought."},
        Field{"rate_factor", &Contingency::rate_factor,
              "The source brings so many times its usual rate instead of nothing: 1.5 is half as much again."},
        Field{"power_kw", &Contingency::power_kw,
              "The most power that all stations may take together: processing starts only while it stays under that."}};
};

}  // namespace linewright
