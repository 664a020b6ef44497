// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Replications: the same plant run independently many times, and what can be said from them. One compiled plant serves
// all threads; results are kept in the order of replications, so that the number of threads changes nothing.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/core/text.hpp"
#include "linewright/record/figures.hpp"
#include "linewright/study/figure_table.hpp"
#include "linewright/study/options.hpp"

namespace linewright {

/// A replication that did not reach the horizon.
struct RunFailure {
    std::uint64_t replication = 0, seed = 0;
    Ending ending = Ending::reached;
    double at_seconds = 0.0;
    std::string message;
};

/// A run that could not reach its horizon; carries what happened.
class RunError : public std::runtime_error {
   public:
    explicit RunError(RunFailure failure)
        : std::runtime_error("replication " + std::to_string(failure.replication) + " (seed " +
                             std::to_string(failure.seed) + ") ended at " + number_text(failure.at_seconds) +
                             " s: " + failure.message),
          failure_(std::move(failure)) {}
    [[nodiscard]] const RunFailure& failure() const { return failure_; }

   private:
    RunFailure failure_;
};

/// A mean over replications and how far the truth may be from it.
struct Interval {
    double mean = 0.0;
    double half_width = 0.0;  ///< of the confidence interval; NaN for fewer than two replications
    double sd = 0.0;
    double least = 0.0, most = 0.0;
    std::size_t n = 0;
};

/// "19.96 ± 0.07": no more digits than the half-width allows; one value alone has no half-width. Locale-free.
inline std::ostream& operator<<(std::ostream& out, const Interval& interval) {
    char text[400];
    if (!(interval.half_width > 0.0)) {
        const auto end = std::to_chars(text, text + sizeof text, interval.mean, std::chars_format::general, 6);
        return out << std::string_view(text, static_cast<std::size_t>(end.ptr - text))
                   << (interval.half_width == 0.0 ? " ± 0" : "");
    }
    const auto half = std::to_chars(text, text + sizeof text, interval.half_width, std::chars_format::scientific, 6);
    int exponent = 0;
    const char* mark = std::find(text, half.ptr, 'e') + 1;
    std::from_chars(*mark == '+' ? mark + 1 : mark, half.ptr, exponent);
    const int digits = std::clamp((text[0] == '1' ? 1 : 0) - exponent, 0, 9);
    auto end = std::to_chars(text, text + sizeof text, interval.mean, std::chars_format::fixed, digits);
    out << std::string_view(text, static_cast<std::size_t>(end.ptr - text)) << " ± ";
    end = std::to_chars(text, text + sizeof text, interval.half_width, std::chars_format::fixed, digits);
    return out << std::string_view(text, static_cast<std::size_t>(end.ptr - text));
}

/// Student's t interval for the mean of independent values.
LINEWRIGHT_ONCE Interval t_interval(const std::vector<double>& values, double confidence);

/// One row of a result's summary.
struct SummaryRow {
    std::string_view kind;
    std::string element, measure;
    std::string_view unit;
    Interval interval;
};

/// What a station lost its minutes to, largest first.
struct Loss {
    std::string station;
    State state;
    double share;  ///< of the station's window
};

/// All replications of one plant.
struct Result {
    std::string plant;
    std::uint64_t plant_identity = 0;
    RunOptions options;
    std::vector<RunResult> runs;       ///< in the order of replications
    std::vector<RunFailure> failures;  ///< those that did not reach the horizon (only with `carry_on`)
    bool cancelled = false;

    /// Every figure with its interval over the replications that have it, always in the same order.
    [[nodiscard]] std::vector<SummaryRow> summary() const {
        std::vector<SummaryRow> rows;
        const detail::FigureTable table(runs);
        for (const detail::FigureValues& f : table.rows) {
            const Interval interval = t_interval(f.alone(), options.confidence);
            rows.push_back({f.first.kind, f.first.element, f.first.measure, f.first.unit, interval});
        }
        return rows;
    }
    /// One figure's interval. Throws std::out_of_range for a name that isn't there.
    [[nodiscard]] Interval figure(std::string_view kind, std::string_view element, std::string_view measure) const {
        std::vector<double> values;
        for (const RunResult& run : runs)
            for (const Figure& f : figures(run))
                if (f.kind == kind && f.element == element && f.measure == measure) values.push_back(f.value);
        if (values.empty())
            throw std::out_of_range("no figure \"" + std::string(measure) + "\" of " + std::string(kind) + "/" +
                                    std::string(element));
        return t_interval(values, options.confidence);
    }
    [[nodiscard]] Interval throughput() const { return figure("plant", "", "throughput"); }  ///< good jobs an hour
    [[nodiscard]] Interval wip() const { return figure("plant", "", "wip"); }                ///< jobs
    [[nodiscard]] Interval lead_time() const { return figure("plant", "", "lead_time"); }    ///< seconds

    /// The largest losses over all stations: shares of time in which a station neither processed nor was off.
    [[nodiscard]] std::vector<Loss> losses(std::size_t most = 10) const {
        std::vector<Loss> all;
        if (runs.empty()) return all;
        for (std::size_t s = 0; s < runs.front().stations.size(); ++s)
            for (std::size_t n = 0; n < state_count; ++n) {
                const auto state = static_cast<State>(n);
                if (state == State::processing || state == State::off_shift || state == State::on_break) continue;
                double sum = 0.0;
                for (const RunResult& run : runs)
                    sum += static_cast<double>(run.stations[s].time[n]) /
                           (run.window() * static_cast<double>(run.stations[s].places));
                if (sum > 0.0)
                    all.push_back({runs.front().stations[s].name, state, sum / static_cast<double>(runs.size())});
            }
        std::stable_sort(all.begin(), all.end(), [](const Loss& a, const Loss& b) { return a.share > b.share; });
        if (all.size() > most) all.resize(most);
        return all;
    }
};

/// Runs one replication to its horizon.
LINEWRIGHT_ONCE Outcome run_replication(const std::shared_ptr<const Program>& program, const RunSetup& setup,
                                        Tick horizon, StopToken stop, RunResult& result);

/// Runs a compiled plant. Throws RunError when a replication can't reach the horizon (unless `carry_on`), and
/// std::invalid_argument for options that make no sense.
LINEWRIGHT_ONCE Result simulate(const std::shared_ptr<const Program>& program, const RunOptions& options = {});

/// Compiles a plant and runs it. Throws PlantError with all faults, and what the other `simulate` throws.
inline Result simulate(const Plant& plant, const RunOptions& options = {}, const Registry& registry = {}) {
    return simulate(compile(plant, registry), options);
}

/// The parts of a study that were run apart, as one: the same as if they had been run at once. Parts may come in any
/// order. Throws std::invalid_argument when there is none, when they are of different plants, windows, seeds or
/// confidences, and when their ranges of replications overlap or leave a gap.
LINEWRIGHT_ONCE Result merged(std::vector<Result> parts);

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/study_body.hpp"
#endif
