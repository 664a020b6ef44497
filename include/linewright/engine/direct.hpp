// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The direct loop: plain plants (program.hpp) without an observer, on one compact cell a station. It takes the run over
// from the general loop between two instants, goes on with the same draws and the same rules, and hands everything
// back, so that nobody outside can tell which loop ran; tests/engine/test_direct.cpp holds the two together.
//
// Why handing over directly keeps the rules: in a plain plant each queue has one feeder and one taker, and stations
// fail only while they process. Then the order in which the events of one instant are taken changes no hand-over, no
// start and no figure, and a completion may pass its job on at once instead of settling the plant.
//
// The calendar keeps one key a slot with the slot's number in the lowest bits: the smallest key is the next event,
// and the successor is searched while the event is handled.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/engine/least_key.hpp"
#include "linewright/engine/simulation.hpp"

namespace linewright {

class DirectRun {
   public:
    using S = Simulation;

    /// True when the run may be handed to the direct loop now (between two instants).
    static bool possible(const Simulation& s) {
        const Program& p = *s.program_;
        if (!all_rules() || !p.plain || p.slots > 2048 || s.orders_.open_orders() != 0) return false;
        if (s.events_ + 65536 > s.setup_.max_events || s.instant_events_ > 4000 ||
            s.jobs_.size() + 64 > s.setup_.max_jobs)
            return false;
        if (s.calendar_.at(p.sources.back().slot).pending() || s.sources_.back().head < s.backlog_.back().size())
            return false;
        for (std::size_t i = 0; i + 1 < p.sources.size(); ++i)
            if (s.sources_[i].head < s.backlog_[i].size()) return false;
        return true;
    }

    DirectRun(Simulation& simulation, Tick end)
        : s(simulation),
          p(*simulation.program_),
          base_(simulation.now_),
          end_(std::min(end, simulation.now_ + far / 2)) {}

    /// Goes on until `end`, or until a stretch of 2^46 ticks is over, or something comes up that only the general loop
    /// deals with. Polls `stop`.
    void go(StopToken stop) {
        take_over();
        if (groups_ <= 1)
            loop<true>(stop);
        else
            loop<false>(stop);
        hand_back();
    }

   private:
    static constexpr Tick far =
        Tick{1} << 47;  ///< what is due later than this from `base_` can't be in a key; it waits in `far_`
    static constexpr unsigned slot_bits = 11;
    static constexpr unsigned class_bits = 2;
    static constexpr std::uint64_t bias = std::uint64_t{1} << 52U;
    static constexpr double idle = std::numeric_limits<double>::infinity();
    enum Phase : std::uint32_t { starved, processing, blocked, repair };
    static constexpr std::array<State, 4> states{State::starved, State::processing, State::blocked, State::repair};

    struct Ready {  // sixteen draws, rounded
        std::uint64_t block = ~std::uint64_t{0}, lane = 0;
        std::array<Tick, 16> ticks{};
    };
    struct Cell {
        Tick up_left = never;  // busy time until the breakdown
        Tick blocked_at = 0;
        Tick work_left = 0;  // when it is down
        std::uint32_t job = none;
        Phase phase = starved;
        std::uint32_t head = none, tail = none;  // its queue
        std::int64_t count = 0, capacity = 0;
        std::uint32_t next = none;    // cell that it feeds; none: exit
        std::uint32_t feeder = none;  // cell that feeds it
        std::uint32_t source = none;  // or the source that is always there
        std::uint32_t queue = none;   // number of its queue
        std::array<Tick, 4> time{};
        std::uint64_t made = 0, loaded = 0;
        std::uint32_t process = none, mode = none, op = none, exit = none;
        Tick process_constant = -1;
        Ready ready;
    };

    struct FarAway {
        std::uint32_t slot;
        Tick at;
        EventClass event_class;
    };

    Simulation& s;
    const Program& p;
    Tick base_;
    Tick end_;
    Tick now_ = 0;
    Tick hour_end_ = 0;  // of the period that output is counted in
    std::size_t hour_ = 0;
    bool full_ = false;              // of jobs: the general loop says so
    bool several_products_ = false;  // with one, its WIP is the plant's
    std::vector<Cell> cells_;
    std::vector<Ready> others_;  // draws of breakdowns and sources
    std::vector<FarAway> far_;
    std::vector<double> keys_;        // one a slot
    std::array<double, 64> least_{};  // of each group of 32
    std::size_t groups_ = 0;
    double next_ = idle;

    static std::uint64_t bits_of(double key) { return std::bit_cast<std::uint64_t>(key) - bias; }
    [[nodiscard]] double key_of(Tick at, EventClass c, std::uint32_t slot) const {
        return std::bit_cast<double>(bias + (static_cast<std::uint64_t>(at - base_) << (class_bits + slot_bits) |
                                             static_cast<std::uint64_t>(c) << slot_bits | slot));
    }

    // -- the calendar ----------------------------------------------------------------------------------------
    template <bool Flat>
    [[nodiscard]] double find_least(std::uint32_t changed) {
        if constexpr (Flat) {
            if (keys_.size() == 4) return detail::least_key<4>(keys_.data());
            if (keys_.size() == 8) return detail::least_key<8>(keys_.data());
            if (keys_.size() == 24) return detail::least_key<24>(keys_.data());
            return detail::least_key<32>(keys_.data());
        } else {
            least_[changed >> 5U] = detail::least_key<32>(&keys_[changed & ~31U]);
            return groups_ <= 32 ? detail::least_key<32>(least_.data()) : detail::least_key<64>(least_.data());
        }
    }
    template <bool Flat>
    LINEWRIGHT_INLINE void schedule(double& next, std::uint32_t slot, Tick at, EventClass c) {
        if (at - base_ >= far) [[unlikely]] {
            far_.push_back({slot, std::min(at, latest_tick - 1), c});
            return;
        }
        const double key = key_of(at, c, slot);
        keys_[slot] = key;
        if constexpr (!Flat) least_[slot >> 5U] = key < least_[slot >> 5U] ? key : least_[slot >> 5U];
        next = key < next ? key : next;
    }

    // -- draws -----------------------------------------------------------------------------------------------
    void refill(Ready& ready, std::uint32_t draw, std::uint64_t lane, std::uint64_t position) {
        const Program::Draw& d = p.draws[draw];
        ready.block = position >> 4U;
        ready.lane = lane;
        std::array<double, 16> values;
        p.samplers[d.sampler].fill({s.setup_.seed, d.purpose}, s.setup_.replication, lane,
                                   position & ~std::uint64_t{15}, values.data());
        for (std::size_t i = 0; i < 16; ++i) ready.ticks[i] = to_ticks(values[i] < 0x1p59 ? values[i] : 0x1p59);
    }
    LINEWRIGHT_INLINE Tick draw(Ready& ready, std::uint32_t which, std::uint64_t lane, std::uint64_t position) {
        if (ready.block != position >> 4U || ready.lane != lane) [[unlikely]]
            refill(ready, which, lane, position);
        return ready.ticks[position & 15U];
    }
    LINEWRIGHT_INLINE Tick other_draw(std::uint32_t which, std::uint64_t position) {
        const Program::Draw& d = p.draws[which];
        return d.constant ? d.value : draw(others_[d.cache], which, 0, position);
    }

    // -- what happens ----------------------------------------------------------------------------------------
    LINEWRIGHT_INLINE void change(Cell& cell, Phase to) {
        cell.time[cell.phase] += now_;
        cell.time[to] -= now_;
        cell.phase = to;
    }
    template <bool Flat>
    LINEWRIGHT_INLINE void run_on(double& next, std::uint32_t c, Cell& cell, Tick work) {
        if (work > cell.up_left) [[unlikely]] {
            cell.work_left = work - cell.up_left;
            schedule<Flat>(next, c, now_ + cell.up_left, EventClass::failure);
            cell.up_left = 0;
        } else {
            if (cell.up_left != never) cell.up_left -= work;
            schedule<Flat>(next, c, now_ + work, EventClass::completion);
        }
    }
    template <bool Flat>
    LINEWRIGHT_INLINE void start(double& next, std::uint32_t c, Cell& cell, std::uint32_t j) {
        const S::Job& job = s.jobs_[j];
        cell.job = j;
        ++cell.loaded;
        const Tick work = cell.process_constant >= 0
                              ? cell.process_constant
                              : draw(cell.ready, cell.process, job.lane ^ p.ops[cell.op].lane, job.number);
        run_on<Flat>(next, c, cell, work);
    }
    LINEWRIGHT_INLINE void push(Cell& cell, std::uint32_t j) {
        S::Job& job = s.jobs_[j];
        job.waiting_since = now_;
        job.next = none;
        (cell.tail == none ? cell.head : s.jobs_[cell.tail].next) = j;
        cell.tail = j;
        s.queue_levels_[cell.queue].change(cell.count, cell.count + 1, now_);
        ++cell.count;
    }
    LINEWRIGHT_INLINE std::uint32_t pop(Cell& cell) {
        const std::uint32_t j = cell.head;
        const S::Job& job = s.jobs_[j];
        cell.head = job.next;
        if (job.next == none) cell.tail = none;
        s.queue_levels_[cell.queue].change(cell.count, cell.count - 1, now_);
        --cell.count;
        s.queue_waits_[cell.queue].add(now_ - job.waiting_since);
        return j;
    }
    /// A job that enters the queue and leaves it at once.
    LINEWRIGHT_INLINE void pass(Cell& cell, std::uint32_t j) {
        s.jobs_[j].waiting_since = now_;
        s.jobs_[j].next = none;
        s.queue_levels_[cell.queue].pass(now_);
        s.queue_waits_[cell.queue].add(0);
    }
    LINEWRIGHT_INLINE std::uint32_t release(std::uint32_t op, std::uint64_t lane, std::uint64_t number) {
        std::uint32_t j = s.free_job_;
        if (j != none) {
            s.free_job_ = s.jobs_[j].next;
        } else {
            j = static_cast<std::uint32_t>(s.jobs_.size());
            s.jobs_.emplace_back();
            full_ = j + 2 >= s.setup_.max_jobs;
        }
        S::Job& job = s.jobs_[j];
        const std::uint32_t product = p.ops[op].product;
        S::ProductCount& count = s.product_counts_[product];
        ++job.generation;
        job.alive = 1;
        job.op = op;
        job.lane = lane;
        job.number = number;
        job.due = never;
        job.priority = p.product_priority[product];
        job.released = job.lead_from = now_;
        job.serial = ++s.serials_[product];
        job.begun = 0;
        s.product_levels_[product].change(count.wip, count.wip + 1, now_);
        if (several_products_) s.wip_level_.change(s.wip_, s.wip_ + 1, now_);
        ++s.wip_;
        ++count.wip;
        ++count.released;
        return j;
    }
    LINEWRIGHT_INLINE void leave(const Cell& cell, std::uint32_t j) {
        S::Job& job = s.jobs_[j];
        const std::uint32_t product = p.ops[cell.op].product;
        S::ProductCount& count = s.product_counts_[product];
        ++count.exits;
        ++s.sink_exits_[cell.exit];
        s.lead_times_[product].add(now_ - job.lead_from);
        if (s.counting_) {
            if (now_ >= hour_end_) [[unlikely]] {
                hour_ = static_cast<std::size_t>((now_ - s.counting_since_) / s.setup_.hour);
                hour_end_ = s.counting_since_ + (static_cast<Tick>(hour_) + 1) * s.setup_.hour;
            }
            auto& output = s.output_[product];
            if (hour_ >= output.size()) output.resize(hour_ + 1, 0);
            ++output[hour_];
        }
        s.product_levels_[product].change(count.wip, count.wip - 1, now_);
        if (several_products_) s.wip_level_.change(s.wip_, s.wip_ - 1, now_);
        --s.wip_;
        --count.wip;
        s.all_times_.add(now_ - job.released);
        job.alive = 0;
        job.next = s.free_job_;
        s.free_job_ = j;
    }
    /// A job out of a source that is always there, or none.
    std::uint32_t fresh(const Cell& cell) {
        if (cell.source == none) return none;
        S::SourceState& state = s.sources_[cell.source];
        const Program::Source& source = p.sources[cell.source];
        if (state.created >= source.count) return none;
        ++s.source_counts_[cell.source].arrived;
        ++s.source_counts_[cell.source].entered;
        return release(cell.op, source.lane, state.created++);
    }
    template <bool Flat>
    LINEWRIGHT_INLINE void complete(double& next, std::uint32_t c) {
        Cell* cell = &cells_[c];
        ++cell->made;
        const std::uint32_t j = cell->job;
        if (cell->next == none) {
            leave(*cell, j);
        } else {
            Cell& ahead = cells_[cell->next];
            if (ahead.phase == starved) {  // its queue is empty
                if (ahead.capacity != 0) pass(ahead, j);
                change(ahead, processing);
                start<Flat>(next, cell->next, ahead, j);
            } else if (ahead.count < ahead.capacity) {
                push(ahead, j);
            } else {
                change(*cell, blocked);
                cell->blocked_at = now_;
                return;
            }
        }
        // The place is free: it takes the next job, which frees a place upstream, and so on.
        for (;;) {
            std::uint32_t taken = none;
            if (cell->head != none)
                taken = pop(*cell);
            else if (cell->capacity == 0 && cell->source != none)
                taken = fresh(*cell);
            Cell* behind = cell->feeder == none ? nullptr : &cells_[cell->feeder];
            const bool waits = behind != nullptr && behind->phase == blocked;
            if (taken == none && waits) {
                taken = behind->job;  // handed over without a buffer between
            } else if (taken != none && waits) {
                push(*cell, behind->job);
            } else if (taken != none && cell->capacity > 0 && cell->source != none) {
                const std::uint32_t more = fresh(*cell);
                if (more != none) push(*cell, more);
            }
            if (taken == none) {
                if (cell->phase != starved) change(*cell, starved);
                return;
            }
            if (cell->phase != processing) change(*cell, processing);
            start<Flat>(next, c, *cell, taken);
            if (!waits) return;
            c = cell->feeder;  // its job has left: it is free now
            cell = behind;
        }
    }
    template <bool Flat>
    void fail(double& next, std::uint32_t c) {
        Cell& cell = cells_[c];
        change(cell, repair);
        const Program::Mode& mode = p.modes[cell.mode];
        ++s.station_counts_[p.place_station[c]].failures;
        schedule<Flat>(next, c, now_ + other_draw(mode.repair, s.modes_[cell.mode].failures++), EventClass::repair_end);
    }
    template <bool Flat>
    void repaired(double& next, std::uint32_t c) {
        Cell& cell = cells_[c];
        change(cell, processing);
        cell.up_left = other_draw(p.modes[cell.mode].uptime, s.modes_[cell.mode].renewals++);
        run_on<Flat>(next, c, cell, cell.work_left);
    }
    template <bool Flat>
    LINEWRIGHT_INLINE void arrival(double& next, std::uint32_t source) {
        const Program::Source& info = p.sources[source];
        S::SourceState& state = s.sources_[source];
        const std::uint32_t c = feeds_[source];
        Cell& cell = cells_[c];
        ++s.source_counts_[source].arrived;
        ++s.source_counts_[source].entered;
        const std::uint64_t number = state.created++;
        if (state.created < info.count)
            schedule<Flat>(next, info.slot, now_ + other_draw(info.interarrival, state.intervals++),
                           EventClass::arrival);
        const std::uint32_t j = release(cell.op, info.lane, number);
        if (cell.phase == starved) {
            pass(cell, j);
            change(cell, processing);
            start<Flat>(next, c, cell, j);
        } else {
            push(cell, j);
        }
    }

    template <bool Flat>
    void loop(StopToken stop) {
        const std::uint32_t places = static_cast<std::uint32_t>(p.place_station.size());
        const double end = key_of(end_, EventClass::completion, 0);
        // Counted here and not in the simulation: two counters side by side in memory become one wide addition, which
        // waits for the narrow store before it.
        std::uint64_t events = s.events_, instant_events = s.instant_events_;
        std::uint64_t poll_at = events + 8192;
        double next = next_;
        while (next < end) {
            const std::uint64_t bits = bits_of(next);
            const auto slot = static_cast<std::uint32_t>(bits & ((1U << slot_bits) - 1));
            const auto event_class = static_cast<EventClass>(bits >> slot_bits & 3U);
            const Tick t = base_ + static_cast<Tick>(bits >> (slot_bits + class_bits));
            instant_events = t == now_ ? instant_events + 1 : 1;
            now_ = t;
            ++events;
            keys_[slot] = idle;
            next = find_least<Flat>(slot);
            if (slot >= places)
                arrival<Flat>(next, p.slot_owner[slot] & 0x07ffffffU);
            else if (event_class == EventClass::completion)
                complete<Flat>(next, slot);
            else if (event_class == EventClass::failure)
                fail<Flat>(next, slot);
            else
                repaired<Flat>(next, slot);
            if (events == poll_at) [[unlikely]] {
                poll_at = events + 8192;
                if (stop.stop_requested() || events + 16384 > s.setup_.max_events || instant_events > 8000) break;
            }
            if (full_) [[unlikely]]
                break;
        }
        next_ = next;
        s.events_ = events;
        s.instant_events_ = instant_events;
    }

    // -- taking over and handing back ------------------------------------------------------------------------
    std::vector<std::uint32_t> feeds_;  // source -> cell

    void take_over() {
        now_ = s.now_;
        several_products_ = s.product_levels_.size() > 1;
        cells_.resize(p.stations.size());
        others_.resize(p.caches);
        feeds_.assign(p.sources.size(), none);
        const std::size_t width = p.slots <= 4 ? 4 : p.slots <= 8 ? 8 : p.slots <= 24 ? 24 : (p.slots + 31) / 32 * 32;
        keys_.assign(width, idle);
        groups_ = (width + 31) / 32;
        least_.fill(idle);
        for (const Program::Op& op : p.ops) {
            const Program::OpStation& cost = p.op_stations[op.stations.first];
            const std::uint32_t c = cost.station;
            Cell& cell = cells_[c];
            cell.op = static_cast<std::uint32_t>(&op - p.ops.data());
            cell.process = cost.process;
            if (p.draws[cost.process].constant) cell.process_constant = p.draws[cost.process].value;
            cell.queue = p.targets[op.targets.first];
            const std::int64_t capacity = p.queues[cell.queue].capacity;
            cell.capacity = capacity < 0 ? std::numeric_limits<std::int64_t>::max() : capacity;
            const Program::Branch& way = p.branches[op.branches.first];
            cell.exit = way.exit;
            if (way.op != none) {
                cell.next = p.op_stations[p.ops[way.op].stations.first].station;
                cells_[cell.next].feeder = c;
            }
        }
        for (std::uint32_t i = 0; i + 1 < p.sources.size(); ++i) {
            const std::uint32_t product = p.sources[i].mix.count ? p.mixes[p.sources[i].mix.first].product : 0;
            feeds_[i] = p.op_stations[p.ops[p.source_first_op[std::size_t{i} * p.product_names.size() + product]]
                                          .stations.first]
                            .station;
            if (p.sources[i].when == Program::When::always) cells_[feeds_[i]].source = i;
        }
        for (std::uint32_t c = 0; c < cells_.size(); ++c) {
            Cell& cell = cells_[c];
            const S::Place& at = s.places_[c];
            const S::QueueState& queue = s.queues_[cell.queue];
            cell.job = at.job;
            cell.head = queue.head;
            cell.tail = queue.tail;
            cell.count = queue.count;
            cell.loaded = cell.made = 0;
            const std::uint32_t u = p.place_unit[c];
            if (u != none) {
                cell.mode = p.units[u].modes.first;
                cell.up_left = s.modes_[cell.mode].left;
            }
            cell.phase = at.state == State::processing ? processing
                         : at.state == State::blocked  ? blocked
                         : at.state == State::repair   ? repair
                                                       : starved;
            for (std::size_t n = 0; n < states.size(); ++n)
                cell.time[n] = s.state_times_[c].ticks[static_cast<std::size_t>(states[n])];
            if (cell.phase == repair) cell.work_left = at.remaining;
            if (cell.phase == processing && u != none) {
                // What the clock will have left when this stretch of processing ends.
                const Tick done = s.now_ - s.units_[u].busy_since, ahead = at.ends - s.now_;
                const Tick left = cell.up_left - done;
                cell.work_left = std::max<Tick>(0, ahead - left);
                cell.up_left = std::max<Tick>(0, left - ahead);
            }
        }
        for (std::uint32_t slot = 0; slot < p.slots; ++slot) {
            const DueKey key = s.calendar_.at(slot);
            if (!key.pending()) continue;
            if (key.tick() - base_ >= far)
                far_.push_back({slot, key.tick(), key.event_class()});
            else
                keys_[slot] = key_of(key.tick(), key.event_class(), slot);
        }
        if (groups_ <= 1) {
            next_ = find_least<true>(0);
        } else {
            for (std::uint32_t g = 0; g < groups_; ++g) next_ = find_least<false>(g * 32);
        }
    }

    void hand_back() {
        s.now_ = now_;
        if (!several_products_) s.wip_level_ = s.product_levels_.front();
        for (std::uint32_t c = 0; c < cells_.size(); ++c) {
            const Cell& cell = cells_[c];
            S::Place& at = s.places_[c];
            S::QueueState& queue = s.queues_[cell.queue];
            queue.head = cell.head;
            queue.tail = cell.tail;
            queue.count = cell.count;
            for (std::uint32_t j = cell.head, before = none; j != none; before = j, j = s.jobs_[j].next) {
                s.jobs_[j].prev = before;
                s.jobs_[j].queue = cell.queue;
                s.jobs_[j].op = cell.op;
            }
            for (std::size_t n = 0; n < states.size(); ++n)
                s.state_times_[c].ticks[static_cast<std::size_t>(states[n])] = cell.time[n];
            S::StationCount& count = s.station_counts_[c];
            count.made += cell.made;
            count.loaded += cell.loaded;
            count.left =
                count.left + cell.made - (cell.phase == blocked ? 1 : 0) + (at.state == State::blocked ? 1 : 0);
            const std::uint32_t u = p.place_unit[c];
            const std::uint32_t setup = at.setup;
            at = S::Place{};
            at.setup = setup;
            at.idle_since = now_;
            at.state = states[cell.phase];
            s.stations_[c].idle = cell.phase == starved ? 1 : 0;
            auto& ahead_waiters = cell.next == none ? no_waiters_ : s.waiters_[cells_[cell.next].queue];
            ahead_waiters.clear();
            if (u != none) {
                s.modes_[cell.mode].left = cell.up_left;
                s.units_[u].busy_since = never;
                s.units_[u].status = cell.phase == repair ? S::UnitStatus::repairing : S::UnitStatus::up;
                at.stops = cell.phase == repair ? 1 : 0;
                if (cell.phase == repair) s.units_[u].mode = cell.mode;
            }
            if (cell.phase == starved) continue;
            S::Job& job = s.jobs_[cell.job];
            job.op = cell.op;
            job.begun = 1;
            job.next = job.prev = job.queue = none;
            at.job = cell.job;
            at.cost = p.ops[cell.op].stations.first;
            at.lane = job.lane ^ p.ops[cell.op].lane;
            at.scaled = at.begun = 1;
            at.draw = cell.process;
            at.stage = cell.phase == blocked ? S::Stage::finished : S::Stage::process;
            if (cell.phase == blocked) {
                at.next_op = cells_[cell.next].op;
                at.waiting = 1;
                at.decided = 1;
                at.finished_at = cell.blocked_at;
                S::Waiter waiter;
                waiter.since = at.finished_at;
                waiter.id = c;
                waiter.order = p.stations[c].order;
                ahead_waiters.push_back(waiter);
            } else if (cell.phase == processing) {
                const DueKey key = due_at(c);
                const Tick due = key.tick();
                const bool fails = key.event_class() == EventClass::failure;
                at.running = 1;
                at.remaining = due - now_ + (fails ? cell.work_left : 0);
                at.ends = now_ + at.remaining;
                if (u != none) {
                    s.units_[u].busy_since = now_;
                    s.modes_[cell.mode].left = cell.up_left + (due - now_);
                    at.strike = cell.mode;
                }
            } else {
                at.remaining = cell.work_left;
            }
        }
        for (std::uint32_t i = 0; i + 1 < p.sources.size(); ++i) {
            if (p.sources[i].when != Program::When::always) continue;
            const std::uint32_t q = cells_[feeds_[i]].queue;
            s.waiters_[q].clear();
            s.sources_[i].waiting = s.sources_[i].created < p.sources[i].count ? 1 : 0;
            if (!s.sources_[i].waiting) continue;
            S::Waiter waiter;
            waiter.since = now_;
            waiter.kind = 3;
            waiter.id = i;
            waiter.order = static_cast<std::uint32_t>(p.stations.size()) + i;
            s.waiters_[q].push_back(waiter);
        }
        for (std::uint32_t slot = 0; slot < p.slots; ++slot) {
            const DueKey key = due_at(slot);
            if (key.pending())
                s.calendar_.set(slot, key);
            else
                s.calendar_.clear(slot);
        }
    }
    [[nodiscard]] DueKey due_at(std::uint32_t slot) const {
        if (keys_[slot] != idle) {
            const std::uint64_t bits = bits_of(keys_[slot]);
            return DueKey(base_ + static_cast<Tick>(bits >> (slot_bits + class_bits)),
                          static_cast<EventClass>(bits >> slot_bits & 3U));
        }
        for (const FarAway& f : far_)
            if (f.slot == slot) return DueKey(f.at, f.event_class);
        return {};
    }
    std::vector<S::Waiter> no_waiters_;
};

}  // namespace linewright
