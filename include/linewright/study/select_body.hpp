// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of select.hpp. What is kept or dropped is decided by sums, products, quotients, roots and portable::pow.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "linewright/core/math.hpp"
#include "linewright/core/text.hpp"
#include "linewright/study/sample.hpp"
#include "linewright/study/select.hpp"

namespace linewright {

namespace detail {
inline void check_alternatives(std::size_t alternatives, std::size_t first) {
    if (alternatives < 2)
        throw std::invalid_argument("a selection needs at least 2 alternatives, there are " +
                                    std::to_string(alternatives));
    if (first < 2)
        throw std::invalid_argument("first must be at least 2 replications of each alternative, is " +
                                    std::to_string(first));
}
inline void check_told(std::size_t alternative, std::size_t alternatives, const std::vector<double>& values) {
    if (alternative >= alternatives)
        throw std::invalid_argument("there is no alternative " + std::to_string(alternative) + ", only 0 to " +
                                    std::to_string(alternatives - 1));
    check_sample(values, 0, "a selection");
}
}  // namespace detail

// ---- KN

LINEWRIGHT_ONCE void KimNelson::begin(std::size_t alternatives) {
    detail::check_alternatives(alternatives, first_);
    if (!(difference_ > 0.0) || !std::isfinite(difference_))
        throw std::invalid_argument("the difference that matters must be positive, is " + number_text(difference_));
    if (!(confidence_ > 1.0 / static_cast<double>(alternatives) && confidence_ < 1.0))
        throw std::invalid_argument("confidence must be above that of guessing, 1/" + std::to_string(alternatives) +
                                    ", and below 1, is " + number_text(confidence_));
    values_.resize(alternatives);
    means_.assign(alternatives, std::numeric_limits<double>::quiet_NaN());
    dropped_at_.assign(alternatives, 0);
    left_.resize(alternatives);
    std::iota(left_.begin(), left_.end(), std::size_t{0});
}

LINEWRIGHT_ONCE std::vector<Wanted> KimNelson::ask(std::size_t at_once) const {
    std::vector<Wanted> wanted;
    if (done_) return wanted;
    std::size_t until = first_;
    if (looked_ > 0) until = std::min(looked_ + std::max<std::size_t>(at_once, 1), most_ + 1);
    for (const std::size_t i : left_)
        if (values_[i].size() < until) wanted.push_back({i, values_[i].size(), until - values_[i].size()});
    return wanted;
}

LINEWRIGHT_ONCE void KimNelson::tell(std::size_t alternative, const std::vector<double>& values) {
    detail::check_told(alternative, values_.size(), values);
    values_[alternative].insert(values_[alternative].end(), values.begin(), values.end());
    const auto ready = [&](std::size_t r) {
        return std::all_of(left_.begin(), left_.end(), [&](std::size_t i) { return values_[i].size() >= r; });
    };
    if (looked_ == 0 && ready(first_)) look();
    while (!done_ && looked_ > 0 && ready(looked_ + 1)) {
        ++looked_;
        for (const std::size_t i : left_)
            means_[i] += (values_[i][looked_ - 1] - means_[i]) / static_cast<double>(looked_);
        if (looked_ > most_) {
            done_ = true;
        } else {
            screen();
        }
    }
}

/// After the first replications: the variances of all differences, and how long it can take.
LINEWRIGHT_ONCE void KimNelson::look() {
    const std::size_t k = values_.size();
    const auto degrees = static_cast<double>(first_ - 1);
    const double share = (1.0 - confidence_) / static_cast<double>(k - 1);
    const double eta = 0.5 * (portable::pow(1.0 / (2.0 * share), 2.0 / degrees) - 1.0);
    const double h2 = 2.0 * eta * degrees;
    spread_.assign(k * k, 0.0);
    looked_ = first_;
    for (std::size_t i = 0; i < k; ++i) {
        detail::RunningMoments one;
        for (std::size_t r = 0; r < first_; ++r) one.add(values_[i][r]);
        means_[i] = one.mean();
        for (std::size_t l = 0; l < i; ++l) {
            detail::RunningMoments pair;
            for (std::size_t r = 0; r < first_; ++r) pair.add(values_[i][r] - values_[l][r]);
            spread(i, l) = spread(l, i) = h2 * pair.variance() / difference_;
            const double looks = std::floor(spread(i, l) / difference_);
            if (!(looks < 1e15))
                throw std::invalid_argument("the difference that matters is too small for values that vary so much");
            most_ = std::max(most_, static_cast<std::size_t>(looks));
        }
    }
    if (first_ > most_)
        done_ = true;
    else
        screen();
}

/// Drops those that are behind another by more than chance can explain after so many looks.
LINEWRIGHT_ONCE void KimNelson::screen() {
    std::vector<std::size_t> kept;
    const auto r = static_cast<double>(looked_);
    for (const std::size_t i : left_) {
        const bool behind = std::any_of(left_.begin(), left_.end(), [&](std::size_t l) {
            if (l == i) return false;
            const double margin = std::max(0.0, (spread(i, l) / r - difference_) / 2.0);
            return larger_is_better_ ? means_[i] < means_[l] - margin : means_[i] > means_[l] + margin;
        });
        if (behind)
            dropped_at_[i] = looked_;
        else
            kept.push_back(i);
    }
    left_ = std::move(kept);
    done_ = left_.size() == 1;
}

LINEWRIGHT_ONCE std::size_t KimNelson::best() const {
    if (looked_ == 0) throw std::logic_error("no alternative is ahead before all have their first replications");
    std::size_t at = left_.front();
    for (const std::size_t i : left_)
        if (ahead(means_[i], means_[at])) at = i;
    return at;
}

LINEWRIGHT_ONCE std::string KimNelson::says() const {
    if (looked_ == 0) return "the first " + std::to_string(first_) + " replications of each alternative are wanted";
    if (!done_)
        return std::to_string(left_.size()) + " of " + std::to_string(values_.size()) +
               " alternatives are left after " + std::to_string(looked_) + " replications; at most " +
               std::to_string(most_ + 1) + " decide";
    return "alternative " + std::to_string(best()) + " is chosen after " + std::to_string(looked_) +
           " replications: the best with a confidence of " + number_text(confidence_) +
           " if it is better than the others by " + number_text(difference_) + " or more";
}

// ---- OCBA

LINEWRIGHT_ONCE std::vector<double> ocba_shares(const std::vector<double>& means, const std::vector<double>& sds,
                                                bool larger_is_better) {
    detail::check_sample(means, 2, "OCBA");
    detail::check_sample(sds, 2, "OCBA");
    const std::size_t k = means.size();
    if (sds.size() != k) throw std::invalid_argument("OCBA needs a standard deviation for each mean");
    for (const double s : sds)
        if (s < 0.0) throw std::invalid_argument("a standard deviation must not be negative, is " + number_text(s));
    std::size_t b = 0;
    for (std::size_t i = 1; i < k; ++i)
        if (larger_is_better ? means[i] > means[b] : means[i] < means[b]) b = i;
    // Relative to the least difference among those that vary, so that no quotient overflows; ties are the limit.
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < k; ++i)
        if (i != b && sds[i] > 0.0) nearest = std::min(nearest, std::abs(means[i] - means[b]));
    double most = 0.0;
    for (const double s : sds) most = std::max(most, s);
    std::vector<double> shares(k, 0.0);
    if (most == 0.0) {
        shares.assign(k, 1.0 / static_cast<double>(k));
        return shares;
    }
    double squares = 0.0, sum = 0.0;
    for (std::size_t i = 0; i < k; ++i) {
        if (i == b || sds[i] == 0.0) continue;
        const double d = std::abs(means[i] - means[b]), s = sds[i] / most;
        const double part = nearest > 0.0 ? s * (nearest / d) : (d == 0.0 ? s : 0.0);
        shares[i] = portable::product(part, part);
        squares += portable::product(shares[i] / s, shares[i] / s);
        sum += shares[i];
    }
    shares[b] = portable::product(sds[b] / most, std::sqrt(squares));
    sum += shares[b];
    if (sum == 0.0) {  // only the best varies: it alone can still change
        shares[b] = 1.0;
        return shares;
    }
    for (double& share : shares) share /= sum;
    return shares;
}

LINEWRIGHT_ONCE void Ocba::begin(std::size_t alternatives) {
    detail::check_alternatives(alternatives, first_);
    if (step_ < 1) throw std::invalid_argument("step must be at least 1 replication, is 0");
    if (budget_ / alternatives < first_)
        throw std::invalid_argument("the budget must hold the first replications of all alternatives, " +
                                    std::to_string(alternatives) + " times " + std::to_string(first_) + ", is " +
                                    std::to_string(budget_));
    told_.assign(alternatives, 0);
    target_.assign(alternatives, first_);
    means_.assign(alternatives, 0.0);
    squares_.assign(alternatives, 0.0);
}

LINEWRIGHT_ONCE std::size_t Ocba::spent() const { return std::accumulate(told_.begin(), told_.end(), std::size_t{0}); }

LINEWRIGHT_ONCE std::vector<Wanted> Ocba::ask() const {
    std::vector<Wanted> wanted;
    for (std::size_t i = 0; i < told_.size(); ++i)
        if (target_[i] > told_[i]) wanted.push_back({i, told_[i], target_[i] - told_[i]});
    return wanted;
}

LINEWRIGHT_ONCE void Ocba::tell(std::size_t alternative, const std::vector<double>& values) {
    detail::check_told(alternative, told_.size(), values);
    if (values.size() > target_[alternative] - told_[alternative])
        throw std::invalid_argument("alternative " + std::to_string(alternative) + " was asked for " +
                                    std::to_string(target_[alternative] - told_[alternative]) +
                                    " replications, told are " + std::to_string(values.size()));
    for (const double v : values) {
        const double off = v - means_[alternative];
        means_[alternative] += off / static_cast<double>(++told_[alternative]);
        squares_[alternative] += portable::product(off, v - means_[alternative]);
    }
    if (!done() && ask().empty()) share();
}

/// Shares the next step. Who has more than its share of the new sum keeps it, and the others share the rest.
LINEWRIGHT_ONCE void Ocba::share() {
    const std::size_t k = told_.size(), step = std::min(step_, budget_ - spent());
    std::vector<double> sds(k);
    for (std::size_t i = 0; i < k; ++i) sds[i] = std::sqrt(variance(i));
    const std::vector<double> shares = ocba_shares(means_, sds, larger_is_better_);
    std::vector<bool> open(k, true);
    std::vector<double> part(k, 0.0);
    for (bool again = true; again;) {
        again = false;
        double sum = 0.0;
        auto total = static_cast<double>(step);
        for (std::size_t i = 0; i < k; ++i)
            if (open[i]) sum += shares[i], total += static_cast<double>(told_[i]);
        for (std::size_t i = 0; i < k; ++i) {
            part[i] = open[i] ? portable::product(total, shares[i] / sum) - static_cast<double>(told_[i]) : 0.0;
            if (open[i] && part[i] < 0.0) open[i] = false, again = true;
        }
    }
    // Whole replications: the integer parts, then one each for the largest rests, the first of equals.
    std::vector<std::size_t> order(k);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::size_t given = 0;
    for (std::size_t i = 0; i < k; ++i) {
        const auto whole = std::min(static_cast<std::size_t>(part[i]), step - given);
        target_[i] = told_[i] + whole;
        given += whole;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return part[a] - std::floor(part[a]) > part[b] - std::floor(part[b]);
    });
    for (std::size_t n = 0; given < step; n = (n + 1) % k, ++given) ++target_[order[n]];
}

LINEWRIGHT_ONCE std::size_t Ocba::best() const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < told_.size(); ++i) {
        if (told_[i] == 0) throw std::logic_error("no alternative is ahead before all have their first replications");
        if (larger_is_better_ ? means_[i] > means_[at] : means_[i] < means_[at]) at = i;
    }
    return at;
}

LINEWRIGHT_ONCE double Ocba::probability() const {
    const std::size_t b = best();
    double wrong = 0.0;
    for (std::size_t i = 0; i < told_.size(); ++i) {
        if (i == b) continue;
        const double d = std::abs(means_[b] - means_[i]);
        const double v = variance(b) / static_cast<double>(told_[b]) + variance(i) / static_cast<double>(told_[i]);
        wrong += v > 0.0 ? 1.0 - portable::normal_probability(d / std::sqrt(v)) : (d > 0.0 ? 0.0 : 0.5);
    }
    return std::max(0.0, 1.0 - wrong);
}

LINEWRIGHT_ONCE std::string Ocba::says() const {
    if (spent() == 0) return "the first " + std::to_string(first_) + " replications of each alternative are wanted";
    const std::string of = std::to_string(spent()) + " of " + std::to_string(budget_) + " replications are done";
    if (std::any_of(told_.begin(), told_.end(), [](std::size_t n) { return n == 0; })) return of;
    return of + "; alternative " + std::to_string(best()) + " is ahead, with a probability of about " +
           number_text(std::round(probability() * 1000.0) / 1000.0);
}

// ---- comparison with the best

LINEWRIGHT_ONCE std::vector<BestInterval> compare_with_best(const std::vector<std::vector<double>>& values,
                                                            double confidence, bool larger_is_better) {
    detail::check_share(confidence, "confidence");
    const std::size_t k = values.size();
    if (k < 2)
        throw std::invalid_argument("a comparison needs at least 2 alternatives, there are " + std::to_string(k));
    for (const auto& one : values) {
        detail::check_sample(one, 2, "a comparison with the best");
        if (one.size() != values.front().size())
            throw std::invalid_argument("a comparison with the best needs as many replications of each alternative");
    }
    const std::size_t n = values.front().size();
    const double t = t_quantile(1.0 - (1.0 - confidence) / static_cast<double>(k - 1), static_cast<double>(n - 1));
    const double sign = larger_is_better ? 1.0 : -1.0;
    // How much better i is than l, and how far the truth may be from that.
    std::vector<double> better(k * k, 0.0), margin(k * k, 0.0);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t l = 0; l < i; ++l) {
            detail::RunningMoments pair;
            for (std::size_t r = 0; r < n; ++r) pair.add(sign * (values[i][r] - values[l][r]));
            better[i * k + l] = pair.mean();
            better[l * k + i] = -pair.mean();
            margin[i * k + l] = margin[l * k + i] = t * std::sqrt(pair.variance() / static_cast<double>(n));
        }
    constexpr double far = std::numeric_limits<double>::infinity();
    std::vector<BestInterval> out(k);
    std::size_t possible = 0;
    for (std::size_t i = 0; i < k; ++i) {
        double least = far, high = far;
        for (std::size_t l = 0; l < k; ++l) {
            if (l == i) continue;
            least = std::min(least, better[i * k + l]);
            high = std::min(high, better[i * k + l] + margin[i * k + l]);
        }
        out[i].difference = least;
        out[i].high = std::max(0.0, high);
        out[i].may_be_best = high >= 0.0;  // two that are the same throughout both may be
        possible += out[i].may_be_best ? 1U : 0U;
    }
    for (std::size_t i = 0; i < k; ++i) {
        double low = 0.0;
        out[i].is_best = possible == 1 && out[i].may_be_best;
        for (std::size_t l = 0; l < k && !out[i].is_best; ++l)
            if (l != i && out[l].may_be_best) low = std::min(low, better[i * k + l] - margin[i * k + l]);
        out[i].low = low;
    }
    for (BestInterval& one : out)
        if (!larger_is_better) {
            const double low = one.low;
            one.difference = -one.difference;
            one.low = one.high == 0.0 ? 0.0 : -one.high;
            one.high = low == 0.0 ? 0.0 : -low;
        }
    return out;
}

}  // namespace linewright
