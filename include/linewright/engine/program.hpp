// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A compiled plant: numbers for names, flat arrays, immutable. One Program serves many runs and threads at once.
// `compile` (engine/compile.hpp) makes it and is the only one that knows both the plant and this layout.
//
// How a plant is laid out. A route is a list of operations for each product that takes it. An operation has the
// queues that a job may wait in before it (a buffer, or the gate of a station: a queue without places), the
// stations that can do it, and the ways on. A station has places; a place has one slot in the calendar. What
// breaks down is a unit: a place, or a station as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "linewright/core/random.hpp"
#include "linewright/core/sampler.hpp"
#include "linewright/core/time.hpp"
#include "linewright/engine/prices.hpp"
#include "linewright/engine/states.hpp"
#include "linewright/engine/work_calendar.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// A stretch of one of the program's flat arrays.
struct Range {
    std::uint32_t first = 0, count = 0;
    [[nodiscard]] std::uint32_t end() const { return first + count; }
    [[nodiscard]] bool empty() const { return count == 0; }
};

/// What a rule of the user's own sees of a waiting job.
struct WaitingJob {
    std::uint32_t product;
    std::int32_t priority;
    std::uint64_t number;                    ///< the job's number at its source, from 0
    Tick now, released, waiting_since, due;  ///< `due` is `never` when the job has none
    double process;                          ///< mean processing time at this station, ticks
    double setup;                            ///< mean changeover that taking it would cost, ticks
};
/// Scores a waiting job: the lowest goes first.
using QueueRule = std::function<double(const WaitingJob&)>;

/// Rules of the user's own, by the names that plants call them with.
struct Registry {
    std::vector<std::pair<std::string, QueueRule>> queue_rules;
    void add(std::string name, QueueRule rule) { queue_rules.emplace_back(std::move(name), std::move(rule)); }
};

enum class RuleKind : std::uint8_t {
    fifo,
    lifo,
    priority,
    spt,
    lpt,
    edd,
    slack,
    critical_ratio,
    atc,
    least_setup,
    same_setup,
    fasfs,
    odd,
    wmod,
    own
};

/// A plant, checked and laid out for running. It never changes: any number of runs share one.
struct Program {
    /// A quantity that is drawn: its distribution, and what it is for.
    struct Draw {
        std::uint32_t sampler = none;
        std::uint64_t purpose = 0;  ///< the stream's second key word
        bool constant = false;
        Tick value = 0;      ///< when constant and unscaled
        double exact = 0.0;  ///< the same before it is rounded, for what is scaled first
        std::uint32_t cache = none;
        std::uint32_t fault_name = none;  ///< index into `draw_names`
    };
    struct Branch {
        double upto = 1.0;  ///< cumulative share, the last is 1
        std::uint32_t op = none;
        std::uint32_t exit = none;  ///< sink (0 is the plain exit), or `none` with op == none: scrap
    };
    /// What an operation costs at one of its stations.
    struct OpStation {
        std::uint32_t station = none;
        std::uint32_t process = none, load = none, unload = none;  ///< draws
        double defect = 0.0;
        double mean_process = 0.0;
        double pieces = 1.0;    ///< times the draw, where it is for each piece
        double apart = 0.0;     ///< more than the draw, where pieces follow one another at an interval; ticks
        Tick interval = never;  ///< processing in each slot but the last
    };
    /// Who brings a job to an operation.
    enum class By : std::uint8_t {
        itself,   ///< it comes by itself, in no time or in `transfer`
        vehicle,  ///< of a fleet that is where it is needed
        driven,   ///< a vehicle that comes for it (driving.hpp)
        people,   ///< who walk to it and carry it (carrying.hpp)
        conveyor  ///< which is room of its own (conveyors.hpp)
    };
    struct Op {
        std::uint32_t product = 0, route = 0, step = 0;
        Range targets;   ///< queues, in order of preference
        Range stations;  ///< OpStation
        Range branches;
        std::uint32_t transfer = none;  ///< draw of the way to it
        std::uint32_t way = none;       ///< slot of the way
        std::uint32_t fleet = none;     ///< that carries jobs to it
        std::uint32_t back = none;      ///< draw of its empty way back
        std::uint64_t lane = 0;         ///< tells repeated visits of one station apart
        std::uint32_t first_op = 0;     ///< of its product and route
        std::uint32_t rework_op = none;
        std::uint32_t downgrade = none;  ///< product
        std::uint32_t conveyor = none;
        Range carriers;  ///< NeedItem
        Range groups;    ///< in which jobs come here, by the station that they come from; empty: one by one
        By by = By::itself;
        [[nodiscard]] bool takes_time() const { return transfer != none || by != By::itself; }
        double sampling = 1.0;  ///< share of the jobs that are worked on here
        std::uint64_t sampling_purpose = 0;
        Branch skipped;                  ///< the way of the others
        std::uint32_t remembers = none;  ///< its place, as the job's number so and so
        Range starts, limits;            ///< queue times that begin at its end, and that end here
        std::uint32_t dedicated = none;  ///< to the place remembered under this number
        double remaining_work = 0.0;     ///< mean processing from here to the end, for slack rules
        std::uint32_t outside = none;    ///< the subcontractor who does it: `transfer` is his lead time
        double due_share = 1.0;          ///< of the time until the due date that is past when this one is due
    };
    struct Queue {
        std::int64_t capacity = -1;   ///< -1: no limit; 0: handed over
        std::uint32_t buffer = none;  ///< none: the gate of a station
        std::uint32_t gate_of = none;
        std::uint32_t outside = none;  ///< it counts the jobs at this subcontractor, and holds none
        Range consumers;               ///< stations in the plant's order
        Range rules;
        Dispatch dispatch = Dispatch::first;
        std::uint64_t cards = 0;
        bool fifo = true;          ///< its order is that in which its jobs go, for every consumer
        bool sorted = false;       ///< it is kept in classes of priority, the highest first
        bool least_setup = false;  ///< and of a class the job with the least changeover goes first
        bool dedicated = false;    ///< some of its jobs wait for a certain place
        bool uniform = true;       ///< every job in it can be taken by every consumer
        std::uint32_t dispatch_draw = none;
        bool scrap_frees = false;  ///< a breakdown of a station before it may give a reserved place back
        bool campaigns = false;    ///< some consumer has campaigns: it looks at what waits here
        bool early = false;        ///< some consumer is changed over for what is on its way here
        bool batch_gate = false;   ///< a gate whose station takes batches: it fetches the jobs outside by itself
    };
    struct Rule {
        RuleKind kind = RuleKind::fifo;
        std::uint32_t own = none;
    };
    /// The phase of those who work beside a station.
    static constexpr std::uint8_t beside_phase = 1U << 7U;
    /// And of those who carry a job on its way, and who fill a place up.
    static constexpr std::uint8_t carry_phase = 1U << 6U;
    static constexpr std::uint8_t refill_phase = 1U << 5U;
    struct NeedItem {
        std::uint32_t skill = 0;
        std::uint32_t number = 1;
        Range factors;            ///< of `crew_factors`: on the time, with `number` people, one more, ...
        std::uint8_t phases = 0;  ///< bit per Phase, or beside_phase
    };
    struct ComponentItem {
        std::uint32_t queue = none;
        std::uint32_t product = none;  ///< none: any
        std::uint32_t quantity = 1;
        bool lot = false;  ///< all that are left of one lot instead
    };
    /// How many parts a lot is split into.
    struct Split {
        std::uint32_t quantity = 2;
    };
    struct Station {
        std::uint32_t first_place = 0, places = 1;
        std::uint32_t slots = 1;   ///< of each place; those further in come after all places: place + k * places
        bool loads_ahead = false;  ///< its first slot is where jobs are loaded; they are worked on further in
        std::uint32_t order = 0;   ///< position downstream first
        Range inputs;              ///< queues it takes from
        Range rules;               ///< own queue rules; empty: those of the queue
        std::uint32_t gate = none;
        Range alternatives;  ///< of `need_lists`: each a Range of NeedItem
        std::uint8_t phases_with_people = 0;
        std::int32_t operator_priority = 0;
        std::uint32_t unit = none;         ///< when it breaks down as a whole
        std::uint32_t maintenance = none;  ///< unit of its planned maintenance
        std::uint32_t changeover = none;
        std::uint32_t campaign = none;
        std::uint32_t setup_work = none;
        std::uint32_t initial_setup = none;
        Range components;
        std::uint32_t makes_op = none;
        std::uint32_t batch = none;
        std::uint32_t split = none;
        bool many = false;  ///< several jobs may leave a place one after the other
        std::uint32_t inspection = none;
        std::uint64_t cards = 0;
        std::uint64_t lane = 0;  ///< of the products that it releases (assembly)
        std::uint64_t defect_purpose = 0, inspect_purpose = 0, split_purpose = 0;
        Pick pick = Pick::least_versatile;
        Preemption preemption = Preemption::none;
        bool before_service = false, release_finished = false, hold_while_blocked = false, release_people = false;
        std::uint32_t calendar = none;
        ShiftEnd at_shift_end = ShiftEnd::suspend;
        BreakRule late_break = BreakRule::keep_clock;
        Tick finish_within = 0;
        bool buffered = false;      ///< nothing happens at it while the buffers before it are empty
        bool stretches = false;     ///< nothing but the calendar stops its work: stages may be fused
        bool unloads_with = false;  ///< the unloading too
        bool simple = false;        ///< nothing about it that the direct loop doesn't know
        bool any_rule = false;
        bool counts_setups = false;  ///< what its places make after a change matters
        Range uses;                  ///< materials
        std::uint32_t standby = none;
    };
    struct BatchSizes {
        std::uint32_t smallest = 1, largest = 1;
    };
    struct Batch {
        std::uint32_t smallest = 1, largest = 1;
        std::vector<BatchSizes> sizes;  ///< of each group
        bool pieces = false;            ///< sizes count pieces
        Tick longest_wait = never;
        std::vector<std::uint32_t> group_of;  ///< operation -> which may go together; none: not done here
        std::uint32_t groups = 1;
        std::uint32_t slot = none;  ///< for the longest wait
        std::uint32_t station = 0;
        bool per_job = false;
        BatchRule rule = BatchRule::first_ready;
    };
    struct Inspection {
        double miss = 0, false_alarm = 0;
        std::uint32_t limit = 1;
        bool rework = false;
    };
    struct Mode {
        BreakdownClock clock = BreakdownClock::busy;
        JobPolicy job = JobPolicy::resume;
        bool renew_all = false;
        std::uint32_t uptime = none, repair = none;  ///< draws
        double probability = 0;
        std::uint64_t jam_purpose = 0;
        Range dated;
        Range crew;  ///< NeedItem
        std::int32_t priority = 0;
        std::uint32_t slot = none;  ///< for calendar clocks and dates
        RepairClock repair_clock = RepairClock::crew;
        std::uint32_t index = 0;  ///< among the station's breakdowns; maintenance comes after them
        std::uint32_t unit = 0;
        // Planned maintenance: its `uptime` is the interval, its `repair` the work.
        MaintenanceMode start = MaintenanceMode::after_job;
        Tick deadline = 0;
        Tick first = never;       ///< until it falls due for the first time
        bool from_start = false;  ///< its interval counts from its beginning
        std::uint32_t deadline_slot = none;
        Range renews;                ///< modes that it renews
        std::uint32_t check = none;  ///< draw: it is done only where one of those it watches is worn
        Range watches;
        double worn = 1.0;
        Range parts;         ///< Part
        Tick until = never;  ///< of a contingency: the station is out until then
    };
    /// What is used up, and how more of it comes. Amounts are whole thousandths of its unit.
    struct Material {
        bool limited = false;  ///< there isn't always enough
        bool orders = false;
        std::int64_t initial = 0, reorder_point = 0;
        std::int64_t order_quantity = 0;  ///< 0: up to `order_up_to`
        std::int64_t order_up_to = 0, smallest_order = 0;
        std::uint32_t lead_time = none, up = none, down = none;  ///< draws
        Range stops;
        std::uint32_t slot = none;  ///< next delivery
    };
    struct SupplierStop {
        Tick from = 0, to = 0, delay = never;  ///< never: nothing is shipped
    };
    /// What a station uses up of one material.
    struct Use {
        std::uint32_t material = 0;
        std::uint32_t amounts = 0;     ///< first of `use_amounts`: of a job, by product
        std::uint32_t charges = none;  ///< where it lies at the station: first of its places' charges
        std::int64_t charge = 0, initial = 0;
        bool discards = false;        ///< what is left at a refill
        std::uint32_t refill = none;  ///< draw
        Range crew;
    };
    /// When a place is switched off, and how it warms up; ticks.
    struct Standby {
        Tick after = 0;
        double warm_up = 0.0;
        double cools_in = 0.0;      ///< 0: cold at once
        std::uint32_t draw = none;  ///< that names it
        bool cold = false;
    };
    /// A subcontractor.
    struct Outside {
        std::uint32_t queue = none;
        std::uint64_t split_purpose = 0;
    };
    struct Part {
        std::uint32_t material = 0;
        std::int64_t amount = 0;
    };
    /// A limit on the time from one step to another: its time, which of a job's times it is, its number in results.
    struct TimeLimit {
        Tick within = 0;
        std::uint32_t number = 0, result = 0;
    };
    struct Dated {
        Tick at = 0, repair = 0;
    };
    struct Unit {
        std::uint32_t station = 0, first_place = 0, places = 1;
        std::uint32_t stride = 1;  ///< from one of its places to the next
        Range modes;
        std::uint32_t slot = none;  ///< busy clock and repair where it is shared; a place uses its own slot
        bool whole_station = false;
        bool shared = false;       ///< of several places, or slots: it counts those that are busy, and has a slot
        bool maintenance = false;  ///< planned
        std::uint8_t clocks = 0;   ///< bit per BreakdownClock that some mode uses
        bool counting = false;     ///< some mode counts finished jobs or pieces: `counters`
        bool plain = false;        ///< one busy mode without crew, job resumes
    };
    /// A mode that counts finished jobs, or their pieces.
    struct Counter {
        std::uint32_t unit = 0, mode = 0;
        bool pieces = false;
    };
    struct Changeover {
        std::uint32_t attributes = 0;
        std::vector<std::uint32_t> draws;         ///< [from * attributes + to]; none: no changeover; of steps the first
        std::vector<double> means;                ///< the same, what the station stands for, ticks
        std::vector<Range> steps;                 ///< the same, of `setup_steps`
        std::vector<std::uint32_t> attribute_of;  ///< operation -> attribute; none: any setting will do
    };
    struct SetupStep {
        std::uint32_t draw = none;
        Range crew;
        bool external = false;
    };
    /// What the changeovers of one station are more than a time.
    struct SetupWork {
        bool external = false;  ///< some steps are done beside it
        bool early = false;
        bool scrap = false, clean_at_change = false;
        std::uint64_t first_jobs = 0;
        double factor = 1.0;
        std::uint32_t cleaning = none;  ///< draw
        Range cleaning_crew;
        std::uint64_t clean_jobs = std::numeric_limits<std::uint64_t>::max();
        Tick clean_time = never;
        std::vector<std::uint32_t> ways;  ///< operations to which jobs come here over a way
    };
    /// The least run after a change, of one station.
    struct Campaign {
        std::uint64_t jobs = 1;
        Tick time = 0;              ///< processing
        Tick longest_wait = never;  ///< never: released when none waits
        std::uint32_t slot = none;  ///< for the longest wait
        std::uint32_t station = 0;
    };
    enum class When : std::uint8_t { interarrival, rate, schedule, always };
    struct ArrivalItem {
        Tick at = 0, due = never;
        std::uint32_t product = 0, quantity = 1;
        std::uint32_t order = none;  ///< its name, of those that have one
    };
    struct Source {
        When when = When::interarrival;
        std::uint32_t slot = none;
        std::uint32_t interarrival = none, due = none;  ///< draws
        Range schedule;
        Range mix;       ///< cumulative shares and first ops
        Range sequence;  ///< products
        std::uint32_t rate = none;
        std::uint64_t count = std::numeric_limits<std::uint64_t>::max();
        Tick first = never;
        std::uint32_t batch = 1;
        WhenFull when_full = WhenFull::wait;
        bool replaces = false;        ///< a scrapped job of an order by another
        Range stops, paces;           ///< of `stops`, of `paces`, in order of time
        Tick workload_limit = never;  ///< ticks of mean processing in the plant
        std::uint64_t lane = 0;
        std::uint64_t mix_purpose = 0;
    };
    /// A time in which a source brings nothing.
    struct Stop {
        Tick from = 0, to = 0;
        std::uint32_t source = 0;
        std::uint32_t slot = none;
        bool lost = false;  ///< what it should have brought; else that waits outside
    };
    /// A time in which all stations together take no more power.
    struct PowerCap {
        Tick from = 0, to = 0;
        std::int64_t milliwatts = 0;
        std::uint32_t slot = none;  ///< of its end
    };
    /// A time in which a source's clock goes faster or slower.
    struct Pace {
        Tick from = 0, to = 0;
        double factor = 1.0;
        double count_from = 0.0, count_to = 0.0;  ///< jobs expected until then, of a rate by hour
    };
    struct MixItem {
        double upto = 1.0;
        std::uint32_t product = 0;
    };
    /// Cumulative number of arrivals expected at the full hours of a day, for a rate that changes by the hour.
    struct HourlyRate {
        std::array<double, 25> upto{};
    };
    struct Loop {
        std::uint32_t cards = 1;
        bool together = false;  ///< none is free again before all are back
    };
    struct Fleet {
        std::uint32_t count = 1;
        std::uint32_t slot = none;  ///< next return
        // Where its vehicles are followed one by one (driving.hpp).
        bool driven = false;
        std::uint32_t first_vehicle = 0;
        std::uint32_t capacity = 1;
        Tick longest_wait = 0;                     ///< for a full load
        std::uint32_t load = none, unload = none;  ///< draws
        NextCall next_call = NextCall::longest_waiting;
        std::uint32_t home = none;  ///< spot where they begin
        bool goes_home = false;
        std::vector<Tick> times;  ///< [from * spots + to]; empty: they are where they are needed
    };
    /// Jobs from a station that move on together.
    struct Group {
        std::uint32_t station = 0, size = 1;
        Tick longest_wait = never;
        std::uint32_t slot = none;  ///< the end of the wait; when those who carry them are there
    };
    struct Conveyor {
        Tick travel = 0, spacing = 0;  ///< from its beginning to its end; from job to job
        std::uint32_t places = 1;
        bool accumulating = true;
        std::uint32_t slot = none;        ///< when the first job is at the end
        std::uint32_t entry_slot = none;  ///< when there is room at the beginning for one that waits
        std::uint32_t order = 0;          ///< downstream first, as the station from which jobs come
    };
    struct Vehicle {
        std::uint32_t fleet = 0, slot = none;
    };
    struct PersonInfo {
        std::uint32_t pool = 0;
        std::uint32_t skills = 0;  ///< how many
        std::uint32_t roster = none;
        std::uint32_t slot = none;  ///< end of the rest from a task
    };
    /// The most that somebody of a pool is at one station on end, and how long they rest from it then.
    struct TaskLimit {
        Tick most = never, rest = 0;
    };
    struct Learning {
        double exponent = 0.0;  ///< log2 of the rate; 0: nothing is learned
        double least = 0.0;
        std::uint64_t before = 0;
    };
    /// Whom a calendar's event concerns.
    struct CalendarUsers {
        std::uint32_t slot = none;
        std::vector<std::uint32_t> stations, rosters;
        std::uint32_t overtime = none;  ///< rule by which its shifts go on
    };
    /// When a shift goes on past its end.
    struct Overtime {
        std::uint32_t buffer = none;
        std::uint32_t product = none;  ///< none: all
        std::int64_t limit = 0;        ///< more than these wait, or fewer than these were made
        Tick step = 0, a_day = never, a_week = never;
    };
    struct Attendance {
        std::uint32_t calendar = 0, count = 0;
    };
    /// Some of a roster's people who aren't there.
    struct Absence {
        std::uint32_t calendar = none;      ///< off while it lasts; none: always
        std::vector<std::uint32_t> people;  ///< empty: `count` of them
        std::uint32_t count = 0;
        std::uint32_t first = 0;  ///< person of the pool: draws go by their number in it
        bool drawn = false;       ///< for each shift with this chance
        double chance = 0.0;
        std::uint64_t purpose = 0;
    };
    /// People who come and go together.
    struct Roster {
        Range people;
        std::vector<Attendance> attendance;  ///< empty: they are always there, save for absences
        std::uint32_t first_line = 0;        ///< of the attendance, among those of all rosters
        bool counted = false;                ///< the attendance says how many are there, not who
        std::vector<Absence> absences;
        ShiftEnd at_shift_end = ShiftEnd::suspend;
        Tick finish_within = 0;
    };
    /// What is known of a job that is there at the start.
    struct InitialJob {
        std::uint32_t op = 0, quantity = 1;
        Tick released = 0;  ///< before the start: negative
        Tick due = never;
        std::uint32_t order = none;  ///< of `initial_orders`
    };
    struct Initial : InitialJob {
        std::uint32_t queue = 0;
        Tick arrives = never;  ///< on its way until then
    };
    struct InitialPlace : InitialJob {
        std::uint32_t place = 0;
        InitialPhase phase = InitialPhase::process;
        Tick remaining = never;  ///< never: a share of what is drawn
        double share = 1.0;
    };
    /// What a unit is down for, and how much work that still is; or how far a mode's clock has run.
    struct InitialMode {
        std::uint32_t mode = 0;
        Tick ticks = 0;
    };
    struct InitialOrder {
        std::uint32_t product = 0, quantity = 0, name = none;
        Tick due = never;
    };

    // Flat arrays.
    double tick_us = 1.0;
    std::vector<Sampler> samplers;
    std::vector<Draw> draws;
    std::vector<std::string> draw_names;
    std::uint32_t caches = 0;
    std::vector<Op> ops;
    std::vector<std::uint32_t> targets;
    std::vector<OpStation> op_stations;
    std::vector<Branch> branches;
    std::vector<Queue> queues;
    std::vector<std::uint32_t> consumers, inputs;
    std::vector<Rule> rules;
    std::vector<QueueRule> own_rules;
    std::vector<Station> stations;
    std::vector<std::uint32_t> by_order;  ///< stations, downstream first
    std::vector<std::uint32_t> place_station;
    std::vector<std::uint32_t> place_unit;         ///< none: never breaks down on its own
    std::vector<std::uint32_t> place_maintenance;  ///< none: none of its own
    std::vector<Range> place_units;                ///< in units_of_places: all that stop a place
    std::vector<std::uint32_t> units_of_places;
    std::vector<Range> place_counters;  ///< in counters: what counts the finished jobs of a place, or their pieces
    std::vector<Counter> counters;
    std::vector<std::uint32_t> place_head;  ///< the place that a slot belongs to; itself, but for slots further in
    std::vector<Range> need_lists;
    std::vector<NeedItem> needs;
    std::vector<double> crew_factors;  ///< empty: crews are of one size
    std::vector<Batch> batches;
    std::vector<Inspection> inspections;
    std::vector<ComponentItem> components;
    std::vector<Unit> units;
    std::vector<Mode> modes;
    std::vector<Dated> dated;
    std::vector<std::uint32_t> renews;
    std::vector<Changeover> changeovers;
    std::vector<Campaign> campaigns;
    std::vector<SetupStep> setup_steps;
    std::vector<SetupWork> setup_works;
    std::vector<std::uint32_t> carrier_slot;      ///< per place; empty where nobody carries
    std::vector<std::uint32_t> preparation_slot;  ///< per place; empty when nothing is prepared beside a station
    std::vector<Source> sources;
    std::vector<MixItem> mixes;
    std::vector<std::uint32_t> sequences;
    std::vector<ArrivalItem> schedules;
    std::vector<HourlyRate> rates;
    std::vector<Split> splits;
    std::vector<std::uint32_t> rejoins;  ///< stations that put lots together again
    std::vector<Loop> loops;
    std::uint64_t polca = 0;              ///< the loops that are cards of a pair of cells
    std::vector<std::uint64_t> op_takes;  ///< of those, which a job takes where it is loaded for an operation
    std::vector<std::uint64_t> op_keeps;  ///< and which it keeps on its way to one; empty without such loops
    std::vector<Stop> stops;
    std::vector<Pace> paces;
    std::vector<PowerCap> power_caps;
    std::vector<Fleet> fleets;
    std::vector<Conveyor> conveyors;
    std::vector<Group> groups;
    std::vector<std::uint32_t> op_groups;   ///< of an operation, in the order of their stations
    std::vector<Vehicle> vehicles;          ///< of fleets that are driven
    std::uint32_t spots = 0;                ///< stations, then what else has a place on the floor
    std::vector<std::uint32_t> queue_spot;  ///< per queue
    std::vector<Material> materials;
    std::vector<SupplierStop> supplier_stops;
    std::vector<Use> uses;
    std::vector<std::int64_t> use_amounts;
    std::uint32_t charges = 0;  ///< places' own, of all uses
    std::vector<Part> parts;
    std::vector<Outside> outside;
    std::vector<Standby> standbys;
    bool watches_states = false;  ///< somebody looks at each change: power, standby
    std::vector<PersonInfo> people;
    std::vector<double> levels;  ///< [person * skills + skill], 0: can't
    std::uint32_t skills = 0;
    std::vector<Learning> learnings;  ///< as `levels`; empty: nobody learns
    WallClock wall_clock;
    std::vector<WorkCalendar> calendars;
    std::vector<CalendarUsers> calendar_users;
    std::vector<Overtime> overtimes;
    std::vector<Roster> rosters;
    std::uint32_t roster_lines = 0;             ///< of attendance, in all
    std::vector<std::vector<Tick>> walk_times;  ///< per pool [from * spots + to]; empty: nobody walks
    std::vector<std::uint32_t> begin_at;        ///< per person: a spot, or none
    std::vector<NextTask> next_task;            ///< per pool
    std::vector<AfterWork> after_work;          ///< per pool
    std::vector<AtHigherPriority> at_higher;    ///< per pool; empty: nobody leaves a task
    std::vector<TaskLimit> task_limits;         ///< per pool; empty: there are none
    std::vector<Initial> initial;
    std::vector<InitialPlace> initial_places;
    std::vector<InitialMode> initial_downs, initial_clocks;
    std::vector<InitialOrder> initial_orders;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> initial_setups;  ///< place, attribute
    Prices prices;
    std::vector<std::uint32_t> first_op;         ///< [product * routes + route] -> first op, or none
    std::vector<std::uint32_t> source_first_op;  ///< [source * products + product]
    std::vector<std::uint32_t> product_first_op;
    std::vector<std::int32_t> product_priority;
    std::vector<std::uint32_t> product_pieces;
    std::vector<double> product_weight;
    std::vector<std::uint32_t> slot_owner;  ///< what a slot is for: kind in the top 5 bits, number below
    std::uint32_t slots = 0;
    bool plain = false;             ///< the whole plant may take the direct loop (engine/direct.hpp)
    bool can_deadlock = false;      ///< some stations lie on a circle
    bool circle_may_close = false;  ///< and it may close without a station becoming blocked: it waits for a vehicle,
                                    ///< before a conveyor
    bool visits_repeat = false;     ///< some route leads back
    bool has_carriers = false;      ///< people carry jobs
    bool has_sampling = false, has_stretches = false, has_slots = false, has_people = false, has_cards = false,
         has_walks = false, nearest_task = false, has_absences = false, go_home = false;
    bool outages = false;       ///< some station is out for a while
    bool has_orders = false;    ///< some job has a due date
    bool has_workload = false;  ///< some source looks at the work in the plant
    std::uint32_t max_steps = 0;
    std::vector<TimeLimit> time_limits;
    std::vector<std::uint32_t> time_starts;  ///< numbers of a job's times
    std::uint32_t times = 0;                 ///< that are taken of a job, at most
    std::uint32_t remembered = 0;            ///< places that a job may remember

    // Names, for results and messages.
    std::string name;
    std::uint64_t identity = 0;  ///< a hash of the plant: saved runs belong to it
    std::vector<std::string> station_names, buffer_names, product_names, source_names, pool_names, skill_names,
        sink_names, loop_names, fleet_names, conveyor_names, material_names, material_units, outside_names,
        person_names, route_names, calendar_names, order_names;
    struct TimeLimitName {
        std::string route, since, step;
        Tick within = 0;
    };
    std::vector<TimeLimitName> time_limit_names;
    std::vector<std::uint32_t> buffer_queue;           ///< buffer -> queue
    std::vector<std::optional<double>> ideal_cycle;    ///< per station, ticks
    std::vector<std::optional<double>> plan_per_hour;  ///< per product
    std::vector<std::vector<std::string>> mode_names;  ///< per station: breakdowns, maintenance, contingencies

    [[nodiscard]] double ticks_per_second() const { return 1e6 / tick_us; }
    [[nodiscard]] double seconds(double ticks) const { return ticks * tick_us / 1e6; }
    /// Whether some maintenance of a station goes by condition.
    [[nodiscard]] bool checks_condition(std::uint32_t station) const {
        for (const Mode& mode : modes)
            if (mode.check != none && units[mode.unit].station == station) return true;
        return false;
    }
};

/// What a calendar slot is for.
enum class SlotKind : std::uint32_t {
    place = 0,
    unit = 1,
    mode = 2,
    source = 3,
    way = 4,
    calendar = 5,
    campaign = 6,
    fleet = 7,
    preparation = 8,
    batch = 9,
    vehicle = 10,
    person = 11,
    conveyor = 12,
    carriers = 13,  ///< at a place; past the places: of a group
    material = 15,
    stop = 16
};

}  // namespace linewright
