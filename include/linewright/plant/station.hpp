// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Where work is done, and what keeps it from being done: stations, breakdowns, quality.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"
#include "linewright/plant/initial.hpp"
#include "linewright/plant/layout.hpp"
#include "linewright/plant/maintenance.hpp"
#include "linewright/plant/materials.hpp"
#include "linewright/plant/shifts.hpp"
#include "linewright/plant/standby.hpp"

namespace linewright {

/// What a breakdown's clock counts.
enum class BreakdownClock : std::uint8_t { busy, calendar, cycles, per_cycle, on_shift, pieces };
template <>
struct Choices<BreakdownClock> {
    static constexpr std::array list{
        Choice<BreakdownClock>{"busy", BreakdownClock::busy, "time in which at least one place is processing"},
        Choice<BreakdownClock>{"calendar", BreakdownClock::calendar, "all time while not down"},
        Choice<BreakdownClock>{"cycles", BreakdownClock::cycles, "finished jobs, or batches; the up-time is in cycles"},
        Choice<BreakdownClock>{"per_cycle", BreakdownClock::per_cycle,
                               "a jam: drawn once per job (or batch) and visit when processing first starts"},
        Choice<BreakdownClock>{"on_shift", BreakdownClock::on_shift, "time on shift, without breaks, while not down"},
        Choice<BreakdownClock>{"pieces", BreakdownClock::pieces,
                               "pieces of finished jobs; the up-time is written in cycles"}};
};

/// What becomes of the job in process when its station breaks down.
enum class JobPolicy : std::uint8_t { resume, restart, resample, scrap, finish_first };
template <>
struct Choices<JobPolicy> {
    static constexpr std::array list{
        Choice<JobPolicy>{"resume", JobPolicy::resume, "it goes on with the remaining time"},
        Choice<JobPolicy>{"restart", JobPolicy::restart, "it starts again with the same time"},
        Choice<JobPolicy>{"resample", JobPolicy::resample, "it starts again with a new time"},
        Choice<JobPolicy>{"scrap", JobPolicy::scrap, "it is scrapped at once"},
        Choice<JobPolicy>{"finish_first", JobPolicy::finish_first, "it is finished, then the breakdown begins"}};
};

/// Which breakdown clocks a repair starts anew.
enum class Renew : std::uint8_t { own, all };
template <>
struct Choices<Renew> {
    static constexpr std::array list{Choice<Renew>{"own", Renew::own, "only that of this breakdown"},
                                     Choice<Renew>{"all", Renew::all, "those of all breakdowns of the station"}};
};

/// What a breakdown stops.
enum class Scope : std::uint8_t { station, place };
template <>
struct Choices<Scope> {
    static constexpr std::array list{
        Choice<Scope>{"station", Scope::station, "the whole station, all places"},
        Choice<Scope>{"place", Scope::place, "one place; each has its own clock and repairs"}};
};

/// What a repair does while its crew is off shift.
enum class RepairClock : std::uint8_t { crew, calendar };
template <>
struct Choices<RepairClock> {
    static constexpr std::array list{
        Choice<RepairClock>{"crew", RepairClock::crew, "it stands until a crew is there again"},
        Choice<RepairClock>{"calendar", RepairClock::calendar, "it goes on by itself"}};
};

/// A breakdown at a date known beforehand.
struct DatedBreakdown {
    Duration at{};
    Duration repair{};
    bool operator==(const DatedBreakdown&) const = default;
};
template <>
struct Fields<DatedBreakdown> {
    static constexpr std::string_view name = "dated_breakdown";
    static constexpr std::string_view doc =
        "A breakdown at a date; one that falls while the station is down is dropped.";
    static constexpr auto list =
        std::tuple{Field{"at", &DatedBreakdown::at, "When, from the start."},
                   Field{"repair", &DatedBreakdown::repair, "The repair work, without waiting."}};
};

/// One way in which a station breaks down. Mean up-time is from the end of a repair to the next
/// failure, in the clock's own time.
struct Breakdown {
    std::optional<Distribution> uptime{};
    Distribution repair{};
    std::optional<double> availability{};
    std::optional<double> probability{};
    std::vector<DatedBreakdown> dated{};
    BreakdownClock clock = BreakdownClock::busy;
    JobPolicy job = JobPolicy::resume;
    Renew renew = Renew::own;
    Scope scope = Scope::station;
    std::vector<Need> crew{};
    int priority = 0;
    std::string name{};
    RepairClock repair_clock = RepairClock::crew;
    double cost = 0.0;
    std::vector<SparePart> parts{};
    bool operator==(const Breakdown&) const = default;
};
template <>
struct Fields<Breakdown> {
    static constexpr std::string_view name = "breakdown";
    static constexpr std::string_view doc =
        "One way in which a station breaks down: by up-time, by availability, by probability per cycle, or by dates.";
    static constexpr auto list = std::tuple{
        Field{"uptime", &Breakdown::uptime,
              "From the end of a repair to the next failure, in the clock's own time (a number of cycles for the clock "
              "cycles)."},
        Field{"repair", &Breakdown::repair, "The repair work alone; waiting for a crew comes on top."},
        Field{"availability", &Breakdown::availability,
              "Instead of uptime: up-times are exponential with mean repair x A / (1 - A)."},
        Field{"probability", &Breakdown::probability, "For the clock per_cycle: the chance of a jam at each job."},
        Field{"dated", &Breakdown::dated, "Instead of uptime: breakdowns at dates known beforehand."},
        Field{"clock", &Breakdown::clock, "What the up-time counts."},
        Field{"job", &Breakdown::job, "What becomes of the job in process."},
        Field{"renew", &Breakdown::renew, "Which clocks the repair starts anew."},
        Field{"scope", &Breakdown::scope, "What stops: the station, or one of its places."},
        Field{"crew", &Breakdown::crew, "The people that the repair needs; empty: every repair starts at once."},
        Field{"priority", &Breakdown::priority, "Higher is repaired first where several wait for the same people."},
        Field{"name", &Breakdown::name, "Its name in results; empty: its number."},
        Field{"repair_clock", &Breakdown::repair_clock, "What the repair does while its crew is off shift."},
        Field{"cost", &Breakdown::cost, "What each one costs besides people, time and parts: a service."},
        Field{"parts", &Breakdown::parts,
              "Spare parts that the repair needs: its crew is called when they are there."}};
};

/// What several things become at a station: it takes one set of them and a new job goes on.
struct Component {
    std::string from{};
    std::string product{};
    int quantity = 1;
    bool lot = false;
    bool operator==(const Component&) const = default;
};
template <>
struct Fields<Component> {
    static constexpr std::string_view name = "component";
    static constexpr std::string_view doc = "What an assembly takes from one buffer.";
    static constexpr auto list =
        std::tuple{Field{"from", &Component::from, "The buffer that it is taken from."},
                   Field{"product", &Component::product, "Only jobs of this product; empty: whatever waits there."},
                   Field{"quantity", &Component::quantity, "How many."},
                   Field{"lot", &Component::lot,
                         "Instead of a quantity: the parts of one lot that was split, all that are left of it."}};
};
template <>
struct Shorthand<Component> {
    static constexpr auto field = &Component::from;
};
/// A lot that is taken apart: its parts go on as jobs of their own.
struct Split {
    std::string product{};
    int quantity = 2;
    bool operator==(const Split&) const = default;
};
template <>
struct Fields<Split> {
    static constexpr std::string_view name = "split";
    static constexpr std::string_view doc =
        "Here a lot ends: so many jobs of another product are released in its stead, and leave one after the other.";
    static constexpr auto list =
        std::tuple{Field{"product", &Split::product,
                         "What its parts are; they go on from the first step of that product's route."},
                   Field{"quantity", &Split::quantity, "How many parts a lot has."}};
};

struct Assembly {
    std::vector<Component> components{};
    std::string makes{};
    bool operator==(const Assembly&) const = default;
};
template <>
struct Fields<Assembly> {
    static constexpr std::string_view name = "assembly";
    static constexpr std::string_view doc =
        "The station takes all components when they are there and it is idle; the product is released here.";
    static constexpr auto list = std::tuple{
        Field{"components", &Assembly::components, "What it takes, all at once."},
        Field{"makes", &Assembly::makes, "The product that goes on from here; empty: the plant's first product."}};
};

/// What is seen of defects after this operation, and what is done about it.
struct Inspection {
    double miss = 0.0;
    double false_alarm = 0.0;
    std::string rework{};
    int rework_limit = 1;
    std::string downgrade{};
    bool operator==(const Inspection&) const = default;
};
template <>
struct Fields<Inspection> {
    static constexpr std::string_view name = "inspection";
    static constexpr std::string_view doc =
        "The operation looks for defects that arose here or before. What it finds is reworked, downgraded or scrapped.";
    static constexpr auto list = std::tuple{
        Field{"miss", &Inspection::miss, "The chance that a defective job passes."},
        Field{"false_alarm", &Inspection::false_alarm, "The chance that a good job is taken for defective."},
        Field{"rework", &Inspection::rework, "The step that rejected jobs go back to; empty: no rework."},
        Field{"rework_limit", &Inspection::rework_limit, "How often a job may be reworked; past it, it is scrapped."},
        Field{"downgrade", &Inspection::downgrade,
              "Rejected jobs go on as this product (a lower grade) instead of being scrapped."}};
};

/// Which waiting jobs may go together in a batch.
enum class Together : std::uint8_t { product, family, any, operation };
template <>
struct Choices<Together> {
    static constexpr std::array list{
        Choice<Together>{"product", Together::product, "jobs of one product"},
        Choice<Together>{"family", Together::family, "jobs of one family of products"},
        Choice<Together>{"any", Together::any, "whatever waits"},
        Choice<Together>{"operation", Together::operation, "jobs at the same step of a route"}};
};

/// How long a batch is worked on.
enum class BatchTime : std::uint8_t { per_batch, per_job };
template <>
struct Choices<BatchTime> {
    static constexpr std::array list{
        Choice<BatchTime>{"per_batch", BatchTime::per_batch, "one time for all, that of the first job"},
        Choice<BatchTime>{"per_job", BatchTime::per_job, "the sum of the jobs' own times"}};
};

/// What the sizes of a batch count.
enum class BatchCount : std::uint8_t { jobs, pieces };
template <>
struct Choices<BatchCount> {
    static constexpr std::array list{Choice<BatchCount>{"jobs", BatchCount::jobs, "jobs"},
                                     Choice<BatchCount>{"pieces", BatchCount::pieces, "the pieces of the jobs"}};
};

/// Which of several batches starts.
enum class BatchRule : std::uint8_t { first_ready, highest_job, most_complete };
template <>
struct Choices<BatchRule> {
    static constexpr std::array list{
        Choice<BatchRule>{"first_ready", BatchRule::first_ready,
                          "that of the first job by the queue's rule whose batch may start"},
        Choice<BatchRule>{"highest_job", BatchRule::highest_job,
                          "that of the first job by the queue's rule; while it may not start, none does"},
        Choice<BatchRule>{"most_complete", BatchRule::most_complete,
                          "of those that may start, the one that fills the place most; ties go by the first job"}};
};

/// Jobs that are worked on together, as in a furnace.
struct Batch {
    int smallest = 1;
    int largest = 1;
    std::optional<Duration> longest_wait{};
    Together family = Together::product;
    BatchTime time = BatchTime::per_batch;
    BatchCount count = BatchCount::jobs;
    BatchRule rule = BatchRule::first_ready;
    bool operator==(const Batch&) const = default;
};
template <>
struct Fields<Batch> {
    static constexpr std::string_view name = "batch";
    static constexpr std::string_view doc =
        "A place of the station takes several waiting jobs at once and lets them go together; each place has a batch "
        "of its own.";
    static constexpr auto list = std::tuple{
        Field{"smallest", &Batch::smallest, "It loads when at least so many jobs wait that may go together."},
        Field{"largest", &Batch::largest, "It takes at most so many, in the order of the queue's rule."},
        Field{
            "longest_wait", &Batch::longest_wait,
            "When the first of them has waited so long, it loads with fewer than the smallest size; not given: never."},
        Field{"family", &Batch::family, "Which jobs may go together."},
        Field{"time", &Batch::time, "How long the batch is worked on."},
        Field{"count", &Batch::count, "What the sizes count."},
        Field{"rule", &Batch::rule, "Which batch starts where jobs of several families wait."}};
};

/// When a finished job may hold its station up.
enum class Blocking : std::uint8_t { after_service, before_service };
template <>
struct Choices<Blocking> {
    static constexpr std::array list{
        Choice<Blocking>{"after_service", Blocking::after_service, "the finished job stays until there is a place"},
        Choice<Blocking>{"before_service", Blocking::before_service,
                         "loading and processing start only when a place ahead is reserved"}};
};

/// What a job of higher priority does to the one in process.
enum class Preemption : std::uint8_t { none, resume, restart };
template <>
struct Choices<Preemption> {
    static constexpr std::array list{
        Choice<Preemption>{"none", Preemption::none, "it waits"},
        Choice<Preemption>{"resume", Preemption::resume, "it displaces it, which later goes on where it stood"},
        Choice<Preemption>{"restart", Preemption::restart, "it displaces it, which later starts again"}};
};

/// What people do when their station breaks down.
enum class OnBreakdown : std::uint8_t { hold, release };
template <>
struct Choices<OnBreakdown> {
    static constexpr std::array list{
        Choice<OnBreakdown>{"hold", OnBreakdown::hold, "they stay"},
        Choice<OnBreakdown>{"release", OnBreakdown::release, "they leave; after the repair the station asks again"}};
};

/// Which of several free people is taken.
enum class Pick : std::uint8_t { least_versatile, best_level, longest_idle, nearest };
template <>
struct Choices<Pick> {
    static constexpr std::array list{
        Choice<Pick>{"least_versatile", Pick::least_versatile, "the one with the fewest skills"},
        Choice<Pick>{"best_level", Pick::best_level, "the one with the highest level in the skill"},
        Choice<Pick>{"longest_idle", Pick::longest_idle, "the one that has been free longest"},
        Choice<Pick>{"nearest", Pick::nearest, "the one with the shortest walk"}};
};

/// A place or several equal places where work is done.
struct Station {
    std::string name{};
    Times cycle{};
    TimePer per = TimePer::job;
    int places = 1;
    int slots = 1;
    std::optional<Duration> interval{};
    bool load_ahead = false;
    Times load{};
    Times unload{};
    std::vector<Breakdown> breakdowns{};
    std::vector<Maintenance> maintenance{};
    std::vector<Need> operators{};
    std::vector<std::vector<Need>> operators_instead{};
    int operator_priority = 0;
    Pick pick = Pick::least_versatile;
    bool hold_while_blocked = false;
    OnBreakdown people_on_breakdown = OnBreakdown::hold;
    std::vector<std::string> queue{};
    std::vector<std::string> from{};
    Blocking blocking = Blocking::after_service;
    Preemption preemption = Preemption::none;
    bool release_finished = false;
    std::string initial_setup{};
    std::vector<InitialState> initial{};
    std::optional<Assembly> assembly{};
    std::optional<Batch> batch{};
    std::optional<Split> splits{};
    std::map<std::string, double> defects{};
    std::optional<Inspection> inspection{};
    std::optional<Duration> ideal_cycle{};
    std::string calendar{};
    ShiftEnd at_shift_end = ShiftEnd::suspend;
    std::optional<Duration> finish_within{};
    BreakRule late_break = BreakRule::keep_clock;
    std::optional<Point> position{};
    std::optional<Spot> at{};
    std::map<std::string, double> cost_per_hour{};
    double cost_per_setup = 0.0;
    std::map<std::string, double> power_kw{};
    std::vector<Consumption> consumes{};
    std::optional<Standby> standby{};
    bool operator==(const Station&) const = default;
};
template <>
struct Fields<Station> {
    static constexpr std::string_view name = "station";
    static constexpr std::string_view doc = "A place, or several equal places, where work is done.";
    static constexpr auto list = std::tuple{
        Field{"name", &Station::name, "Its name."},
        Field{"cycle", &Station::cycle, "The processing time of a job, for all products or for each."},
        Field{"per", &Station::per, "What the cycle and the interval are for."},
        Field{"places", &Station::places, "Parallel places: jobs that can be worked on at once."},
        Field{"slots", &Station::slots,
              "Slots one behind the other in each place (a cascading tool): a new job enters while the last is further "
              "in."},
        Field{"interval", &Station::interval,
              "With slots: how much of its processing a job has in each slot but the last, which has the rest; not "
              "given: all of it in the first."},
        Field{
            "load_ahead", &Station::load_ahead,
            "With slots: while there is room for it, the next job is set up and loaded beside those inside, and waits "
            "before the first slot; not given: that is done in the first slot."},
        Field{"load", &Station::load, "Time to put a job in, before processing."},
        Field{"unload", &Station::unload, "Time to take a job out, after processing."},
        Field{"breakdowns", &Station::breakdowns, "The ways in which it breaks down."},
        Field{"maintenance", &Station::maintenance, "Its planned maintenance."},
        Field{"operators", &Station::operators, "The people it needs, by skill and phase."},
        Field{"operators_instead", &Station::operators_instead,
              "Alternatives to operators, in order of preference: the first that can be met now is taken."},
        Field{"operator_priority", &Station::operator_priority, "Higher gets people first; equal: first come."},
        Field{"pick", &Station::pick, "Which of several free people is taken."},
        Field{"hold_while_blocked", &Station::hold_while_blocked, "People stay while the finished job is blocked."},
        Field{"people_on_breakdown", &Station::people_on_breakdown, "What people do when the station breaks down."},
        Field{"queue", &Station::queue, "Which waiting job goes first; empty: the rule of the buffer."},
        Field{"from", &Station::from, "The only buffers it takes jobs from; empty: all that routes lead through."},
        Field{"blocking", &Station::blocking, "When a lack of room ahead holds the station up."},
        Field{"preemption", &Station::preemption, "What a job of higher priority does to the one in process."},
        Field{"release_finished", &Station::release_finished,
              "While down it lets a job leave that was finished and blocked before."},
        Field{"initial_setup", &Station::initial_setup,
              "The product (or family) it is set up for at the start; empty: the first job needs no changeover."},
        Field{"initial", &Station::initial, "How it stands at the start: jobs, breakdowns, maintenance under way."},
        Field{"assembly", &Station::assembly, "What it puts together; not given: it works on single jobs."},
        Field{"batch", &Station::batch, "How many jobs it works on together; not given: one at a time."},
        Field{"splits", &Station::splits,
              "Into what it splits the lots that it has worked on; not given: into nothing."},
        Field{"defects", &Station::defects,
              "The chance that a defect arises at this operation, for each product; \"*\" for all others."},
        Field{"inspection", &Station::inspection, "What it looks for and what it does about it."},
        Field{"ideal_cycle", &Station::ideal_cycle, "The ideal cycle time, for OEE; not given: no OEE."},
        Field{"calendar", &Station::calendar, "Its shift calendar; empty: always on shift."},
        Field{"at_shift_end", &Station::at_shift_end, "What happens to its work when a shift ends or a break begins."},
        Field{"finish_within", &Station::finish_within, "The longest time past the end, for finish_if_within."},
        Field{"late_break", &Station::late_break, "How long a break lasts that a job to be finished has put off."},
        Field{"position", &Station::position, "Where it stands; with it people walk."},
        Field{"at", &Station::at, "Where it stands on the aisles, instead of a position."},
        Field{"cost_per_hour", &Station::cost_per_hour,
              "What an hour of each place costs, by the state it is in; \"*\" for all others, one number for all."},
        Field{"cost_per_setup", &Station::cost_per_setup,
              "What each changeover costs besides people and time: tools, cleaning."},
        Field{"power_kw", &Station::power_kw,
              "The power that each place takes, by the state it is in; \"*\" for all others, one number for all."},
        Field{"consumes", &Station::consumes, "The materials that it uses up."},
        Field{"standby", &Station::standby, "When it is switched off while starved; not given: never."}};
};

}  // namespace linewright
