// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What flows and how it comes in: products, sources, buffers, routes, cards.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linewright/plant/common.hpp"

namespace linewright {

/// A kind of job: what a station can tell apart.
struct Product {
    std::string name{};
    std::string family{};
    int priority = 0;
    int pieces = 1;
    double weight = 1.0;
    std::optional<double> plan_per_hour{};
    double material = 0.0;
    double scrap_value = 0.0;
    double holding_per_hour = 0.0;
    double late_per_job = 0.0;
    double late_per_hour = 0.0;
    bool operator==(const Product&) const = default;
};
template <>
struct Fields<Product> {
    static constexpr std::string_view name = "product";
    static constexpr std::string_view doc = "A kind of job. A plant without products makes one, called \"job\".";
    static constexpr auto list = std::tuple{
        Field{"name", &Product::name, "Its name."},
        Field{"family", &Product::family, "Its family, for changeovers by family; empty: the product's own name."},
        Field{"priority", &Product::priority, "Higher goes first where a queue rule is `priority`."},
        Field{"pieces", &Product::pieces, "Pieces in a job, when it is a lot: for times and batches by the piece."},
        Field{"weight", &Product::weight, "What its lateness counts, for the queue rules `atc` and `wmod`."},
        Field{"plan_per_hour", &Product::plan_per_hour, "Planned output an hour, for output against plan."},
        Field{"material", &Product::material, "What the material of a job costs, paid at its release."},
        Field{"scrap_value", &Product::scrap_value, "What a scrapped job is sold for."},
        Field{"holding_per_hour", &Product::holding_per_hour, "What an hour of a job in the plant costs."},
        Field{"late_per_job", &Product::late_per_job, "The penalty for a good job that exits after its due date."},
        Field{"late_per_hour", &Product::late_per_hour, "The penalty for each hour that it is late."}};
};

/// What a source does with a job when its first place is full.
enum class WhenFull : std::uint8_t { wait, lost, stop };
template <>
struct Choices<WhenFull> {
    static constexpr std::array list{
        Choice<WhenFull>{"wait", WhenFull::wait, "jobs wait outside in order and the clock runs on"},
        Choice<WhenFull>{"lost", WhenFull::lost, "what does not fit is lost, once nothing more moves"},
        Choice<WhenFull>{"stop", WhenFull::stop, "the next interval starts when the job has entered"}};
};

/// One product's part of a source's mix.
struct Share {
    std::string product{};
    double share = 1.0;
    bool operator==(const Share&) const = default;
};
template <>
struct Fields<Share> {
    static constexpr std::string_view name = "share";
    static constexpr std::string_view doc = "One product's part of a source's mix.";
    static constexpr auto list =
        std::tuple{Field{"product", &Share::product, "The product."},
                   Field{"share", &Share::share, "Its weight; the weights of a mix need not sum to 1."}};
};
template <>
struct Shorthand<Share> {
    static constexpr auto field = &Share::product;
};

/// What happens to an order when one of its jobs is scrapped, lost or becomes a lower grade.
enum class ScrappedJobs : std::uint8_t { short_order, replace };
template <>
struct Choices<ScrappedJobs> {
    static constexpr std::array list{
        Choice<ScrappedJobs>{"short", ScrappedJobs::short_order, "the order stays short and never counts as complete"},
        Choice<ScrappedJobs>{"replace", ScrappedJobs::replace, "another job is released for it at once"}};
};

/// One dated delivery.
struct Arrival {
    Duration at{};
    std::string product{};
    int quantity = 1;
    std::optional<Duration> due{};
    std::string order{};
    bool operator==(const Arrival&) const = default;
};
template <>
struct Fields<Arrival> {
    static constexpr std::string_view name = "arrival";
    static constexpr std::string_view doc = "One dated delivery of a source.";
    static constexpr auto list =
        std::tuple{Field{"at", &Arrival::at, "When, from the start."},
                   Field{"product", &Arrival::product, "What; empty: the source's first product."},
                   Field{"quantity", &Arrival::quantity, "How many jobs at once."},
                   Field{"due", &Arrival::due,
                         "The due date of these jobs, from the start: together they are one order, complete when all "
                         "of them have left the plant good."},
                   Field{"order", &Arrival::order,
                         "The name of this order: the result tells when it was complete. No two of a plant alike."}};
};

/// Where jobs come from. Exactly one of `interarrival`, `rate_by_hour`, `schedule` and `always` says when.
struct Source {
    std::string name{};
    std::vector<Share> products{};
    std::optional<Distribution> interarrival{};
    std::vector<double> rate_by_hour{};
    std::vector<Arrival> schedule{};
    bool always = false;
    std::vector<std::string> sequence{};
    std::optional<std::int64_t> count{};
    std::optional<Duration> first{};
    int batch = 1;
    WhenFull when_full = WhenFull::wait;
    std::optional<Distribution> due{};
    std::optional<Duration> release_before_due{};
    std::optional<Duration> workload_limit{};
    ScrappedJobs scrapped_jobs = ScrappedJobs::short_order;
    std::string route{};
    bool operator==(const Source&) const = default;
};
template <>
struct Fields<Source> {
    static constexpr std::string_view name = "source";
    static constexpr std::string_view doc =
        "Where jobs come from. Exactly one of interarrival, rate_by_hour, schedule and always says when.";
    static constexpr auto list = std::tuple{
        Field{"name", &Source::name, "Its name."},
        Field{"products", &Source::products, "What it sends, drawn by share; empty: the plant's first product."},
        Field{"interarrival", &Source::interarrival, "Time from one arrival to the next."},
        Field{"rate_by_hour", &Source::rate_by_hour,
              "24 rates, jobs an hour from hour 0 to 23 of each day: arrivals at random (a Poisson process)."},
        Field{"schedule", &Source::schedule, "Dated arrivals."},
        Field{"always", &Source::always, "A job is always there: it enters whenever the first place can take it."},
        Field{"sequence", &Source::sequence,
              "The products in this order, once through; then no more. Instead of products."},
        Field{"count", &Source::count, "So many jobs in all; not given: without end."},
        Field{"first", &Source::first, "When the first arrival comes; not given: one interval after the start."},
        Field{"batch", &Source::batch, "Jobs that arrive together."},
        Field{"when_full", &Source::when_full, "What happens to a job when its first place is full."},
        Field{"due", &Source::due, "Due date: so long after the arrival; each job is an order of its own."},
        Field{"release_before_due", &Source::release_before_due,
              "The jobs of a schedule are released so long before their due date (backward scheduling with a planned "
              "lead time), no earlier than `at`; not given: at `at`."},
        Field{"workload_limit", &Source::workload_limit,
              "A job waits outside until the mean processing that the jobs in the plant still had before them when "
              "they were released, its own included, is at most so much (workload control, aggregate load); into an "
              "empty plant it may always. Not given: no limit."},
        Field{"scrapped_jobs", &Source::scrapped_jobs,
              "What happens to an order of the schedule when one of its jobs is scrapped or becomes a lower grade."},
        Field{"route", &Source::route, "The route of its jobs; empty: the route of the product."}};
};

/// Which idle station gets a job that several could take.
enum class Dispatch : std::uint8_t { first, longest_idle, least_setup, random };
template <>
struct Choices<Dispatch> {
    static constexpr std::array list{
        Choice<Dispatch>{"first", Dispatch::first, "the first in the plant's list of stations"},
        Choice<Dispatch>{"longest_idle", Dispatch::longest_idle, "the one that has been idle longest"},
        Choice<Dispatch>{"least_setup", Dispatch::least_setup, "the one with the shortest mean changeover for it"},
        Choice<Dispatch>{"random", Dispatch::random, "any, equally likely"}};
};

/// Jobs that wait somewhere at the start of the run.
struct InitialJobs {
    std::string product{};
    int quantity = 1;
    std::string step{};
    bool operator==(const InitialJobs&) const = default;
};
template <>
struct Fields<InitialJobs> {
    static constexpr std::string_view name = "initial_jobs";
    static constexpr std::string_view doc = "Jobs that wait in a buffer at the start, head first.";
    static constexpr auto list = std::tuple{
        Field{"product", &InitialJobs::product, "What waits; empty: the plant's first product."},
        Field{"quantity", &InitialJobs::quantity, "How many."},
        Field{"step", &InitialJobs::step, "The step of the route they stand at; empty: the first one at this buffer."}};
};
template <>
struct Shorthand<InitialJobs> {
    static constexpr auto field = &InitialJobs::product;
};

/// A place where jobs wait between stations.
struct Buffer {
    std::string name{};
    std::optional<int> capacity{};
    std::vector<std::string> queue{};
    Dispatch dispatch = Dispatch::first;
    std::vector<InitialJobs> initial{};
    bool operator==(const Buffer&) const = default;
};
template <>
struct Fields<Buffer> {
    static constexpr std::string_view name = "buffer";
    static constexpr std::string_view doc = "A place where jobs wait between stations.";
    static constexpr auto list = std::tuple{
        Field{"name", &Buffer::name, "Its name."},
        Field{"capacity", &Buffer::capacity,
              "Places, without those of the stations; 0: handed over only to a station that can take the job at "
              "once; not given: no limit."},
        Field{"queue", &Buffer::queue,
              "Which job goes first: a list of rules, the later ones settle ties of the earlier (fifo, lifo, priority, "
              "spt, lpt, edd, slack, critical_ratio, atc, least_setup, same_setup, fasfs, odd, wmod, or a rule of your "
              "own by name); empty: fifo."},
        Field{"dispatch", &Buffer::dispatch, "Which idle station gets a job that several could take."},
        Field{"initial", &Buffer::initial, "Jobs that wait here at the start, head first."}};
};

/// One way on from a step.
struct Branch {
    std::string to{};
    double share = 1.0;
    bool operator==(const Branch&) const = default;
};
template <>
struct Fields<Branch> {
    static constexpr std::string_view name = "branch";
    static constexpr std::string_view doc = "One way on from a step, taken by a share of the jobs.";
    static constexpr auto list =
        std::tuple{Field{"to", &Branch::to, "The step to go to, or \"exit\", or \"scrap\", or the name of a sink."},
                   Field{"share", &Branch::share, "Its weight; the weights of a split need not sum to 1."}};
};
template <>
struct Shorthand<Branch> {
    static constexpr auto field = &Branch::to;
};

/// The sizes of a batch at one step.
struct BatchSize {
    int smallest = 1;
    int largest = 1;
    bool operator==(const BatchSize&) const = default;
};
template <>
struct Fields<BatchSize> {
    static constexpr std::string_view name = "batch_size";
    static constexpr std::string_view doc = "The sizes of a batch at one step.";
    static constexpr auto list =
        std::tuple{Field{"smallest", &BatchSize::smallest, "It loads when at least so many wait that may go together."},
                   Field{"largest", &BatchSize::largest, "It takes at most so many."}};
};

/// How long the jobs of a step should have waited since an earlier one, at most. It is measured, not enforced.
struct TimeLimit {
    std::string since{};
    Duration within{};
    bool operator==(const TimeLimit&) const = default;
};
template <>
struct Fields<TimeLimit> {
    static constexpr std::string_view name = "time_limit";
    static constexpr std::string_view doc =
        "A limit on the time from the end of an earlier step until the job is loaded here. It is measured, not "
        "enforced.";
    static constexpr auto list =
        std::tuple{Field{"since", &TimeLimit::since, "The earlier step; its end, unloading included, counts."},
                   Field{"within", &TimeLimit::within, "The longest time."}};
};

/// One stop on a route: a buffer to wait in, a station to be worked on, or several of them to choose from.
struct Step {
    std::vector<std::string> at{};
    std::string name{};
    Times cycle{};
    std::vector<Branch> to{};
    std::optional<Distribution> transfer{};
    std::string vehicle{};
    std::optional<Distribution> back{};
    std::string setup{};
    std::optional<Duration> interval{};
    TimePer per = TimePer::job;
    std::optional<BatchSize> batch{};
    double sampling = 1.0;
    std::string same_place_as{};
    std::vector<TimeLimit> limits{};
    double material = 0.0;

    /// What a step may say besides its place: Step{"mill", {.cycle = 3_min}}.
    struct With {
        std::string name{};
        Times cycle{};
        std::vector<Branch> to{};
        std::optional<Distribution> transfer{};
        std::string vehicle{};
        std::optional<Distribution> back{};
        std::string setup{};
        std::optional<Duration> interval{};
        TimePer per = TimePer::job;
        std::optional<BatchSize> batch{};
        double sampling = 1.0;
        std::string same_place_as{};
        std::vector<TimeLimit> limits{};
        double material = 0.0;
    };

    Step() = default;
    Step(const char* place) : at{place} {}             // NOLINT: {"mill", "B1", "drill"} reads as a route
    Step(std::string place) : at{std::move(place)} {}  // NOLINT
    Step(std::string place, With with) : Step(std::vector<std::string>{std::move(place)}, std::move(with)) {}
    Step(std::vector<std::string> places, With with)
        : at(std::move(places)),
          name(std::move(with.name)),
          cycle(std::move(with.cycle)),
          to(std::move(with.to)),
          transfer(std::move(with.transfer)),
          vehicle(std::move(with.vehicle)),
          back(std::move(with.back)),
          setup(std::move(with.setup)),
          interval(with.interval),
          per(with.per),
          batch(with.batch),
          sampling(with.sampling),
          same_place_as(std::move(with.same_place_as)),
          limits(std::move(with.limits)),
          material(with.material) {}
    /// The name that branches and edits use: its own, or that of its first place.
    [[nodiscard]] const std::string& label() const { return name.empty() && !at.empty() ? at.front() : name; }
    bool operator==(const Step&) const = default;
};
template <>
struct Fields<Step> {
    static constexpr std::string_view name = "step";
    static constexpr std::string_view doc = "One stop on a route: a buffer, a station, or alternatives.";
    static constexpr auto list = std::tuple{
        Field{
            "at", &Step::at,
            "The buffer or station, or alternatives in order of preference: the first that takes the job gets it; or a "
            "subcontractor."},
        Field{"name", &Step::name, "What branches call this step; empty: the name of its first place."},
        Field{"cycle", &Step::cycle, "The time of this operation here, instead of the station's own."},
        Field{"to", &Step::to, "Where jobs go next, by share; empty: to the next step, after the last one out."},
        Field{"transfer", &Step::transfer, "How long the way to this step takes; not given: no time."},
        Field{"vehicle", &Step::vehicle,
              "The fleet that carries jobs here: a finished job stays on its station until a vehicle is free and there "
              "is room; the trip takes the transfer. Empty: none is needed."},
        Field{"back", &Step::back, "How long the vehicle's empty way back takes; not given: no time."},
        Field{"setup", &Step::setup,
              "What the station must be set up for here, for changeover tables by setup; empty: any setting will do, "
              "and stays."},
        Field{"interval", &Step::interval,
              "At a station with slots: how much of the processing is done in each slot but the last; not given: what "
              "the station says."},
        Field{"per", &Step::per, "What the step's own cycle and interval are for."},
        Field{"batch", &Step::batch, "The sizes of batches of this step, instead of the station's."},
        Field{"sampling", &Step::sampling,
              "At a station: the share of the jobs that are worked on here; the others go on to the step after it, in "
              "no time."},
        Field{"same_place_as", &Step::same_place_as,
              "At a station: an earlier step. The job goes to the very place that worked on it there; not given: to "
              "any."},
        Field{"limits", &Step::limits, "At a station: limits on the time since earlier steps, measured."},
        Field{"material", &Step::material,
              "What is consumed here costs so much for each job, paid when its processing ends."}};
};
template <>
struct Shorthand<Step> {
    static constexpr auto field = &Step::at;
};

/// Alternatives in order of preference: `any({"S1", "S2"})`.
inline Step any(std::initializer_list<std::string> places, Step::With with = Step::With{}) {
    return Step(std::vector<std::string>(places), std::move(with));
}

/// The way of a product through the plant.
struct Route {
    std::string name{};
    std::vector<std::string> products{};
    std::vector<Step> steps{};
    bool operator==(const Route&) const = default;
};
template <>
struct Fields<Route> {
    static constexpr std::string_view name = "route";
    static constexpr std::string_view doc = "The way of a product through the plant.";
    static constexpr auto list = std::tuple{
        Field{"name", &Route::name, "Its name."},
        Field{"products", &Route::products, "The products that take it; empty: all that no other route names."},
        Field{"steps", &Route::steps, "The stops, in order: buffers to wait in and stations to be worked on."}};
};

/// When the cards of a loop are free again.
enum class CardReturn : std::uint8_t { singly, together };
template <>
struct Choices<CardReturn> {
    static constexpr std::array list{
        Choice<CardReturn>{"singly", CardReturn::singly, "each as soon as its job gives it back"},
        Choice<CardReturn>{"together", CardReturn::together,
                           "all of them when none is out any more, like the places of a magazine that is filled, "
                           "emptied and only then filled again"}};
};

/// A loop of cards: no more jobs in a part of the plant than there are cards (kanban, CONWIP).
struct CardLoop {
    std::string name{};
    int cards = 1;
    std::vector<std::string> members{};
    CardReturn returned = CardReturn::singly;
    bool operator==(const CardLoop&) const = default;
};
template <>
struct Fields<CardLoop> {
    static constexpr std::string_view name = "card_loop";
    static constexpr std::string_view doc =
        "A loop of cards: a job enters the members only with a free card (kanban: a part of the line, CONWIP: all).";
    static constexpr auto list = std::tuple{
        Field{"name", &CardLoop::name, "Its name."}, Field{"cards", &CardLoop::cards, "How many cards."},
        Field{"members", &CardLoop::members,
              "The stations and buffers of the loop; empty: the whole plant, from release to exit (CONWIP)."},
        Field{"returned", &CardLoop::returned, "When cards are free again."}};
};

/// A named way out of the plant.
struct Sink {
    std::string name{};
    bool operator==(const Sink&) const = default;
};
template <>
struct Fields<Sink> {
    static constexpr std::string_view name = "sink";
    static constexpr std::string_view doc = "A named way out: good jobs that leave here are counted by its name.";
    static constexpr auto list = std::tuple{Field{"name", &Sink::name, "Its name."}};
};
template <>
struct Shorthand<Sink> {
    static constexpr auto field = &Sink::name;
};

}  // namespace linewright
