// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a run counts about itself: whole numbers of ticks and jobs, exact, so that the order of adding can't
// matter. Small regular values; record/ turns them into figures.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "linewright/core/random.hpp"
#include "linewright/core/time.hpp"
#include "linewright/engine/states.hpp"

namespace linewright {

/// A 128-bit sum of products of 64-bit numbers, portable.
struct WideSum {
    std::uint64_t low = 0, high = 0;
    void add(std::uint64_t value) {
        low += value;
        high += low < value ? 1U : 0U;
    }
    void add_product(std::uint64_t a, std::uint64_t b) {
        const detail::Product128 product = detail::multiply128(a, b);
        high += product.high;
        add(product.low);
    }
    [[nodiscard]] double value() const { return static_cast<double>(high) * 0x1p64 + static_cast<double>(low); }
    WideSum& operator+=(const WideSum& other) {
        add(other.low);
        high += other.high;
        return *this;
    }
    bool operator==(const WideSum&) const = default;
};

/// How many of something there were over time (jobs in a buffer, WIP): exact integral, maximum, time at each level.
/// The integral is kept as the sum of leaving minus entering instants, so that a change costs one addition. A level
/// that lasted no time doesn't count towards the maximum: what passes through in an instant was never there.
class LevelRecord {
   public:
    LevelRecord() = default;
    /// Keeps the time at each level from 0 to `levels` - 1; the last entry takes all above.
    explicit LevelRecord(std::size_t levels) : at_level_(levels, 0) {}
    LINEWRIGHT_INLINE void change(std::int64_t from, std::int64_t to, Tick now) {
        integral_ += static_cast<std::uint64_t>(from - to) * static_cast<std::uint64_t>(now);
        if (!at_level_.empty()) {
            at_level_[index(from)] += now;
            at_level_[index(to)] -= now;
        }
        if (from > maximum_ && now > since_) maximum_ = from;
        since_ = now;
    }
    /// One more and one less in the same instant: what two calls of change() would do.
    LINEWRIGHT_INLINE void pass(Tick now) { since_ = now; }
    /// Forgets the past; the level now is `level`.
    void restart(std::int64_t level, Tick now) {
        integral_ = std::uint64_t{0} - static_cast<std::uint64_t>(level) * static_cast<std::uint64_t>(now);
        std::fill(at_level_.begin(), at_level_.end(), Tick{0});
        if (!at_level_.empty()) at_level_[index(level)] -= now;
        maximum_ = 0;
        since_ = now;
    }
    /// Ticks x level up to now.
    [[nodiscard]] std::int64_t integral(std::int64_t level, Tick now) const {
        return static_cast<std::int64_t>(integral_ +
                                         static_cast<std::uint64_t>(level) * static_cast<std::uint64_t>(now));
    }
    [[nodiscard]] std::vector<Tick> time_at_level(std::int64_t level, Tick now) const {
        std::vector<Tick> times = at_level_;
        if (!times.empty()) times[index(level)] += now;
        return times;
    }
    [[nodiscard]] std::int64_t maximum(std::int64_t level, Tick now) const {
        return now > since_ ? std::max(maximum_, level) : maximum_;
    }
    bool operator==(const LevelRecord&) const = default;
    template <class Archive>
    void io(Archive& a) {
        a(integral_, maximum_, since_, at_level_);
    }

   private:
    [[nodiscard]] std::size_t index(std::int64_t level) const {
        return std::min(static_cast<std::size_t>(level), at_level_.size() - 1);
    }
    std::uint64_t integral_ = 0;  // modulo 2^64: entering and leaving instants cancel
    std::int64_t maximum_ = 0;
    Tick since_ = 0;
    std::vector<Tick> at_level_;
};

/// How many, and for how long in all: enough for a mean.
struct TimeSum {
    std::uint64_t count = 0;
    WideSum sum;
    void add(Tick time) {
        ++count;
        sum.add(static_cast<std::uint64_t>(time));
    }
    [[nodiscard]] double mean() const { return count ? sum.value() / static_cast<double>(count) : 0.0; }
    bool operator==(const TimeSum&) const = default;
};

/// Times of jobs (lead times, waits): number, sum, sum of squares, extremes, and a histogram whose classes are at
/// most 1/64 of their value wide, from which quantiles are read. Fixed size, merged by adding.
class TimeRecord {
   public:
    LINEWRIGHT_INLINE void add(Tick time) {
        const auto t = static_cast<std::uint64_t>(time);
        if (classes_.empty()) classes_.resize(class_of(static_cast<std::uint64_t>(Tick{1} << 59)) + 1, 0);
        ++count_;
        sum_.add(t);
        squares_.add_product(t, t);
        least_ = std::min(least_, time);
        most_ = std::max(most_, time);
        ++classes_[class_of(t)];
    }
    void reserve() {
        if (classes_.empty()) classes_.resize(class_of(static_cast<std::uint64_t>(Tick{1} << 59)) + 1, 0);
    }
    void restart() {
        count_ = 0;
        sum_ = squares_ = WideSum{};
        least_ = never;
        most_ = 0;
        std::fill(classes_.begin(), classes_.end(), std::uint64_t{0});
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] double sum() const { return sum_.value(); }
    [[nodiscard]] double sum_of_squares() const { return squares_.value(); }
    [[nodiscard]] Tick least() const { return least_; }
    [[nodiscard]] Tick most() const { return most_; }
    /// The time below which a share p of the jobs lies, to within 1/64 of its value; 0 when there were none.
    [[nodiscard]] double quantile(double p) const {
        if (count_ == 0) return 0.0;
        const double rank = p * static_cast<double>(count_);
        double below = 0.0;
        for (std::size_t i = 0; i < classes_.size(); ++i) {
            const auto here = static_cast<double>(classes_[i]);
            if (here > 0.0 && below + here >= rank) {
                const double low = static_cast<double>(class_begin(i)), high = static_cast<double>(class_begin(i + 1));
                const double at = low + (high - low) * std::max(0.0, rank - below) / here;
                return std::clamp(at, static_cast<double>(least_), static_cast<double>(most_));
            }
            below += here;
        }
        return static_cast<double>(most_);
    }
    bool operator==(const TimeRecord&) const = default;
    template <class Archive>
    void io(Archive& a) {
        a(count_, sum_.low, sum_.high, squares_.low, squares_.high, least_, most_, classes_);
    }

   private:
    static constexpr unsigned fine = 6;  // 2^6 classes per power of two
    static std::size_t class_of(std::uint64_t t) {
        if (t < (1U << fine)) return static_cast<std::size_t>(t);
        const auto shift = static_cast<unsigned>(std::bit_width(t)) - 1 - fine;
        return ((static_cast<std::size_t>(shift) + 1) << fine) + static_cast<std::size_t>((t >> shift) - (1U << fine));
    }
    static std::uint64_t class_begin(std::size_t i) {
        if (i < (std::size_t{1} << fine)) return i;
        const std::size_t shift = (i >> fine) - 1;
        return ((std::uint64_t{1} << fine) + (i & ((std::size_t{1} << fine) - 1))) << shift;
    }
    std::uint64_t count_ = 0;
    WideSum sum_, squares_;
    Tick least_ = never, most_ = 0;
    std::vector<std::uint64_t> classes_;
};

/// Time in each state, by the rule "add now to the old one, take now from the new one".
struct StateTimes {
    std::array<Tick, state_count> ticks{};
    void change(State from, State to, Tick now) {
        ticks[static_cast<std::size_t>(from)] += now;
        ticks[static_cast<std::size_t>(to)] -= now;
    }
    void restart(State state, Tick now) {
        ticks.fill(0);
        ticks[static_cast<std::size_t>(state)] = -now;
    }
    [[nodiscard]] std::array<Tick, state_count> until(State state, Tick now) const {
        auto times = ticks;
        times[static_cast<std::size_t>(state)] += now;
        return times;
    }
    bool operator==(const StateTimes&) const = default;
};

}  // namespace linewright
