// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a station needs between one thing and the next: changeovers, campaigns, cleaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"

namespace linewright {

/// One line of a changeover table.
struct ChangeoverRule {
    std::string from = "*";
    std::string to = "*";
    Distribution time{};
    bool operator==(const ChangeoverRule&) const = default;
};
template <>
struct Fields<ChangeoverRule> {
    static constexpr std::string_view name = "changeover_rule";
    static constexpr std::string_view doc = "One line of a changeover table; the first that matches is taken.";
    static constexpr auto list =
        std::tuple{Field{"from", &ChangeoverRule::from, "What was made last; \"*\": anything."},
                   Field{"to", &ChangeoverRule::to, "What is made next; \"*\": anything."},
                   Field{"time", &ChangeoverRule::time, "How long the changeover takes."}};
};

/// What a changeover looks at.
enum class ChangeoverBy : std::uint8_t { product, family, setup };
template <>
struct Choices<ChangeoverBy> {
    static constexpr std::array list{Choice<ChangeoverBy>{"product", ChangeoverBy::product, "the product's name"},
                                     Choice<ChangeoverBy>{"family", ChangeoverBy::family, "the product's family"},
                                     Choice<ChangeoverBy>{"setup", ChangeoverBy::setup, "the setup of the step"}};
};

/// When a least run ends before its time.
enum class CampaignRelease : std::uint8_t { none_waits, after_wait };
template <>
struct Choices<CampaignRelease> {
    static constexpr std::array list{
        Choice<CampaignRelease>{"none_waits", CampaignRelease::none_waits,
                                "as soon as no job of its setting waits before the station"},
        Choice<CampaignRelease>{"after_wait", CampaignRelease::after_wait,
                                "when the place has stood empty for the longest wait"}};
};

/// The least run after a change.
struct Campaign {
    int least_jobs = 1;
    std::optional<Duration> least_time{};
    CampaignRelease release = CampaignRelease::none_waits;
    std::optional<Duration> longest_wait{};
    bool operator==(const Campaign&) const = default;
};
template <>
struct Fields<Campaign> {
    static constexpr std::string_view name = "campaign";
    static constexpr std::string_view doc =
        "The least run after a change: until it is over a place takes no job that needs another setting, of whatever "
        "priority.";
    static constexpr auto list = std::tuple{
        Field{"least_jobs", &Campaign::least_jobs, "So many jobs of the new setting are made before another change."},
        Field{"least_time", &Campaign::least_time,
              "And for so long, in processing time of those jobs; not given: the jobs alone count."},
        Field{"release", &Campaign::release, "What ends a least run early, when its jobs don't come."},
        Field{"longest_wait", &Campaign::longest_wait,
              "For after_wait: how long an empty place waits for a job of its setting."}};
};

/// The changeovers of one station or several.
struct Changeover {
    std::string name{};
    std::vector<std::string> stations{};
    ChangeoverBy by = ChangeoverBy::product;
    std::vector<ChangeoverRule> rules{};
    std::optional<Campaign> campaign{};
    bool operator==(const Changeover&) const = default;
};
template <>
struct Fields<Changeover> {
    static constexpr std::string_view name = "changeover";
    static constexpr std::string_view doc =
        "A changeover table: ordered rules from, to, time. Equal ones need none unless a rule says so; otherwise no "
        "match is a fault.";
    static constexpr auto list = std::tuple{
        Field{"name", &Changeover::name, "Its name."},
        Field{"stations", &Changeover::stations, "The stations it holds for; empty: the station of the same name."},
        Field{"by", &Changeover::by, "What counts: the product, its family, or the setup of the step."},
        Field{"rules", &Changeover::rules, "The lines, first match wins."},
        Field{"campaign", &Changeover::campaign, "The least run after a change; not given: none."}};
};

}  // namespace linewright
