// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// One run of a plant: the mutable state of one replication, and nothing else. It is a value: copied in mid-run, both
// copies go on independently and give identical results. How it behaves stands in run.hpp and the files it includes.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/engine/calendar.hpp"
#include "linewright/engine/counters.hpp"
#include "linewright/engine/ids.hpp"
#include "linewright/engine/orders.hpp"
#include "linewright/engine/program.hpp"
#include "linewright/engine/states.hpp"

namespace linewright {

/// What an observer is told.
enum class Happening : std::uint8_t {
    release,       ///< a job enters the plant
    enter,         ///< a job enters a buffer
    load,          ///< a station takes a job (once for an assembly)
    resume_job,    ///< a preempted job is back on its station
    start,         ///< processing of a job first starts
    finish,        ///< processing ends
    leave,         ///< a job leaves a station
    transport,     ///< a job sets out on a way that takes time
    exit,          ///< a good job leaves the plant
    scrap,         ///< a job is scrapped
    lost,          ///< an arrival finds no room
    fail,          ///< a breakdown strikes
    repair_start,  ///< the crew is there
    repair_end,
    state,              ///< a place changes its state
    maintenance_start,  ///< planned maintenance: the crew is there
    maintenance_end,
    deliver,   ///< a vehicle has brought a job to its place
    order,     ///< more of a material is ordered
    supply,    ///< it arrives in the store
    refill,    ///< a place has been filled up
    send_out,  ///< a job goes to a subcontractor
    come_back  ///< it is done there
};
inline constexpr std::array<std::string_view, 23> happening_names{"release",
                                                                  "enter",
                                                                  "load",
                                                                  "resume",
                                                                  "start",
                                                                  "finish",
                                                                  "leave",
                                                                  "transport",
                                                                  "exit",
                                                                  "scrap",
                                                                  "lost",
                                                                  "fail",
                                                                  "repair_start",
                                                                  "repair_end",
                                                                  "state",
                                                                  "maintenance_start",
                                                                  "maintenance_end",
                                                                  "deliver",
                                                                  "order",
                                                                  "supply",
                                                                  "refill",
                                                                  "send_out",
                                                                  "come_back"};
constexpr std::string_view name_of(Happening h) { return happening_names[static_cast<std::size_t>(h)]; }

/// One line of what happens. Which numbers mean something depends on `what`; the others are `none` or 0.
struct Event {
    Tick at = 0;
    Happening what = Happening::state;
    State state = State::starved;  ///< the new one, for `state`
    std::uint32_t place = none;    ///< place of a station, numbered through the plant
    std::uint32_t station = none;
    std::uint32_t buffer = none;
    std::uint32_t product = none;
    std::uint64_t job = 0;        ///< number of the job among those of its product, from 1, in the order of release
    std::uint32_t detail = none;  ///< sink for `exit`, breakdown or maintenance (Program::mode_names) for what concerns
                                  ///< one, source for `release` and `lost`, fleet for
                                  ///< `transport` by a vehicle and `deliver`, material for `order`, `supply` and
                                  ///< `refill`, subcontractor for `send_out` and `come_back`
};

/// What somebody does.
enum class Activity : std::uint8_t { idle, working, waiting, walking, off_shift, going_home };
inline constexpr std::array<std::string_view, 6> activity_names{"idle",    "working",   "waiting",
                                                                "walking", "off_shift", "going_home"};

/// Somebody does something else from now on. Only observers with an `on(const PersonEvent&)` are told; before the first
/// one of them a person is idle.
struct PersonEvent {
    Tick at = 0;
    std::uint32_t person = 0;  ///< numbered through the pools
    std::uint32_t pool = 0;
    Activity activity = Activity::idle;
    std::uint32_t station = none;  ///< whose task it is; none: nobody's, or on the way with a job
    Tick there = 0;  ///< who walks is there then, unless told otherwise before: waits for the others, at home is idle
};

/// Hears nothing and costs nothing.
struct NoObserver {
    static constexpr bool listens = false;
    void on(const Event&) {}
};

/// How a run is set up.
struct RunSetup {
    std::uint64_t seed = 1;
    std::uint64_t replication = 0;
    Tick warmup = 0;  ///< counting starts here
    Tick hour = 0;    ///< length of the periods that output is counted by; 0: an hour
    std::uint64_t max_events_per_instant = 10'000'000;
    std::uint64_t max_events = std::numeric_limits<std::uint64_t>::max();
    std::uint32_t max_jobs = 50'000'000;
    std::uint64_t max_memory = std::uint64_t{8}
                               << 30U;  ///< bytes, of the jobs in the plant and of those that wait outside
    bool general_only = false;          ///< never the direct loop (tests hold the two against each other)
};

/// How a stretch of a run ended.
enum class Ending : std::uint8_t {
    reached,
    exhausted,
    deadlock,
    zero_time_loop,
    event_limit,
    job_limit,
    overflow,
    cancelled,
    memory_limit,
    wall_limit
};
inline constexpr std::array<std::string_view, 10> ending_names{
    "reached",   "exhausted", "deadlock",  "zero-time loop", "event limit",
    "job limit", "overflow",  "cancelled", "memory limit",   "wall limit"};
constexpr std::string_view name_of(Ending e) { return ending_names[static_cast<std::size_t>(e)]; }

/// The end of a stretch of a run, as a value: nothing is thrown across a planner's callback.
struct Outcome {
    Ending ending = Ending::reached;
    Tick at = 0;
    std::string message;  ///< names the culprits when the run could not go on
    /// True when the wanted instant was reached (or nothing more can happen before it).
    [[nodiscard]] bool ok() const { return ending == Ending::reached || ending == Ending::exhausted; }
};

/// A request to stop, set from any thread; runs look at it every few thousand events.
class StopToken {
   public:
    StopToken() = default;
    explicit StopToken(const std::atomic<bool>* flag) : flag_(flag) {}
    /// Stops on either: a study's own flag beside that of who asked for the study.
    StopToken(const std::atomic<bool>* flag, const StopToken& other) : flag_(flag), other_(other.flag_) {}
    [[nodiscard]] bool stop_requested() const {
        return (flag_ && flag_->load(std::memory_order_relaxed)) || (other_ && other_->load(std::memory_order_relaxed));
    }

   private:
    const std::atomic<bool>* flag_ = nullptr;
    const std::atomic<bool>* other_ = nullptr;
};

template <class Observer>
class Run;
class DirectRun;
struct RunResult;
struct CostResult;
class Simulation;
struct MaterialResult;
RunResult measure(const Simulation& simulation);
std::vector<MaterialResult> measure_materials(const Simulation& simulation);
CostResult costs(const Simulation& simulation, const RunResult& counts);

/// What a station, buffer or person looks like right now.
struct PlaceView {
    State state;
    bool has_job;
    std::uint32_t product;
    std::uint64_t job;
    Tick due;            ///< when the running phase ends, or `never`
    JobHandle handle{};  ///< of the job, good as long as it is in the plant
};

/// One run of a plant. A value: a copy goes on independently and identically.
class Simulation {
   public:
    Simulation() = default;
    Simulation(std::shared_ptr<const Program> program, const RunSetup& setup);

    /// Takes everything that is due before `until` and sets the clock there. What is due at `until` itself is left
    /// for the next call: windows are half-open.
    Outcome run_until(Tick until, StopToken stop = {});
    template <class Observer>
    Outcome run_until(Tick until, Observer& observer, StopToken stop = {});

    /// Takes the next instant (all that is due at it, and the settling); false when nothing is left.
    Outcome step();
    template <class Observer>
    Outcome step(Observer& observer);

    [[nodiscard]] Tick now() const { return now_; }
    /// The next instant at which something is due, or `never`.
    [[nodiscard]] Tick next() const { return calendar_.next().tick(); }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    [[nodiscard]] const Program& program() const { return *program_; }
    [[nodiscard]] const std::shared_ptr<const Program>& shared_program() const { return program_; }
    [[nodiscard]] const RunSetup& setup() const { return setup_; }

    [[nodiscard]] PlaceView place(PlaceId id) const;
    /// Jobs waiting in a buffer.
    [[nodiscard]] std::int64_t content(BufferId id) const;
    /// Jobs in the plant, from release to exit.
    [[nodiscard]] std::int64_t wip() const { return wip_; }
    /// Jobs in the plant, summed over the ticks since the end of the warm-up: over their number, the mean.
    [[nodiscard]] std::int64_t wip_ticks() const { return wip_level_.integral(wip_, now_); }
    /// Jobs of a product in the plant.
    [[nodiscard]] std::int64_t wip(ProductId id) const { return product_counts_[id.value].wip; }
    /// People of a pool who are free now.
    [[nodiscard]] std::uint32_t free_people(PoolId id) const;
    /// Jobs that wait outside for their first place.
    [[nodiscard]] std::uint64_t backlog(SourceId id) const;
    /// The same over all sources.
    [[nodiscard]] std::uint64_t backlog() const;
    /// Good jobs that have left the plant since the end of the warm-up.
    [[nodiscard]] std::uint64_t good() const;
    /// True while the job is in the plant.
    [[nodiscard]] bool present(JobHandle job) const {
        return job.slot < jobs_.size() && jobs_[job.slot].generation == job.generation && jobs_[job.slot].alive;
    }

    /// Puts a job of a product into the plant now, at the first place of its route, as a delivery would; it waits
    /// outside when there is no room. Takes effect with the next instant that is run.
    void inject(ProductId product, std::uint32_t quantity = 1, Tick due = never);

    /// The whole state as bytes, with the format version, the semantics version and the plant's identity in front.
    [[nodiscard]] std::string save() const;
    /// Brings a saved run back. Throws std::runtime_error when the bytes are of another version, plant, or damaged.
    static Simulation load(std::shared_ptr<const Program> program, std::string_view bytes);

   private:
    template <class Observer>
    friend class Run;
    friend class DirectRun;
    friend RunResult measure(const Simulation&);
    friend std::vector<MaterialResult> measure_materials(const Simulation&);
    friend CostResult costs(const Simulation&, const RunResult&);

    template <class Archive>
    void io(Archive& archive);
    /// Jobs that fit into the memory limit; their list doubles when it is full.
    [[nodiscard]] std::uint64_t jobs_in_memory() const;

    // passing: it has been in this slot long enough, but the next one isn't free
    // supply: it lacks material
    enum class Stage : std::uint8_t {
        empty,
        warm_up,
        setup,
        reserve,
        supply,
        load,
        process,
        passing,
        unload,
        finished
    };

    struct Job {
        Tick released = 0;   // for Little's law
        Tick lead_from = 0;  // of its oldest component
        Tick waiting_since = 0;
        Tick due = never;
        Tick remaining = -1;  // of a preempted job, at its people's level then
        double level = 1.0;
        std::uint64_t number = 0;  // at its source
        std::uint64_t lane = 0;    // of its source
        std::uint64_t serial = 0;  // among its product
        std::uint64_t cards = 0;
        std::uint32_t op = none;
        std::uint32_t next = none, prev = none;
        std::uint32_t generation = 0;
        std::uint32_t queue = none;
        std::uint32_t rework_from = none;  // the operation that sent it back
        std::uint32_t reworks = 0;
        std::int32_t priority = 0;
        std::uint8_t alive = 0, defective = 0, inspected = 0, begun = 0;
        std::uint32_t attempts = 0;  // of a preempted job: how often its time was drawn anew
        Tick work = 0;               // mean processing before it at its release, where somebody looks at that
        std::uint32_t order = none;
        std::uint32_t lot = none;  // that it is a part of
    };
    /// A lot that was split, as long as there are parts of it.
    struct Lot {
        Tick due = never;
        std::uint64_t number = 0, lane = 0;
        std::uint32_t parts = 0;  // that are left
        std::uint32_t order = none, next = none, pad = 0;
    };
    struct Place {
        // Together, since every look at a place wants them.
        Stage stage = Stage::empty;
        State state = State::starved;
        std::uint8_t stops = 0;  // of the units that it belongs to those that aren't up
        std::uint8_t running = 0, asking = 0, waiting = 0, scaled = 0, begun = 0, touched = 0, decided = 0;
        std::uint8_t jams = 0;     // modes per_cycle that have been drawn for this job
        std::uint8_t overrun = 0;  // it works on past the end of its shift
        std::uint8_t coming = 0;   // its people are on their way
        std::uint8_t fused = 0;    // so many stages follow this one without an event of their own
        std::uint8_t full_up = 0;  // empty, but there is no room for one more job further in
        std::uint8_t called = 0;   // finished, its place ahead reserved: somebody comes for the job (carrying.hpp)
        std::uint8_t power = 0;    // where it is short: 1 it waits for it, 2 it has it
        std::uint8_t pad[7] = {};
        Tick off_until = 0;  // a break of its own, by its length
        Tick idle_since = 0;
        std::uint32_t job = none;
        std::uint32_t setup = none;
        Tick remaining = 0;  // of the current stage
        Tick ends = never;   // when it runs
        Tick full = 0;
        Tick work = 0, after = 0;  // of the stages that are fused with this one: processing, unloading
        Tick rest = 0;             // of the processing: in the slots further in
        Tick finished_at = -1;
        Tick overrun_since = 0;  // overtime that isn't counted yet
        double raw = 0.0;        // drawn, not yet scaled by the people's level
        double level = 1.0;
        std::uint64_t lane = 0;
        std::uint32_t cost = none;      // OpStation
        std::uint32_t next_op = none;   // where the finished job goes
        std::uint32_t exit = none;      // or how it leaves
        std::uint32_t reserved = none;  // queue with a place reserved
        std::uint32_t draw = none;
        std::uint32_t people = none;  // head of the list of those it holds
        std::uint32_t alternative = none;
        std::uint32_t strike = none;  // mode that strikes when the slot's failure is due
        std::uint32_t attempts = 0;
        std::uint32_t idle_before = none, idle_after = none;  // in the list of empty places
        std::uint32_t carrier = none;  // the vehicle that does, or the head of the list of people
    };
    /// What a place has made since it was last changed over, and where it stands in the next changeover.
    struct SetupState {
        std::uint64_t jobs = 0;
        Tick time = 0;                   // processing
        std::uint64_t unclean_jobs = 0;  // since the last change or cleaning
        Tick unclean_time = 0;
        std::uint64_t lane = 0, number = 0;  // of the job that it is made for
        std::uint32_t op = none;             // of that
        std::uint32_t part = 0;              // 0 nothing yet, 1 cleaning, 2 and more: the steps
        std::uint8_t changed = 0;            // a changeover was made: before the first there is no campaign
        std::uint8_t waits = 0;              // for what is done beside it
        std::uint8_t scrap = 0;              // the job in the place
        std::uint8_t pad[5] = {};
    };
    /// What is done beside a running place for its next job.
    struct Preparation {
        Tick ends = never;
        double work = 0.0;                   // of the step, at level 1
        std::uint64_t lane = 0, number = 0;  // of the job that it is made for
        std::uint32_t job = none;            // reserved: it keeps its place in the buffer until it is loaded
        std::uint32_t op = none;             // its operation
        std::uint32_t step = 0;              // of `setup_steps`
        std::uint32_t people = none;
        std::uint8_t active = 0, ready = 0, running = 0, coming = 0;
        std::uint32_t pad = 0;
    };
    struct QueueState {
        std::uint32_t head = none, tail = none;
        std::int64_t count = 0, reserved = 0;
        std::uint32_t dirty = 0;
        std::uint32_t groups = 0;  // that wait for several places at once
    };
    struct Waiter {
        Tick since = 0;
        // 0 finished job, 1 reservation, 2 load (cards), 3 source, 4 conveyor, 5 group, 6 job that is back
        std::uint32_t kind = 0;
        std::uint32_t order = 0;  // downstream first
        std::uint32_t id = 0;     // place, station, source, conveyor, group or job
        std::uint32_t pad = 0;
    };
    enum class UnitStatus : std::uint8_t {
        up,
        finishing,
        waiting_for_crew,
        repairing
    };  // finishing: up, some mode pending
    struct UnitState {
        Tick busy_since = never;
        double repair_raw = 0.0;
        std::uint32_t busy = 0;     // places processing, for whole stations
        std::uint32_t mode = none;  // that is down
        std::uint32_t people = none;
        std::uint32_t strike = none;
        UnitStatus status = UnitStatus::up;
        std::uint8_t paused = 0;  // clocks stand: for how many reasons the station is down as a whole
        std::uint8_t dated = 0;
        std::uint8_t coming = 0;        // its crew is on its way
        std::uint32_t check_alone = 0;  // a maintenance by condition that finds nothing to do
    };
    struct ModeState {
        Tick left = 0;       // of its clock, ticks or cycles
        Tick since = never;  // calendar clocks: running since
        Tick total = 0;      // when its clock began: what was left then
        std::uint64_t checks = 0;
        std::uint64_t renewals = 0;
        std::uint64_t failures = 0;
        std::uint32_t next_date = 0;
        std::uint32_t pending = 0;  // struck, but the jobs in process are finished first: 1 + the number of its date
    };
    // What `pending` says of a maintenance that has fallen due.
    static constexpr std::uint32_t due_after_jobs = 1, due_at_once = 2, due_at_leisure = 3;
    struct StationState {
        std::uint64_t assembled = 0;
        std::uint32_t idle = 0;                             // empty places
        std::uint32_t beside = none;                        // preempted jobs, head of a list
        std::uint32_t idle_first = none, idle_last = none;  // of several places the empty ones, longest idle first
        std::uint8_t down = 0;                              // as a whole: 1 finishing, 2 down
        std::uint8_t card_wait = 0;
        Presence presence = Presence::on;
        std::uint8_t pad[5] = {};
    };
    /// How long jobs took between two steps that have a limit.
    struct QueueTime {
        std::uint64_t jobs = 0, late = 0;
        double sum = 0.0;
        Tick longest = 0;
    };
    struct Delivery {
        Tick arrived = 0, due = never;
        std::uint64_t number = 0;
        std::uint32_t product = none, order = none;
    };
    struct SourceState {
        std::uint64_t intervals = 0;  // arrivals so far
        std::uint64_t created = 0;    // jobs so far
        double expected = 0.0;        // of the rate's cumulative count, within the day
        std::uint64_t day = 0;
        std::uint64_t head = 0;  // of the backlog
        std::uint32_t next_item = 0;
        std::uint8_t dirty = 0, waiting = 0;
        std::uint8_t stopped = 0;  // it brings nothing for a while
        std::uint8_t pad = 0;
    };
    // waiting: the station stands; going_home: idle from when they are there
    using Activity = linewright::Activity;
    enum class Duty : std::uint8_t { here, gone, staying };  // staying: gone as soon as they are released
    struct PersonState {
        Tick free_since = 0;
        Tick since = 0;
        Tick arrives = 0;  // where they work
        Tick taken = 0;    // for their task; when they stay on past their shift, since then
        Tick at_task = 0;  // at one station so far, where that is limited
        Tick task_from = 0, task_until = 0;
        std::uint32_t task = none;  // that station
        std::uint32_t pad0 = 0;
        std::uint32_t next = none;    // in the list of whoever holds them
        std::uint32_t holder = none;  // place, or unit, or on the way with a job
        double level = 1.0;
        std::uint32_t item = none;  // the need that they meet
        std::uint32_t at = none;    // the station where they are
        std::uint8_t phases = 0;
        Activity activity = Activity::idle;
        Duty duty = Duty::here;
        std::uint8_t absent = 0;  // 1 over a stretch of time, 2 from this shift
        std::uint8_t pad[4] = {};
    };
    struct Request {
        Tick since = 0;
        std::int32_t priority = 0;
        std::uint32_t order = 0;
        std::uint32_t id = 0;    // place, or unit for a repair
        std::uint32_t kind = 0;  // 0 a place, 1 a repair, 2 what is done beside a place, 3 a job to carry, 4 several
    };
    struct CalendarState {
        Tick since = 0, next = never;  // the last change and the next
        Presence presence = Presence::on;
        Presence pattern = Presence::on;  // the same without overtime by a rule
        std::uint8_t overtime = 0;        // it is on by that rule
        std::uint8_t pad[5] = {};
    };
    struct OvertimeState {
        Tick day_used = 0, week_used = 0;
        std::int64_t day = 0;          // on which the shift began
        std::int64_t good_before = 0;  // when it began
    };
    struct RosterState {
        Tick since = 0;             // counted up to here
        std::uint32_t missing = 0;  // people who are absent
        std::uint32_t extra = 0;    // people who are there by planned overtime
    };
    struct InTransit {
        Tick arrives = 0;
        std::uint64_t sequence = 0;
        std::uint32_t job = none, queue = none;
        std::uint32_t people = none, pad = 0;  // who carry it, head of a list
    };
    struct FleetState {
        std::uint32_t free = 0, loaded = 0, empty = 0, pad = 0;  // vehicles
        Tick since = 0;                                          // counted up to here
        Tick loaded_time = 0, empty_time = 0;
        std::uint64_t trips = 0, jobs = 0;
    };
    /// Jobs beside a station that move on together.
    struct GroupState {
        std::uint32_t head = none, tail = none, count = 0;
        std::uint32_t queue = none;   // ahead, where places are reserved for them
        std::uint32_t people = none;  // who come for them, head of a list
        std::uint8_t waiting = 0, called = 0, pad[2] = {};
        Tick since = 0;  // the first of them
    };
    /// A conveyor. Its own clock stands while the first job can't leave, unless it accumulates.
    struct BeltState {
        std::uint32_t head = none, tail = none;  // the jobs on it
        std::int64_t count = 0;
        Tick entered = never;        // the last of them, by its own clock
        Tick stood = 0;              // so long its clock has stood
        Tick blocked_since = never;  // the first job is at the end and can't leave
        Tick blocked_time = 0;
        std::uint64_t jobs = 0;  // that have left it
        std::uint8_t waiting = 0, arrived = 0, pad[6] = {};
    };
    /// What a vehicle does that is followed by itself. It is free in the first two.
    enum class Does : std::uint8_t { idle, going_home, coming, loading, waiting, carrying, unloading, returning };
    struct VehicleState {
        Tick arrives = 0;                            // where it goes
        Tick since = 0;                              // at the station
        std::uint32_t at = none;                     // the spot where it is, or goes
        std::uint32_t station = none, queue = none;  // from which to which it carries
        std::uint32_t place = none;                  // whose job it loads
        std::uint32_t head = none, tail = none;      // the jobs on it
        std::uint32_t jobs = 0, called = 0;          // on it; for which it has come
        Does does = Does::idle;
        std::uint8_t ready = 0;
        std::uint8_t pad[6] = {};
    };
    struct Cache {
        std::uint64_t lane = 0;
        std::uint64_t block = std::numeric_limits<std::uint64_t>::max();
        std::uint64_t asked_lane = 0, asked = 0;  // last, when it wasn't among the values
    };
    struct StationCount {
        std::uint64_t loaded = 0, left = 0, made = 0, defects = 0, setups = 0, scrapped = 0, failures = 0,
                      maintenances = 0, cleanings = 0, checks = 0;
        std::uint64_t overtime = 0;  // ticks of processing past the end of a shift
        Tick planned_overtime = 0;   // on shift by the rule of its calendar
        std::uint64_t batches = 0;   // loaded, of a station that takes them
        Tick off = 0;                // starved and switched off
        std::uint64_t warm_ups = 0;
    };
    struct ProductCount {
        std::int64_t wip = 0;
        std::uint64_t released = 0, exits = 0, scrapped = 0, inspected = 0, passed = 0, reworked = 0, lost = 0;
    };
    struct PoolCount {
        Tick working = 0, waiting = 0, walking = 0, away = 0, overtime = 0;
        Tick absent = 0;  // of the time away
        Tick planned_overtime = 0;
        /// What somebody has done since their last change, up to now.
        void add(const PersonState& person, Tick now) {
            switch (person.activity) {
                case Activity::idle:
                    break;
                case Activity::working:
                    working += now - person.since;
                    break;
                case Activity::waiting:
                    waiting += now - person.since;
                    break;
                case Activity::walking: {  // those who are there first wait for the others
                    const Tick there =
                        rule<"walking.the_first_there_waits">() ? std::clamp(person.arrives, person.since, now) : now;
                    walking += there - person.since;
                    waiting += now - there;
                    break;
                }
                case Activity::off_shift:
                    away += now - person.since;
                    break;
                case Activity::going_home:
                    walking += std::clamp(person.arrives, person.since, now) - person.since;
                    break;
            }
        }
    };
    // What is counted for prices only (cost_counts.hpp).
    struct WorkCount {                         // of an operation at a station
        std::array<std::uint64_t, 4> ticks{};  // of places in setup, load, process, unload
        std::uint64_t setups = 0, made = 0;
    };
    struct LateCount {
        std::uint64_t jobs = 0;
        WideSum ticks;
    };
    struct PowerState {
        std::int64_t milliwatts = 0;
        Tick since = 0;           // counted up to here
        Tick quarter_ends = 0;    // of the clock on the wall
        WideSum quarter, peak;    // milliwatts x ticks
        Tick peak_at = -1;        // when the quarter-hour with the most began
        std::uint32_t hour = 0;   // of the week
        std::uint32_t whole = 0;  // the quarter-hour has been in the window since its beginning
    };
    struct SourceCount {
        std::uint64_t arrived = 0, lost = 0, entered = 0, waited = 0;
    };
    // Materials (supply.hpp); amounts are whole thousandths.
    struct StockState {
        std::int64_t stock = 0, ordered = 0, wanted = 0;  // wanted: by those who wait for it
        std::uint64_t orders = 0;                         // since the start
        std::uint64_t supplier_ups = 0;                   // spans of its supplier that are over
        Tick supplier_since = 0;                          // when the present one began
        Tick since = 0;                                   // counted up to here
        std::uint8_t lacking = 0;                         // somebody waits because there isn't enough
        std::uint8_t pad[7] = {};
        WideSum level;  // thousandths x ticks
        Tick empty = 0, short_time = 0;
        std::uint64_t orders_placed = 0;
        std::int64_t ordered_sum = 0, received = 0;
        void count(Tick now) {
            level.add_product(static_cast<std::uint64_t>(stock), static_cast<std::uint64_t>(now - since));
            if (stock == 0) empty += now - since;
            if (lacking) short_time += now - since;
            since = now;
        }
    };
    /// Of a place that may be switched off.
    struct StandbyState {
        Tick since = 0;    // starved, since its last job
        Tick entered = 0;  // the state starved
        std::uint8_t used = 0, cold = 0, pad[6] = {};
    };
    /// Jobs at a subcontractor.
    struct OutsideState {
        std::int64_t jobs = 0;  // also those that are back and find no place
        std::uint64_t sent = 0;
    };
    struct Incoming {
        Tick at = 0;
        std::int64_t amount = 0;
    };
    /// Who waits for material out of the store.
    struct Wanting {
        Tick since = 0;
        std::uint32_t order = 0;  // downstream first
        std::uint32_t id = 0;     // place, or unit for spare parts
        std::uint32_t repair = 0;
        std::uint32_t pad = 0;
    };
    /// Where a place stands in getting its material.
    struct SupplyState {
        std::uint32_t refills = none;  // this use of its station
        std::uint8_t waits = 0;        // for the store
        std::uint8_t given = 0;        // what the job needs out of the store
        std::uint8_t pad[2] = {};
    };

    std::shared_ptr<const Program> program_;
    RunSetup setup_;
    Tick now_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t instant_events_ = 0;
    std::uint64_t sequence_ = 0;
    std::int64_t wip_ = 0;
    Tick counting_since_ = 0;
    std::uint8_t started_ = 0, counting_ = 0, requests_dirty_ = 0;
    std::uint32_t free_job_ = none;
    std::uint32_t overflow_draw_ = none;
    std::uint64_t injected_ = 0;
    Tick workload_ = 0;  // of the jobs in the plant, as it was at their release

    SlotCalendar calendar_;
    std::vector<Cache> caches_;
    std::vector<std::array<double, 16>> cached_;  // the values of each
    std::vector<Lot> lots_;
    std::uint32_t free_lot_ = none;
    std::vector<Job> jobs_;
    std::vector<std::uint16_t> visits_;
    std::vector<std::uint64_t> empty_, leaving_;  // places, a bit each: without a job; where one may leave
    std::vector<QueueTime> queue_times_;
    std::vector<Tick> ended_;                // [job * Program::times + number]: when the step ended, or never
    std::vector<std::uint32_t> remembered_;  // [job * Program::remembered + number] -> place
    std::vector<Place> places_;
    std::vector<SetupState> setups_;         // per place; none when no station counts them
    std::vector<Preparation> preparations_;  // per place; none when nothing is done beside a station
    std::vector<std::uint32_t> ahead_;       // stations that may look for their next jobs
    std::vector<StationState> stations_;
    std::vector<QueueState> queues_;
    std::vector<std::vector<Waiter>> waiters_;         // of queues, of card loops, of fleets, of conveyors
    std::vector<std::uint32_t> dirty_;                 // resources with room again
    std::vector<std::uint64_t> may_leave_, may_load_;  // bits downstream first
    std::vector<std::uint32_t> dirty_sources_, lossy_sources_;
    std::vector<std::uint32_t> touched_;
    std::vector<UnitState> units_;
    std::vector<ModeState> modes_;
    std::vector<std::uint32_t> opportunities_;  // maintenance modes that wait for one
    std::vector<SourceState> sources_;
    std::vector<std::vector<Delivery>> backlog_;
    std::vector<std::uint32_t> free_cards_;
    std::vector<std::uint32_t> held_cards_;  // back, but not free before all are
    std::vector<StandbyState> standbys_;     // per place; none where no station has it
    std::vector<PersonState> people_;
    std::vector<std::uint32_t> power_waiters_;  // places, downstream first
    std::vector<std::uint32_t> freed_;          // people who may go home at the end of this instant
    std::vector<std::uint64_t> repetitions_;    // as the program's learnings
    std::vector<Request> requests_;
    std::vector<CalendarState> calendar_states_;
    std::vector<OvertimeState> overtimes_;
    std::vector<RosterState> rosters_;
    std::vector<std::uint32_t> line_absent_;  // of those whom an attendance counts: absent from its shift
    std::vector<std::vector<InTransit>> transit_;
    std::vector<FleetState> fleets_;
    std::vector<VehicleState> vehicles_;
    std::vector<BeltState> belts_;
    std::vector<GroupState> groups_;
    std::vector<std::uint32_t> due_groups_;        // whose longest wait is over at this instant
    std::vector<std::uint32_t> arrived_;           // conveyors whose first job has just come to the end
    std::vector<std::uint32_t> ready_, homeward_;  // vehicles that may set out at the end of this instant
    OrderBook orders_;
    std::uint8_t supply_dirty_ = 0;
    std::vector<StockState> stocks_;               // per material
    std::vector<std::vector<Incoming>> incoming_;  // per material, the next last
    std::vector<Wanting> wanting_;                 // first to wait, then downstream first
    std::vector<SupplyState> supplies_;            // per place; none where no station uses material
    std::vector<std::int64_t> charges_;            // what lies at places, as the program's uses say
    std::vector<std::uint64_t> refills_;           // of each of these, since the start
    std::vector<OutsideState> outside_;            // per subcontractor
    std::vector<LevelRecord> outside_levels_;      // so
    std::vector<std::uint32_t> back_;              // jobs that are back and haven't tried to come in
    std::vector<std::vector<Tick>> returns_;       // of vehicles on their way back, the next last

    // What is counted.
    std::vector<StateTimes> state_times_;  // per place
    std::vector<StationCount> station_counts_;
    std::vector<LevelRecord> queue_levels_;
    std::vector<LevelRecord> belt_levels_;
    std::vector<LevelRecord> product_levels_;
    LevelRecord wip_level_;
    std::vector<ProductCount> product_counts_;
    std::vector<TimeRecord> lead_times_;  // per product, good jobs
    TimeSum all_times_;                   // every job that leaves
    std::vector<PoolCount> pool_counts_;
    std::vector<SourceCount> source_counts_;
    std::vector<LevelRecord> backlog_levels_;
    std::vector<std::uint64_t> sink_exits_;
    std::vector<std::vector<std::uint32_t>> output_;  // per product, by hour since counting began
    std::vector<TimeSum> queue_waits_;                // per queue
    std::vector<std::uint64_t> serials_;              // per product, of all jobs released since the start
    std::vector<std::int64_t> consumed_;              // [material * products + product], in thousandths
    std::vector<std::int64_t> discarded_;             // per use
    std::vector<std::int64_t> fitted_;                // per part: in repairs
    std::vector<std::uint64_t> refilled_;             // per use
    std::vector<std::uint64_t> returned_;             // [subcontractor * products + product]
    // For prices; empty where there are none.
    std::vector<WorkCount> work_;               // per OpStation
    std::vector<std::uint64_t> people_work_;    // [pool * products + product]: people x ticks in phases of its jobs
    std::vector<LateCount> late_;               // per product
    std::vector<std::uint64_t> became_;         // [product * products + product]: jobs of the one that became the other
    std::vector<std::uint64_t> failures_then_;  // per mode, when counting began
    PowerState power_;
    std::vector<WideSum> energy_;  // milliwatts x ticks by hour of the week

    static std::size_t phase_of(Stage stage) {
        return stage <= Stage::setup ? 0 : stage == Stage::load ? 1 : stage == Stage::process ? 2 : 3;
    }
    void begin_cost_counts();
    void restart_cost_counts(Tick warmup);
    void restart_supply_counts(Tick warmup);
    void add_work(std::uint32_t place, Tick elapsed, std::vector<WorkCount>& work,
                  std::vector<std::uint64_t>& people) const;
    void add_carrying(const InTransit& trip, std::vector<std::uint64_t>& people) const;
    void add_preparation(const Preparation& preparation, std::vector<std::uint64_t>& people) const;
    /// The OpStation of an operation at one of its stations.
    [[nodiscard]] std::uint32_t op_station(std::uint32_t op, std::uint32_t station) const {
        std::uint32_t k = program_->ops[op].stations.first;
        while (program_->op_stations[k].station != station) ++k;
        return k;
    }
    void add_energy(Tick until, PowerState& power, std::vector<WideSum>& energy) const;
    void start_quarter(PowerState& power) const;
};

}  // namespace linewright
