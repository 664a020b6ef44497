// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What varies on the floor, as plain data: a cycle time, an up-time, a repair. A Distribution says how
// long something takes; `core/sampler.hpp` turns it into draws and `core/moments.hpp` into figures.
#pragma once

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "linewright/core/time.hpp"

namespace linewright {

/// Always the same.
struct Constant {
    static constexpr std::string_view type = "constant";
    Duration value{};
    bool operator==(const Constant&) const = default;
};
/// Any value from low to high, all equally likely.
struct Uniform {
    static constexpr std::string_view type = "uniform";
    Duration low, high{};
    bool operator==(const Uniform&) const = default;
};
/// A guess by a foreman: least, most likely, most.
struct Triangular {
    static constexpr std::string_view type = "triangular";
    Duration low, mode, high{};
    bool operator==(const Triangular&) const = default;
};
/// Without memory: arrivals at random, times between failures.
struct Exponential {
    static constexpr std::string_view type = "exponential";
    Duration mean{};
    bool operator==(const Exponential&) const = default;
};
/// One of several exponentials, chosen with the given weights (they need not sum to 1): more variable than one
/// exponential.
struct Hyperexponential {
    static constexpr std::string_view type = "hyperexponential";
    std::vector<double> weights{};
    std::vector<Duration> means{};
    bool operator==(const Hyperexponential&) const = default;
};
/// The sum of `k` equal exponentials with the given mean in all: less variable than one exponential.
struct Erlang {
    static constexpr std::string_view type = "erlang";
    int k = 1;
    Duration mean{};
    bool operator==(const Erlang&) const = default;
};
/// Gamma by its own mean and standard deviation (shape = (mean/sd)^2, scale = sd^2/mean).
struct Gamma {
    static constexpr std::string_view type = "gamma";
    Duration mean, sd{};
    bool operator==(const Gamma&) const = default;
};
/// Normal with the mean and sd given before it is cut: values below 0 are drawn again (truncated at 0),
/// so that its own mean is a little larger when sd is not small against the mean.
struct Normal {
    static constexpr std::string_view type = "normal";
    Duration mean, sd{};
    bool operator==(const Normal&) const = default;
};
/// Lognormal by its own mean and standard deviation (not those of its logarithm).
struct Lognormal {
    static constexpr std::string_view type = "lognormal";
    Duration mean, sd{};
    bool operator==(const Lognormal&) const = default;
};
/// Weibull: shape below 1 for early failures, above 1 for wear.
struct Weibull {
    static constexpr std::string_view type = "weibull";
    double shape = 1.0;
    Duration scale{};
    bool operator==(const Weibull&) const = default;
};
/// Beta with shapes alpha and beta, stretched from low to high.
struct Beta {
    static constexpr std::string_view type = "beta";
    double alpha = 1.0, beta = 1.0;
    Duration low, high{};
    bool operator==(const Beta&) const = default;
};
/// PERT: a beta from low to high with alpha = 1 + 4 (mode-low)/(high-low), beta = 1 + 4 (high-mode)/(high-low).
struct Pert {
    static constexpr std::string_view type = "pert";
    Duration low, mode, high{};
    bool operator==(const Pert&) const = default;
};
/// One of the values, with the given weights (they need not sum to 1).
struct Discrete {
    static constexpr std::string_view type = "discrete";
    std::vector<Duration> values{};
    std::vector<double> weights{};
    bool operator==(const Discrete&) const = default;
};
/// Observed values; each is drawn equally often.
struct Empirical {
    static constexpr std::string_view type = "empirical";
    std::vector<Duration> values{};
    bool operator==(const Empirical&) const = default;
};
/// Observed values in classes: edges e0 < e1 < ... < en and n counts; uniform inside a class.
struct Histogram {
    static constexpr std::string_view type = "histogram";
    std::vector<Duration> edges{};
    std::vector<double> counts{};
    bool operator==(const Histogram&) const = default;
};
/// A recorded series in its order: the n-th draw takes the n-th value; after the last comes the first.
struct TimeSeries {
    static constexpr std::string_view type = "time_series";
    std::vector<Duration> values{};
    bool operator==(const TimeSeries&) const = default;
};

using Law = std::variant<Constant, Uniform, Triangular, Exponential, Hyperexponential, Erlang, Gamma, Normal, Lognormal,
                         Weibull, Beta, Pert, Discrete, Empirical, Histogram, TimeSeries>;

/// How long something takes: a law, and an offset that is added to every draw.
/// All parameters of one distribution are times, or all are cycles.
struct Distribution {
    Law law = Constant{};
    Duration offset{};

    Distribution() = default;
    Distribution(Duration value) : law(Constant{value}) {}  // NOLINT: a plain time is a constant distribution
    Distribution(Law l, Duration add = {}) : law(std::move(l)), offset(add) {}  // NOLINT
    bool operator==(const Distribution&) const = default;
};

/// The same distribution, `add` later: `offset(lognormal(1.5_s, 1.1_s), 5_s)`.
inline Distribution offset(Distribution d, Duration add) {
    d.offset = add;
    return d;
}

inline Distribution constant(Duration value) { return Distribution{Constant{value}}; }
inline Distribution uniform(Duration low, Duration high) { return Distribution{Uniform{low, high}}; }
inline Distribution triangular(Duration low, Duration mode, Duration high) {
    return Distribution{Triangular{low, mode, high}};
}
inline Distribution exponential(Duration mean) { return Distribution{Exponential{mean}}; }
inline Distribution hyperexponential(std::vector<double> weights, std::vector<Duration> means) {
    return Distribution{Hyperexponential{std::move(weights), std::move(means)}};
}
inline Distribution erlang(int k, Duration mean) { return Distribution{Erlang{k, mean}}; }
inline Distribution gamma(Duration mean, Duration sd) { return Distribution{Gamma{mean, sd}}; }
inline Distribution normal(Duration mean, Duration sd) { return Distribution{Normal{mean, sd}}; }
inline Distribution lognormal(Duration mean, Duration sd) { return Distribution{Lognormal{mean, sd}}; }
inline Distribution weibull(double shape, Duration scale) { return Distribution{Weibull{shape, scale}}; }
inline Distribution beta(double alpha, double b, Duration low, Duration high) {
    return Distribution{Beta{alpha, b, low, high}};
}
inline Distribution pert(Duration low, Duration mode, Duration high) { return Distribution{Pert{low, mode, high}}; }
inline Distribution discrete(std::vector<Duration> values, std::vector<double> weights) {
    return Distribution{Discrete{std::move(values), std::move(weights)}};
}
inline Distribution empirical(std::vector<Duration> values) { return Distribution{Empirical{std::move(values)}}; }
inline Distribution histogram(std::vector<Duration> edges, std::vector<double> counts) {
    return Distribution{Histogram{std::move(edges), std::move(counts)}};
}
inline Distribution time_series(std::vector<Duration> values) { return Distribution{TimeSeries{std::move(values)}}; }

}  // namespace linewright
