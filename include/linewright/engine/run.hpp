// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How a plant behaves: the loop over instants, and what it calls. One instant goes like this (docs/semantics.md, 2):
// everything that is due is taken by class, then by slot; then the plant settles: finished jobs leave and stations
// load until nothing moves, and only then people are given out. What falls due at the same instant by this goes round
// again.
//
// `Run` is the loop's view of a Simulation, with an observer; it owns nothing. Its parts:
//   run.hpp          the loop, draws, states, the settling
//   flow.hpp         queues, moves, ways, cards, sources
//   dispatch.hpp     which waiting job goes next, and where
//   stations.hpp     what a job goes through on a station
//   settling.hpp     what moves at an instant, in its order
//   state_of_place.hpp  which of the states a place is in
//   breakdowns.hpp   clocks, failures, repairs
//   maintenance.hpp  planned maintenance
//   vehicles.hpp     fleets
//   carrying.hpp     people who carry jobs
//   groups.hpp       jobs that move on only together
//   driving.hpp      vehicles that are followed one by one
//   conveyors.hpp    belts and roller tracks
//   people.hpp       requests and who gets whom
//   calling.hpp      people who leave a task for one of higher priority
//   rotation.hpp     most time at one task
//   pace.hpp         how fast people work: levels, learning, crews of several sizes
//   shifts.hpp       shifts and breaks of stations
//   overtime.hpp     shifts that go on by a rule
//   attendance.hpp   who is there: shifts and absence of people
//   walking.hpp      people on their way to a station
//   batches.hpp      several jobs on one place
//   steps.hpp        steps that are skipped, and those that belong to a place
//   stretches.hpp    stages that need no event between them
//   slots.hpp        places that a new job enters while the last is further in
//   supply.hpp       materials, refills, orders
//   outside.hpp      jobs at a subcontractor
//   standby.hpp      places that are switched off and warm up
//   cost_counts.hpp  what is counted for prices
//   campaigns.hpp    least runs after a change
//   power.hpp        stations that wait for power
//   initial.hpp      how the plant stands at the start
//   contingencies.hpp  stations that are out, sources that are stopped or go at another pace
//   setups.hpp       cleaning and the steps of a changeover
//   preparation.hpp  steps that are done beside a running station
#pragma once

#include <algorithm>
#include <bit>
#include <cstring>

#include "linewright/core/random.hpp"
#include "linewright/core/rules.hpp"
#include "linewright/core/sampler.hpp"
#include "linewright/engine/direct.hpp"
#include "linewright/engine/simulation.hpp"

namespace linewright {

template <class Observer>
class Run {
   public:
    using S = Simulation;
    using Stage = S::Stage;
    using Job = S::Job;
    using Place = S::Place;
    using UnitStatus = S::UnitStatus;
    using Activity = S::Activity;
    using Duty = S::Duty;

    Run(Simulation& simulation, Observer& o) : s(simulation), p(*simulation.program_), observer(o) {}

    Outcome until(Tick end, StopToken stop) {
        if constexpr (Observer::listens)
            if (p.has_stretches) part_stretches();
        if (!s.started_) begin();
        std::uint32_t polls = 0;
        std::uint64_t general = 0;  // events that the general loop has taken in this stretch
        while (failure_.ending == Ending::reached) {
            const DueKey key = s.calendar_.next();
            if (!key.pending()) break;
            const Tick t = key.tick();
            if (rule<"time.window_ends_before_the_horizon">() ? t >= end : t > end) break;
            if (++polls == 8192) {
                polls = 0;
                if (stop.stop_requested() && rule<"limits.a_stop_is_answered">())
                    return {Ending::cancelled, s.now_, "the run was cancelled"};
            }
            if constexpr (!Observer::listens) {
                // Plain plants go on in the direct loop; taking over costs a pass over the stations.
                if (general > 256 && p.plain && t != s.now_ && !s.setup_.general_only) {
                    const Tick to = s.counting_ ? end : std::min(end, s.setup_.warmup);
                    if (t < to && DirectRun::possible(s)) {
                        DirectRun(s, to).go(stop);
                        if (stop.stop_requested()) return {Ending::cancelled, s.now_, "the run was cancelled"};
                        general = 0;
                        continue;
                    }
                }
            }
            ++general;
            instant_step(key, t);
        }
        if (failure_.ending != Ending::reached) {
            failure_.at = s.now_;
            return std::move(failure_);
        }
        if (!s.counting_ && end > s.setup_.warmup) count_from(s.setup_.warmup);
        const bool exhausted = !s.calendar_.next().pending();
        if (s.now_ < end) {
            s.now_ = end;
            s.instant_events_ = 0;
        }
        if (p.has_stretches) catch_all_up(end - 1);
        return {exhausted ? Ending::exhausted : Ending::reached, s.now_, {}};
    }

    Outcome one_instant() {
        if (p.has_stretches) part_stretches();
        single_ = true;
        if (!s.started_) {
            begin();
        } else {
            const Tick t = s.calendar_.next().tick();
            if (t == never) return {Ending::exhausted, s.now_, {}};
            while (failure_.ending == Ending::reached && s.calendar_.next().tick() == t)
                instant_step(s.calendar_.next(), t);
        }
        failure_.at = s.now_;
        return std::move(failure_);
    }

   private:
    Simulation& s;
    const Program& p;
    Observer& observer;
    Outcome failure_;

    // -- the loop --------------------------------------------------------------------------------------------
    void instant_step(DueKey key, Tick t) {
        if (!s.counting_ && (rule<"time.window_begins_with_the_warmup">() ? t >= s.setup_.warmup : t > s.setup_.warmup))
            count_from(s.setup_.warmup);
        if (t != s.now_) {
            s.now_ = t;
            s.instant_events_ = 0;
        }
        const std::uint32_t slot = s.calendar_.next_slot();
        s.calendar_.take();
        ++s.events_;
        if (++s.instant_events_ > s.setup_.max_events_per_instant && rule<"limits.events_at_one_instant">())
            return zero_time_loop(slot);
        if (s.events_ > s.setup_.max_events && rule<"limits.events">())
            return end(Ending::event_limit, "more than " + std::to_string(s.setup_.max_events) + " events");
        happen(slot, in_order(key.event_class()));
        if (s.calendar_.next().tick() != t || !rule<"instant.all_before_settling">()) settle();
    }
    void begin();
    void happen(std::uint32_t slot, EventClass event_class);
    void settle();
    void settle_places();
    void count_from(Tick warmup);
    void end(Ending ending, std::string message) {
        if (failure_.ending == Ending::reached) failure_ = {ending, s.now_, std::move(message)};
    }
    void zero_time_loop(std::uint32_t slot);
    void clock_overflow(std::uint32_t slot);

    // -- observing -------------------------------------------------------------------------------------------
    void tell(Event event) {
        if constexpr (Observer::listens) {
            event.at = s.now_;
            observer.on(event);
        }
    }
    void tell_job(Happening what, const Job& job, std::uint32_t place, std::uint32_t buffer,
                  std::uint32_t detail = none) {
        if constexpr (Observer::listens) {
            Event e;
            e.at = s.now_;
            e.what = what;
            e.place = place == none ? none : p.place_head[place];
            e.station = place == none ? none : p.place_station[place];
            e.buffer = buffer;
            e.product = p.ops[job.op].product;
            e.job = job.serial;
            e.detail = detail;
            observer.on(e);
        }
    }
    void touch(std::uint32_t place) {
        if (p.has_slots) place = p.place_head[place];
        Place& at = s.places_[place];
        if (!at.touched) {
            at.touched = 1;
            s.touched_.push_back(place);
        }
    }
    void touch_station(const Program::Station& station) {
        for (std::uint32_t i = 0; i < station.places; ++i) touch(station.first_place + i);
    }
    void set_state(std::uint32_t place, State state) {
        Place& at = s.places_[place];
        if (at.state == state) return;
        s.state_times_[place].change(at.state, state, s.now_);
        if (p.watches_states) [[unlikely]] {
            if (p.prices.follows_power) count_power(p.place_station[place], at.state, state);
            if (!p.standbys.empty()) standby_state(place, at.state, state);
        }
        at.state = state;
        if constexpr (Observer::listens) {
            Event e;
            e.what = Happening::state;
            e.state = state;
            e.place = place;
            e.station = p.place_station[place];
            tell(e);
        }
    }
    [[nodiscard]] State state_of(std::uint32_t place) const;
    [[nodiscard]] State state_by_stage(std::uint32_t place) const;

    // -- draws -----------------------------------------------------------------------------------------------
    double sample(std::uint32_t draw, std::uint64_t lane, std::uint64_t position) {
        const Program::Draw& d = p.draws[draw];
        if (d.constant) return d.exact;
        S::Cache& cache = s.caches_[d.cache];
        const std::uint64_t block = position >> 4U;
        if (cache.block != block || cache.lane != lane) {
            // Sixteen at once where they are asked for one after the other; one alone where many kinds of jobs mix.
            const bool in_turn = (cache.asked_lane == lane && cache.asked + 1 == position) ||
                                 (cache.lane == lane && cache.block + 1 == block && (position & 15U) == 0);
            cache.asked_lane = lane;
            cache.asked = position;
            if (!in_turn)
                return p.samplers[d.sampler].sample({s.setup_.seed, d.purpose}, s.setup_.replication, lane, position);
            cache.block = block;
            cache.lane = lane;
            p.samplers[d.sampler].fill({s.setup_.seed, d.purpose}, s.setup_.replication, lane,
                                       position & ~std::uint64_t{15}, s.cached_[d.cache].data());
        }
        return s.cached_[d.cache][position & 15U];
    }
    /// The processing time of a job: of all its pieces. Only one of the two differs from nothing.
    double work_of(const Program::OpStation& cost, std::uint64_t lane, std::uint64_t position) {
        const double drawn = sample(cost.process, lane, position);
        if (!rule<"slots.times_of_a_piece_add_up">()) return drawn;
        return cost.pieces != 1.0 ? drawn * cost.pieces : drawn + cost.apart;
    }
    Tick ticks_of(double value, std::uint32_t draw) {
        if (value < 0x1p52) [[likely]]
            return to_ticks(value);
        if (!rule<"time.overflow_of_a_draw">()) return latest_tick / 4;
        s.overflow_draw_ = draw;
        end(Ending::overflow, p.draw_names[p.draws[draw].fault_name] + ": a draw of " + std::to_string(value) +
                                  " ticks is longer than the clock reaches");
        return 0;
    }
    Tick sample_ticks(std::uint32_t draw, std::uint64_t lane, std::uint64_t position) {
        const Program::Draw& d = p.draws[draw];
        return d.constant ? d.value : ticks_of(sample(draw, lane, position), draw);
    }
    double chance(std::uint64_t purpose, std::uint64_t lane, std::uint64_t position) const {
        return unit(word({s.setup_.seed, purpose}, s.setup_.replication, lane, 0, position));
    }
    void schedule(std::uint32_t slot, Tick at, EventClass event_class) {
        if (at >= latest_tick) [[unlikely]] {
            if (rule<"time.overflow_of_the_clock">()) return clock_overflow(slot);
            at = latest_tick - 1;
        }
        if (!rule<"instant.goes_round_again">() && at == s.now_ && s.now_ > 0) ++at;
        s.calendar_.set(slot, DueKey(at, in_order(event_class)));
    }

    // -- what changed ----------------------------------------------------------------------------------------
    void may_leave(std::uint32_t station) {
        const std::uint32_t o = p.stations[station].order;
        s.may_leave_[o >> 6U] |= std::uint64_t{1} << (o & 63U);
        const std::uint32_t last = last_slot(p.stations[station].first_place);
        for (std::uint32_t place = last; place < last + p.stations[station].places; ++place)
            s.leaving_[place >> 6U] |= std::uint64_t{1} << (place & 63U);
    }
    void may_leave_place(std::uint32_t place) {
        const std::uint32_t o = p.stations[p.place_station[place]].order;
        s.may_leave_[o >> 6U] |= std::uint64_t{1} << (o & 63U);
        s.leaving_[place >> 6U] |= std::uint64_t{1} << (place & 63U);
    }
    void may_load(std::uint32_t station) {
        const std::uint32_t o = p.stations[station].order;
        s.may_load_[o >> 6U] |= std::uint64_t{1} << (o & 63U);
    }
    /// What waits for a queue and a card may be held up by the card alone now, or no longer.
    void touch_waiters(std::uint32_t queue) {
        if (!p.has_cards) return;
        for (const S::Waiter& waiter : s.waiters_[queue])
            if (waiter.kind < 2) touch(waiter.id);
    }
    void set_empty(std::uint32_t place, bool empty) {
        const std::uint64_t bit = std::uint64_t{1} << (place & 63U);
        s.empty_[place >> 6U] = empty ? s.empty_[place >> 6U] | bit : s.empty_[place >> 6U] & ~bit;
        if (p.stations[p.place_station[place]].places > 1) list_empty(place, empty);
    }
    void list_empty(std::uint32_t place, bool empty);
    /// The first place from `from` on, before `end`, whose bit is set, or `end`.
    static std::uint32_t next_set(const std::vector<std::uint64_t>& bits, std::uint32_t from, std::uint32_t end) {
        while (from < end) {
            const std::uint64_t word = bits[from >> 6U] >> (from & 63U);
            if (word != 0) return std::min(end, from + static_cast<std::uint32_t>(std::countr_zero(word)));
            from = (from | 63U) + 1;
        }
        return end;
    }
    void mark(std::uint32_t resource) {
        if (!s.waiters_[resource].empty() && !s.queues_[resource].dirty) {
            s.queues_[resource].dirty = 1;
            s.dirty_.push_back(resource);
        }
    }
    void mark_source(std::uint32_t source) {
        if (!s.sources_[source].dirty) {
            s.sources_[source].dirty = 1;
            s.dirty_sources_.push_back(source);
        }
    }

    // -- flow.hpp --------------------------------------------------------------------------------------------
    std::uint32_t new_job(std::uint32_t op, std::uint64_t lane, std::uint64_t number, Tick due);
    void release(std::uint32_t job, std::uint32_t source);
    void gone(std::uint32_t job);
    [[gnu::noinline]] void fall_short(Job& job);
    void leave_plant(std::uint32_t job, std::uint32_t exit);
    void push(std::uint32_t queue, std::uint32_t job);
    void pop(std::uint32_t queue, std::uint32_t job);
    [[nodiscard]] std::int64_t content(std::uint32_t queue) const;
    [[nodiscard]] bool has_room(std::uint32_t queue, std::uint32_t op, std::uint64_t cards, bool newcomer) const;
    [[nodiscard]] std::uint32_t taker(std::uint32_t queue, std::uint32_t op, std::uint64_t cards, bool newcomer,
                                      std::uint32_t job = none) const;
    [[nodiscard]] std::uint64_t cards_for_any(std::uint32_t station, std::uint32_t job, bool newcomer) const;
    [[nodiscard]] std::uint64_t missing_cards(std::uint64_t wanted, std::uint64_t held, bool newcomer = false) const;
    void take_cards(Job& job, std::uint64_t wanted);
    void give_cards(Job& job, std::uint64_t kept);
    [[nodiscard]] std::uint32_t find_target(std::uint32_t op, std::uint64_t cards, std::uint32_t only, bool newcomer,
                                            bool& card_only) const;
    void put(std::uint32_t job, std::uint32_t op, std::uint32_t queue, bool reserved);
    void enter_queue(std::uint32_t queue, std::uint32_t job);
    void set_out(std::uint32_t job, std::uint32_t queue);
    void send_on_way(std::uint32_t job, std::uint32_t queue, Tick time, std::uint32_t people);
    void way_event(std::uint32_t op);
    bool add_waiter(std::uint32_t resource, const S::Waiter& waiter);
    void drop_waiter(std::uint32_t resource, std::uint32_t kind, std::uint32_t id);
    void wait_for(std::uint32_t op, std::uint64_t held, std::uint32_t kind, std::uint32_t id, std::uint32_t order);
    void stop_waiting(std::uint32_t op, std::uint32_t kind, std::uint32_t id);
    void serve(std::uint32_t resource);
    bool serve_one(const S::Waiter& waiter, std::uint32_t resource);
    // i: of the source
    void source_event(std::uint32_t i);
    void next_interval(std::uint32_t i);
    void create(std::uint32_t i, std::uint32_t product, Tick due, std::uint32_t order);
    bool enter_from(std::uint32_t i, std::uint32_t only, bool served);
    LINEWRIGHT_INLINE std::uint32_t take_in(std::uint32_t i, std::uint32_t op);
    void lose_rest();
    [[nodiscard]] bool source_waits(std::uint32_t i) const;
    [[nodiscard]] std::uint32_t source_product(std::uint32_t i, std::uint64_t number) const;
    [[nodiscard]] std::uint32_t source_op(std::uint32_t i) const;
    // -- power.hpp
    static constexpr std::uint8_t waits_for_power = 1, powered = 2;
    [[nodiscard]] std::int64_t power_cap() const;
    [[nodiscard, gnu::noinline]] bool wait_for_power(std::uint32_t place);
    [[gnu::noinline]] void give_power_back(std::uint32_t place);
    [[gnu::noinline]] bool give_out_power();
    // -- initial.hpp
    [[gnu::noinline]] void begin_jobs();
    [[gnu::noinline]] void run_clocks();
    [[gnu::noinline]] void begin_places();
    std::uint32_t initial_job(const Program::InitialJob& given, std::uint64_t lane, std::uint64_t number,
                              const std::vector<std::uint32_t>& orders);
    void put_on_place(const Program::InitialPlace& given, std::uint64_t& number);
    std::vector<std::uint32_t> initial_orders_;  // in the order book
    Tick initial_repair_ = -1;                   // of what is down at the start
    // -- contingencies.hpp (i: of the source)
    void begin_contingencies();
    [[gnu::noinline]] void stop_event(std::uint32_t stop, bool begins);
    [[nodiscard]] std::uint32_t stop_now(std::uint32_t i) const;
    [[nodiscard, gnu::noinline]] bool waits_in_stop(std::uint32_t i) const;
    [[gnu::noinline]] bool lost_in_stop(std::uint32_t i, const S::Delivery& delivery);
    [[nodiscard, gnu::noinline]] double paced_count(const Program::Source& source, double count) const;
    [[gnu::noinline]] void drop_past_outages(std::uint32_t unit);
    [[nodiscard, gnu::noinline]] State state_of_outage(std::uint32_t place) const;
    [[nodiscard]] bool outage(std::uint32_t mode) const { return mode != none && p.modes[mode].until != never; }
    void find_deadlock();

    // -- stations.hpp ----------------------------------------------------------------------------------------
    [[nodiscard]] bool loads(std::uint32_t station) const;
    [[nodiscard]] bool shut(std::uint32_t station) const;
    [[nodiscard]] bool place_down(std::uint32_t place) const;
    [[nodiscard]] bool place_off(std::uint32_t place) const;
    [[nodiscard]] bool place_stands(std::uint32_t place) const { return place_down(place) || place_off(place); }
    [[nodiscard]] bool place_free(std::uint32_t place) const;
    [[nodiscard]] std::uint32_t free_place(std::uint32_t station) const;
    /// Of the cards of a station those that a job takes for an operation, and those that it keeps.
    [[nodiscard]] std::uint64_t wanted(std::uint64_t cards, std::uint32_t op) const {
        return p.polca == 0 || !rule<"cards.of_a_pair_are_taken_on_the_way_to_the_second_cell">()
                   ? cards
                   : (cards & ~p.polca) | p.op_takes[op];
    }
    [[nodiscard]] std::uint64_t kept(std::uint64_t cards, std::uint32_t op) const {
        return p.polca == 0 ? cards : (cards & ~p.polca) | p.op_keeps[op];
    }
    /// The free place of a station that takes a job for an operation.
    [[nodiscard]] std::uint32_t free_place(std::uint32_t station, std::uint32_t op, Dispatch dispatch) const {
        const Program::Station& st = p.stations[station];
        if (st.campaign != none) return place_in_campaign(station, op);
        const bool choose =
            st.places > 1 && rule<"dispatch.chooses_among_places_too">() &&
            (dispatch == Dispatch::longest_idle || (dispatch == Dispatch::least_setup && st.changeover != none));
        return choose ? best_place(station, op, dispatch) : free_place(station);
    }
    [[nodiscard]] std::uint32_t cost_at(std::uint32_t op, std::uint32_t station) const;
    [[nodiscard]] std::uint32_t attribute(std::uint32_t station, std::uint32_t op) const;
    [[nodiscard]] std::uint32_t changeover_draw(std::uint32_t place, std::uint32_t op) const;
    [[nodiscard]] double setup_at(std::uint32_t place, std::uint32_t op) const;
    [[nodiscard]] double setup_mean(std::uint32_t station, std::uint32_t place, std::uint32_t op) const;
    [[nodiscard]] std::int64_t promised(std::uint32_t station) const;
    [[nodiscard]] bool takes(std::uint32_t station, std::uint32_t op, std::uint64_t cards, bool newcomer) const;
    [[nodiscard]] double dispatch_score(const Program::Queue& queue, std::uint32_t station, std::uint32_t op) const;
    void wait_for_cards(std::uint32_t station, std::uint64_t missing);
    [[nodiscard]] std::uint32_t* first_beside(std::uint32_t station);
    void load_station(std::uint32_t station);
    bool load_one(std::uint32_t station, bool served);
    // -- lots.hpp --------------------------------------------------------------------------------------------
    void split_lot(std::uint32_t place);
    void leave_lot(std::uint32_t lot);
    [[nodiscard]] std::uint32_t lot_in(const Program::ComponentItem& item) const;
    void rejoin(std::uint32_t lot, std::uint32_t job);

    bool load_assembly(std::uint32_t station, std::uint32_t place, bool served);
    [[nodiscard]] bool anything_waits(const Program::Station& st) const;
    [[nodiscard]] std::uint32_t least_setup(std::uint32_t station, std::uint32_t queue, bool picky) const;
    std::uint32_t best_job(std::uint32_t station, std::uint32_t& queue, std::uint64_t cards, bool newcomer);
    [[nodiscard]] double mean_work(const Range& rules, std::uint32_t station, std::uint32_t queue) const;
    [[nodiscard]] double operation_due(const Job& job) const;
    double rule_score(const Program::Rule& rule, std::uint32_t station, const Job& job);
    std::uint32_t best_station(std::uint32_t queue, std::uint32_t job, std::uint32_t wants);
    bool preempt(std::uint32_t station);
    void load_job(std::uint32_t place, std::uint32_t job, bool back);
    [[nodiscard]] std::uint64_t visit_lane(std::uint32_t job, std::uint32_t ahead = 0) const;
    void go_on(std::uint32_t place);
    void want(std::uint32_t place);
    void run_stage(std::uint32_t place);
    void stage_end(std::uint32_t place);
    void process_done(std::uint32_t place);
    void decide(std::uint32_t place);
    void finish_stage(std::uint32_t place);
    bool try_leave(std::uint32_t place, std::uint32_t only, bool served);
    void empty_place(std::uint32_t place);
    void scrap_on(std::uint32_t place);
    bool reserve_ahead(std::uint32_t place, std::uint32_t only, bool served);
    void draw_way(std::uint32_t place);
    [[nodiscard]] bool held(std::uint32_t place) const;
    /// The lane of a job's processing time: another one each time that it is drawn anew.
    static std::uint64_t process_lane(const Place& at) {
        return at.attempts == 0 ? at.lane : at.lane ^ detail::mix64(0x7265'7361'6d70'6c65U + at.attempts);
    }

    // -- campaigns.hpp ---------------------------------------------------------------------------------------
    [[nodiscard, gnu::noinline]] std::uint32_t place_in_campaign(std::uint32_t station, std::uint32_t op) const;
    [[nodiscard]] bool may_change(std::uint32_t place) const;
    [[nodiscard]] bool waits_before(std::uint32_t place) const;
    [[nodiscard]] bool takes_in_campaign(std::uint32_t place, std::uint32_t op) const;
    [[gnu::noinline]] void wait_in_campaign(std::uint32_t station);
    [[gnu::noinline]] void made_in_campaign(std::uint32_t place);
    // -- setups.hpp, preparation.hpp -------------------------------------------------------------------------
    [[nodiscard]] Range plan_of(std::uint32_t place, std::uint32_t op) const;
    [[nodiscard]] bool unclean(std::uint32_t place, const Range& plan, std::uint32_t op) const;
    [[nodiscard]] Range crew_of(std::uint32_t place) const;
    [[nodiscard]] bool first_after_change(std::uint32_t place) const;
    /// The factor on the processing time of a job that the place would take next.
    [[nodiscard]] double start_up_then(std::uint32_t place, std::uint32_t op) const {
        const std::uint32_t station = p.place_station[place];
        const std::uint32_t to = attribute(station, op), from = s.places_[place].setup;
        return to != none && from != none && to != from ? p.setup_works[p.stations[station].setup_work].factor
                                                        : start_up(place);
    }
    [[nodiscard]] double start_up(std::uint32_t place) const {
        const std::uint32_t work = p.stations[p.place_station[place]].setup_work;
        return work != none && first_after_change(place) && rule<"changeovers.the_first_jobs_are_slow">()
                   ? p.setup_works[work].factor
                   : 1.0;
    }
    [[gnu::noinline]] bool next_setup_part(std::uint32_t place);
    void setup_part(std::uint32_t place, std::uint32_t draw, const Range& crew);
    [[gnu::noinline]] void setup_part_over(std::uint32_t place);
    [[nodiscard, gnu::noinline]] Tick setup_left(std::uint32_t place, std::uint32_t op, std::uint64_t lane,
                                                 std::uint64_t number);
    [[gnu::noinline]] void begin_early(std::uint32_t station);
    [[gnu::noinline]] void look_ahead();
    void reserve_next(std::uint32_t place);
    [[nodiscard]] bool may_follow(std::uint32_t place, std::uint32_t op) const;
    [[gnu::noinline]] bool load_reserved(std::uint32_t station);
    void prepare(std::uint32_t place, std::uint32_t op, std::uint64_t lane, std::uint64_t number);
    void next_preparation_step(std::uint32_t place);
    void run_preparation(std::uint32_t place);
    [[gnu::noinline]] void preparation_event(std::uint32_t place);
    [[gnu::noinline]] void interrupt_preparation(std::uint32_t place);
    [[nodiscard]] bool reserved(std::uint32_t place) const {
        return !s.preparations_.empty() && s.preparations_[place].job != none;
    }
    std::uint32_t looking_ = none;  // the place for whose next job a queue is looked through
    void unlink(std::uint32_t queue, std::uint32_t job);
    void left_queue(std::uint32_t queue, std::uint32_t job);

    // -- batches.hpp -----------------------------------------------------------------------------------------
    [[gnu::noinline]] bool load_batch(std::uint32_t station, std::uint32_t place, bool asked);
    [[gnu::noinline]] bool load_batch_from_outside(std::uint32_t station, std::uint32_t place);
    [[nodiscard]] std::uint32_t lined_up(std::uint32_t source, std::uint32_t queue, const Program::Batch& batch,
                                         std::uint32_t group, std::uint32_t most);
    [[gnu::noinline]] void look_at_batches();
    void join_batch(std::uint32_t station, std::uint32_t job, std::uint32_t last);
    [[nodiscard, gnu::noinline]] double batch_work(std::uint32_t place);
    [[gnu::noinline]] void batch_made(std::uint32_t place);
    [[gnu::noinline]] void decide_batch(std::uint32_t place);
    [[gnu::noinline]] bool unload_batch(std::uint32_t place, std::uint32_t only, bool served);
    [[gnu::noinline]] bool next_of_batch(std::uint32_t place);
    [[nodiscard, gnu::noinline]] bool goes_along(std::uint32_t job) const;
    struct Group {
        std::uint32_t count = 0;
        Tick oldest = never;
        bool open = false;  // its jobs may be the first of the next batch
    };
    [[nodiscard]] bool may_start(const Program::Batch& batch, std::uint32_t number) const;
    void open_groups(const Program::Batch& batch);
    std::vector<Group> groups_;                // of waiting jobs that may go together in a batch
    const Program::Batch* filling_ = nullptr;  // a batch is put together
    std::uint32_t fill_group_ = none;          // of these; none: of any that may start
    std::uint32_t fill_room_ = 0;              // for so many more
    /// What a job takes of a batch's room.
    [[nodiscard]] std::uint32_t weight(const Program::Batch& batch, std::uint32_t job) const {
        return batch.pieces && rule<"batches.their_size_in_pieces">() ? p.product_pieces[p.ops[s.jobs_[job].op].product]
                                                                      : 1;
    }
    bool unloading_ = false;  // a batch: those after the first

    // -- stretches.hpp ---------------------------------------------------------------------------------------
    void fuse(std::uint32_t place);
    void catch_up(std::uint32_t place, Tick upto);
    void catch_all_up(Tick upto);
    void part_stretches();
    void state_from(std::uint32_t place, State state, Tick at);
    bool single_ = false;  // instant by instant: nothing is fused

    // -- steps.hpp -------------------------------------------------------------------------------------------
    [[gnu::noinline]] void skip_steps(std::uint32_t place);
    void begin_times(std::uint32_t job);
    void end_times(std::uint32_t job);
    [[nodiscard]] std::uint32_t dedicated_place(std::uint32_t job) const;
    [[nodiscard]] bool may_go_to(std::uint32_t job, std::uint32_t place) const;
    [[nodiscard]] std::uint32_t place_for(std::uint32_t job, std::uint32_t station) const;
    [[nodiscard, gnu::noinline]] std::uint32_t best_place(std::uint32_t station, std::uint32_t op,
                                                          Dispatch dispatch) const;

    // -- slots.hpp -------------------------------------------------------------------------------------------
    /// The slot that jobs leave a place from.
    [[nodiscard]] std::uint32_t last_slot(std::uint32_t place) const {
        const Program::Station& st = p.stations[p.place_station[place]];
        return place + (st.slots - 1) * st.places;
    }
    [[nodiscard]] bool further_in(std::uint32_t place) const { return p.has_slots && p.place_head[place] != place; }
    [[nodiscard]] bool has_next_slot(std::uint32_t place) const;
    [[nodiscard]] bool all_empty(std::uint32_t place) const;
    void split_work(std::uint32_t place);
    [[gnu::noinline]] void pass_on(std::uint32_t place);
    void slot_empty(std::uint32_t place);
    void entrance_free(std::uint32_t place);
    [[nodiscard]] bool room_inside(std::uint32_t place) const;
    [[nodiscard, gnu::noinline]] State state_of_slots(std::uint32_t place) const;

    // -- standby.hpp -----------------------------------------------------------------------------------------
    [[nodiscard, gnu::noinline]] double warm_up(std::uint32_t place);
    [[gnu::noinline]] void standby_state(std::uint32_t place, State from, State to);
    // -- outside.hpp -----------------------------------------------------------------------------------------
    [[gnu::noinline]] void send_out(std::uint32_t job, std::uint32_t queue);
    [[gnu::noinline]] void come_back(std::uint32_t job);
    [[gnu::noinline]] bool try_come_in(std::uint32_t job, std::uint32_t only, bool served);
    // -- supply.hpp ------------------------------------------------------------------------------------------
    [[nodiscard]] std::int64_t needed(std::uint32_t place, const Program::Use& use) const;
    [[nodiscard]] std::uint32_t charge_of(std::uint32_t place, const Program::Use& use) const;
    [[gnu::noinline]] bool supply(std::uint32_t place);
    template <class Visit>
    void each_wanted(std::uint32_t id, bool repair, Visit&& visit) const;
    void want_material(std::uint32_t id, bool repair);
    [[gnu::noinline]] bool give_material();
    void start_refill(std::uint32_t place);
    [[gnu::noinline]] void refilled(std::uint32_t place);
    [[nodiscard]] Tick ships_at(std::uint32_t material, Tick& longer);
    void order_material(std::uint32_t material);
    void tell_material(Happening what, std::uint32_t material);
    [[gnu::noinline]] void material_event(std::uint32_t material);
    std::vector<std::uint8_t> lacking_;  // materials, while they are given out

    // -- cost_counts.hpp -------------------------------------------------------------------------------------
    [[gnu::noinline]] void count_work(std::uint32_t place, Tick elapsed);
    [[gnu::noinline]] void count_setup(std::uint32_t station, std::uint32_t op);
    [[gnu::noinline]] void count_made(std::uint32_t place);
    [[gnu::noinline]] void count_lateness(const Job& job);
    [[gnu::noinline]] void count_power(std::uint32_t station, State from, State to);

    // -- breakdowns.hpp --------------------------------------------------------------------------------------
    void processing_starts(std::uint32_t place, Tick work);
    void processing_stops(std::uint32_t place);
    void charge(std::uint32_t unit, Tick elapsed);
    Tick next_strike(std::uint32_t unit, std::uint32_t& mode) const;
    void count_cycle(std::uint32_t place);
    void start_clocks(std::uint32_t unit);
    void stop_clocks(std::uint32_t unit, bool on_shift_only = false);
    void renew(std::uint32_t mode);
    void strike(std::uint32_t unit, std::uint32_t mode);
    void go_down(std::uint32_t unit, std::uint32_t mode);
    void finish_first(std::uint32_t unit);
    void begin_if_done(std::uint32_t unit);
    [[nodiscard]] bool in_process(std::uint32_t unit) const;
    [[nodiscard]] std::uint32_t first_pending(std::uint32_t unit) const;
    void call_crew(std::uint32_t unit);
    void start_repair(std::uint32_t unit);
    void repaired(std::uint32_t unit);
    void suspend(std::uint32_t place);
    void resume(std::uint32_t place);
    void mode_event(std::uint32_t mode);
    void next_in_slot(std::uint32_t unit);
    bool look_for_pending(std::uint32_t unit);
    void set_down(std::uint32_t station);
    /// A clock of finished jobs or pieces, not of time.
    static bool counts(BreakdownClock clock) {
        return clock == BreakdownClock::cycles || clock == BreakdownClock::pieces;
    }
    [[nodiscard]] bool unit_down(std::uint32_t unit) const {
        return s.units_[unit].status == UnitStatus::waiting_for_crew || s.units_[unit].status == UnitStatus::repairing;
    }
    void set_status(std::uint32_t unit, UnitStatus status);
    /// The units that a place belongs to: of its station, its own, and those of the maintenance of both.
    struct UnitList {
        const std::uint32_t *first, *last;
        [[nodiscard]] const std::uint32_t* begin() const { return first; }
        [[nodiscard]] const std::uint32_t* end() const { return last; }
    };
    /// What stops a place, as far as there is any: the breakdowns of its station, its own, then maintenance likewise.
    [[nodiscard]] UnitList units_of(std::uint32_t place) const {
        const Range& list = p.place_units[place];
        const std::uint32_t* first = p.units_of_places.data() + list.first;
        return {first, first + list.count};
    }
    [[nodiscard]] bool clock_runs(std::uint32_t unit) const;
    [[nodiscard]] std::uint32_t unit_of_mode(std::uint32_t mode) const;
    [[nodiscard]] std::uint32_t unit_slot(std::uint32_t unit) const {
        return p.units[unit].shared ? p.units[unit].slot : p.units[unit].first_place;
    }

    // -- maintenance.hpp -------------------------------------------------------------------------------------
    void maintenance_event(std::uint32_t mode, bool deadline);
    void fall_due(std::uint32_t mode);
    [[nodiscard]] bool overdue(std::uint32_t mode) const;
    [[nodiscard]] bool any_overdue(std::uint32_t unit) const;
    void begin_maintenance(std::uint32_t unit);
    void look_for_opportunities();
    void check_condition(std::uint32_t unit);
    void hold_breakdowns(std::uint32_t unit, bool hold);

    // -- vehicles.hpp ----------------------------------------------------------------------------------------
    [[nodiscard]] std::uint32_t fleet_resource(std::uint32_t fleet) const {
        return static_cast<std::uint32_t>(p.queues.size() + p.loops.size()) + fleet;
    }
    [[nodiscard]] bool vehicle_free(std::uint32_t fleet, bool newcomer) const;
    void count_fleet(std::uint32_t fleet);
    void take_vehicle(std::uint32_t fleet);
    void delivered(std::uint32_t job, std::uint32_t queue);
    void fleet_event(std::uint32_t fleet);
    // -- carrying.hpp ----------------------------------------------------------------------------------------
    static constexpr std::uint8_t coming_for_it = 2,
                                  wait_beside_it = 3;      // of Place::called; 1: asked for, or a vehicle
    static constexpr std::uint32_t on_the_way = none - 1;  // the holder of those who carry a job
    [[gnu::noinline]] void call_people(std::uint32_t place, std::uint32_t queue);
    static constexpr std::uint32_t group_holder = 1U << 30U;  // of those who come for a group
    /// A job, or several together, that people come for: kind and id of the request.
    struct Fetch {
        std::uint32_t station, op, job, queue, slot;
    };
    [[nodiscard]] Fetch to_fetch(std::uint32_t id, std::uint32_t kind) const;
    [[gnu::noinline]] bool can_carry(const S::Request& request);
    [[gnu::noinline]] void send_carriers(const S::Request& request);
    [[gnu::noinline]] void carriers_there(std::uint32_t place);
    void carry(const Fetch& fetch, std::uint32_t people);
    void ask_again(std::uint32_t place);
    [[gnu::noinline]] void call_carriers_off(std::uint32_t holder);
    [[gnu::noinline]] void carriers_free(S::InTransit arrived);
    // -- groups.hpp ------------------------------------------------------------------------------------------
    [[nodiscard]] std::uint32_t group_resource(std::uint32_t group) const {
        return belt_resource(static_cast<std::uint32_t>(p.conveyors.size())) + group;
    }
    [[nodiscard]] std::uint32_t group_of(std::uint32_t op, std::uint32_t station) const;
    [[nodiscard]] std::uint32_t group_target(std::uint32_t group, std::uint32_t only, bool newcomer) const;
    [[gnu::noinline]] bool join_group(std::uint32_t place);
    [[gnu::noinline]] bool group_leaves(std::uint32_t group, std::uint32_t only, bool served);
    [[gnu::noinline]] void group_event(std::uint32_t group);
    std::uint32_t take_group_off(std::uint32_t group);
    // -- conveyors.hpp ---------------------------------------------------------------------------------------
    [[nodiscard]] std::uint32_t belt_resource(std::uint32_t belt) const {
        return fleet_resource(static_cast<std::uint32_t>(p.fleets.size())) + belt;
    }
    [[nodiscard]] bool belt_stands(std::uint32_t belt) const;
    [[nodiscard]] bool belt_full(std::uint32_t belt) const;
    [[nodiscard]] Tick belt_clock(std::uint32_t belt) const;
    [[nodiscard]] bool belt_takes(std::uint32_t belt, bool newcomer) const;
    [[gnu::noinline]] bool put_on_belt(std::uint32_t place, bool served);
    void wait_for_entry(std::uint32_t belt);
    [[gnu::noinline]] void belts_end();
    [[gnu::noinline]] bool belt_leaves(std::uint32_t belt, std::uint32_t only, bool served);
    [[gnu::noinline]] void recheck(std::uint32_t resource);
    // -- driving.hpp -----------------------------------------------------------------------------------------
    [[nodiscard]] Tick drive(const Program::Fleet& fleet, std::uint32_t from, std::uint32_t to) const;
    [[nodiscard]] Tick time_to(std::uint32_t vehicle, std::uint32_t spot) const;
    [[nodiscard]] std::uint32_t vehicle_with_room(std::uint32_t fleet, std::uint32_t station,
                                                  std::uint32_t queue) const;
    [[nodiscard]] std::uint32_t nearest_vehicle(std::uint32_t fleet, std::uint32_t station) const;
    [[gnu::noinline]] void call_vehicle(std::uint32_t place, std::uint32_t queue);
    void reserve_for(std::uint32_t place, std::uint32_t queue);
    void vehicle_there(std::uint32_t vehicle);
    void load_next(std::uint32_t vehicle);
    void job_loaded(std::uint32_t vehicle);
    std::uint32_t take_job_off(std::uint32_t place);
    [[gnu::noinline]] bool vehicles_set_out();
    void unload_next(std::uint32_t vehicle);
    void job_unloaded(std::uint32_t vehicle);
    void vehicle_is_free(std::uint32_t vehicle);
    [[gnu::noinline]] void vehicles_go_home();
    [[gnu::noinline]] void vehicle_event(std::uint32_t vehicle);
    [[gnu::noinline]] void serve_nearest(std::uint32_t fleet);
    [[gnu::noinline]] bool fetched(std::uint32_t place);
    // -- shifts.hpp ------------------------------------------------------------------------------------------
    void begin_calendars();
    void schedule_calendar(std::uint32_t calendar);
    void calendar_event(std::uint32_t calendar);
    void set_presence(std::uint32_t station, Presence presence);
    void back_on_shift(std::uint32_t place);
    void leave_shift(std::uint32_t place);
    void late_break_over(std::uint32_t place);
    void count_overtime(std::uint32_t place);
    void end_overrun(std::uint32_t place);
    bool end_idle_overruns();
    [[nodiscard]] Tick time_to_finish(std::uint32_t place);
    [[nodiscard]] bool fits(std::uint32_t station, std::uint32_t job, std::uint32_t onto = none);

    // -- overtime.hpp ----------------------------------------------------------------------------------------
    [[nodiscard, gnu::noinline]] std::int64_t good_for(const Program::Overtime& rule) const;
    void begin_shift(std::uint32_t calendar);
    [[gnu::noinline]] bool plan_overtime(std::uint32_t calendar);

    // -- attendance.hpp --------------------------------------------------------------------------------------
    [[nodiscard]] std::uint32_t expected(const Program::Roster& roster) const;
    [[gnu::noinline]] std::uint32_t without_the_absent(const Program::Roster& roster, std::uint32_t due);
    [[gnu::noinline]] void draw_absences(std::uint32_t roster, std::uint32_t calendar);
    [[gnu::noinline]] void count_roster(std::uint32_t roster);
    void roster_changed(std::uint32_t roster);
    void send_home(std::uint32_t person, const Program::Roster& roster);
    [[nodiscard]] bool stays(const Program::Roster& roster, Tick left) const;
    void interrupt(std::uint32_t place, bool restart);
    void interrupt_repair(std::uint32_t unit);
    void count_late(std::uint32_t person);

    // -- walking.hpp -----------------------------------------------------------------------------------------
    [[nodiscard]] Tick walk(std::uint32_t person, std::uint32_t to) const;
    /// The same from now on: a walk that was broken off comes first.
    [[nodiscard]] Tick walk_from_now(std::uint32_t person, std::uint32_t to) const {
        return std::max<Tick>(0, s.people_[person].arrives - s.now_) + walk(person, to);
    }
    [[gnu::noinline]] void go_home();
    Tick set_out_people(std::uint32_t station);
    void await(std::uint32_t list);
    void stop_coming(std::uint32_t place);
    void people_there(std::uint32_t place);

    // -- people.hpp ------------------------------------------------------------------------------------------
    void ask(std::uint32_t id, std::uint32_t kind);  // of a Request
    void withdraw(std::uint32_t id, std::uint32_t kind);
    void give_out();
    void give_out_nearest();
    bool can_give(const S::Request& request);
    void give(const S::Request& request);
    bool find_people(const Range& needs, std::uint8_t phase, std::uint32_t held_list, Pick pick);
    [[nodiscard]] bool is_free(std::uint32_t person) const {
        return (s.people_[person].holder == none || (calling_ && leaves(person))) &&
               s.people_[person].duty == Duty::here && (p.people[person].roster == none || begins(person)) &&
               (p.task_limits.empty() || may_return(person));
    }
    // -- calling.hpp -----------------------------------------------------------------------------------------
    [[gnu::noinline]] bool can_call_away(const S::Request& request);
    [[gnu::noinline]] void call_away();
    [[nodiscard]] std::int32_t priority_of_task(std::uint32_t person) const;
    [[nodiscard]] bool leaves(std::uint32_t person) const;
    [[nodiscard]] bool rather_called(std::uint32_t a, std::uint32_t b, bool& settled) const;
    bool calling_ = false;         // those who are at a task of lower priority count as free
    std::int32_t call_above_ = 0;  // lower than this

    // Most time at one task (rotation.hpp).
    [[nodiscard]] bool may_return(std::uint32_t person) const;
    [[gnu::noinline]] void begin_task(std::uint32_t person);
    [[gnu::noinline]] void end_task(std::uint32_t person);
    [[nodiscard]] bool begins(std::uint32_t person) const;
    template <class Better>
    [[nodiscard]] std::uint32_t best_free(std::uint32_t skill, const Better& better) const;
    bool change_places(std::size_t want_index);
    void take_people(std::uint32_t& list, std::uint32_t holder);
    [[nodiscard]] double team_level(std::uint32_t list) const;
    [[nodiscard]] double pace(std::uint32_t list, const Range& needs, std::uint8_t phase) const;
    [[nodiscard]] double pace_at(std::uint32_t place) const {
        const Place& at = s.places_[place];
        if (at.people == none) return 1.0;
        const Range crew = crew_of(place);  // of a part of a changeover
        return pace(at.people, crew.empty() ? p.need_lists[at.alternative] : crew, phase_bit(at.stage));
    }
    [[nodiscard]] double pace_of_repair(std::uint32_t unit) const {
        return pace(s.units_[unit].people, p.modes[s.units_[unit].mode].crew,
                    1U << static_cast<unsigned>(Phase::repair));
    }
    [[nodiscard]] double level_of(std::uint32_t person, std::uint32_t skill) const {
        const std::size_t i = std::size_t{person} * p.skills + skill;
        return p.learnings.empty() ? p.levels[i] : p.levels[i] / learned(i);
    }
    [[nodiscard, gnu::noinline]] double learned(std::size_t i) const;
    [[gnu::noinline]] void look_up_levels(std::uint32_t list);
    [[gnu::noinline]] void count_repetition(std::uint32_t list, std::uint8_t phase);
    void work_at(std::uint32_t place, double level);
    /// The phase of a stage as a bit (setup, load, process, unload).
    static std::uint8_t phase_bit(Stage stage) {
        if (stage == Stage::supply) return Program::refill_phase;
        if (stage == Stage::warm_up) return 0;
        const Phase phase = stage == Stage::setup     ? Phase::setup
                            : stage == Stage::load    ? Phase::load
                            : stage == Stage::process ? Phase::process
                                                      : Phase::unload;
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(phase));
    }
    void release_people(std::uint32_t& list, std::uint8_t keep);
    void people_activity(std::uint32_t list, Activity activity);
    void hold(std::uint32_t& list);
    void set_activity(std::uint32_t person, Activity activity);
    [[nodiscard]] std::uint32_t station_of_task(std::uint32_t person) const;
    [[nodiscard]] bool stage_needs_people(std::uint32_t place) const;
    std::uint32_t task_at_ = 0;           // the station where that is
    Tick task_ = 0;                       // how long what people are looked for takes, at level 1
    double mean_work_ = 1.0;              // of the jobs among which a rule chooses, for atc
    std::vector<std::uint32_t> blocked_;  // newly, in this settling
    std::vector<std::uint32_t> seen_;     // by the search for deadlocks
    std::vector<std::uint32_t> chosen_, chosen_item_, reached_;  // people, the needs they meet, the search
};

// ---------------------------------------------------------------------------------------------------------------

template <class O>
void Run<O>::begin() {
    s.started_ = 1;
    if (!s.counting_ && s.setup_.warmup <= 0) count_from(0);
    begin_jobs();
    for (std::uint32_t m = 0; m < p.modes.size(); ++m) {
        const Program::Mode& mode = p.modes[m];
        if (mode.dated.count && !(outage(m) && p.dated[mode.dated.first].at == 0))
            schedule(mode.slot, p.dated[mode.dated.first].at, EventClass::failure);
        else if (mode.uptime != none)
            renew(m);
    }
    begin_calendars();
    if (!p.initial_clocks.empty()) run_clocks();
    begin_places();
    for (std::uint32_t u = 0; u < p.units.size(); ++u) start_clocks(u);
    for (std::uint32_t m = 0; m < p.materials.size(); ++m) order_material(m);
    for (std::uint32_t i = 0; i < p.sources.size(); ++i) {
        const Program::Source& source = p.sources[i];
        if (source.when == Program::When::always) {
            mark_source(i);
        } else if (source.when == Program::When::schedule) {
            if (source.schedule.count)
                schedule(source.slot, p.schedules[source.schedule.first].at, EventClass::arrival);
        } else if (source.count > 0) {
            const bool dated = source.first != never && rule<"sources.first_at_its_date">();
            if (source.when == Program::When::interarrival && (dated || !rule<"sources.first_after_an_interval">())) {
                ++s.sources_[i].intervals;
                schedule(source.slot, dated ? source.first : 0, EventClass::arrival);
            } else {
                next_interval(i);
            }
        }
    }
    for (std::uint32_t st = 0; st < p.stations.size(); ++st) {
        may_load(st);
        touch_station(p.stations[st]);
    }
    begin_contingencies();
    settle();
}

template <class O>
void Run<O>::happen(std::uint32_t slot, EventClass event_class) {
    const std::uint32_t owner = p.slot_owner[slot] & 0x07ffffffU;
    switch (static_cast<SlotKind>(p.slot_owner[slot] >> 27U)) {
        case SlotKind::place:
            if (event_class == EventClass::completion) {
                if (const std::uint32_t u = p.place_unit[owner]; u != none && s.units_[u].coming)
                    start_repair(u);
                else if (s.places_[owner].coming)
                    people_there(owner);
                else
                    stage_end(owner);
            } else if (event_class == EventClass::arrival) {
                late_break_over(owner);
            } else {
                const std::uint32_t u = p.place_unit[owner];
                if (event_class == EventClass::repair_end)
                    repaired(u);
                else
                    strike(u, s.places_[owner].strike);
            }
            break;
        case SlotKind::unit:
            if (event_class == EventClass::repair_end)
                repaired(owner);
            else if (event_class == EventClass::completion)
                start_repair(owner);
            else if (p.units[owner].maintenance)
                begin_maintenance(owner);
            else
                strike(owner, s.units_[owner].strike);
            break;
        case SlotKind::mode:
            if (p.units[p.modes[owner].unit].maintenance)
                maintenance_event(owner, slot == p.modes[owner].deadline_slot);
            else
                mode_event(owner);
            break;
        case SlotKind::source:
            source_event(owner);
            break;
        case SlotKind::way:
            way_event(owner);
            break;
        case SlotKind::fleet:
            fleet_event(owner);
            break;
        case SlotKind::vehicle:
            vehicle_event(owner);
            break;
        case SlotKind::carriers:
            if (owner < p.place_station.size())
                carriers_there(owner);
            else
                group_event(owner - static_cast<std::uint32_t>(p.place_station.size()));
            break;
        case SlotKind::conveyor:
            if (slot == p.conveyors[owner].slot)
                s.arrived_.push_back(owner);
            else
                mark(belt_resource(owner));
            break;
        case SlotKind::calendar:
            calendar_event(owner);
            break;
        case SlotKind::batch:
            may_load(p.batches[owner].station);
            break;
        case SlotKind::person:
            s.requests_dirty_ = 1;  // has rested from a task
            break;
        case SlotKind::campaign:
            may_load(p.campaigns[owner].station);
            break;
        case SlotKind::preparation:
            preparation_event(owner);
            break;
        case SlotKind::material:
            material_event(owner);
            break;
        case SlotKind::stop:
            if (owner < p.stops.size()) stop_event(owner, event_class == EventClass::failure);
            break;
    }
}

template <class O>
void Run<O>::count_from(Tick warmup) {
    if (p.has_stretches) {
        s.now_ = std::max(s.now_, warmup);
        catch_all_up(warmup - 1);
    }
    s.counting_ = 1;
    s.counting_since_ = warmup;
    for (std::size_t i = 0; i < s.places_.size() && rule<"states.the_warmup_is_left_out">(); ++i)
        s.state_times_[i].restart(s.places_[i].state, warmup);
    if (!rule<"measures.the_warmup_is_left_out">()) return;
    std::fill(s.station_counts_.begin(), s.station_counts_.end(), S::StationCount{});
    std::fill(s.queue_times_.begin(), s.queue_times_.end(), S::QueueTime{});
    for (S::StandbyState& state : s.standbys_) state.entered = std::max(state.entered, warmup);
    for (std::size_t i = 0; i < p.overtimes.size(); ++i) s.overtimes_[i].good_before -= good_for(p.overtimes[i]);
    for (std::size_t q = 0; q < p.queues.size(); ++q) {
        s.queue_levels_[q].restart(s.queues_[q].count, warmup);
        s.queue_waits_[q] = {};
    }
    for (std::size_t i = 0; i < s.product_counts_.size(); ++i) {
        const std::int64_t wip = s.product_counts_[i].wip;
        s.product_counts_[i] = {};
        s.product_counts_[i].wip = wip;
        s.product_levels_[i].restart(wip, warmup);
        s.lead_times_[i].restart();
        std::fill(s.output_[i].begin(), s.output_[i].end(), 0U);
    }
    s.wip_level_.restart(s.wip_, warmup);
    s.all_times_ = {};
    std::fill(s.pool_counts_.begin(), s.pool_counts_.end(), S::PoolCount{});
    for (S::PersonState& person : s.people_) {
        person.since = std::max(person.since, warmup);
        if (person.duty == Duty::staying) person.taken = std::max(person.taken, warmup);
    }
    for (S::RosterState& roster : s.rosters_) roster.since = std::max(roster.since, warmup);
    for (std::size_t i = 0; i < s.sources_.size(); ++i) {
        s.source_counts_[i] = {};
        s.backlog_levels_[i].restart(static_cast<std::int64_t>(s.backlog_[i].size() - s.sources_[i].head), warmup);
    }
    std::fill(s.sink_exits_.begin(), s.sink_exits_.end(), std::uint64_t{0});
    s.restart_cost_counts(warmup);
    for (std::size_t b = 0; b < s.belts_.size(); ++b) {
        s.belt_levels_[b].restart(s.belts_[b].count, warmup);
        s.belts_[b].blocked_time = 0;
        s.belts_[b].jobs = 0;
    }
    s.restart_supply_counts(warmup);
    for (std::size_t i = 0; i < s.outside_.size(); ++i) {
        s.outside_levels_[i].restart(s.outside_[i].jobs, warmup);
        s.outside_[i].sent = 0;
    }
    std::fill(s.returned_.begin(), s.returned_.end(), std::uint64_t{0});
    for (S::FleetState& fleet : s.fleets_) {
        fleet.loaded_time = fleet.empty_time = 0;
        fleet.trips = fleet.jobs = 0;
        fleet.since = warmup;
    }
}

/// A due instant past the end of the clock: names the distribution that leads there.
template <class O>
void Run<O>::clock_overflow(std::uint32_t slot) {
    const std::uint32_t owner = p.slot_owner[slot] & 0x07ffffffU;
    std::uint32_t draw = none;
    switch (static_cast<SlotKind>(p.slot_owner[slot] >> 27U)) {
        case SlotKind::place:
            draw = s.places_[owner].running ? s.places_[owner].draw : none;
            break;
        case SlotKind::unit:
            break;
        case SlotKind::mode:
            draw = p.modes[owner].uptime;
            break;
        case SlotKind::source:
            draw = p.sources[owner].interarrival;
            break;
        case SlotKind::way:
            draw = p.ops[owner].transfer;
            break;
        case SlotKind::fleet:
        case SlotKind::vehicle:
        case SlotKind::conveyor:
        case SlotKind::carriers:
        case SlotKind::calendar:
        case SlotKind::batch:
        case SlotKind::person:
        case SlotKind::campaign:
        case SlotKind::preparation:
        case SlotKind::stop:
            break;
        case SlotKind::material:
            draw = p.materials[owner].lead_time;
            break;
    }
    end(Ending::overflow,
        (draw == none ? std::string("a repair, an up-time, a vehicle's or a conveyor's way, a longest wait or a rest")
                      : p.draw_names[p.draws[draw].fault_name]) +
            ": with this time the clock would pass its end, " + std::to_string(latest_tick) +
            " ticks. Choose a coarser tick or a shorter horizon");
}

template <class O>
void Run<O>::zero_time_loop(std::uint32_t slot) {
    std::string who;
    const auto name = [&](std::uint32_t sl) -> std::string {
        const std::uint32_t owner = p.slot_owner[sl] & 0x07ffffffU;
        switch (static_cast<SlotKind>(p.slot_owner[sl] >> 27U)) {
            case SlotKind::place:
            case SlotKind::preparation:
                return "station \"" + p.station_names[p.place_station[owner]] + "\"";
            case SlotKind::unit:
                return "station \"" + p.station_names[p.units[owner].station] + "\"";
            case SlotKind::mode:
                return "a breakdown or maintenance of station \"" +
                       p.station_names[p.units[unit_of_mode(owner)].station] + "\"";
            case SlotKind::source:
                return "source \"" + p.source_names[owner] + "\"";
            case SlotKind::way:
                return "a transfer of route \"" + p.route_names[p.ops[owner].route] + "\"";
            case SlotKind::fleet:
                return "vehicles \"" + p.fleet_names[owner] + "\"";
            case SlotKind::conveyor:
                return "conveyor \"" + p.conveyor_names[owner] + "\"";
            case SlotKind::carriers: {
                const auto places = static_cast<std::uint32_t>(p.place_station.size());
                return "what is carried from station \"" +
                       p.station_names[owner < places ? p.place_station[owner] : p.groups[owner - places].station] +
                       "\"";
            }
            case SlotKind::vehicle:
                return "vehicles \"" + p.fleet_names[p.vehicles[owner].fleet] + "\"";
            case SlotKind::calendar:
                return "calendar \"" + p.calendar_names[owner] + "\"";
            case SlotKind::batch:
                return "the longest wait of station \"" + p.station_names[p.batches[owner].station] + "\"";
            case SlotKind::person:
                return "the rest of \"" + p.person_names[owner] + "\"";
            case SlotKind::campaign:
                return "the campaign of station \"" + p.station_names[p.campaigns[owner].station] + "\"";
            case SlotKind::material:
                return "material \"" + p.material_names[owner] + "\"";
            case SlotKind::stop:
                return owner < p.stops.size() ? "the stop of source \"" + p.source_names[p.stops[owner].source] + "\""
                                              : std::string("the end of a power cap");
        }
        return {};
    };
    who = name(slot);
    for (std::uint32_t i = 0, named = 1; i < p.slots && named < 4; ++i)
        if (i != slot && s.calendar_.at(i).tick() == s.now_) {
            who += ", " + name(i);
            ++named;
        }
    end(Ending::zero_time_loop, "more than " + std::to_string(s.setup_.max_events_per_instant) +
                                    " events at one instant: " + who +
                                    " go round without time passing. Give one of them a time above 0");
}

}  // namespace linewright

#include "linewright/engine/attendance.hpp"
#include "linewright/engine/batches.hpp"
#include "linewright/engine/breakdowns.hpp"
#include "linewright/engine/calling.hpp"
#include "linewright/engine/campaigns.hpp"
#include "linewright/engine/carrying.hpp"
#include "linewright/engine/contingencies.hpp"
#include "linewright/engine/conveyors.hpp"
#include "linewright/engine/cost_counts.hpp"
#include "linewright/engine/dispatch.hpp"
#include "linewright/engine/driving.hpp"
#include "linewright/engine/flow.hpp"
#include "linewright/engine/groups.hpp"
#include "linewright/engine/initial.hpp"
#include "linewright/engine/lots.hpp"
#include "linewright/engine/maintenance.hpp"
#include "linewright/engine/outside.hpp"
#include "linewright/engine/overtime.hpp"
#include "linewright/engine/pace.hpp"
#include "linewright/engine/people.hpp"
#include "linewright/engine/power.hpp"
#include "linewright/engine/preparation.hpp"
#include "linewright/engine/rotation.hpp"
#include "linewright/engine/settling.hpp"
#include "linewright/engine/setups.hpp"
#include "linewright/engine/shifts.hpp"
#include "linewright/engine/slots.hpp"
#include "linewright/engine/standby.hpp"
#include "linewright/engine/state_of_place.hpp"
#include "linewright/engine/stations.hpp"
#include "linewright/engine/steps.hpp"
#include "linewright/engine/stretches.hpp"
#include "linewright/engine/supply.hpp"
#include "linewright/engine/vehicles.hpp"
#include "linewright/engine/walking.hpp"
