// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of until.hpp.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/text.hpp"
#include "linewright/study/sample.hpp"
#include "linewright/study/until.hpp"

namespace linewright {

namespace detail {

inline void check_rule(const StoppingRule& rule) {
    if (rule.statistics.empty()) throw std::invalid_argument("a stopping rule needs at least one statistic");
    check_share(rule.confidence, "confidence");
    for (const Precision& p : rule.statistics)
        if (!(p.half_width > 0.0) || !std::isfinite(p.half_width))
            throw std::invalid_argument("the half-width wanted of " + p.name + " must be positive, is " +
                                        number_text(p.half_width));
    if (rule.least < 2) throw std::invalid_argument("least must be at least 2, is " + std::to_string(rule.least));
    if (rule.passes < 1) throw std::invalid_argument("passes must be at least 1, is 0");
    if (rule.most < rule.least + rule.passes - 1)
        throw std::invalid_argument("most must leave room for least and passes: at least " +
                                    std::to_string(rule.least + rule.passes - 1) + ", is " + std::to_string(rule.most));
}
/// The half-width wanted at this mean.
inline double wanted(const Precision& p, double mean) {
    return p.relative ? p.half_width * std::abs(mean) : p.half_width;
}
/// How many replications would do for one statistic, by the square of what is missing.
inline double forecast(const Precision& p, const Interval& interval) {
    const double ratio = interval.half_width / wanted(p, interval.mean);
    return std::isfinite(ratio) ? std::ceil(static_cast<double>(interval.n) * ratio * ratio)
                                : std::numeric_limits<double>::infinity();
}
/// The run of looks that are narrow enough, so far.
struct Streak {
    std::size_t all = 0;             ///< in a row in which all were
    std::vector<std::size_t> since;  ///< by statistic: the look at which its own began; 0: none
};

}  // namespace detail

LINEWRIGHT_ONCE StoppingState StoppingRule::feed(const std::vector<std::vector<double>>& so_far) const {
    detail::check_rule(*this);
    if (so_far.size() != statistics.size())
        throw std::invalid_argument("the stopping rule has " + std::to_string(statistics.size()) +
                                    " statistics, there are values of " + std::to_string(so_far.size()));
    const std::size_t have = so_far.front().size();
    for (std::size_t k = 0; k < so_far.size(); ++k) {
        if (so_far[k].size() != have) throw std::invalid_argument("a stopping rule needs as many values of each");
        detail::check_sample(so_far[k], 0, statistics[k].name.c_str());
    }
    StoppingState out;
    const std::size_t end = std::min(have, most);
    std::vector<detail::RunningMoments> moments(so_far.size());
    detail::Streak streak{0, std::vector<std::size_t>(so_far.size())};
    for (std::size_t n = 1; n <= end && !out.enough; ++n) {
        const bool look = n >= least;
        const double t = look ? t_quantile((1.0 + confidence) / 2.0, static_cast<double>(n - 1)) : 0.0;
        bool all = look;
        for (std::size_t k = 0; k < so_far.size(); ++k) {
            moments[k].add(so_far[k][n - 1]);
            if (!look) continue;
            const double half = t * std::sqrt(moments[k].variance() / static_cast<double>(n));
            const bool narrow = half <= detail::wanted(statistics[k], moments[k].mean());
            if (!narrow) streak.since[k] = 0;
            if (narrow && streak.since[k] == 0) streak.since[k] = n;
            all = all && narrow;
        }
        streak.all = all ? streak.all + 1 : 0;
        out.n = n;
        out.enough = streak.all >= passes;
    }
    for (const auto& values : so_far)
        out.intervals.push_back(t_interval(
            std::vector<double>(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(out.n)), confidence));
    // The one that came last, or that is missing; of several, the one that needs most.
    std::size_t who = 0;
    double needs = 0.0;
    for (std::size_t k = 0; k < statistics.size(); ++k) {
        const double k_needs = out.n < 2 ? 0.0 : detail::forecast(statistics[k], out.intervals[k]);
        needs = std::max(needs, k_needs);
        const auto key = [&](std::size_t i) { return streak.since[i] == 0 ? most + 1 : streak.since[i]; };
        if (k > 0 && (key(k) > key(who) || (key(k) == key(who) && out.n >= 2 &&
                                            k_needs > detail::forecast(statistics[who], out.intervals[who]))))
            who = k;
    }
    out.stopped_by = statistics[who].name;
    out.gave_up = !out.enough && have >= most;
    if (!out.enough && !out.gave_up) {
        // What the least number and the passes need; where it is not exact enough, what the variance so far asks for,
        // but at most doubled.
        std::size_t aim = least + passes - 1;
        if (streak.all > 0)
            aim = have + passes - streak.all;
        else if (have >= least)
            aim = std::max(have + passes, static_cast<std::size_t>(std::min(needs, 2.0 * static_cast<double>(have))));
        out.more = std::min(aim, most) - have;
    }
    const auto counted = std::to_string(out.n) + " replications";
    if (out.enough)
        out.says = counted + " are enough; " + out.stopped_by + " was the last to be exact enough";
    else if (out.gave_up)
        out.says = counted + " are not enough, and no more are allowed: " + out.stopped_by + " is not exact enough";
    else
        out.says = counted + " are not yet enough: " + out.stopped_by + " decides";
    return out;
}

LINEWRIGHT_ONCE UntilResult simulate_until(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                           const std::vector<Target>& targets, const StoppingRule& rule) {
    UntilResult out;
    out.targets = targets;
    out.options = options;
    StoppingRule mine = rule;
    mine.confidence = options.confidence;
    mine.statistics.clear();
    for (const Target& t : targets)
        mine.statistics.push_back(
            {t.kind + (t.element.empty() ? "" : "/" + t.element) + "/" + t.measure, t.half_width, t.relative});
    detail::check_rule(mine);
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::vector<double>> values(targets.size());
    std::size_t tried = 0;  // replications run, failed ones too
    RunOptions chunk = options;
    for (std::size_t more = std::min(mine.least + mine.passes - 1, mine.most); more > 0;) {
        chunk.first_replication = options.first_replication + tried;
        chunk.replications = static_cast<int>(more);
        if (options.max_wall.value > 0.0) {
            const double left = options.max_wall.seconds() -
                                std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
            chunk.max_wall = Duration{std::max(left, 1e-3), Unit::s};
        }
        if (options.progress)
            chunk.progress = [&, tried, more](int done, int) {
                return options.progress(static_cast<int>(tried) + done, static_cast<int>(tried + more));
            };
        Result part = simulate(program, chunk);
        tried += more;
        for (const RunResult& run : part.runs) {
            const std::vector<Figure> all = figures(run);
            for (std::size_t k = 0; k < targets.size(); ++k) {
                const auto at = std::find_if(all.begin(), all.end(), [&](const Figure& f) {
                    return f.kind == targets[k].kind && f.element == targets[k].element &&
                           f.measure == targets[k].measure;
                });
                if (at == all.end())
                    throw std::out_of_range("no figure \"" + targets[k].measure + "\" of " + targets[k].kind + "/" +
                                            targets[k].element);
                values[k].push_back(at->value);
            }
        }
        if (tried == more) {
            out.result = std::move(part);
        } else {
            std::vector<Result> parts;
            parts.push_back(std::move(out.result));
            parts.push_back(std::move(part));
            out.result = merged(std::move(parts));
        }
        out.state = mine.feed(values);
        more = out.state.more;
        const bool too_long = std::any_of(out.result.failures.begin(), out.result.failures.end(),
                                          [](const RunFailure& f) { return f.ending == Ending::wall_limit; });
        // Of a cancelled study some replications are done and some before them are not: it is never enough.
        if (out.result.cancelled) out.state.enough = out.state.gave_up = false;
        if (!out.state.enough && (out.result.cancelled || too_long)) {
            out.state.says = std::to_string(out.result.runs.size()) + " replications were done when it was " +
                             (out.result.cancelled ? "cancelled" : "ended by the limit of the wall clock");
            more = out.state.more = 0;
        } else if (!out.state.enough && tried >= mine.most) {  // some failed, and they count as tried
            out.state.gave_up = true;
            more = out.state.more = 0;
        }
        more = std::min(more, mine.most - tried);
    }
    // What came after the stop is not of the study.
    if (out.state.enough) {
        out.result.runs.resize(out.state.n);
        const std::uint64_t last = out.result.runs.back().replication;
        auto& failed = out.result.failures;
        failed.erase(
            std::remove_if(failed.begin(), failed.end(), [&](const RunFailure& f) { return f.replication > last; }),
            failed.end());
    }
    out.result.options = options;
    out.result.options.replications = static_cast<int>(out.result.runs.size() + out.result.failures.size());
    out.result.options.progress = {};
    return out;
}

}  // namespace linewright
