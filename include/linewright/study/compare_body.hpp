// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of compare.hpp: one pool for all, figures paired by name, intervals that hold at once.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/study/collect.hpp"
#include "linewright/study/compare.hpp"
#include "linewright/study/pool.hpp"
#include "linewright/study/sample.hpp"
#include "linewright/study/select.hpp"

namespace linewright {

namespace detail {

/// A half-width for another probability of the tail than the interval's own.
inline double widened(const Interval& interval, double tail) {
    if (interval.n < 2) return std::numeric_limits<double>::quiet_NaN();
    if (interval.sd == 0.0) return 0.0;
    return t_quantile(1.0 - tail, static_cast<double>(interval.n - 1)) * interval.sd /
           std::sqrt(static_cast<double>(interval.n));
}

/// The difference of one figure over the replications that both have; `among`: how many are held against the base.
inline PairedDifference paired(const FigureValues& base, const FigureValues& other, double confidence,
                               std::size_t among) {
    PairedDifference out{other.first.kind, other.first.element, other.first.measure, other.first.unit, {}, {}, {}};
    std::vector<double> mine, its, differences;
    auto b = base.values.begin();
    for (const auto& [replication, value] : other.values) {
        if (rule<"measures.pairs_by_number">())
            while (b != base.values.end() && b->first < replication) ++b;
        if (b == base.values.end()) break;
        if (rule<"measures.pairs_by_number">() && b->first != replication) continue;
        its.push_back(b->second);
        mine.push_back(value);
        differences.push_back(value - b->second);
        if (!rule<"measures.pairs_by_number">()) ++b;
    }
    out.base = t_interval(its, confidence);
    out.value = t_interval(mine, confidence);
    out.difference = t_interval(differences, confidence);
    const auto pairs = static_cast<double>(std::max<std::size_t>(among, 1));
    out.together = among == 1 || !rule<"measures.all_at_once">()
                       ? out.difference.half_width
                       : widened(out.difference, (1.0 - confidence) / 2.0 / pairs);
    const double apart = out.base.sd * out.base.sd + out.value.sd * out.value.sd;
    const double together = out.difference.sd * out.difference.sd;
    out.variance_factor = together > 0.0 ? apart / together
                          : apart > 0.0  ? std::numeric_limits<double>::infinity()
                                         : std::numeric_limits<double>::quiet_NaN();
    return out;
}

inline std::out_of_range no_figure(std::string_view kind, std::string_view element, std::string_view measure,
                                   const std::string& where) {
    return std::out_of_range("no figure \"" + std::string(measure) + "\" of " + std::string(kind) + "/" +
                             std::string(element) + " in \"" + where + "\"");
}

}  // namespace detail

LINEWRIGHT_ONCE std::vector<PairedDifference> Comparison::differences(std::size_t alternative) const {
    const detail::FigureTable base_figures(results.at(base).runs), its(results.at(alternative).runs);
    const double confidence = results[base].options.confidence;
    std::vector<PairedDifference> rows;
    for (const detail::FigureValues& row : its.rows)
        if (const auto* other = base_figures.find(row.first.kind, row.first.element, row.first.measure)) {
            PairedDifference difference = detail::paired(*other, row, confidence, names.size() - 1);
            if (difference.difference.n > 0) rows.push_back(std::move(difference));
        }
    return rows;
}

LINEWRIGHT_ONCE PairedDifference Comparison::difference(std::size_t alternative, std::string_view kind,
                                                        std::string_view element, std::string_view measure) const {
    const detail::FigureTable base_figures(results.at(base).runs), its(results.at(alternative).runs);
    const auto* one = base_figures.find(kind, element, measure);
    if (one == nullptr) throw detail::no_figure(kind, element, measure, names[base]);
    const auto* other = its.find(kind, element, measure);
    if (other == nullptr) throw detail::no_figure(kind, element, measure, names[alternative]);
    return detail::paired(*one, *other, results[base].options.confidence, names.size() - 1);
}

LINEWRIGHT_ONCE std::vector<AgainstBest> Comparison::best(std::string_view kind, std::string_view element,
                                                          std::string_view measure, bool largest) const {
    const std::size_t k = results.size();
    std::vector<detail::FigureTable> tables;
    for (const Result& result : results) tables.emplace_back(result.runs);
    std::vector<const detail::FigureValues*> rows;
    for (std::size_t i = 0; i < k; ++i) {
        rows.push_back(tables[i].find(kind, element, measure));
        if (rows[i] == nullptr) throw detail::no_figure(kind, element, measure, names[i]);
    }
    // The replications that all of them have.
    std::vector<std::vector<double>> values(k);
    std::vector<std::size_t> at(k, 0);
    for (const auto& [number, first] : rows[0]->values) {
        bool all = true;
        for (std::size_t i = 1; i < k; ++i) {
            const auto& its = rows[i]->values;
            while (at[i] < its.size() && its[at[i]].first < number) ++at[i];
            all = all && at[i] < its.size() && its[at[i]].first == number;
        }
        if (!all) continue;
        values[0].push_back(first);
        for (std::size_t i = 1; i < k; ++i) values[i].push_back(rows[i]->values[at[i]].second);
    }
    const double confidence = results[base].options.confidence, inf = std::numeric_limits<double>::infinity();
    std::vector<BestInterval> found(k, BestInterval{0.0, -inf, inf});
    if (values[0].size() > 1) found = compare_with_best(values, confidence, largest);
    std::vector<AgainstBest> out(k);
    for (std::size_t i = 0; i < k; ++i)
        out[i] = {names[i],        t_interval(values[i], confidence), found[i].low, found[i].high, found[i].may_be_best,
                  found[i].is_best};
    return out;
}

LINEWRIGHT_ONCE std::size_t Comparison::number_of(std::string_view name) const {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return i;
    std::vector<std::string_view> known(names.begin(), names.end());
    throw std::out_of_range("no alternative \"" + std::string(name) + "\". " +
                            did_you_mean(name, known, "alternative"));
}

LINEWRIGHT_ONCE Comparison compare(const std::vector<Alternative>& alternatives, const RunOptions& options,
                                   const Registry& registry, std::string_view base) {
    if (alternatives.size() < 2)
        throw std::invalid_argument("a comparison needs at least two alternatives, and has " +
                                    std::to_string(alternatives.size()));
    Comparison out;
    for (const Alternative& alternative : alternatives) {
        if (alternative.name.empty()) throw std::invalid_argument("an alternative has no name");
        for (const std::string& name : out.names)
            if (name == alternative.name)
                throw std::invalid_argument("two alternatives are called \"" + name + "\": give each its own name");
        out.names.push_back(alternative.name);
    }
    if (!base.empty()) out.base = out.number_of(base);
    Faults faults;
    std::vector<std::shared_ptr<const Program>> programs;
    for (const Alternative& alternative : alternatives) {
        Compiled compiled = try_compile(alternative.plant, registry);
        for (Fault& fault : compiled.faults) {
            fault.place = "\"" + alternative.name + "\": " + fault.place;
            faults.push_back(std::move(fault));
        }
        programs.push_back(std::move(compiled.program));
    }
    if (!faults.empty()) throw PlantError(std::move(faults));
    const std::size_t k = programs.size();
    std::vector<Tick> horizons;
    std::vector<RunSetup> setups;
    for (const auto& program : programs) {
        horizons.push_back(detail::checked_horizon(options, *program));
        setups.push_back(detail::setup_of(options, *program));
    }
    const auto wanted = static_cast<std::size_t>(options.replications);
    if (wanted > static_cast<std::size_t>(std::numeric_limits<int>::max()) / k)
        throw std::invalid_argument("so many replications of so many alternatives are too many");
    std::vector<std::vector<detail::Ran>> all(k);
    for (auto& each : all) each.resize(wanted);
    const detail::PoolEnd end = detail::each_run(options, wanted * k, [&](std::size_t n, StopToken stop) {
        const std::size_t i = n / k, a = n % k;  // replication by replication: a study that is stopped has pairs
        RunSetup mine = setups[a];
        mine.replication = detail::replication_number(options, i) + (rule<"measures.same_seeds">() ? 0U : a);
        all[a][i].outcome = run_replication(programs[a], mine, horizons[a], stop, all[a][i].run);
    });
    for (std::size_t a = 0; a < k; ++a)
        out.results.push_back(detail::collected(*programs[a], options, all[a], end, "in \"" + out.names[a] + "\": "));
    return out;
}

}  // namespace linewright
