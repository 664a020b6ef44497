// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What contingencies cost: a plant with them against the same plant without each of them, on the same seeds. Random
// streams bear the names of elements, so that both runs draw the same times and differ by the contingency alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// What a contingency did in one replication. The backlog is all the work that has come and isn't done: jobs in the
/// plant and those that wait outside.
struct ContingencyRun {
    std::uint64_t replication = 0;
    double output_lost = 0.0;        ///< good jobs fewer than without it, at the horizon
    double most_behind = 0.0;        ///< good jobs fewer than without it, at the worst instant
    double deepest_backlog = 0.0;    ///< jobs, the most at one time from its begin on
    double usual_backlog = 0.0;      ///< the same without it
    std::optional<double> recovery;  ///< seconds from its end until the backlog is back; nothing: not by the horizon
    std::optional<double> catch_up;  ///< the same, until the output is back
};

/// A contingency over all replications.
struct ContingencyResult {
    std::string name;
    double from = 0.0, to = 0.0;  ///< seconds from the start
    double confidence = 0.95;
    std::vector<ContingencyRun> runs;  ///< in the order of replications
    /// Its course at the times of the study, means over the replications, and the same without it.
    std::vector<double> backlog, usual_backlog, good, usual_good;

    [[nodiscard]] Interval output_lost() const { return over(&ContingencyRun::output_lost); }
    [[nodiscard]] Interval most_behind() const { return over(&ContingencyRun::most_behind); }
    [[nodiscard]] Interval deepest_backlog() const { return over(&ContingencyRun::deepest_backlog); }
    [[nodiscard]] Interval usual_backlog_most() const { return over(&ContingencyRun::usual_backlog); }
    /// Over the replications that recovered by the horizon; `n` says how many did.
    [[nodiscard]] Interval recovery() const { return over_those(&ContingencyRun::recovery); }
    [[nodiscard]] Interval catch_up() const { return over_those(&ContingencyRun::catch_up); }

   private:
    [[nodiscard]] Interval over(double ContingencyRun::*figure) const {
        std::vector<double> values;
        for (const ContingencyRun& run : runs) values.push_back(run.*figure);
        return t_interval(values, confidence);
    }
    [[nodiscard]] Interval over_those(std::optional<double> ContingencyRun::*figure) const {
        std::vector<double> values;
        for (const ContingencyRun& run : runs)
            if (run.*figure) values.push_back(*(run.*figure));
        return t_interval(values, confidence);
    }
};

/// All contingencies of a plant.
struct ContingencyStudy {
    std::string plant;
    RunOptions options;
    std::vector<double> times;  ///< of the courses, seconds: from the end of the warm-up to the horizon
    std::vector<ContingencyResult> contingencies;  ///< in the plant's order
    std::vector<RunFailure> failures;              ///< only with `carry_on`
    bool cancelled = false;
};

/// Runs a plant as it is and without each of its contingencies in turn. The backlog is back at the first instant, from
/// the contingency's end and from the largest difference on, at which it is what it is without it (or passes that); the
/// output, at which as many good jobs have left. Throws what `simulate` throws, and std::invalid_argument when the
/// plant has no contingency, or one that begins before the warm-up ends or ends after the horizon.
LINEWRIGHT_ONCE ContingencyStudy study_contingencies(const Plant& plant, const RunOptions& options = {},
                                                     const Registry& registry = {});

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/contingency_body.hpp"
#endif
