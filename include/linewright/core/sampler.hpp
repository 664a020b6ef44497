// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A distribution made ready for drawing: its parameters in ticks, its tables built. A draw is a function of an address
// (core/random.hpp), so that the third repair of the mill takes as long in every scenario that has the mill in it.
//
// How each law uses its words (draw = 0, 1, ... at its own position):
//
//     uniform, triangular, exponential,     one word, by inversion; the exponential is -mean log(u), so that a small u
//     weibull, lognormal, discrete,         makes a long time
//     empirical, histogram
//     normal                                inversion; a value below 0 is drawn again with the next draw
//     hyperexponential                      0: which; 1: its exponential
//     erlang                                0 ... k-1, for k up to 32; above that as a gamma of shape k
//     gamma                                 0: the power, for a shape below 1; then pairs: normal and acceptance
//     beta, pert                            one gamma from draw 0, another from draw 2^32
//     constant, time series                 none
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
#include "linewright/core/rules.hpp"

namespace linewright {

/// The nearest whole number of ticks, ties to even. Any |x| < 2^62; the sum with 2^52 does the rounding below 2^52,
/// above it every double is whole.
inline std::int64_t to_ticks(double x) {
    LINEWRIGHT_PIN(x);
    if (!rule<"time.ties_to_even">()) return static_cast<std::int64_t>(x + 0.5);
    if (x >= 0x1p52 || x <= -0x1p52) return static_cast<std::int64_t>(x);
    double rounded = x >= 0.0 ? x + 0x1p52 : x - 0x1p52;
    LINEWRIGHT_PIN(rounded);
    return static_cast<std::int64_t>(x >= 0.0 ? rounded - 0x1p52 : rounded + 0x1p52);
}

/// The longest span that the engine takes: 2^59 ticks, 18,000 years of microseconds. The rest of the 64 bits is for
/// sums.
inline constexpr double longest_ticks = 0x1p59;

/// to_ticks, or nothing when x is below 0, above 2^59 or not a number.
inline std::optional<std::int64_t> to_ticks_checked(double x) {
    if (!(x >= 0.0 && x <= longest_ticks)) return std::nullopt;
    return to_ticks(x);
}

/// A Distribution compiled for one length of tick. Never changes after it is made; `sample` and `fill` may be called by
/// any number of threads. The distribution must be one in which `check` finds no fault.
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
            case Kind::constant:
                return a_;
            case Kind::series:
                return values_[position % values_.size()];
            default:
                return from_word(word(key, replication, lane, 0, position), {key, replication, lane, position});
        }
    }

    /// out[i] = sample(key, replication, lane, first + i), i = 0 ... 15, bit by bit; several times as fast. `first` is
    /// a multiple of 16. `lanes` is there for tests: it changes the speed, never a figure.
    void fill(const StreamKey& key, std::uint64_t replication, std::uint64_t lane, std::uint64_t first, double* out,
              Lanes lanes = Lanes::best) const {
        fill_at({key, replication, lane, first}, out, lanes);
    }

    /// Whether every draw gives the same; then there is no need to draw.
    [[nodiscard]] bool constant() const { return kind_ == Kind::constant; }
    /// What every draw gives, in ticks (or cycles), if constant().
    [[nodiscard]] double constant_value() const { return a_; }
    /// The mean in ticks (or cycles), offset included. Of a time series, the mean of its values.
    [[nodiscard]] double mean() const { return mean_; }

   private:
    enum class Kind : std::uint8_t {
        constant,
        series,
        uniform,
        triangular,
        exponential,
        hyperexponential,
        erlang,
        gamma,
        normal,
        lognormal,
        weibull,
        beta,
        discrete,
        empirical,
        histogram
    };
    /// Where a variate lives, without the number of the draw.
    struct Address {
        StreamKey key;
        std::uint64_t replication, lane, position;
        [[nodiscard]] std::uint64_t draw(std::uint64_t number) const {
            return word(key, replication, lane, number, position);
        }
        [[nodiscard]] double uniform(std::uint64_t number) const { return unit(draw(number)); }
        [[nodiscard]] Address plus(std::uint64_t i) const { return {key, replication, lane, position + i}; }
        void words16(std::uint64_t number, std::uint64_t* out) const {
            fill_words(key, replication, lane, number, position, out);
        }
        void uniform16(std::uint64_t number, double* out, Lanes lanes) const {
            std::array<std::uint64_t, fill_size> words;
            words16(number, words.data());
            unit16(words.data(), out, lanes);
        }
    };
    using Sixteen = std::array<double, fill_size>;
    /// A gamma variate of scale 1: the constants of Marsaglia and Tsang's method for shape (or shape + 1, when below
    /// 1).
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

    [[nodiscard]] double ticks(Duration d) const {
        double x = d.is_cycles() ? d.value : d.microseconds() / tick_;
        LINEWRIGHT_PIN(x);
        return x;
    }

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
        mean_ = portable::product(0.5, b_) + a_;
    }
    void prepare(const Triangular& law) {
        const double low = ticks(law.low), mode = ticks(law.mode), high = ticks(law.high);
        if (!(high > low)) return always(low);
        kind_ = Kind::triangular;
        a_ = low + offset_;
        b_ = (mode - low) / (high - low);  // probability below the mode
        c_ = portable::product(high - low, mode - low);
        d_ = portable::product(high - low, high - mode);
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
        prepare_gamma(portable::product(ratio, ratio), sd / ratio);
    }
    void prepare_gamma(double shape, double scale) {
        kind_ = Kind::gamma;
        first_ = GammaShape(shape);
        b_ = scale;
        mean_ = portable::product(shape, scale) + offset_;
    }
    void prepare(const Normal& law) {
        const double mean = ticks(law.mean), sd = ticks(law.sd);
        if (!(sd > 0.0)) return always(mean);
        kind_ = Kind::normal;
        a_ = mean;
        b_ = sd;
        const double z = mean / sd;
        mean_ = portable::product(sd, portable::normal_density(z) / portable::normal_probability(z)) + mean + offset_;
    }
    void prepare(const Lognormal& law) {
        const double mean = ticks(law.mean), sd = ticks(law.sd);
        if (!(sd > 0.0)) return always(mean);
        kind_ = Kind::lognormal;
        const double ratio = sd / mean, variance = portable::log1p(portable::product(ratio, ratio));
        a_ = portable::log(mean) - portable::product(0.5, variance);
        b_ = std::sqrt(variance);
        mean_ = mean + offset_;
    }
    void prepare(const Weibull& law) {
        const double scale = ticks(law.scale);
        if (law.shape == 1.0) return prepare(Exponential{law.scale});
        kind_ = Kind::weibull;
        a_ = 1.0 / law.shape;
        b_ = scale;
        mean_ = portable::product(scale, portable::gamma_function(1.0 + a_)) + offset_;
    }
    void prepare(const Beta& law) { prepare_beta(law.alpha, law.beta, law.low, law.high); }
    void prepare(const Pert& law) {
        const double low = ticks(law.low), mode = ticks(law.mode), high = ticks(law.high);
        const double left = portable::product(4.0, (mode - low) / (high - low));
        const double right = portable::product(4.0, (high - mode) / (high - low));
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
        mean_ = portable::product(b_, alpha / (alpha + beta)) + a_;
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
            sum += portable::product(law.counts[i], low + portable::product(0.5, high - low));
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
            sum += portable::product(weights[i], values[i]);
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

    /// The first entry whose cumulated probability is above u; short tables are counted through without a branch.
    [[nodiscard]] std::size_t index_of(double u) const {
        if (until_.size() > 16)
            return static_cast<std::size_t>(std::upper_bound(until_.begin(), until_.end(), u) - until_.begin());
        std::size_t index = 0;
        for (const double until : until_) index += until <= u ? 1u : 0u;
        return index;
    }

    /// One attempt at a gamma variate of scale 1 (a shape below 1 counts as shape + 1) from a normal z and a uniform u:
    /// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000). 0 if
    /// refused.
    static double gamma_attempt(const GammaShape& g, double z, double u) {
        const double root = portable::product(g.c, z) + 1.0;
        if (!(root > 0.0)) return 0.0;
        const double v = portable::product(portable::product(root, root), root), zz = portable::product(z, z);
        if (u < 1.0 - portable::product(0.0331, portable::product(zz, zz)) ||
            portable::log(u) < portable::product(g.d, 1.0 - v + portable::log(v)) + portable::product(0.5, zz))
            return portable::product(g.d, v);
        return 0.0;
    }
    static double gamma_variate(const GammaShape& g, const Address& at, std::uint64_t base, std::uint64_t attempt = 0) {
        for (std::uint64_t draw = base + 1 + 2 * attempt;; draw += 2)
            if (const double x = gamma_attempt(g, portable::normal_quantile(at.uniform(draw)), at.uniform(draw + 1));
                x > 0.0)
                return x;
    }
    static void gamma_variate16(const GammaShape& g, const Address& at, std::uint64_t base, double* out, Lanes lanes) {
        Sixteen p, z, u;
        at.uniform16(base + 1, p.data(), lanes);
        at.uniform16(base + 2, u.data(), lanes);
        normal_quantile16(p.data(), z.data(), lanes);
        for (std::size_t i = 0; i < fill_size; ++i) out[i] = gamma_attempt(g, z[i], u[i]);
        for (std::size_t i = 0; i < fill_size; ++i)
            if (!(out[i] > 0.0)) out[i] = gamma_variate(g, at.plus(i), base, 1);
    }
    /// Its logarithm; a shape below 1 is that of shape + 1 times u^(1/shape), which may be too small for a double.
    static double log_gamma_variate(const GammaShape& g, const Address& at, std::uint64_t base) {
        const double x = portable::log(gamma_variate(g, at, base));
        return g.inverse > 0.0 ? portable::product(g.inverse, portable::log(at.uniform(base))) + x : x;
    }
    static void log_gamma_variate16(const GammaShape& g, const Address& at, std::uint64_t base, double* out,
                                    Lanes lanes) {
        gamma_variate16(g, at, base, out, lanes);
        log16(out, out, lanes);
        if (!(g.inverse > 0.0)) return;
        Sixteen u;
        at.uniform16(base, u.data(), lanes);
        log16(u.data(), u.data(), lanes);
        for (std::size_t i = 0; i < fill_size; ++i) out[i] = portable::product(g.inverse, u[i]) + out[i];
    }
    static constexpr std::uint64_t second_base = std::uint64_t{1} << 32;
    [[nodiscard]] bool in_logarithms() const { return first_.inverse > 0.0 || second_.inverse > 0.0; }

    /// The sixteen variates from `at` on. Law by law the same arithmetic as from_word, in blocks where that is faster.
    void fill_at(const Address& at, double* out, Lanes lanes) const {
        std::array<std::uint64_t, fill_size> words;
        Sixteen x;
        switch (kind_) {
            case Kind::constant:
                std::fill(out, out + fill_size, a_);
                return;
            case Kind::series:
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = values_[(at.position + i) % values_.size()];
                return;
            case Kind::uniform:
                at.words16(0, words.data());
                return detail::uniform16(words.data(), a_, b_, out, lanes);
            case Kind::exponential:
                at.words16(0, words.data());
                return detail::exponential16(words.data(), offset_, b_, out, lanes);
            case Kind::hyperexponential:
                at.words16(0, words.data());
                at.uniform16(1, x.data(), lanes);
                log16(x.data(), x.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i)
                    out[i] = portable::product(x[i], -values_[index_of(unit(words[i]))]) + offset_;
                return;
            case Kind::erlang: {
                Sixteen factor, sum{};
                at.uniform16(0, factor.data(), lanes);
                for (std::uint64_t k = 1; k < count_; ++k) {
                    at.uniform16(k, x.data(), lanes);
                    if (k % 16 == 0) {
                        log16(factor.data(), factor.data(), lanes);
                        for (std::size_t i = 0; i < fill_size; ++i) sum[i] += factor[i];
                        factor = x;
                    } else {
                        for (std::size_t i = 0; i < fill_size; ++i) factor[i] *= x[i];
                    }
                }
                log16(factor.data(), factor.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i)
                    out[i] = portable::product(sum[i] + factor[i], -b_) + offset_;
                return;
            }
            case Kind::gamma:
                if (first_.inverse > 0.0) {
                    log_gamma_variate16(first_, at, 0, x.data(), lanes);
                    exp16(x.data(), x.data(), lanes);
                } else {
                    gamma_variate16(first_, at, 0, x.data(), lanes);
                }
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = portable::product(x[i], b_) + offset_;
                return;
            case Kind::normal: {
                Sixteen p;
                at.uniform16(0, p.data(), lanes);
                normal_quantile16(p.data(), x.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i) {
                    const double value = portable::product(x[i], b_) + a_;
                    out[i] = (value < 0.0 ? normal_again(at.plus(i)) : value) + offset_;
                }
                return;
            }
            case Kind::lognormal: {
                Sixteen p;
                at.uniform16(0, p.data(), lanes);
                normal_quantile16(p.data(), x.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i) x[i] = portable::product(x[i], b_) + a_;
                exp16(x.data(), x.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = x[i] + offset_;
                return;
            }
            case Kind::weibull:
                at.uniform16(0, x.data(), lanes);
                log16(x.data(), x.data(), lanes);
                for (double& value : x) value = -value;
                log16(x.data(), x.data(), lanes);
                for (double& value : x) value = portable::product(a_, value);
                exp16(x.data(), x.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = portable::product(x[i], b_) + offset_;
                return;
            case Kind::beta: {
                Sixteen y;
                if (in_logarithms()) {
                    log_gamma_variate16(first_, at, 0, x.data(), lanes);
                    log_gamma_variate16(second_, at, second_base, y.data(), lanes);
                    for (std::size_t i = 0; i < fill_size; ++i) x[i] = y[i] - x[i];
                    exp16(x.data(), x.data(), lanes);
                    for (std::size_t i = 0; i < fill_size; ++i) out[i] = portable::product(1.0 / (1.0 + x[i]), b_) + a_;
                } else {
                    gamma_variate16(first_, at, 0, x.data(), lanes);
                    gamma_variate16(second_, at, second_base, y.data(), lanes);
                    for (std::size_t i = 0; i < fill_size; ++i)
                        out[i] = portable::product(x[i] / (x[i] + y[i]), b_) + a_;
                }
                return;
            }
            case Kind::triangular:
            case Kind::discrete:
            case Kind::empirical:
            case Kind::histogram:
            default:
                at.words16(0, words.data());
                for (std::size_t i = 0; i < fill_size; ++i) out[i] = from_word(words[i], at.plus(i));
                return;
        }
    }

    /// A normal variate whose first draw was below 0.
    [[nodiscard]] double normal_again(const Address& at) const {
        for (std::uint64_t draw = 1;; ++draw)
            if (const double x = portable::product(portable::normal_quantile(at.uniform(draw)), b_) + a_; x >= 0.0)
                return x;
    }

    /// The variate whose word of draw 0 is w.
    [[nodiscard]] double from_word(std::uint64_t w, const Address& at) const {
        const double u = unit(w);
        switch (kind_) {
            case Kind::uniform:
                return portable::product(u, b_) + a_;
            case Kind::triangular: {
                const bool rising = u < b_;
                const double root = std::sqrt(portable::product(rising ? u : 1.0 - u, rising ? c_ : d_));
                return (rising ? a_ : values_[0]) + (rising ? root : -root);
            }
            case Kind::exponential:
                return portable::product(portable::log(u), -b_) + offset_;
            case Kind::hyperexponential:
                return portable::product(portable::log(at.uniform(1)), -values_[index_of(u)]) + offset_;
            case Kind::erlang: {
                // Logarithm of the product of the uniforms, 16 at a time: 2^(-53 * 16) is no denormal.
                double sum = 0.0, factor = u;
                for (std::uint64_t k = 1; k < count_; ++k) {
                    if (k % 16 == 0) {
                        sum += portable::log(factor);
                        factor = 1.0;
                    }
                    factor *= at.uniform(k);
                }
                return portable::product(sum + portable::log(factor), -b_) + offset_;
            }
            case Kind::gamma: {
                const double x = first_.inverse > 0.0 ? portable::exp(log_gamma_variate(first_, at, 0))
                                                      : gamma_variate(first_, at, 0);
                return portable::product(x, b_) + offset_;
            }
            case Kind::normal: {
                const double x = portable::product(portable::normal_quantile(u), b_) + a_;
                return (x < 0.0 ? normal_again(at) : x) + offset_;
            }
            case Kind::lognormal:
                return portable::exp(portable::product(portable::normal_quantile(u), b_) + a_) + offset_;
            case Kind::weibull:
                return portable::product(portable::pow(-portable::log(u), a_), b_) + offset_;
            case Kind::beta: {
                if (in_logarithms()) {
                    const double ratio =
                        portable::exp(log_gamma_variate(second_, at, second_base) - log_gamma_variate(first_, at, 0));
                    return portable::product(1.0 / (1.0 + ratio), b_) + a_;
                }
                const double x = gamma_variate(first_, at, 0), y = gamma_variate(second_, at, second_base);
                return portable::product(x / (x + y), b_) + a_;
            }
            case Kind::discrete:
                return values_[index_of(u)];
            case Kind::empirical:
                return values_[detail::multiply128(w, values_.size()).high];
            case Kind::histogram: {
                const std::size_t i = index_of(u);
                return portable::product(u - (i == 0 ? 0.0 : until_[i - 1]), slopes_[i]) + values_[i];
            }
            case Kind::constant:
            case Kind::series:
                break;
        }
        return a_;
    }
};

}  // namespace linewright
