// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The engine, whole: a Simulation's own functions, now that the loop is known. Include this to run a plant.
#pragma once

#include <stdexcept>
#include <type_traits>

#include "linewright/engine/compile.hpp"
#include "linewright/engine/run.hpp"
#include "linewright/engine/simulation.hpp"

namespace linewright {

inline Simulation::Simulation(std::shared_ptr<const Program> program, const RunSetup& setup)
    : program_(std::move(program)), setup_(setup) {
    const Program& p = *program_;
    if (setup_.hour <= 0) setup_.hour = std::max<Tick>(1, to_ticks(3600.0 * p.ticks_per_second()));
    setup_.max_jobs = static_cast<std::uint32_t>(std::min<std::uint64_t>(setup_.max_jobs, jobs_in_memory()));
    calendar_ = SlotCalendar(p.slots);
    caches_.resize(p.caches);
    cached_.resize(p.caches);
    places_.resize(p.place_station.size());
    if (!p.campaigns.empty() || !p.setup_works.empty()) setups_.resize(p.place_station.size());
    if (!p.preparation_slot.empty()) preparations_.resize(p.place_station.size());
    empty_.assign((places_.size() + 63) / 64, ~std::uint64_t{0});
    leaving_.assign(empty_.size(), 0);
    stations_.resize(p.stations.size());
    const std::size_t resources =
        p.queues.size() + p.loops.size() + p.fleets.size() + p.conveyors.size() + p.groups.size();
    queues_.resize(resources);
    waiters_.resize(resources);
    const std::size_t words = (p.stations.size() + 63) / 64;
    may_leave_.assign(words, 0);
    may_load_.assign(words, 0);
    units_.resize(p.units.size());
    modes_.resize(p.modes.size());
    sources_.resize(p.sources.size());
    backlog_.resize(p.sources.size());
    people_.resize(p.people.size());
    repetitions_.resize(p.learnings.size());
    transit_.resize(p.ops.size());
    fleets_.resize(p.fleets.size());
    for (std::size_t f = 0; f < p.fleets.size(); ++f) fleets_[f].free = p.fleets[f].count;
    returns_.resize(p.fleets.size());
    belts_.resize(p.conveyors.size());
    groups_.resize(p.groups.size());
    belt_levels_.resize(p.conveyors.size());
    vehicles_.resize(p.vehicles.size());
    for (std::size_t v = 0; v < p.vehicles.size(); ++v) vehicles_[v].at = p.fleets[p.vehicles[v].fleet].home;
    stocks_.resize(p.materials.size());
    for (std::size_t m = 0; m < p.materials.size(); ++m) stocks_[m].stock = p.materials[m].initial;
    incoming_.resize(p.materials.size());
    if (!p.uses.empty()) supplies_.resize(p.place_station.size());
    charges_.resize(p.charges);
    refills_.resize(p.charges);
    outside_.resize(p.outside.size());
    outside_levels_.resize(p.outside.size());
    for (const Program::Station& station : p.stations)
        for (std::uint32_t u = station.uses.first; u < station.uses.end(); ++u)
            for (std::uint32_t k = 0; k < station.places && p.uses[u].charges != none; ++k)
                charges_[p.uses[u].charges + k] = p.uses[u].initial;
    calendar_states_.resize(p.calendars.size());
    overtimes_.resize(p.overtimes.size());
    rosters_.resize(p.rosters.size());
    line_absent_.resize(p.roster_lines);
    for (std::size_t i = 0; i < people_.size(); ++i) people_[i].at = p.begin_at[i];
    for (const Program::Loop& loop : p.loops) free_cards_.push_back(loop.cards);
    held_cards_.resize(p.loops.size());
    if (!p.standbys.empty()) standbys_.resize(p.place_station.size());
    for (std::size_t i = 0; i < standbys_.size(); ++i)
        if (const std::uint32_t n = p.stations[p.place_station[i]].standby; n != none && p.standbys[n].cold) {
            standbys_[i].cold = 1;
            standbys_[i].since = -p.standbys[n].after;
        }
    for (std::size_t i = 0; i < p.stations.size(); ++i) {
        stations_[i].idle = p.stations[i].places;
        for (std::uint32_t k = 0; k < p.stations[i].places; ++k) {
            Place& at = places_[p.stations[i].first_place + k];
            if (rule<"changeovers.the_state_at_the_start">()) at.setup = p.stations[i].initial_setup;
            at.idle_before = k == 0 ? none : p.stations[i].first_place + k - 1;
            at.idle_after = k + 1 == p.stations[i].places ? none : p.stations[i].first_place + k + 1;
        }
        stations_[i].idle_first = p.stations[i].first_place;
        stations_[i].idle_last = p.stations[i].first_place + p.stations[i].places - 1;
    }
    for (const auto& [place, attribute] : p.initial_setups) places_[place].setup = attribute;
    state_times_.resize(places_.size());
    station_counts_.resize(p.stations.size());
    for (const Program::Queue& q : p.queues) {
        const std::size_t levels = q.buffer == none ? 0
                                   : q.capacity < 0
                                       ? 256
                                       : static_cast<std::size_t>(std::min<std::int64_t>(q.capacity, 4095)) + 1;
        queue_levels_.emplace_back(levels);
        queue_waits_.emplace_back();
    }
    const std::size_t products = p.product_names.size();
    product_levels_.resize(products);
    product_counts_.resize(products);
    lead_times_.resize(products);
    output_.resize(products);
    serials_.resize(products, 0);
    consumed_.resize(p.materials.size() * products);
    discarded_.resize(p.uses.size());
    refilled_.resize(p.uses.size());
    returned_.resize(p.outside.size() * products);
    fitted_.resize(p.parts.size());
    pool_counts_.resize(p.pool_names.size());
    source_counts_.resize(p.sources.size());
    backlog_levels_.resize(p.sources.size());
    sink_exits_.resize(p.sink_names.size(), 0);
    queue_times_.resize(p.time_limit_names.size());
    orders_ = OrderBook(products, p.order_names.size(), setup_.warmup);
    begin_cost_counts();
}

inline std::uint64_t Simulation::jobs_in_memory() const {
    const std::uint64_t each = sizeof(Job) +
                               (program_->visits_repeat ? sizeof(std::uint16_t) * program_->max_steps : 0) +
                               sizeof(std::uint32_t) * program_->remembered + sizeof(Tick) * program_->times;
    return std::max<std::uint64_t>(1, setup_.max_memory / (2 * each));
}

template <class Observer>
Outcome Simulation::run_until(Tick until, Observer& observer, StopToken stop) {
    return Run<Observer>(*this, observer).until(until, stop);
}

template <class Observer>
Outcome Simulation::step(Observer& observer) {
    return Run<Observer>(*this, observer).one_instant();
}

inline PlaceView Simulation::place(PlaceId id) const {
    const Program::Station& st = program_->stations[program_->place_station.at(id.value)];
    std::uint32_t slot = id.value;  // of several jobs the one that entered last
    while (places_[slot].job == none && slot + st.places < st.first_place + st.places * st.slots) slot += st.places;
    const Place& at = places_[slot];
    PlaceView view{places_[id.value].state, at.job != none, none, 0, at.running ? at.ends : never, {}};
    if (at.job != none) {
        view.product = program_->ops[jobs_[at.job].op].product;
        view.job = jobs_[at.job].serial;
        view.handle = {at.job, jobs_[at.job].generation};
    }
    return view;
}
inline std::int64_t Simulation::content(BufferId id) const {
    return queues_[program_->buffer_queue.at(id.value)].count;
}
inline std::uint32_t Simulation::free_people(PoolId id) const {
    std::uint32_t free = 0;
    for (std::size_t i = 0; i < people_.size(); ++i)
        free += program_->people[i].pool == id.value && people_[i].holder == none && people_[i].duty == Duty::here ? 1U
                                                                                                                   : 0U;
    return free;
}
inline std::uint64_t Simulation::backlog(SourceId id) const {
    return backlog_.at(id.value).size() - sources_.at(id.value).head;
}

inline std::uint64_t Simulation::backlog() const {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < backlog_.size(); ++i) all += backlog_[i].size() - sources_[i].head;
    return all;
}
inline std::uint64_t Simulation::good() const {
    std::uint64_t all = 0;
    for (const std::uint64_t exits : sink_exits_) all += exits;
    return all;
}

inline void Simulation::inject(ProductId product, std::uint32_t quantity, Tick due) {
    const auto source = static_cast<std::uint32_t>(program_->sources.size() - 1);
    if (product.value >= program_->product_names.size() || program_->product_first_op[product.value] == none)
        throw std::invalid_argument("inject: there is no such product, or it has no route");
    SourceState& state = sources_[source];
    const std::uint32_t order = due == never || quantity == 0 || !rule<"orders.what_is_injected_is_one">()
                                    ? none
                                    : orders_.open(product.value, source, quantity, due, none, now_);
    for (std::uint32_t k = 0; k < quantity; ++k) {
        const auto level = static_cast<std::int64_t>(backlog_[source].size() - state.head);
        backlog_levels_[source].change(level, level + 1, now_);
        backlog_[source].push_back({now_, due, state.created++, product.value, order});
        ++source_counts_[source].arrived;
    }
    calendar_.set(program_->sources[source].slot, DueKey(now_, in_order(EventClass::arrival)));
}

namespace detail {
/// Writes plain values and vectors of them one after another; reads them back in the same order.
struct StateWriter {
    std::string& out;
    template <class T>
    void one(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    template <class T>
    void one(const std::vector<T>& list) {
        one(static_cast<std::uint64_t>(list.size()));
        if constexpr (std::is_trivially_copyable_v<T>) {
            if (!list.empty()) out.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T));
        } else {
            for (const T& item : list) one(item);
        }
    }
    void one(const LevelRecord& record) { const_cast<LevelRecord&>(record).io(*this); }
    void one(const TimeRecord& record) { const_cast<TimeRecord&>(record).io(*this); }
    void one(const OrderBook& book) { const_cast<OrderBook&>(book).io(*this); }
    void one(const SlotCalendar& calendar) { one(calendar.keys()); }
    template <class... T>
    void operator()(const T&... values) {
        (one(values), ...);
    }
};
struct StateReader {
    std::string_view in;
    [[noreturn]] static void damaged() {
        throw std::runtime_error("the saved run is damaged or cut short: save it again");
    }
    template <class T>
    void one(T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (in.size() < sizeof value) damaged();
        std::memcpy(&value, in.data(), sizeof value);
        in.remove_prefix(sizeof value);
    }
    template <class T>
    void one(std::vector<T>& list) {
        std::uint64_t size = 0;
        one(size);
        if constexpr (std::is_trivially_copyable_v<T>) {
            if (size > in.size() / sizeof(T)) damaged();
            list.resize(static_cast<std::size_t>(size));
            if (size) std::memcpy(list.data(), in.data(), list.size() * sizeof(T));
            in.remove_prefix(list.size() * sizeof(T));
        } else {
            if (size > in.size()) damaged();
            list.resize(static_cast<std::size_t>(size));
            for (T& item : list) one(item);
        }
    }
    void one(LevelRecord& record) { record.io(*this); }
    void one(TimeRecord& record) { record.io(*this); }
    void one(OrderBook& book) { book.io(*this); }
    void one(SlotCalendar& calendar) {
        const std::size_t before = calendar.keys().size();
        std::vector<double> keys;
        one(keys);
        if (keys.size() != before) damaged();
        calendar.restore(keys);
    }
    template <class... T>
    void operator()(T&... values) {
        (one(values), ...);
    }
};
inline constexpr std::uint64_t saved_magic = 0x314e'5552'5747'4e4cU;  // "LNGWRUN1" as this machine writes it
}  // namespace detail

template <class Archive>
void Simulation::io(Archive& a) {
    // One by one: between its fields there are bytes that belong to none.
    a(setup_.seed, setup_.replication, setup_.warmup, setup_.hour, setup_.max_events_per_instant, setup_.max_events,
      setup_.max_jobs, setup_.max_memory, setup_.general_only);
    a(lots_, free_lot_);
    a(now_, events_, instant_events_, sequence_, wip_, counting_since_, started_, counting_, requests_dirty_, free_job_,
      injected_, workload_);
    a(calendar_, caches_, cached_, jobs_, visits_, empty_, leaving_, ended_, remembered_, queue_times_, places_,
      setups_, preparations_, ahead_, stations_, queues_, waiters_, dirty_, may_leave_, may_load_, dirty_sources_,
      lossy_sources_, touched_);
    a(units_, modes_, opportunities_, sources_, backlog_, free_cards_, held_cards_, standbys_, people_, freed_,
      repetitions_, requests_, transit_, fleets_, vehicles_, ready_, homeward_, belts_, arrived_, groups_, due_groups_,
      returns_);
    a(supply_dirty_, stocks_, incoming_, wanting_, supplies_, charges_, refills_, outside_, outside_levels_, back_,
      calendar_states_, overtimes_, rosters_, line_absent_, orders_, power_waiters_);
    a(state_times_, station_counts_, queue_levels_, belt_levels_, product_levels_, wip_level_, product_counts_,
      lead_times_, all_times_, pool_counts_, source_counts_, backlog_levels_, sink_exits_, output_, queue_waits_,
      serials_, consumed_, discarded_, fitted_, refilled_, returned_);
    a(work_, people_work_, late_, became_, failures_then_, power_, energy_);
}

inline std::string Simulation::save() const {
    std::string bytes;
    detail::StateWriter writer{bytes};
    writer(detail::saved_magic, plant_format, semantics_version, program_->identity);
    const_cast<Simulation*>(this)->io(writer);
    writer(detail::fnv1a(bytes));  // so that damage is seen, not simulated
    return bytes;
}

inline Simulation Simulation::load(std::shared_ptr<const Program> program, std::string_view bytes) {
    detail::StateReader reader{bytes};
    std::uint64_t magic = 0, identity = 0;
    int format = 0, semantics = 0;
    reader(magic, format, semantics, identity);
    if (magic != detail::saved_magic)
        throw std::runtime_error("this is not a saved run of Linewright, or one of a machine with another byte order");
    if (format != plant_format || semantics != semantics_version)
        throw std::runtime_error("the saved run has format " + std::to_string(format) + " and semantics " +
                                 std::to_string(semantics) + ", this build reads " + std::to_string(plant_format) +
                                 " and " + std::to_string(semantics_version) + ": run the plant again with this build");
    if (identity != program->identity)
        throw std::runtime_error(
            "the saved run belongs to another plant: load it with the plant that it was saved from");
    if (bytes.size() < sizeof(std::uint64_t)) detail::StateReader::damaged();
    std::uint64_t written = 0;
    const std::string_view content = bytes.substr(0, bytes.size() - sizeof written);
    std::memcpy(&written, bytes.data() + content.size(), sizeof written);
    if (written != detail::fnv1a(content)) detail::StateReader::damaged();
    reader.in.remove_suffix(sizeof written);
    Simulation simulation(std::move(program), RunSetup{});
    const Simulation fresh = simulation;
    simulation.io(reader);
    const bool same =
        reader.in.empty() && simulation.places_.size() == fresh.places_.size() &&
        simulation.setups_.size() == fresh.setups_.size() &&
        simulation.preparations_.size() == fresh.preparations_.size() &&
        simulation.empty_.size() == fresh.empty_.size() && simulation.leaving_.size() == fresh.leaving_.size() &&
        simulation.ended_.size() == simulation.jobs_.size() * simulation.program_->times &&
        simulation.remembered_.size() == simulation.jobs_.size() * simulation.program_->remembered &&
        simulation.queue_times_.size() == fresh.queue_times_.size() &&
        simulation.queues_.size() == fresh.queues_.size() && simulation.caches_.size() == fresh.caches_.size() &&
        simulation.cached_.size() == fresh.cached_.size() && simulation.stations_.size() == fresh.stations_.size() &&
        simulation.units_.size() == fresh.units_.size() && simulation.modes_.size() == fresh.modes_.size() &&
        simulation.sources_.size() == fresh.sources_.size() && simulation.people_.size() == fresh.people_.size() &&
        simulation.transit_.size() == fresh.transit_.size() && simulation.waiters_.size() == fresh.waiters_.size() &&
        simulation.fleets_.size() == fresh.fleets_.size() && simulation.returns_.size() == fresh.returns_.size() &&
        simulation.vehicles_.size() == fresh.vehicles_.size() && simulation.belts_.size() == fresh.belts_.size() &&
        simulation.belt_levels_.size() == fresh.belt_levels_.size() &&
        simulation.groups_.size() == fresh.groups_.size() && simulation.incoming_.size() == fresh.incoming_.size() &&
        simulation.supplies_.size() == fresh.supplies_.size() && simulation.charges_.size() == fresh.charges_.size() &&
        simulation.refills_.size() == fresh.refills_.size() && simulation.consumed_.size() == fresh.consumed_.size() &&
        simulation.discarded_.size() == fresh.discarded_.size() &&
        simulation.outside_.size() == fresh.outside_.size() &&
        simulation.held_cards_.size() == fresh.held_cards_.size() &&
        simulation.standbys_.size() == fresh.standbys_.size() &&
        simulation.outside_levels_.size() == fresh.outside_levels_.size() &&
        simulation.returned_.size() == fresh.returned_.size() && simulation.fitted_.size() == fresh.fitted_.size() &&
        simulation.refilled_.size() == fresh.refilled_.size() && simulation.stocks_.size() == fresh.stocks_.size() &&
        simulation.calendar_states_.size() == fresh.calendar_states_.size() &&
        simulation.overtimes_.size() == fresh.overtimes_.size() &&
        simulation.rosters_.size() == fresh.rosters_.size() &&
        simulation.repetitions_.size() == fresh.repetitions_.size() &&
        simulation.line_absent_.size() == fresh.line_absent_.size() && simulation.work_.size() == fresh.work_.size() &&
        simulation.people_work_.size() == fresh.people_work_.size() && simulation.late_.size() == fresh.late_.size() &&
        simulation.became_.size() == fresh.became_.size() &&
        simulation.failures_then_.size() == fresh.failures_then_.size() &&
        simulation.energy_.size() == fresh.energy_.size();
    if (!same) detail::StateReader::damaged();
    return simulation;
}

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/engine/engine_body.hpp"
#endif
