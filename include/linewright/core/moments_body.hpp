// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of moments.hpp: one set of formulas a law.
#pragma once

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "linewright/core/distribution.hpp"
#include "linewright/core/moments.hpp"

namespace linewright {

namespace detail {

/// A law with its figures; one specialisation a family. `Moments<Law>` is built from the law, in microseconds.
/// mean(), variance(), cdf(x), quantile(p) for 0 <= p <= 1.
struct MomentsBase {
    static double us(Duration d) { return d.microseconds(); }
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    static double square(double x) { return x * x; }
    /// Standard normal: probability below z, and its inverse. Both keep their digits in the lower tail.
    static double below(double z) { return 0.5 * boost::math::erfc(-z / std::sqrt(2.0)); }
    static double inverse(double p) { return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * p); }
};

template <class Law>
struct Moments;

template <>
struct Moments<Constant> : MomentsBase {
    double value;
    explicit Moments(const Constant& law) : value(us(law.value)) {}
    [[nodiscard]] double mean() const { return value; }
    [[nodiscard]] double variance() const { return 0.0; }
    [[nodiscard]] double cdf(double x) const { return x < value ? 0.0 : 1.0; }
    [[nodiscard]] double quantile(double) const { return value; }
};

template <>
struct Moments<Uniform> : MomentsBase {
    double low, high;
    explicit Moments(const Uniform& law) : low(us(law.low)), high(us(law.high)) {}
    [[nodiscard]] double mean() const { return low + (high - low) / 2.0; }
    [[nodiscard]] double variance() const { return square(high - low) / 12.0; }
    [[nodiscard]] double cdf(double x) const { return x < low ? 0.0 : x >= high ? 1.0 : (x - low) / (high - low); }
    [[nodiscard]] double quantile(double p) const { return low + p * (high - low); }
};

template <>
struct Moments<Triangular> : MomentsBase {
    double low, mode, high;
    explicit Moments(const Triangular& law) : low(us(law.low)), mode(us(law.mode)), high(us(law.high)) {}
    [[nodiscard]] double mean() const { return (low + mode + high) / 3.0; }
    [[nodiscard]] double variance() const {
        return (square(mode - low) + square(high - mode) + (mode - low) * (high - mode)) / 18.0;
    }
    [[nodiscard]] double cdf(double x) const {
        if (x < low) return 0.0;
        if (x >= high) return 1.0;
        return x < mode ? square(x - low) / ((high - low) * (mode - low))
                        : 1.0 - square(high - x) / ((high - low) * (high - mode));
    }
    [[nodiscard]] double quantile(double p) const {
        return p * (high - low) < mode - low ? low + std::sqrt(p * (high - low) * (mode - low))
                                             : high - std::sqrt((1.0 - p) * (high - low) * (high - mode));
    }
};

template <>
struct Moments<Exponential> : MomentsBase {
    double average;
    explicit Moments(const Exponential& law) : average(us(law.mean)) {}
    [[nodiscard]] double mean() const { return average; }
    [[nodiscard]] double variance() const { return square(average); }
    [[nodiscard]] double cdf(double x) const { return x <= 0.0 ? 0.0 : -std::expm1(-x / average); }
    [[nodiscard]] double quantile(double p) const { return -average * std::log1p(-p); }
};

template <>
struct Moments<Hyperexponential> : MomentsBase {
    std::vector<double> share, average;
    explicit Moments(const Hyperexponential& law) {
        double sum = 0.0;
        for (const double weight : law.weights) sum += weight;
        for (std::size_t i = 0; i < law.means.size() && i < law.weights.size(); ++i) {
            if (!(law.weights[i] > 0.0)) continue;
            share.push_back(law.weights[i] / sum);
            average.push_back(us(law.means[i]));
        }
    }
    template <class Of>
    [[nodiscard]] double mixed(Of of) const {
        double sum = 0.0;
        for (std::size_t i = 0; i < share.size(); ++i) sum += share[i] * of(average[i]);
        return sum;
    }
    [[nodiscard]] double mean() const {
        return mixed([](double m) { return m; });
    }
    [[nodiscard]] double variance() const {
        // Within the branches and between them.
        const double all = mean();
        return mixed([all](double m) { return square(m) + square(m - all); });
    }
    [[nodiscard]] double above(double x) const {
        return mixed([x](double m) { return std::exp(-x / m); });
    }
    [[nodiscard]] double cdf(double x) const {
        return x <= 0.0 ? 0.0 : mixed([x](double m) { return -std::expm1(-x / m); });
    }
    [[nodiscard]] double quantile(double p) const {
        if (p <= 0.0) return 0.0;
        if (p >= 1.0) return infinity;
        // Halving between the quantiles of the fastest and the slowest branch, until no double is left between.
        const auto [fast, slow] = std::minmax_element(average.begin(), average.end());
        double low = -*fast * std::log1p(-p), high = -*slow * std::log1p(-p);
        for (;;) {
            const double middle = low + (high - low) / 2.0;
            if (middle <= low || middle >= high) return middle;
            ((p < 0.5 ? cdf(middle) < p : above(middle) > 1.0 - p) ? low : high) = middle;
        }
    }
};

/// Gamma and Erlang by shape and scale.
struct GammaMoments : MomentsBase {
    double shape, scale;
    GammaMoments(double k, double theta) : shape(k), scale(theta) {}
    [[nodiscard]] double mean() const { return shape * scale; }
    [[nodiscard]] double variance() const { return shape * scale * scale; }
    [[nodiscard]] double cdf(double x) const { return x <= 0.0 ? 0.0 : boost::math::gamma_p(shape, x / scale); }
    [[nodiscard]] double quantile(double p) const {
        return p <= 0.0 ? 0.0 : p >= 1.0 ? infinity : scale * boost::math::gamma_p_inv(shape, p);
    }
};
template <>
struct Moments<Erlang> : GammaMoments {
    explicit Moments(const Erlang& law) : GammaMoments(law.k, us(law.mean) / law.k) {}
};
template <>
struct Moments<Gamma> : MomentsBase {
    double average, sd;
    explicit Moments(const Gamma& law) : average(us(law.mean)), sd(us(law.sd)) {}
    [[nodiscard]] GammaMoments by_shape() const { return {square(average / sd), square(sd) / average}; }
    [[nodiscard]] double mean() const { return average; }
    [[nodiscard]] double variance() const { return square(sd); }
    [[nodiscard]] double cdf(double x) const { return sd == 0.0 ? (x < average ? 0.0 : 1.0) : by_shape().cdf(x); }
    [[nodiscard]] double quantile(double p) const { return sd == 0.0 ? average : by_shape().quantile(p); }
};

template <>
struct Moments<Normal> : MomentsBase {
    double average, sd;  // before it is cut at 0
    explicit Moments(const Normal& law) : average(us(law.mean)), sd(us(law.sd)) {}
    [[nodiscard]] double kept() const { return below(average / sd); }
    /// Density over probability at the cut.
    [[nodiscard]] double hazard() const {
        const double z = average / sd;
        return std::exp(-z * z / 2.0) / std::sqrt(2.0 * 3.14159265358979323846) / kept();
    }
    [[nodiscard]] double mean() const { return sd == 0.0 ? average : average + sd * hazard(); }
    [[nodiscard]] double variance() const {
        if (sd == 0.0) return 0.0;
        const double h = hazard();
        return square(sd) * (1.0 - h * (h + average / sd));
    }
    [[nodiscard]] double cdf(double x) const {
        if (sd == 0.0) return x < average ? 0.0 : 1.0;
        if (x <= 0.0) return 0.0;
        // From the upper tail where that keeps the digits.
        return x > average ? 1.0 - below((average - x) / sd) / kept()
                           : (below((x - average) / sd) - below(-average / sd)) / kept();
    }
    [[nodiscard]] double quantile(double p) const {
        if (sd == 0.0) return average;
        if (p <= 0.0) return 0.0;
        if (p >= 1.0) return infinity;
        const double upper = (1.0 - p) * kept();
        return std::max(0.0, upper < 0.5 ? average - sd * inverse(upper)
                                         : average + sd * inverse(below(-average / sd) + p * kept()));
    }
};

template <>
struct Moments<Lognormal> : MomentsBase {
    double average, sd, mu = 0.0, sigma = 0.0;
    explicit Moments(const Lognormal& law) : average(us(law.mean)), sd(us(law.sd)) {
        const double variance = std::log1p(square(sd / average));
        mu = std::log(average) - variance / 2.0;
        sigma = std::sqrt(variance);
    }
    [[nodiscard]] double mean() const { return average; }
    [[nodiscard]] double variance() const { return square(sd); }
    [[nodiscard]] double cdf(double x) const {
        if (sd == 0.0) return x < average ? 0.0 : 1.0;
        return x <= 0.0 ? 0.0 : below((std::log(x) - mu) / sigma);
    }
    [[nodiscard]] double quantile(double p) const {
        if (sd == 0.0) return average;
        return p <= 0.0 ? 0.0 : p >= 1.0 ? infinity : std::exp(mu + sigma * inverse(p));
    }
};

template <>
struct Moments<Weibull> : MomentsBase {
    double shape, scale;
    explicit Moments(const Weibull& law) : shape(law.shape), scale(us(law.scale)) {}
    [[nodiscard]] double mean() const { return scale * std::tgamma(1.0 + 1.0 / shape); }
    [[nodiscard]] double variance() const {
        return square(scale) * (std::tgamma(1.0 + 2.0 / shape) - square(std::tgamma(1.0 + 1.0 / shape)));
    }
    [[nodiscard]] double cdf(double x) const { return x <= 0.0 ? 0.0 : -std::expm1(-std::pow(x / scale, shape)); }
    [[nodiscard]] double quantile(double p) const { return scale * std::pow(-std::log1p(-p), 1.0 / shape); }
};

/// Beta and PERT.
struct BetaMoments : MomentsBase {
    double alpha, beta, low, high;
    BetaMoments(double a, double b, Duration from, Duration to) : alpha(a), beta(b), low(us(from)), high(us(to)) {}
    [[nodiscard]] double mean() const { return low + (high - low) * (alpha / (alpha + beta)); }
    [[nodiscard]] double variance() const {
        return square((high - low) / (alpha + beta)) * alpha * beta / (alpha + beta + 1.0);
    }
    [[nodiscard]] double cdf(double x) const {
        return x < low ? 0.0 : x >= high ? 1.0 : boost::math::ibeta(alpha, beta, (x - low) / (high - low));
    }
    [[nodiscard]] double quantile(double p) const {
        return low == high || p <= 0.0 ? low
               : p >= 1.0              ? high
                                       : low + (high - low) * boost::math::ibeta_inv(alpha, beta, p);
    }
};
template <>
struct Moments<Beta> : BetaMoments {
    explicit Moments(const Beta& law) : BetaMoments(law.alpha, law.beta, law.low, law.high) {}
};
template <>
struct Moments<Pert> : BetaMoments {
    explicit Moments(const Pert& law)
        : BetaMoments(1.0 + 4.0 * part(law.low, law.mode, law), 1.0 + 4.0 * part(law.mode, law.high, law), law.low,
                      law.high) {}
    /// The share of [low, high] that lies between two of its points.
    static double part(Duration from, Duration to, const Pert& law) {
        const double width = us(law.high) - us(law.low);
        return width > 0.0 ? (us(to) - us(from)) / width : 0.0;
    }
};

/// Values with shares, in rising order.
struct ListMoments : MomentsBase {
    std::vector<std::pair<double, double>> list{};  // value, cumulated share; the last share is 1
    double average = 0.0, spread = 0.0;
    ListMoments(const std::vector<Duration>& values, const std::vector<double>& weights) {
        double sum = 0.0;
        for (std::size_t i = 0; i < values.size() && i < weights.size(); ++i)
            if (weights[i] > 0.0) {
                list.emplace_back(us(values[i]), weights[i]);
                sum += weights[i];
            }
        std::sort(list.begin(), list.end());
        for (const auto& [value, weight] : list) average += value * (weight / sum);
        for (const auto& [value, weight] : list) spread += square(value - average) * (weight / sum);
        double before = 0.0;
        for (auto& entry : list) entry.second = before += entry.second;
        for (auto& entry : list) entry.second /= before;
    }
    [[nodiscard]] double mean() const { return average; }
    [[nodiscard]] double variance() const { return spread; }
    [[nodiscard]] double cdf(double x) const {
        const auto after =
            std::upper_bound(list.begin(), list.end(), x, [](double a, const auto& b) { return a < b.first; });
        return after == list.begin() ? 0.0 : std::prev(after)->second;
    }
    /// The least value whose share, cumulated, is at least p.
    [[nodiscard]] double quantile(double p) const {
        if (list.empty()) return 0.0;
        const auto at =
            std::lower_bound(list.begin(), list.end(), p, [](const auto& a, double b) { return a.second < b; });
        return at == list.end() ? list.back().first : at->first;
    }
};
template <>
struct Moments<Discrete> : ListMoments {
    explicit Moments(const Discrete& law) : ListMoments(law.values, law.weights) {}
};
template <>
struct Moments<Empirical> : ListMoments {
    explicit Moments(const Empirical& law) : ListMoments(law.values, std::vector<double>(law.values.size(), 1.0)) {}
};
template <>
struct Moments<TimeSeries> : ListMoments {
    explicit Moments(const TimeSeries& law) : ListMoments(law.values, std::vector<double>(law.values.size(), 1.0)) {}
};

template <>
struct Moments<Histogram> : MomentsBase {
    struct Class {
        double low, high, before, until;  // edges, and shares cumulated at them
    };
    std::vector<Class> classes{};
    explicit Moments(const Histogram& law) {
        double total = 0.0, before = 0.0;
        for (const double count : law.counts) total += count;
        for (std::size_t i = 0; i < law.counts.size() && i + 1 < law.edges.size(); ++i) {
            if (!(law.counts[i] > 0.0)) continue;
            const double until = before + law.counts[i];
            classes.push_back({us(law.edges[i]), us(law.edges[i + 1]), before / total, until / total});
            before = until;
        }
    }
    [[nodiscard]] double mean() const {
        double sum = 0.0;
        for (const Class& c : classes) sum += (c.until - c.before) * (c.low + (c.high - c.low) / 2.0);
        return sum;
    }
    [[nodiscard]] double variance() const {
        const double all = mean();
        double sum = 0.0;
        for (const Class& c : classes)
            sum +=
                (c.until - c.before) * (square(c.high - c.low) / 12.0 + square(c.low + (c.high - c.low) / 2.0 - all));
        return sum;
    }
    [[nodiscard]] double cdf(double x) const {
        double share = 0.0;
        for (const Class& c : classes) {
            if (x < c.low) break;
            share = x >= c.high ? c.until : c.before + (c.until - c.before) * ((x - c.low) / (c.high - c.low));
        }
        return share;
    }
    [[nodiscard]] double quantile(double p) const {
        for (const Class& c : classes)
            if (p <= c.until) return c.low + (c.high - c.low) * (std::max(0.0, p - c.before) / (c.until - c.before));
        return classes.empty() ? 0.0 : classes.back().high;
    }
};

template <class Of>
double ask_moments(const Distribution& distribution, Of of) {
    return std::visit([&](const auto& law) { return of(Moments<std::decay_t<decltype(law)>>(law)); }, distribution.law);
}

}  // namespace detail

LINEWRIGHT_ONCE double mean(const Distribution& d) {
    return d.offset.microseconds() + detail::ask_moments(d, [](const auto& m) { return m.mean(); });
}
LINEWRIGHT_ONCE double variance(const Distribution& d) {
    return detail::ask_moments(d, [](const auto& m) { return m.variance(); });
}
LINEWRIGHT_ONCE double cdf(const Distribution& d, double x) {
    return detail::ask_moments(d, [from = x - d.offset.microseconds()](const auto& m) { return m.cdf(from); });
}
LINEWRIGHT_ONCE double quantile(const Distribution& d, double p) {
    return d.offset.microseconds() + detail::ask_moments(d, [p](const auto& m) { return m.quantile(p); });
}

}  // namespace linewright
