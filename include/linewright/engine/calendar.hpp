// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is due when. Every element that can have something pending owns a slot; a slot holds at most one due
// instant and is overwritten, never searched for, so that cancelling is a store.
//
// The order in one sentence: due instants are taken by time, then by class, then by slot, and slots are numbered
// in the plant's order.
//
// Keys are the 64-bit number (tick << 2 | class) above a bias, carried as doubles: all positive and normal, so
// comparing doubles is comparing the numbers, and the machine's minimum instruction finds the next one. Slots lie
// in groups of 16 with the minimum of each group kept above them, as many levels as are needed for 32 at the top.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/core/time.hpp"
#include "linewright/engine/least_key.hpp"

#if defined(__SSE2__) && !defined(LINEWRIGHT_NO_VECTOR)
#include <emmintrin.h>
#endif

namespace linewright {

/// What is due, in the order in which one instant takes it.
enum class EventClass : std::uint8_t {
    completion = 0,  ///< ends of processing, loading, unloading, changeovers, transports
    repair_end = 1,  ///< ends of repairs and maintenance
    arrival = 2,     ///< calendar "on", arrivals, deliveries
    failure = 3      ///< calendar "off", failures, maintenance falling due
};

/// The same, but where a test has switched a rule of that order off (core/rules.hpp).
inline EventClass in_order(EventClass c) {
    const auto swapped = [&](EventClass a, EventClass b) { return c == a ? b : c == b ? a : c; };
    if (!rule<"instant.completions_before_repairs">()) return swapped(EventClass::completion, EventClass::repair_end);
    if (!rule<"instant.repairs_before_failures">()) return swapped(EventClass::repair_end, EventClass::failure);
    if (!rule<"instant.completions_before_failures">()) return swapped(EventClass::completion, EventClass::failure);
    if (!rule<"instant.comers_before_leavers">()) return swapped(EventClass::arrival, EventClass::failure);
    return c;
}

/// The latest instant that can be scheduled: 2^59 ticks, 18,000 years of microseconds.
inline constexpr Tick latest_tick = Tick{1} << 59;

/// A due instant: tick and class in one comparable number.
class DueKey {
   public:
    constexpr DueKey() = default;
    constexpr DueKey(Tick tick, EventClass event_class)
        : carrier_(std::bit_cast<double>(bias + (static_cast<std::uint64_t>(tick) << 2U) +
                                         static_cast<std::uint64_t>(event_class))) {}
    [[nodiscard]] constexpr Tick tick() const {
        return pending() ? static_cast<Tick>((std::bit_cast<std::uint64_t>(carrier_) - bias) >> 2U) : never;
    }
    [[nodiscard]] constexpr EventClass event_class() const {
        return static_cast<EventClass>((std::bit_cast<std::uint64_t>(carrier_) - bias) & 3U);
    }
    [[nodiscard]] constexpr bool pending() const { return carrier_ != std::numeric_limits<double>::infinity(); }
    [[nodiscard]] constexpr double carrier() const { return carrier_; }
    static constexpr DueKey from_carrier(double carrier) {
        DueKey key;
        key.carrier_ = carrier;
        return key;
    }

   private:
    static constexpr std::uint64_t bias = std::uint64_t{1} << 52U;
    double carrier_ = std::numeric_limits<double>::infinity();
};

/// The calendar of one run: a value, copied with it.
class SlotCalendar {
   public:
    SlotCalendar() : SlotCalendar(0) {}
    explicit SlotCalendar(std::size_t slots) {
        std::size_t width = slots;
        for (; width > root; width /= group) {
            width = (width + group - 1) / group * group;
            begin_[levels_++] = keys_.size();
            keys_.resize(keys_.size() + width, idle);
        }
        begin_[levels_++] = keys_.size();
        keys_.resize(keys_.size() + root, idle);
    }

    /// The next due instant, or one that is not pending.
    [[nodiscard]] DueKey next() const { return DueKey::from_carrier(next_key_); }
    [[nodiscard]] std::uint32_t next_slot() const { return next_slot_; }
    [[nodiscard]] DueKey at(std::uint32_t slot) const { return DueKey::from_carrier(keys_[slot]); }

    /// Makes `slot` due at `key`, whatever it was before.
    void set(std::uint32_t slot, DueKey key) {
        const double value = key.carrier();
        const double old = keys_[slot];
        keys_[slot] = value;
        if (levels_ > 1) update_groups(slot, old, value);
        if (value < next_key_ || (value == next_key_ && (rule<"instant.plants_order">() ? slot <= next_slot_ : true))) {
            next_key_ = value;
            next_slot_ = slot;
        } else if (slot == next_slot_) {
            find_next();
        }
    }
    /// Nothing is due at `slot` any more.
    void clear(std::uint32_t slot) {
        if (keys_[slot] != idle) set(slot, DueKey{});
    }
    /// Takes the next due instant out: after it `next()` is the one that follows.
    void take() {
        const std::uint32_t slot = next_slot_;
        const double old = keys_[slot];
        keys_[slot] = idle;
        if (levels_ > 1) update_groups(slot, old, idle);
        find_next();
    }

    [[nodiscard]] const std::vector<double>& keys() const { return keys_; }
    /// Restores saved keys (same number of slots).
    void restore(const std::vector<double>& keys) {
        keys_ = keys;
        find_next();
    }

   private:
    static constexpr std::size_t group = 16, root = 32;
    static constexpr double idle = std::numeric_limits<double>::infinity();

    /// The first of N keys that equals the least of them.
    template <std::size_t N>
    static std::uint32_t first_equal(const double* k, double value) {
        for (std::uint32_t i = N; !rule<"instant.plants_order">() && i-- > 0;)
            if (k[i] == value) return i;
#if defined(__SSE2__) && !defined(LINEWRIGHT_NO_VECTOR)
        static_assert(N == 16 || N == 32);
        const __m128d v = _mm_set1_pd(value);
        // Of every key the lower half of its mask, four to a vector, then sixteen.
        const auto four = [&](std::size_t i) {
            return _mm_castps_si128(_mm_shuffle_ps(_mm_castpd_ps(_mm_cmpeq_pd(v, _mm_loadu_pd(k + i))),
                                                   _mm_castpd_ps(_mm_cmpeq_pd(v, _mm_loadu_pd(k + i + 2))),
                                                   _MM_SHUFFLE(2, 0, 2, 0)));
        };
        const auto sixteen = [&](std::size_t i) {
            return static_cast<std::uint32_t>(_mm_movemask_epi8(
                _mm_packs_epi16(_mm_packs_epi32(four(i), four(i + 4)), _mm_packs_epi32(four(i + 8), four(i + 12)))));
        };
        std::uint32_t mask = sixteen(0);
        if constexpr (N == 32) mask |= sixteen(16) << 16U;
        return static_cast<std::uint32_t>(std::countr_zero(mask));
#else
        std::uint32_t i = 0;
        while (i + 1 < N && k[i] != value) ++i;
        return i;
#endif
    }
    void update_groups(std::size_t index, double old, double value) {
        for (std::size_t level = 1; level < levels_; ++level) {
            index /= group;
            double& minimum = keys_[begin_[level] + index];
            const double was = minimum;
            if (value < was)
                minimum = value;
            else if (old == was)
                minimum = detail::least_key<group>(&keys_[begin_[level - 1] + index * group]);
            if (minimum == was) return;
            old = was;
            value = minimum;
        }
    }
    void find_next() {
        std::size_t level = levels_ - 1;
        next_key_ = detail::least_key<root>(&keys_[begin_[level]]);
        std::uint32_t index = first_equal<root>(&keys_[begin_[level]], next_key_);
        while (level-- > 0)
            index = static_cast<std::uint32_t>(index * group) +
                    first_equal<group>(&keys_[begin_[level] + index * group], next_key_);
        next_slot_ = index;
    }

    std::vector<double> keys_;
    std::array<std::size_t, 9> begin_{};  // enough for 2^32 slots
    std::size_t levels_ = 0;
    double next_key_ = idle;
    std::uint32_t next_slot_ = 0;
};

}  // namespace linewright
