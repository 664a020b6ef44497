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

/// Whether the station stands while a step of a changeover is done.
enum class StepKind : std::uint8_t { internal, external };
template <>
struct Choices<StepKind> {
    static constexpr std::array list{
        Choice<StepKind>{"internal", StepKind::internal, "the station stands"},
        Choice<StepKind>{"external", StepKind::external,
                         "beside the running station, once its next job is known; the station stands for what isn't "
                         "ready"}};
};

/// One step of a changeover.
struct ChangeoverStep {
    std::string name{};
    Distribution time{};
    StepKind kind = StepKind::internal;
    std::vector<Need> crew{};
    bool operator==(const ChangeoverStep&) const = default;
};
template <>
struct Fields<ChangeoverStep> {
    static constexpr std::string_view name = "changeover_step";
    static constexpr std::string_view doc = "One step of a changeover.";
    static constexpr auto list = std::tuple{
        Field{"name", &ChangeoverStep::name, "Its name."}, Field{"time", &ChangeoverStep::time, "How long it takes."},
        Field{"kind", &ChangeoverStep::kind, "Whether the station stands meanwhile."},
        Field{"crew", &ChangeoverStep::crew,
              "Who does it; empty: of an internal step the operators that the station names for setup, of an external "
              "one nobody."}};
};

/// One line of a changeover table.
struct ChangeoverRule {
    std::string from = "*";
    std::string to = "*";
    Distribution time{};
    std::vector<ChangeoverStep> steps{};
    bool operator==(const ChangeoverRule&) const = default;
};
template <>
struct Fields<ChangeoverRule> {
    static constexpr std::string_view name = "changeover_rule";
    static constexpr std::string_view doc = "One line of a changeover table; the first that matches is taken.";
    static constexpr auto list =
        std::tuple{Field{"from", &ChangeoverRule::from, "What was made last; \"*\": anything."},
                   Field{"to", &ChangeoverRule::to, "What is made next; \"*\": anything."},
                   Field{"time", &ChangeoverRule::time, "How long the changeover takes."},
                   Field{"steps", &ChangeoverRule::steps, "Instead of time: what it is made of (SMED)."}};
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

/// What a place is cleaned for, and when.
struct Cleaning {
    Distribution time{};
    std::optional<int> after_jobs{};
    std::optional<Duration> after_time{};
    bool at_change = false;
    std::vector<Need> crew{};
    bool operator==(const Cleaning&) const = default;
};
template <>
struct Fields<Cleaning> {
    static constexpr std::string_view name = "cleaning";
    static constexpr std::string_view doc =
        "The longest run: after so much of one setting a place is cleaned before its next job, as part of the setup.";
    static constexpr auto list = std::tuple{
        Field{"time", &Cleaning::time, "How long it takes."},
        Field{"after_jobs", &Cleaning::after_jobs, "After so many jobs since the last change or cleaning."},
        Field{"after_time", &Cleaning::after_time, "Or after so much of their processing time, whichever is first."},
        Field{"at_change", &Cleaning::at_change, "Before every change of the setting, too."},
        Field{"crew", &Cleaning::crew, "Who does it; empty: the operators that the station names for setup."}};
};

/// What the first jobs after a change are like.
struct FirstJobs {
    int jobs = 1;
    bool scrap = false;
    double time_factor = 1.0;
    bool operator==(const FirstJobs&) const = default;
};
template <>
struct Fields<FirstJobs> {
    static constexpr std::string_view name = "first_jobs";
    static constexpr std::string_view doc =
        "The start-up after a change of the setting: its first jobs are scrap, or slow.";
    static constexpr auto list = std::tuple{
        Field{"jobs", &FirstJobs::jobs, "How many they are."},
        Field{"scrap", &FirstJobs::scrap, "They are scrapped when they are done, as defects of this station."},
        Field{"time_factor", &FirstJobs::time_factor, "Multiplies their processing time."}};
};

/// The changeovers of one station or several.
struct Changeover {
    std::string name{};
    std::vector<std::string> stations{};
    ChangeoverBy by = ChangeoverBy::product;
    std::vector<ChangeoverRule> rules{};
    std::optional<Campaign> campaign{};
    std::optional<Cleaning> cleaning{};
    std::optional<FirstJobs> first_jobs{};
    bool early = false;
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
        Field{"campaign", &Changeover::campaign, "The least run after a change; not given: none."},
        Field{"cleaning", &Changeover::cleaning, "The longest run before a cleaning; not given: none."},
        Field{"first_jobs", &Changeover::first_jobs, "What the first jobs after a change are like; not given: as all."},
        Field{"early", &Changeover::early,
              "An idle station begins the changeover as soon as its next job is on its way, and doesn't wait until it "
              "is there."}};
};

}  // namespace linewright
