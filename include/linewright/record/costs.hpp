// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a run cost: lines that each part exactly into direct, overhead and idle, and what of it each product bears. All
// amounts are whole millionths of the plant's currency.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "linewright/core/random.hpp"
#include "linewright/core/time.hpp"
#include "linewright/engine/prices.hpp"

namespace linewright {

/// What a line of cost is for.
enum class CostKind : std::uint8_t {
    machine,    ///< a station's hours in one state
    labour,     ///< people's paid hours, without overtime
    overtime,   ///< with its premium
    setup,      ///< changeovers, besides hours
    material,   ///< at release, and consumed at steps
    scrap,      ///< what scrapped jobs are sold for: below 0
    repair,     ///< breakdowns and maintenance, besides hours
    transport,  ///< vehicles' hours
    energy,     ///< the bill, shared over stations and states by kWh
    holding,    ///< job-hours in the plant
    late,       ///< penalties
    fixed,      ///< the plant's own hours
    outside     ///< subcontractors
};
inline constexpr std::size_t cost_kind_count = 13;
inline constexpr std::array<std::string_view, cost_kind_count> cost_kind_names{
    "machine",   "labour", "overtime", "setup", "material", "scrap",  "repair",
    "transport", "energy", "holding",  "late",  "fixed",    "outside"};
constexpr std::string_view name_of(CostKind kind) { return cost_kind_names[static_cast<std::size_t>(kind)]; }

/// One line of cost. amount = sum of direct + sum of overhead + idle, exactly.
struct CostLine {
    CostKind kind = CostKind::machine;
    std::string list;     ///< the list that the element stands in: "stations", "operators", ...; "plant" for the whole
    std::string element;  ///< its name
    std::string detail;   ///< the state, where there is one
    Amount amount = 0;
    std::vector<Amount> direct;    ///< per product: what its jobs caused
    std::vector<Amount> overhead;  ///< per product: its part of what no product caused
    Amount idle = 0;               ///< paid and not worked
    std::int64_t milliwatt_hours = 0;
    [[nodiscard]] Amount direct_sum() const { return std::accumulate(direct.begin(), direct.end(), Amount{0}); }
    [[nodiscard]] Amount overhead_sum() const { return std::accumulate(overhead.begin(), overhead.end(), Amount{0}); }
};

/// What a product bears in the end, with what came over from the jobs that went into it.
struct ProductCost {
    std::string name;
    std::uint64_t good = 0;
    std::array<Amount, cost_kind_count> direct{}, overhead{};
    [[nodiscard]] Amount direct_sum() const { return std::accumulate(direct.begin(), direct.end(), Amount{0}); }
    [[nodiscard]] Amount full_sum() const { return std::accumulate(overhead.begin(), overhead.end(), direct_sum()); }
    /// Per good unit, in the currency; not a number when there was none.
    [[nodiscard]] double per_good(Amount amount) const {
        return good ? static_cast<double>(amount) / amounts_a_unit / static_cast<double>(good)
                    : std::numeric_limits<double>::quiet_NaN();
    }
};

/// What a run cost in its window.
struct CostResult {
    std::string currency;
    std::vector<CostLine> lines;  ///< the same ones for every run of a plant
    std::vector<ProductCost> products;
    Amount total = 0, direct = 0, overhead = 0, idle = 0;  ///< direct + overhead + idle = total, exactly
    // Energy, where a station takes power.
    bool takes_power = false;
    std::int64_t milliwatt_hours = 0;
    double co2_grams = 0.0;
    bool power_followed = false;
    double peak_kw = 0.0;             ///< the highest mean over a quarter-hour; not a number without a full one
    Tick peak_at = -1;                ///< when that began
    std::vector<double> kwh_by_hour;  ///< of the week, from Monday's hour 0 on; empty when the power wasn't followed
    /// Of one kind of cost.
    [[nodiscard]] Amount of(CostKind kind) const {
        Amount sum = 0;
        for (const CostLine& line : lines) sum += line.kind == kind ? line.amount : 0;
        return sum;
    }
    [[nodiscard]] double kwh() const { return static_cast<double>(milliwatt_hours) / 1e6; }
};

namespace detail {
/// a x b / c rounded down, and what is left. b <= c < 2^63, c > 0.
inline std::uint64_t multiply_divide(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t& left) {
    const Product128 product = multiply128(a, b);
    std::uint64_t quotient = 0, rest = 0;
    for (int bit = 127; bit >= 0; --bit) {
        const std::uint64_t word = bit >= 64 ? product.high : product.low;
        rest = rest << 1U | (word >> (static_cast<unsigned>(bit) & 63U) & 1U);
        quotient <<= 1U;
        if (rest >= c) {
            rest -= c;
            quotient |= 1U;
        }
    }
    left = rest;
    return quotient;
}
}  // namespace detail

/// Parts an amount in proportion to weights, exactly: each part is rounded towards 0, what is left goes one by one to
/// those with the largest remainder, equal ones in their order. When all weights are 0 nobody gets anything.
inline std::vector<Amount> part(Amount amount, const std::vector<std::uint64_t>& weights) {
    std::vector<Amount> parts(weights.size(), 0);
    const std::uint64_t whole = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    if (whole == 0 || amount == 0) return parts;
    const auto size = static_cast<std::uint64_t>(amount < 0 ? -amount : amount);
    std::vector<std::uint64_t> left(weights.size(), 0);
    std::uint64_t rest = size;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::uint64_t here = detail::multiply_divide(size, weights[i], whole, left[i]);
        parts[i] = static_cast<Amount>(here);
        rest -= here;
    }
    for (; rest > 0; --rest) {
        std::size_t most = 0;
        for (std::size_t i = 1; i < left.size(); ++i)
            if (left[i] > left[most]) most = i;
        ++parts[most];
        left[most] = 0;
    }
    if (amount < 0)
        for (Amount& a : parts) a = -a;
    return parts;
}

}  // namespace linewright
