// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The body of contingency.hpp: the runs go side by side, instant by instant, and are compared where one of them moves.
#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/core/text.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/study/contingency.hpp"
#include "linewright/study/pool.hpp"

namespace linewright {

namespace detail {

/// Two runs that differ by one contingency, as time goes by.
class Comparison {
   public:
    Comparison(Tick from, Tick to) : from_(from), to_(to) {}

    /// How much both have of something from `t` on: work that has come and isn't done, good jobs.
    void look(Tick t, std::int64_t backlog, std::int64_t usual_backlog, std::int64_t good, std::int64_t usual_good) {
        if (t < from_) return;
        deepest_ = std::max(deepest_, backlog);
        usual_deepest_ = std::max(usual_deepest_, usual_backlog);
        behind_ = usual_good - good;
        backlog_.look(t >= to_ || !rule<"contingencies.back_from_the_end_on">(), t, backlog - usual_backlog);
        output_.look(t >= to_, t, std::max<std::int64_t>(behind_, 0));
    }
    [[nodiscard]] ContingencyRun result(const Program& program, std::uint64_t replication) const {
        ContingencyRun run;
        run.replication = replication;
        run.output_lost = static_cast<double>(behind_);
        run.most_behind = static_cast<double>(output_.most);
        run.deepest_backlog = static_cast<double>(deepest_);
        run.usual_backlog = static_cast<double>(usual_deepest_);
        if (backlog_.back != never) run.recovery = program.seconds(static_cast<double>(backlog_.back - to_));
        if (output_.back != never) run.catch_up = program.seconds(static_cast<double>(output_.back - to_));
        return run;
    }

   private:
    /// A difference: the largest so far, and when it was gone after that.
    struct Difference {
        std::int64_t most = 0, at_most = 0;  // at_most: with its sign
        Tick back = never;
        void look(bool over, Tick t, std::int64_t now) {
            const std::int64_t size = now < 0 ? -now : now;
            if (size > most) {
                most = size;
                at_most = now;
                back = never;
            }
            const bool gone = at_most > 0 ? now <= 0 : at_most < 0 ? now >= 0 : true;
            if (over && back == never && gone) back = t;
        }
    };
    Tick from_, to_;
    std::int64_t deepest_ = 0, usual_deepest_ = 0, behind_ = 0;
    Difference backlog_, output_;
};

/// How the work and the output of one run stand now.
struct Standing {
    std::int64_t backlog = 0, good = 0;
    void read(const Simulation& s) {
        backlog = s.wip() + static_cast<std::int64_t>(s.backlog());
        good = static_cast<std::int64_t>(s.good());
    }
};

}  // namespace detail

LINEWRIGHT_ONCE ContingencyStudy study_contingencies(const Plant& plant, const RunOptions& options,
                                                     const Registry& registry) {
    if (plant.contingencies.empty())
        throw std::invalid_argument("the plant has no contingencies: there is nothing to compare it with");
    std::vector<std::shared_ptr<const Program>> programs{compile(plant, registry)};
    for (std::size_t k = 0; k < plant.contingencies.size(); ++k) {
        Plant without = plant;
        without.contingencies.erase(without.contingencies.begin() + static_cast<std::ptrdiff_t>(k));
        programs.push_back(compile(without, registry));
    }
    const Program& program = *programs.front();
    const Tick horizon = detail::checked_horizon(options, program);
    const RunSetup setup = detail::setup_of(options, program);
    ContingencyStudy study;
    study.plant = plant.name;
    study.options = options;
    std::vector<std::pair<Tick, Tick>> spans;
    for (const Contingency& c : plant.contingencies) {
        const Tick from = detail::option_ticks(c.from, program, "from", false);
        const Tick to = c.to ? detail::option_ticks(*c.to, program, "to", false)
                             : from + detail::option_ticks(*c.duration, program, "duration", false);
        if (from < setup.warmup)
            throw std::invalid_argument("contingency \"" + c.name + "\" begins before the warm-up ends: " +
                                        duration_text(c.from) + " and " + duration_text(options.warmup));
        if (to >= horizon)
            throw std::invalid_argument("contingency \"" + c.name + "\" ends after the horizon, " +
                                        duration_text(options.horizon) + ": what comes after it would not be seen");
        spans.emplace_back(from, to);
        ContingencyResult result;
        result.name = c.name;
        result.from = program.seconds(static_cast<double>(from));
        result.to = program.seconds(static_cast<double>(to));
        result.confidence = options.confidence;
        study.contingencies.push_back(std::move(result));
    }
    constexpr std::size_t points = 241;
    std::vector<Tick> grid;
    for (std::size_t g = 0; g < points; ++g)
        grid.push_back(setup.warmup + to_ticks(static_cast<double>(horizon - setup.warmup) *
                                               (static_cast<double>(g) / static_cast<double>(points - 1))));
    for (const Tick t : grid) study.times.push_back(program.seconds(static_cast<double>(t)));

    /// One replication, all its runs.
    struct Replication {
        std::vector<ContingencyRun> runs;
        std::vector<std::vector<detail::Standing>> course;  // of each run
        Outcome outcome;
    };
    const auto wanted = static_cast<std::size_t>(options.replications);
    std::vector<Replication> all(wanted);
    const auto one = [&](std::size_t i, StopToken stop) {
        Replication& out = all[i];
        RunSetup mine = setup;
        mine.replication = detail::replication_number(options, i);
        std::vector<Simulation> runs;
        for (const auto& each : programs) runs.emplace_back(each, mine);
        std::vector<detail::Standing> now(runs.size());
        std::vector<detail::Comparison> comparisons;
        for (const auto& [from, to] : spans) comparisons.emplace_back(from, to);
        out.course.resize(runs.size());
        std::size_t filled = 0;
        Tick last = -1;
        const auto look = [&](std::size_t k, Tick t) {
            comparisons[k].look(t, now[0].backlog, now[k + 1].backlog, now[0].good, now[k + 1].good);
        };
        for (std::uint64_t instants = 0;; ++instants) {
            Tick t = instants == 0 ? 0 : never;
            for (const Simulation& run : runs) t = std::min(t, run.next());
            const Tick upto = std::min(t, horizon);
            for (; filled < points && (grid[filled] < upto || t >= horizon); ++filled)
                for (std::size_t k = 0; k < runs.size(); ++k) out.course[k].push_back(now[k]);
            for (std::size_t k = 0; k < spans.size(); ++k)  // between two instants it stays as it is
                for (const Tick edge : {spans[k].first, spans[k].second})
                    if (edge > last && edge < upto) look(k, edge);
            if (t >= horizon) break;
            last = t;
            for (std::size_t k = 0; k < runs.size(); ++k) {
                while (instants == 0 || runs[k].next() == t) {
                    out.outcome = runs[k].step();
                    if (!out.outcome.ok()) return;
                    if (instants == 0) break;
                }
                now[k].read(runs[k]);
            }
            for (std::size_t k = 0; k < spans.size(); ++k) look(k, t);
            if ((instants & 4095U) == 0 && stop.stop_requested()) {
                out.outcome = {Ending::cancelled, t, "the run was cancelled"};
                return;
            }
        }
        out.outcome = {Ending::reached, horizon, {}};
        for (std::size_t k = 0; k < spans.size(); ++k)
            out.runs.push_back(comparisons[k].result(program, mine.replication));
    };
    const detail::PoolEnd end = detail::each_replication(options, one);
    study.cancelled = end.cancelled;
    double counted = 0.0;
    for (std::size_t i = 0; i < wanted; ++i) {
        Replication& each = all[i];
        if (each.outcome.ok() && !each.runs.empty()) {
            counted += 1.0;
            for (std::size_t k = 0; k < spans.size(); ++k) {
                ContingencyResult& result = study.contingencies[k];
                result.runs.push_back(each.runs[k]);
                for (auto* list : {&result.backlog, &result.usual_backlog, &result.good, &result.usual_good})
                    list->resize(points, 0.0);
                for (std::size_t g = 0; g < points; ++g) {
                    result.backlog[g] += static_cast<double>(each.course[0][g].backlog);
                    result.good[g] += static_cast<double>(each.course[0][g].good);
                    result.usual_backlog[g] += static_cast<double>(each.course[k + 1][g].backlog);
                    result.usual_good[g] += static_cast<double>(each.course[k + 1][g].good);
                }
            }
            continue;
        }
        if (each.outcome.ok() || each.outcome.ending == Ending::cancelled) {  // it had not begun, or was stopped
            if (!end.too_long || end.cancelled) {
                study.cancelled = true;
                continue;
            }
            each.outcome = {Ending::wall_limit, 0,
                            "the study has run for " + duration_text(options.max_wall) + ", its limit"};
        }
        RunFailure failure{detail::replication_number(options, i), options.seed, each.outcome.ending,
                           program.seconds(static_cast<double>(each.outcome.at)), each.outcome.message};
        if (!options.carry_on) throw RunError(std::move(failure));
        study.failures.push_back(std::move(failure));
    }
    for (ContingencyResult& result : study.contingencies)
        for (auto* list : {&result.backlog, &result.usual_backlog, &result.good, &result.usual_good})
            for (double& value : *list) value /= counted;
    return study;
}

}  // namespace linewright
