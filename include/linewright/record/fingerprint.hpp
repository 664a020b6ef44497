// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// One number for everything that a run did: every event with all it says, then every count. Equal fingerprints mean
// equal runs, on any machine, compiler, number of threads and path through the engine.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>

#include "linewright/record/result.hpp"

namespace linewright {

/// A running 64-bit hash of whole numbers.
class NumberHash {
   public:
    void add(std::uint64_t value) { hash_ = detail::mix64(hash_ ^ value) + 0x9e3779b97f4a7c15U; }
    void add(const std::string& text) {
        add(text.size());
        for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
    [[nodiscard]] std::uint64_t value() const { return hash_; }

   private:
    std::uint64_t hash_ = 0x4c69'6e65'7772'6967U;
};

/// An observer that hashes all it hears.
struct EventHash {
    static constexpr bool listens = true;
    NumberHash hash;
    std::uint64_t events = 0;
    void on(const Event& e) {
        ++events;
        hash.add(static_cast<std::uint64_t>(e.at));
        hash.add(static_cast<std::uint64_t>(e.what) << 56U ^ static_cast<std::uint64_t>(e.state) << 48U ^ e.place);
        hash.add(static_cast<std::uint64_t>(e.buffer) << 32U ^ e.product);
        hash.add(e.job << 20U ^ e.detail);
    }
};

/// Hashes what a run counted: whole numbers only, so that no rounding can hide or make a difference.
inline void add_counts(NumberHash& hash, const RunResult& r) {
    hash.add(static_cast<std::uint64_t>(r.from));
    hash.add(static_cast<std::uint64_t>(r.to));
    hash.add(r.events);
    for (const StationResult& s : r.stations) {
        hash.add(s.name);
        for (const Tick t : s.time) hash.add(static_cast<std::uint64_t>(t));
        for (const std::uint64_t n :
             {s.jobs_in, s.jobs_out, s.made, s.defects, s.scrapped, s.changeovers, s.breakdowns})
            hash.add(n);
        // What came later counts where there is some, and then as a whole: one figure can't stand for another.
        if (s.maintenances != 0 || s.overtime != 0) {
            hash.add(s.maintenances);
            hash.add(static_cast<std::uint64_t>(s.overtime));
        }
        if (s.planned_overtime != 0) {
            hash.add("planned overtime");
            hash.add(static_cast<std::uint64_t>(s.planned_overtime));
        }
        if (s.batches) hash.add(*s.batches);
        if (s.cleanings) hash.add(*s.cleanings);
        if (s.switched_off) hash.add(static_cast<std::uint64_t>(*s.switched_off));
        if (s.warm_ups) hash.add(*s.warm_ups);
    }
    for (const BufferResult& b : r.buffers) {
        hash.add(b.name);
        hash.add(static_cast<std::uint64_t>(b.maximum));
        for (const Tick t : b.time_at_level) hash.add(static_cast<std::uint64_t>(t));
    }
    for (const PoolResult& o : r.operators) {
        for (const Tick t : {o.working, o.waiting, o.idle}) hash.add(static_cast<std::uint64_t>(t));
        if (o.walking != 0 || o.off_shift != 0 || o.overtime != 0)
            for (const Tick t : {o.walking, o.off_shift, o.overtime}) hash.add(static_cast<std::uint64_t>(t));
        if (o.planned_overtime != 0) {
            hash.add("planned overtime");
            hash.add(static_cast<std::uint64_t>(o.planned_overtime));
        }
        if (o.absent != 0) {
            hash.add("absent");
            hash.add(static_cast<std::uint64_t>(o.absent));
        }
    }
    for (const FleetResult& f : r.vehicles) {
        for (const Tick t : {f.loaded, f.empty, f.idle}) hash.add(static_cast<std::uint64_t>(t));
        hash.add(f.trips);
    }
    for (const MaterialResult& m : r.materials) {
        hash.add(m.name);
        for (const std::int64_t n :
             {m.consumed, m.fitted, m.discarded, m.stock, m.on_way, m.out_of_stock, m.lacking, m.ordered, m.received})
            hash.add(static_cast<std::uint64_t>(n));
        hash.add(m.refills);
        hash.add(m.orders);
    }
    for (const SubcontractorResult& o : r.subcontractors)
        for (const std::uint64_t n : {o.sent, o.returned, static_cast<std::uint64_t>(o.maximum)}) hash.add(n);
    for (const QueueTimeResult& q : r.queue_times)
        for (const std::uint64_t n : {q.jobs, q.late, static_cast<std::uint64_t>(q.longest)}) hash.add(n);
    for (const ProductResult& p : r.products) {
        for (const std::uint64_t n : {p.released, p.good, p.scrapped, p.lost, p.inspected, p.passed_first, p.reworked})
            hash.add(n);
        hash.add(static_cast<std::uint64_t>(p.lead_min));
        hash.add(static_cast<std::uint64_t>(p.lead_max));
        for (const std::uint32_t n : p.good_by_hour) hash.add(n);
        if (p.orders) {
            for (const std::uint64_t n :
                 {p.orders->due, p.orders->on_time, p.orders->late, p.orders->open, p.orders->fell_short,
                  p.orders->tardiness.low, p.orders->tardiness.high, p.orders->earliness.low, p.orders->earliness.high,
                  static_cast<std::uint64_t>(p.orders->worst)})
                hash.add(n);
        }
    }
    for (const SourceResult& s : r.sources)
        for (const std::uint64_t n : {s.arrived, s.entered, s.lost}) hash.add(n);
    for (const OrderResult& o : r.orders) {
        hash.add(o.name);
        hash.add(static_cast<std::uint64_t>(o.finished.value_or(never)));
    }
    if (!r.costs) return;
    for (const CostLine& line : r.costs->lines) {
        hash.add(static_cast<std::uint64_t>(line.amount));
        hash.add(static_cast<std::uint64_t>(line.idle));
        hash.add(static_cast<std::uint64_t>(line.milliwatt_hours));
        for (const auto* list : {&line.direct, &line.overhead})
            for (const Amount a : *list) hash.add(static_cast<std::uint64_t>(a));
    }
    for (const ProductCost& product : r.costs->products)
        for (const auto* list : {&product.direct, &product.overhead})
            for (const Amount a : *list) hash.add(static_cast<std::uint64_t>(a));
    hash.add(static_cast<std::uint64_t>(r.costs->peak_at));
}

/// Runs one replication twice, watched and unwatched, and returns the hash of its events and of the counts of both.
/// When `stop` was asked for, the number says nothing.
inline std::uint64_t fingerprint(const std::shared_ptr<const Program>& program, const RunSetup& setup, Tick horizon,
                                 StopToken stop = {}) {
    EventHash events;
    Simulation watched(program, setup), unwatched(program, setup);
    const Outcome first = watched.run_until(horizon, events, stop);
    const Outcome second = unwatched.run_until(horizon, stop);
    NumberHash hash = events.hash;
    add_counts(hash, measure(watched));
    add_counts(hash, measure(unwatched));
    hash.add(static_cast<std::uint64_t>(first.ending) << 8U ^ static_cast<std::uint64_t>(second.ending));
    hash.add(static_cast<std::uint64_t>(first.at));
    hash.add(static_cast<std::uint64_t>(second.at));
    return hash.value();
}

}  // namespace linewright
