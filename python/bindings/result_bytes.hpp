// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A Result as bytes and back, for pickling between processes of one machine or of machines alike.
#pragma once

#include <array>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "linewright/study/study.hpp"

namespace linewright::python {

/// Writes what it is given to the end of a text.
class BytesOut {
   public:
    static constexpr bool reads = false;
    std::string bytes{};
    template <class... T>
    void operator()(const T&... values) {
        (one(values), ...);
    }
    void raw(const void* data, std::size_t size) { bytes.append(static_cast<const char*>(data), size); }

   private:
    template <class T>
    void one(const T& value);
};

/// Reads it back in the same order.
class BytesIn {
   public:
    static constexpr bool reads = true;
    explicit BytesIn(std::string_view bytes) : left_(bytes) {}
    template <class... T>
    void operator()(T&... values) {
        (one(values), ...);
    }
    void raw(void* data, std::size_t size) {
        if (size > left_.size()) throw std::runtime_error("the saved result is damaged or cut short");
        if (size > 0) std::memcpy(data, left_.data(), size);
        left_.remove_prefix(size);
    }
    [[nodiscard]] std::size_t left() const { return left_.size(); }

   private:
    template <class T>
    void one(T& value);
    std::string_view left_;
};

template <class A, class T>
concept Fielded = requires(A& a, T& t) {
    fields(a, t);
};

// What each part of a result consists of; `auto&` serves both directions.
template <class A>
void fields(A& a, Duration& d) {
    a(d.value, d.unit);
}
template <class A>
void fields(A& a, StationResult& r) {
    a(r.name, r.places, r.time, r.place_time, r.jobs_in, r.jobs_out, r.made, r.defects, r.scrapped, r.changeovers,
      r.breakdowns, r.maintenances, r.overtime, r.planned_overtime, r.batches, r.switched_off, r.warm_ups, r.cleanings,
      r.checks, r.ideal_cycle);
}
template <class A>
void fields(A& a, BufferResult& r) {
    a(r.name, r.mean, r.maximum, r.time_at_level, r.mean_wait, r.jobs_out);
}
template <class A>
void fields(A& a, PoolResult& r) {
    a(r.name, r.people, r.working, r.waiting, r.walking, r.idle, r.absent, r.off_shift, r.overtime, r.planned_overtime);
}
template <class A>
void fields(A& a, FleetResult& r) {
    a(r.name, r.count, r.loaded, r.empty, r.idle, r.trips, r.jobs);
}
template <class A>
void fields(A& a, ConveyorResult& r) {
    a(r.name, r.places, r.mean, r.maximum, r.blocked, r.accumulating, r.jobs);
}
template <class A>
void fields(A& a, MaterialResult& r) {
    a(r.name, r.unit, r.consumed, r.fitted, r.discarded, r.refills, r.stored, r.stock_mean, r.stock, r.on_way,
      r.out_of_stock, r.lacking, r.orders, r.ordered, r.received);
}
template <class A>
void fields(A& a, SubcontractorResult& r) {
    a(r.name, r.sent, r.returned, r.jobs, r.maximum);
}
template <class A>
void fields(A& a, QueueTimeResult& r) {
    a(r.route, r.since, r.step, r.within, r.jobs, r.late, r.mean, r.longest);
}
template <class A>
void fields(A& a, ProductResult& r) {
    a(r.name, r.released, r.good, r.scrapped, r.lost, r.inspected, r.passed_first, r.reworked, r.wip, r.lead_mean,
      r.lead_sd, r.lead_min, r.lead_max, r.lead_quantiles, r.good_by_hour, r.plan_per_hour, r.orders);
}
template <class A>
void fields(A& a, OrderResult& r) {
    a(r.name, r.product, r.quantity, r.due, r.finished);
}
template <class A>
void fields(A& a, SourceResult& r) {
    a(r.name, r.arrived, r.entered, r.lost, r.backlog);
}
template <class A>
void fields(A& a, SinkResult& r) {
    a(r.name, r.good);
}
template <class A>
void fields(A& a, RunFailure& r) {
    a(r.replication, r.seed, r.ending, r.at_seconds, r.message);
}
template <class A>
void fields(A& a, CostLine& r) {
    a(r.kind, r.list, r.element, r.detail, r.amount, r.direct, r.overhead, r.idle, r.milliwatt_hours);
}
template <class A>
void fields(A& a, ProductCost& r) {
    a(r.name, r.good, r.direct, r.overhead);
}
template <class A>
void fields(A& a, CostResult& r) {
    a(r.currency, r.lines, r.products, r.total, r.direct, r.overhead, r.idle, r.takes_power, r.milliwatt_hours,
      r.co2_grams, r.power_followed, r.peak_kw, r.peak_at, r.kwh_by_hour);
}
template <class A>
void fields(A& a, RunResult& r) {
    a(r.replication, r.seed, r.from, r.to, r.tick_us, r.events, r.stations, r.buffers, r.operators, r.vehicles,
      r.conveyors, r.materials, r.subcontractors, r.queue_times, r.products, r.sources, r.sinks, r.orders, r.little.wip,
      r.little.rate, r.little.time, r.little.residual, r.good, r.scrapped, r.costs);
}
template <class A>
void fields(A& a, RunOptions& o) {
    a(o.horizon, o.warmup, o.replications, o.first_replication, o.seed, o.confidence);
}
template <class A>
void fields(A& a, Result& r) {
    a(r.plant, r.plant_identity, r.options, r.runs, r.failures, r.cancelled);
}

/// What has no gaps between its bytes, so that equal results have equal bytes.
template <class T>
struct Whole : std::bool_constant<std::is_trivially_copyable_v<T> && (std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                                                                      std::has_unique_object_representations_v<T>)> {};
template <class T, std::size_t n>
struct Whole<std::array<T, n>> : Whole<T> {};

template <class T>
inline constexpr bool is_text = std::is_same_v<T, std::string>;
template <class T>
struct Shape {
    static constexpr bool list = false, optional = false;
};
template <class T>
struct Shape<std::vector<T>> {
    static constexpr bool list = true, optional = false;
};
template <class T>
struct Shape<std::optional<T>> {
    static constexpr bool list = false, optional = true;
};

template <class T>
void BytesOut::one(const T& value) {
    if constexpr (Shape<T>::list || is_text<T>) {
        const auto size = static_cast<std::uint64_t>(value.size());
        one(size);
        for (const auto& item : value) one(item);
    } else if constexpr (Shape<T>::optional) {
        one(value.has_value());
        if (value) one(*value);
    } else if constexpr (Fielded<BytesOut, T>) {
        fields(*this, const_cast<T&>(value));
    } else {
        static_assert(Whole<T>::value, "give it a list of fields: its bytes may have gaps");
        raw(&value, sizeof value);
    }
}
template <class T>
void BytesIn::one(T& value) {
    if constexpr (Shape<T>::list || is_text<T>) {
        std::uint64_t size = 0;
        one(size);
        if (size > left())
            throw std::runtime_error("the saved result is damaged or cut short");  // an item has a byte at least
        value.resize(static_cast<std::size_t>(size));
        for (auto& item : value) one(item);
    } else if constexpr (Shape<T>::optional) {
        std::uint8_t given = 0;
        one(given);
        if (given != 0) one(value.emplace());
    } else if constexpr (Fielded<BytesIn, T>) {
        fields(*this, value);
    } else {
        static_assert(Whole<T>::value, "give it a list of fields: its bytes may have gaps");
        raw(&value, sizeof value);
    }
}

/// The version of these bytes: changes with what a result consists of.
inline constexpr int result_format = 2;
inline constexpr const char* other_version =
    "the saved result is of another version of Linewright: run the plant again";

/// A result as bytes that say what they are: versions and a checksum before the figures.
inline std::string saved_result(const Result& result) {
    BytesOut body;
    body(result);
    BytesOut out;
    out(std::uint64_t{0x746c'7573'6572'776cU}, plant_format, semantics_version, result_format,
        detail::fnv1a(body.bytes));
    return out.bytes + body.bytes;
}
/// Reads it back. Throws std::runtime_error for bytes of another version, or that are damaged.
inline Result loaded_result(std::string_view bytes) {
    std::uint64_t magic = 0, sum = 0;
    int plant = 0, semantics = 0, format = 0;
    constexpr std::size_t head = sizeof magic + 3 * sizeof plant + sizeof sum;
    BytesIn in(bytes);
    in(magic, plant, semantics, format);
    if (magic != 0x746c'7573'6572'776cU || plant != plant_format || semantics != semantics_version ||
        format != result_format)
        throw std::runtime_error(other_version);
    in(sum);
    if (sum != detail::fnv1a(bytes.substr(head))) throw std::runtime_error("the saved result is damaged or cut short");
    Result result;
    in(result);
    if (in.left() != 0) throw std::runtime_error("the saved result is damaged or cut short");
    return result;
}

}  // namespace linewright::python
