// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Replications: the same plant run independently many times, and what can be said from them. One compiled plant serves
// all threads; results are kept in the order of replications, so that the number of threads changes nothing.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <charconv>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "linewright/record/figures.hpp"

namespace linewright {

/// How long, how often, how sure.
struct RunOptions {
    Duration horizon{8.0, Unit::h};  ///< the window ends here
    Duration warmup{};               ///< the window begins here: nothing before it is counted
    int replications = 1;
    std::uint64_t seed = 1;
    int threads = 0;           ///< 0: as many as the machine has
    double confidence = 0.95;  ///< of the intervals
    std::uint64_t max_events_per_instant = 10'000'000;
    std::uint64_t max_events = std::numeric_limits<std::uint64_t>::max();
    int max_jobs = 50'000'000;
    Duration max_wall{};  ///< 0: none; replications that aren't done by then have failed
    StopToken stop{};
    /// Called from the thread that called, now and then, with the number of replications done and wanted; returning
    /// false cancels. Null: no calls.
    std::function<bool(int done, int wanted)> progress{};
    bool carry_on = false;  ///< keep the other replications when one ends badly, instead of throwing
    std::uint64_t max_memory = std::uint64_t{8} << 30U;  ///< bytes of one replication: jobs in the plant and outside
};

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
                             std::to_string(failure.seed) + ") ended at " + detail::number_text(failure.at_seconds) +
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
inline Interval t_interval(const std::vector<double>& values, double confidence) {
    Interval out;
    out.n = values.size();
    if (values.empty()) return out;
    double sum = 0.0;
    for (const double v : values) sum += v;
    out.mean = sum / static_cast<double>(values.size());
    out.least = *std::min_element(values.begin(), values.end());
    out.most = *std::max_element(values.begin(), values.end());
    if (out.least == out.most) out.mean = out.least;  // no rounding where nothing varies
    if (values.size() < 2) {
        out.half_width = out.sd = std::numeric_limits<double>::quiet_NaN();
        return out;
    }
    double squares = 0.0;
    for (const double v : values) squares += (v - out.mean) * (v - out.mean);
    const auto n = static_cast<double>(values.size());
    out.sd = std::sqrt(squares / (n - 1.0));
    const boost::math::students_t_distribution<double> t(n - 1.0);
    out.half_width =
        boost::math::quantile(boost::math::complement(t, (1.0 - confidence) / 2.0)) * out.sd / std::sqrt(n);
    return out;
}

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

    /// Every figure with its interval over the replications, always in the same order.
    [[nodiscard]] std::vector<SummaryRow> summary() const {
        std::vector<SummaryRow> rows;
        std::vector<std::vector<double>> values;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            std::size_t k = 0;
            for (const Figure& f : figures(runs[i])) {
                if (i == 0) {
                    rows.push_back({f.kind, f.element, f.measure, f.unit, {}});
                    values.emplace_back();
                }
                if (k < values.size()) values[k].push_back(f.value);
                ++k;
            }
        }
        for (std::size_t k = 0; k < rows.size(); ++k) rows[k].interval = t_interval(values[k], options.confidence);
        return rows;
    }
    /// One figure's interval. Throws std::out_of_range for a name that isn't there.
    [[nodiscard]] Interval figure(std::string_view kind, std::string_view element, std::string_view measure) const {
        std::vector<double> values;
        for (const RunResult& run : runs)
            for (const Figure& f : figures(run))
                if (f.kind == kind && f.element == element && f.measure == measure) values.push_back(f.value);
        if (values.empty() || values.size() != runs.size())
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

namespace detail {
/// A duration option in ticks; throws std::invalid_argument that names it.
inline Tick option_ticks(Duration d, const Program& program, const char* name, bool positive) {
    const double t = d.microseconds() / program.tick_us;
    if (d.is_cycles() || !(t >= 0.0) || t >= 0x1p59 || (positive && !(t > 0.0)))
        throw std::invalid_argument(std::string(name) + " must be a " + (positive ? "positive " : "") + "time, is " +
                                    text_of(d));
    return to_ticks(t);
}
}  // namespace detail

/// Runs one replication to its horizon.
inline Outcome run_replication(const std::shared_ptr<const Program>& program, const RunSetup& setup, Tick horizon,
                               StopToken stop, RunResult& result) {
    Simulation simulation(program, setup);
    Outcome outcome = simulation.run_until(horizon, stop);
    result = measure(simulation);
    return outcome;
}

/// Runs a compiled plant. Throws RunError when a replication can't reach the horizon (unless `carry_on`), and
/// std::invalid_argument for options that make no sense.
inline Result simulate(const std::shared_ptr<const Program>& program, const RunOptions& options = {}) {
    const Tick horizon = detail::option_ticks(options.horizon, *program, "horizon", true);
    const Tick warmup = detail::option_ticks(options.warmup, *program, "warmup", false);
    if (warmup >= horizon)
        throw std::invalid_argument("warmup must end before the horizon: " + detail::text_of(options.warmup) + " and " +
                                    detail::text_of(options.horizon));
    if (options.replications < 1)
        throw std::invalid_argument("replications must be at least 1, is " + std::to_string(options.replications));
    if (options.threads < 0)
        throw std::invalid_argument("threads must be 0 (all) or more, is " + std::to_string(options.threads));
    detail::option_ticks(options.max_wall, *program, "max_wall", false);
    if (options.max_jobs < 1)
        throw std::invalid_argument("max_jobs must be at least 1, is " + std::to_string(options.max_jobs));
    if (!(options.confidence > 0.0 && options.confidence < 1.0))
        throw std::invalid_argument("confidence must be between 0 and 1, is " +
                                    detail::number_text(options.confidence));
    Result result;
    result.plant = program->name;
    result.plant_identity = program->identity;
    result.options = options;
    const auto wanted = static_cast<std::size_t>(options.replications);
    std::vector<RunResult> runs(wanted);
    std::vector<Outcome> outcomes(wanted);
    std::vector<std::exception_ptr> thrown(wanted);
    std::atomic<bool> stop{false};
    bool too_long = false;
    std::mutex mutex;
    std::condition_variable news;
    int done = 0;
    const auto one = [&](std::size_t i) {
        if (!stop.load(std::memory_order_relaxed)) {
            try {
                RunSetup setup;
                setup.seed = options.seed;
                setup.replication = i;
                setup.warmup = warmup;
                setup.max_events_per_instant = options.max_events_per_instant;
                setup.max_events = options.max_events;
                setup.max_jobs = static_cast<std::uint32_t>(options.max_jobs);
                setup.max_memory = options.max_memory;
                outcomes[i] = run_replication(program, setup, horizon, StopToken(&stop, options.stop), runs[i]);
            } catch (...) {
                thrown[i] = std::current_exception();
                stop = true;
            }
        } else {
            outcomes[i] = {Ending::cancelled, 0, "it had not begun"};
        }
        const std::lock_guard lock(mutex);
        ++done;
        news.notify_one();
    };
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads =
        std::min<std::size_t>(options.threads == 0 ? cores : static_cast<std::size_t>(options.threads), wanted);
    {
        boost::asio::thread_pool pool(threads);
        for (std::size_t i = 0; i < wanted; ++i) boost::asio::post(pool, [&one, i] { one(i); });
        // The calling thread only watches: progress, a stop that was asked for, the wall clock.
        const auto begun = std::chrono::steady_clock::now();
        const double limit = options.max_wall.seconds();
        std::unique_lock lock(mutex);
        while (static_cast<std::size_t>(done) < wanted) {
            news.wait_for(lock, std::chrono::milliseconds(5));
            const int so_far = done;
            lock.unlock();
            bool go = !options.stop.stop_requested();
            if (go && options.progress) go = options.progress(so_far, options.replications);
            if (!go) {
                stop = true;
                result.cancelled = true;
            } else if (limit > 0.0 &&
                       std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() >= limit) {
                stop = too_long = true;
            }
            lock.lock();
        }
        lock.unlock();
        pool.join();
    }
    for (const auto& error : thrown)
        if (error) std::rethrow_exception(error);
    // The runs look at the asker's token themselves, and may have seen it before the watching thread did.
    if (options.stop.stop_requested())
        result.cancelled = result.cancelled || std::any_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) {
                               return o.ending == Ending::cancelled;
                           });
    for (std::size_t i = 0; i < wanted; ++i) {
        if (too_long && !result.cancelled && outcomes[i].ending == Ending::cancelled) {
            outcomes[i].ending = Ending::wall_limit;
            outcomes[i].message =
                "the study has run for " + detail::text_of(options.max_wall) + ", its limit" +
                (outcomes[i].at == 0 ? ", and this replication had not begun"
                                     : ", after " + std::to_string(runs[i].events) + " events of this replication");
        }
        if (outcomes[i].ok()) {
            result.runs.push_back(std::move(runs[i]));
        } else if (outcomes[i].ending != Ending::cancelled) {
            RunFailure failure{i, options.seed, outcomes[i].ending,
                               program->seconds(static_cast<double>(outcomes[i].at)), outcomes[i].message};
            if (!options.carry_on) throw RunError(std::move(failure));
            result.failures.push_back(std::move(failure));
        }
    }
    return result;
}

/// Compiles a plant and runs it. Throws PlantError with all faults, and what the other `simulate` throws.
inline Result simulate(const Plant& plant, const RunOptions& options = {}, const Registry& registry = {}) {
    return simulate(compile(plant, registry), options);
}

}  // namespace linewright
