// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A distribution made ready for drawing: its parameters in ticks, its tables built. A draw is a function of an address
// (core/random.hpp), so that the third repair of the mill takes as long in every scenario that has the mill in it.
//
// How each law uses its words (draw = 0, 1, ... at its own position):
//
//     uniform, triangular, exponential, weibull,          one word, by inversion; the exponential is -mean log(u), so that
//     lognormal, discrete, empirical, histogram           a small u makes a long time
//     normal                                              inversion; a value below 0 is drawn again with the next draw
//     hyperexponential                                    0: which; 1: its exponential
//     erlang                                              0 ... k-1, k to 32; above, as a gamma of shape k
//     gamma                                               0: the power of a shape below 1; then pairs (normal, acceptance)
//     beta, pert                                          a gamma from draw 0, another from draw 2^32
//     constant, time series                               none
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "linewright/core/check.hpp"
#include "linewright/core/distribution.hpp"
#include "linewright/core/math.hpp"
#include "linewright/core/random.hpp"

namespace linewright {

/// The nearest whole number of ticks, ties to even. Any |x| < 2^62; the sum with 2^52 does the rounding below 2^52, above it
/// every double is whole.
inline std::int64_t to_ticks(double x) {
    LINEWRIGHT_PIN(x);
    if (x >= 0x1p52 || x <= -0x1p52) return static_cast<std::int64_t>(x);
    double rounded = x >= 0.0 ? x + 0x1p52 : x - 0x1p52;
    LINEWRIGHT_PIN(rounded);
    return static_cast<std::int64_t>(x >= 0.0 ? rounded - 0x1p52 : rounded + 0x1p52);
}

/// The longest span that the engine takes: 2^59 ticks, 18,000 years of microseconds. The rest of the 64 bits is for sums.
inline constexpr double longest_ticks = 0x1p59;

/// to_ticks, or nothing when x is below 0, above 2^59 or not a number.
inline std::optional<std::int64_t> to_ticks_checked(double x) {
    if (!(x >= 0.0 && x <= longest_ticks)) return std::nullopt;
    return to_ticks(x);
}

/// A Distribution compiled for one length of tick. Never changes after it is made; `sample` and `fill` may be called by any
/// number of threads. The distribution must be one in which `check` finds no fault.
class Sampler {
   public:
    Sampler() = default;
    /// `tick_microseconds`: length of a tick. Parameters in cycles stay plain counts.
    explicit Sampler(const Distribution& distribution, double tick_microseconds) : tick_(tick_microseconds) {
        offset_ = ticks(distribution.offset);
        std::visit([this](const auto& law) { this->prepare(law); }, distribution.law);
    }

    /// The variate at an address, in ticks (or cycles), not rounded, offset included, >= 0.
    [[nodiscard]] double sample(const StreamKey& key, std::uint64_t replication, std::uint64_t lane,
                                std::uint64_t position) const {
        switch (kind_) {
            case Kind::constant: return a_;
            case Kind::series: return values_[position % values_.size()];
            default: return from_word(word(key, replication, lane, 0, position), {key, replication, lane, position});
        }
    }

    /// out[i] = sample(key, replication, lane, first + i), i = 0 ... 15, bit by bit; several times as fast. `first` is a
    /// multiple of 16.
    void fill(const StreamKey& key, std::uint64_t replication, std::uint64_t lane, std::uint64_t first, double* out,
              Lanes lanes = Lanes::best) const {
        std::array<std::uint64_t, fill_size> words;
        switch (kind_) {
            case Kind::constant:
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = a_;
                return;
            case Kind::series:
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = values_[(first + i) % values_.size()];
                return;
            case Kind::uniform:
                fill_words(key, replication, lane, 0, first, words.data());
                return detail::uniform16(words.data(), a_, b_, out, lanes);
            case Kind::exponential:
                fill_words(key, replication, lane, 0, first, words.data());
                return detail::exponential16(words.data(), offset_, b_, out, lanes);
            default:
                fill_words(key, replication, lane, 0, first, words.data());
                for (std::size_t i = 0; i < fill_size; ++i)
                    out[i] = from_word(words[i], {key, replication, lane, first + i});
        }
    }

    /// Whether every draw gives the same; then there is no need to draw.
    [[nodiscard]] bool constant() const { return kind_ == Kind::constant; }
    /// What every draw gives, in ticks (or cycles), if constant().
    [[nodiscard]] double constant_value() const { return a_; }
    /// The mean in ticks (or cycles), offset included. Of a time series, the mean of its values.
    [[nodiscard]] double mean() const { return mean_; }

   private:
    enum class Kind : std::uint8_t {
        constant, series, uniform, triangular, exponential, hyperexponential, erlang, gamma, normal, lognormal, weibull,
        beta, discrete, empirical, histogram
    };
    /// Where a variate lives, without the number of the draw.
    struct Address {
        StreamKey key;
        std::uint64_t replication, lane, position;
        [[nodiscard]] std::uint64_t draw(std::uint64_t number) const { return word(key, replication, lane, number, position); }
        [[nodiscard]] double uniform(std::uint64_t number) const { return unit(draw(number)); }
    };
    /// A gamma variate of scale 1: the constants of Marsaglia and Tsang's method for shape (or shape + 1, when below 1).
    struct GammaShape {
        double d = 0.0, c = 0.0, inverse = 0.0;  // inverse: 1 / shape when the shape is below 1, else 0
        GammaShape() = default;
        explicit GammaShape(double shape) {
            d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
            c = 1.0 / std::sqrt(9.0 * d);
            inverse = shape < 1.0 ? 1.0 / shape : 0.0;
        }
    };

    Kind kind_ = Kind::constant;
    double tick_ = 1.0;
    double offset_ = 0.0;
    double a_ = 0.0, b_ = 0.0, c_ = 0.0, d_ = 0.0;  // what they are stands in prepare()
    double mean_ = 0.0;
    std::uint64_t count_ = 0;
    GammaShape first_{}, second_{};
    std::vector<double> values_{}, slopes_{}, until_{};  // until_: cumulated probabilities, the last is 1

    [[nodiscard]] double ticks(Duration d) const { return d.is_cycles() ? d.value : d.microseconds() / tick_; }

    void always(double value) {
        kind_ = Kind::constant;
        a_ = value + offset_;
        mean_ = a_;
    }
    void prepare(const Constant& law) { always(ticks(law.value)); }
    void prepare(const Uniform& law) {
        const double low = ticks(law.low), high = ticks(law.high);
        if (!(high > low)) return always(low);
        kind_ = Kind::uniform;
        a_ = low + offset_;
        b_ = high - low;
        mean_ = product(0.5, b_) + a_;
    }
    void prepare(const Triangular& law) {
        const double low = ticks(law.low), mode = ticks(law.mode), high = ticks(law.high);
        if (!(high > low)) return always(low);
        kind_ = Kind::triangular;
        a_ = low + offset_;
        b_ = (mode - low) / (high - low);  // probability below the mode
        c_ = product(high - low, mode - low);
        d_ = product(high - low, high - mode);
        mean_ = (low + mode + high) / 3.0 + offset_;
        values_ = {high + offset_};
    }
    void prepare(const Exponential& law) {
        kind_ = Kind::exponential;
        b_ = ticks(law.mean);
        mean_ = b_ + offset_;
    }
    void prepare(const Hyperexponential& law) {
        std::vector<double> means;
        for (const Duration& mean : law.means) means.push_back(ticks(mean));
        choose(means, law.weights, Kind::hyperexponential);
        if (kind_ == Kind::constant) {  // a single mean is left
            kind_ = Kind::exponential;
            b_ = mean_ - offset_;
        } else {
            for (double& value : values_) value -= offset_;
        }
    }
    void prepare(const Erlang& law) {
        const double mean = ticks(law.mean), k = law.k;
        if (law.k > 32) return prepare_gamma(k, mean / k);
        kind_ = Kind::erlang;
        count_ = static_cast<std::uint64_t>(law.k);
        b_ = mean / k;
        mean_ = mean + offset_;
    }
    void prepare(const Gamma& law) {
        const double mean = ticks(law.mean), sd = ticks(law.sd);
        if (!(sd > 0.0)) return always(mean);
        const double ratio = mean / sd;
        prepare_gamma(ratio * ratio, sd / ratio);
    }
    void prepare_gamma(double shape, double scale) {
        kind_ = Kind::gamma;
        first_ = GammaShape(shape);
        b_ = scale;
        mean_ = product(shape, scale) + offset_;
    }
    void prepare(const Normal& law) {
        const double mean = ticks(law.mean), sd = ticks(law.sd);
        if (!(sd > 0.0)) return always(mean);
        kind_ = Kind::normal;
        a_ = mean;
        b_ = sd;
        const double z = mean / sd;
        mean_ = product(sd, normal_density(z) / normal_probability(z)) + mean + offset_;
    }
    void prepare(const Lognormal& law) {
        const double mean = ticks(law.mean), sd = ticks(law.sd);
        if (!(sd > 0.0)) return always(mean);
        kind_ = Kind::lognormal;
        const double ratio = sd / mean, variance = log1p(product(ratio, ratio));
        a_ = log(mean) - 0.5 * variance;  // halving is exact
        b_ = std::sqrt(variance);
        mean_ = mean + offset_;
    }
    void prepare(const Weibull& law) {
        const double scale = ticks(law.scale);
        if (law.shape == 1.0) return prepare(Exponential{law.scale});
        kind_ = Kind::weibull;
        a_ = 1.0 / law.shape;
        b_ = scale;
        mean_ = product(scale, gamma_function(1.0 + a_)) + offset_;
    }
    void prepare(const Beta& law) { prepare_beta(law.alpha, law.beta, law.low, law.high); }
    void prepare(const Pert& law) {
        const double low = ticks(law.low), mode = ticks(law.mode), high = ticks(law.high);
        const double left = 4.0 * ((mode - low) / (high - low)), right = 4.0 * ((high - mode) / (high - low));
        prepare_beta(1.0 + left, 1.0 + right, law.low, law.high);
    }
    void prepare_beta(double alpha, double beta, Duration from, Duration to) {
        const double low = ticks(from), high = ticks(to);
        if (!(high > low) || (alpha == 1.0 && beta == 1.0)) return prepare(Uniform{from, to});
        kind_ = Kind::beta;
        a_ = low + offset_;
        b_ = high - low;
        first_ = GammaShape(alpha);
        second_ = GammaShape(beta);
        mean_ = product(b_, alpha / (alpha + beta)) + a_;
    }
    void prepare(const Discrete& law) {
        std::vector<double> values;
        for (const Duration& value : law.values) values.push_back(ticks(value));
        choose(values, law.weights, Kind::discrete);
    }
    void prepare(const Empirical& law) { recorded(law.values, Kind::empirical); }
    void prepare(const TimeSeries& law) { recorded(law.values, Kind::series); }
    void prepare(const Histogram& law) {
        double total = 0.0, before = 0.0, sum = 0.0;
        for (const double count : law.counts) total += count;
        const std::size_t classes = std::min(law.counts.size(), law.edges.size() - (law.edges.empty() ? 0 : 1));
        for (std::size_t i = 0; i < classes; ++i) {
            if (!(law.counts[i] > 0.0)) continue;
            const double low = ticks(law.edges[i]), high = ticks(law.edges[i + 1]);
            sum += product(law.counts[i], low + 0.5 * (high - low));
            values_.push_back(low + offset_);
            slopes_.push_back(before);
            before += law.counts[i];
            until_.push_back(before / total);
            slopes_.back() = (high - low) / (until_.back() - slopes_.back() / total);
        }
        if (values_.empty()) return always(0.0);
        kind_ = Kind::histogram;
        until_.back() = 1.0;
        mean_ = sum / total + offset_;
    }

    /// Some values with weights: those of weight 0 are left out. One value that is left is a constant.
    void choose(const std::vector<double>& values, const std::vector<double>& weights, Kind kind) {
        double total = 0.0, before = 0.0, sum = 0.0;
        const std::size_t n = std::min(values.size(), weights.size());
        for (std::size_t i = 0; i < n; ++i) total += weights[i];
        for (std::size_t i = 0; i < n; ++i) {
            if (!(weights[i] > 0.0)) continue;
            before += weights[i];
            sum += product(weights[i], values[i]);
            values_.push_back(values[i] + offset_);
            until_.push_back(before / total);
        }
        if (values_.empty()) return always(0.0);
        until_.back() = 1.0;
        kind_ = kind;
        mean_ = sum / total + offset_;
        settle_if_all_equal();
    }
    void recorded(const std::vector<Duration>& values, Kind kind) {
        double sum = 0.0;
        for (const Duration& value : values) {
            values_.push_back(ticks(value) + offset_);
            sum += ticks(value);
        }
        if (values_.empty()) return always(0.0);
        kind_ = kind;
        mean_ = sum / static_cast<double>(values_.size()) + offset_;
        settle_if_all_equal();
    }
    void settle_if_all_equal() {
        for (const double value : values_)
            if (value != values_.front()) return;
        kind_ = Kind::constant;
        a_ = values_.front();
        mean_ = a_;
    }

    [[nodiscard]] std::size_t index_of(double u) const {
        return static_cast<std::size_t>(std::upper_bound(until_.begin(), until_.end(), u) - until_.begin());
    }

    /// Log of a gamma variate of scale 1: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM
    /// TOMS 26 (2000). Below shape 1: that of shape + 1, times u^(1/shape); as a logarithm, because that may be tiny.
    [[nodiscard]] static double gamma_variate(const GammaShape& g, const Address& at, std::uint64_t base) {
        for (std::uint64_t attempt = base + 1;; attempt += 2) {
            const double z = normal_quantile(at.uniform(attempt)), root = product(g.c, z) + 1.0;
            if (!(root > 0.0)) continue;
            const double v = root * root * root, zz = product(z, z), u = at.uniform(attempt + 1);
            if (u < 1.0 - product(0.0331, product(zz, zz)) || log(u) < product(g.d, 1.0 - v + log(v)) + 0.5 * zz)
                return product(g.d, v);
        }
    }
    [[nodiscard]] static double log_gamma_variate(const GammaShape& g, const Address& at, std::uint64_t base) {
        const double x = log(gamma_variate(g, at, base));
        return g.inverse > 0.0 ? product(g.inverse, log(at.uniform(base))) + x : x;
    }

    /// The variate whose word of draw 0 is w.
    [[nodiscard]] double from_word(std::uint64_t w, const Address& at) const {
        const double u = unit(w);
        switch (kind_) {
            case Kind::uniform: return product(u, b_) + a_;
            case Kind::triangular:
                return u < b_ ? std::sqrt(product(u, c_)) + a_ : values_[0] - std::sqrt(product(1.0 - u, d_));
            case Kind::exponential: return product(log(u), -b_) + offset_;
            case Kind::hyperexponential: return product(log(at.uniform(1)), -values_[index_of(u)]) + offset_;
            case Kind::erlang: {
                // Logarithm of the product of the uniforms, 16 at a time: 2^(-53 * 16) is no denormal.
                double sum = 0.0, factor = u;
                for (std::uint64_t k = 1; k < count_; ++k) {
                    if (k % 16 == 0) {
                        sum += log(factor);
                        factor = 1.0;
                    }
                    factor *= at.uniform(k);
                }
                return product(sum + log(factor), -b_) + offset_;
            }
            case Kind::gamma:
                return first_.inverse > 0.0 ? product(exp(log_gamma_variate(first_, at, 0)), b_) + offset_
                                            : product(gamma_variate(first_, at, 0), b_) + offset_;
            case Kind::normal: {
                double x = product(normal_quantile(u), b_) + a_;
                for (std::uint64_t again = 1; x < 0.0; ++again) x = product(normal_quantile(at.uniform(again)), b_) + a_;
                return x + offset_;
            }
            case Kind::lognormal: return exp(product(normal_quantile(u), b_) + a_) + offset_;
            case Kind::weibull: return product(pow(-log(u), a_), b_) + offset_;
            case Kind::beta: {
                const std::uint64_t other = std::uint64_t{1} << 32;
                if (first_.inverse > 0.0 || second_.inverse > 0.0) {
                    const double ratio = exp(log_gamma_variate(second_, at, other) - log_gamma_variate(first_, at, 0));
                    return product(1.0 / (1.0 + ratio), b_) + a_;
                }
                const double x = gamma_variate(first_, at, 0), y = gamma_variate(second_, at, other);
                return product(x / (x + y), b_) + a_;
            }
            case Kind::discrete: return values_[index_of(u)];
            case Kind::empirical: return values_[detail::multiply128(w, values_.size()).high];
            case Kind::histogram: {
                const std::size_t i = index_of(u);
                return product(u - (i == 0 ? 0.0 : until_[i - 1]), slopes_[i]) + values_[i];
            }
            case Kind::constant:
            case Kind::series: break;
        }
        return a_;
    }
};

}  // namespace linewright
