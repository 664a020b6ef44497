// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// OEE by a named profile, never a bare one: which state counts where is part of the figure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "linewright/core/rules.hpp"
#include "linewright/record/result.hpp"

namespace linewright {

/// The ways of reckoning OEE that Linewright knows.
enum class OeeProfile : std::uint8_t {
    iso22400,  ///< availability = processing / planned busy time; effectiveness; quality (after ISO 22400-2)
    tpm        ///< availability against loading time; performance takes minor stops and waits (after Nakajima 1988)
};
template <>
struct Choices<OeeProfile> {
    static constexpr std::array list{
        Choice<OeeProfile>{"iso22400", OeeProfile::iso22400,
                           "planned busy time = window - off_shift - break - planned_maintenance; availability = "
                           "processing / planned busy time; "
                           "effectiveness = ideal cycle x made / processing; quality = good / made"},
        Choice<OeeProfile>{"tpm", OeeProfile::tpm,
                           "loading time = window - off_shift - break - planned_maintenance; availability = (loading "
                           "time - waiting_for_crew - repair - "
                           "waiting_for_setup - setup) / loading time; performance = ideal cycle x made / that "
                           "operating time; quality = good / made"}};
};

/// OEE and its three factors. Above 1 is flagged, not capped: the ideal cycle is then wrong.
struct Oee {
    OeeProfile profile = OeeProfile::iso22400;
    double availability = 0.0, performance = 0.0, quality = 0.0, oee = 0.0;
    bool above_one = false;
};

/// The OEE of a station over the window; nothing when it has no ideal cycle or made nothing in no time.
inline std::optional<Oee> oee(const StationResult& station, OeeProfile profile) {
    if (!station.ideal_cycle && rule<"oee.no_ideal_cycle_no_oee">()) return std::nullopt;
    double window = 0.0;
    for (const Tick t : station.time) window += static_cast<double>(t);
    const auto in = [&](State s) { return static_cast<double>(station.in(s)); };
    double planned = window - in(State::off_shift)-in(State::on_break)-in(State::planned_maintenance);
    if (!rule<"oee.of_the_planned_busy_time">()) planned = window;
    if (!rule<"oee.summed_over_the_places">()) planned /= static_cast<double>(station.places);
    if (!(planned > 0.0)) return std::nullopt;
    const auto made = static_cast<double>(station.made);
    Oee out;
    out.profile = profile;
    double running = in(State::processing);
    if (profile == OeeProfile::iso22400 && !rule<"oee.iso22400_takes_processing">()) running = planned;
    if (profile == OeeProfile::tpm && rule<"oee.tpm_takes_the_operating_time">())
        running = planned - in(State::waiting_for_crew)-in(State::repair)-in(State::waiting_for_setup)-in(State::setup);
    if (profile == OeeProfile::tpm && !rule<"oee.tpm_leaves_waits_to_performance">())
        running -= in(State::starved) + in(State::blocked) + in(State::waiting_for_operator);
    out.availability = running / planned;
    out.performance = running > 0.0 ? station.ideal_cycle.value_or(0.0) * made / running : 0.0;
    out.quality = made > 0.0
                      ? (made - static_cast<double>(rule<"oee.a_defect_counts_where_it_arose">() ? station.defects
                                                                                                 : station.scrapped)) /
                            made
                      : 1.0;
    out.oee = out.availability * out.performance * out.quality;
    if (!rule<"oee.is_not_capped">()) out.oee = std::min(out.oee, 1.0);
    out.above_one = out.availability > 1.0 || out.performance > 1.0 || out.oee > 1.0;
    if (!rule<"oee.above_one_is_flagged">()) out.above_one = false;
    return out;
}

/// A line's OEE is that of its bottleneck: the station with the largest ideal cycle x visits per planned busy time of
/// its places. The index of that station, or nothing when no station has an ideal cycle.
inline std::optional<std::size_t> oee_bottleneck(const RunResult& run) {
    std::optional<std::size_t> best;
    double most = -1.0;
    for (std::size_t i = 0; i < run.stations.size(); ++i) {
        const StationResult& s = run.stations[i];
        if (!s.ideal_cycle) continue;
        double planned = 0.0;
        for (std::size_t n = 0; n < state_count; ++n) planned += static_cast<double>(s.time[n]);
        for (const State off : {State::off_shift, State::on_break, State::planned_maintenance})
            planned -= static_cast<double>(s.in(off));
        if (!(planned > 0.0)) continue;
        const double load = *s.ideal_cycle *
                            (rule<"oee.bottleneck_times_visits">() ? static_cast<double>(s.made) : 1.0) /
                            (rule<"oee.bottleneck_per_planned_time">() ? planned : 1.0);
        if (rule<"oee.bottleneck_is_the_largest">() ? load > most : !best || load < most) {
            most = load;
            best = i;
        }
    }
    return best;
}

/// A line's OEE, which is that of its bottleneck (`oee_bottleneck` names it).
inline std::optional<Oee> line_oee(const RunResult& run, OeeProfile profile) {
    const auto bottleneck = oee_bottleneck(run);
    return bottleneck ? oee(run.stations[*bottleneck], profile) : std::nullopt;
}

}  // namespace linewright
