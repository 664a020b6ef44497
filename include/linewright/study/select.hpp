// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Which of several alternatives is best: with a guarantee and as many replications as that takes (KN), as well as a
// budget of replications allows (OCBA), or as intervals from what is there (comparison with the best). The first two
// are asked what to run and told what came of it; who runs it, and where, is not their matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// What is to be run next: so many replications of one alternative, from a number on.
struct Wanted {
    std::size_t alternative = 0;
    std::uint64_t first_replication = 0;
    std::size_t replications = 0;
};

/// The procedure KN of Kim and Nelson: a fully sequential selection of the best. After `first` replications of every
/// alternative those are dropped one by one that are, by what was seen so far, not the best, until one is left.
///
/// The guarantee: when the best alternative's mean is better than all others' by `difference` or more, it is chosen
/// with probability `confidence` or more; for means of replications that are nearly normal, with any and unequal
/// variances. Among alternatives that are nearer to each other it chooses one of the good ones. Replication number r of
/// all alternatives may, and should, use the same seed: the procedure compares in pairs and becomes faster by whatever
/// they have in common. S.-H. Kim, B. L. Nelson, "A fully sequential procedure for indifference-zone selection in
/// simulation", ACM Transactions on Modeling and Computer Simulation 11 (2001) 251-273; here with its constant c = 1
/// and error shares (1 - confidence) / (k - 1) by Bonferroni.
class KimNelson {
   public:
    /// `difference`: the least difference that matters, in the unit of the values. Throws std::invalid_argument for
    /// fewer than two alternatives or first replications, a difference that isn't positive, a confidence not above
    /// 1 / alternatives or not below 1.
    KimNelson(std::size_t alternatives, double difference, double confidence = 0.95, std::size_t first = 10,
              bool larger_is_better = true)
        : difference_(difference), confidence_(confidence), first_(first), larger_is_better_(larger_is_better) {
        begin(alternatives);
    }

    /// What must be run before anything can be said; `at_once`: so many replications of each may be run ahead (whoever
    /// has many processors), which changes nothing in what is chosen. Nothing when it is done.
    [[nodiscard]] LINEWRIGHT_ONCE std::vector<Wanted> ask(std::size_t at_once = 1) const;
    /// The next values of an alternative, in the order of replications. Values that it did not need are not looked at.
    /// Throws std::invalid_argument for an alternative that isn't there, and for values that are no numbers.
    LINEWRIGHT_ONCE void tell(std::size_t alternative, const std::vector<double>& values);

    [[nodiscard]] bool done() const { return done_; }
    /// The alternative chosen, or the one ahead so far. Throws std::logic_error before every one has its first values.
    [[nodiscard]] LINEWRIGHT_ONCE std::size_t best() const;
    /// Those not dropped, in order.
    [[nodiscard]] const std::vector<std::size_t>& left() const { return left_; }
    /// By alternative: after how many replications it was dropped; 0: it wasn't.
    [[nodiscard]] const std::vector<std::size_t>& dropped_at() const { return dropped_at_; }
    [[nodiscard]] std::size_t looked() const { return looked_; }  ///< replications of those left that were compared
    [[nodiscard]] std::size_t used(std::size_t alternative) const {
        return dropped_at_.at(alternative) != 0 ? dropped_at_[alternative] : looked_;
    }
    [[nodiscard]] double mean(std::size_t alternative) const { return means_.at(alternative); }  ///< of those used
    [[nodiscard]] std::size_t alternatives() const { return values_.size(); }
    /// What it says, in words.
    [[nodiscard]] LINEWRIGHT_ONCE std::string says() const;

   private:
    LINEWRIGHT_ONCE void begin(std::size_t alternatives);
    LINEWRIGHT_ONCE void look();
    LINEWRIGHT_ONCE void screen();
    [[nodiscard]] double& spread(std::size_t i, std::size_t l) { return spread_[i * values_.size() + l]; }
    /// Whether a is ahead of b.
    [[nodiscard]] bool ahead(double a, double b) const { return larger_is_better_ ? a > b : a < b; }

    double difference_, confidence_;
    std::size_t first_;
    bool larger_is_better_;
    bool done_ = false;
    std::size_t looked_ = 0, most_ = 0;        ///< most_: looks after which the one ahead is chosen
    std::vector<std::vector<double>> values_;  ///< by alternative, in the order of replications
    std::vector<double> means_;                ///< of the replications looked at
    std::vector<double> spread_;               ///< h^2 S^2 / difference, by pair
    std::vector<std::size_t> left_, dropped_at_;
};

/// Optimal computing budget allocation: a fixed number of replications, shared among the alternatives so that the one
/// that looks best at the end is probably the best. More go to those that are near the best and vary much:
/// N_i / N_j = (s_i d_j)^2 / (s_j d_i)^2 with the standard deviations s and the differences d from the best, and for
/// the best N_b = s_b sqrt(sum of N_i^2 / s_i^2). C.-H. Chen, J. Lin, E. Yuecesan, S. E. Chick, "Simulation budget
/// allocation for further enhancing the efficiency of ordinal optimization", Discrete Event Dynamic Systems 10 (2000)
/// 251-270. No guarantee: `probability` is an estimate. The rule was derived for alternatives on seeds of their own;
/// on common ones it is as safe and no longer the best.
class Ocba {
   public:
    /// `budget`: replications of all alternatives together; `first`: of each, before anything is shared; `step`: so
    /// many are shared at once. Throws std::invalid_argument for fewer than two alternatives, fewer than two first
    /// replications, no step, or a budget that the first ones don't fit in.
    Ocba(std::size_t alternatives, std::size_t budget, std::size_t first = 10, std::size_t step = 10,
         bool larger_is_better = true)
        : budget_(budget), first_(first), step_(step), larger_is_better_(larger_is_better) {
        begin(alternatives);
    }

    /// What to run next; nothing when the budget is spent.
    [[nodiscard]] LINEWRIGHT_ONCE std::vector<Wanted> ask() const;
    /// The next values of an alternative, in the order of replications; no more than was asked for. Throws
    /// std::invalid_argument for an alternative that isn't there, for more values, and for values that are no numbers.
    LINEWRIGHT_ONCE void tell(std::size_t alternative, const std::vector<double>& values);

    [[nodiscard]] bool done() const { return spent() >= budget_; }
    /// The alternative with the best mean so far, the first of several. Throws std::logic_error before every one has a
    /// value.
    [[nodiscard]] LINEWRIGHT_ONCE std::size_t best() const;
    [[nodiscard]] LINEWRIGHT_ONCE std::size_t spent() const;
    /// Replications told of an alternative.
    [[nodiscard]] std::size_t used(std::size_t alternative) const { return told_.at(alternative); }
    [[nodiscard]] double mean(std::size_t alternative) const { return means_.at(alternative); }
    [[nodiscard]] std::size_t alternatives() const { return told_.size(); }
    /// About how probably `best` is the best: 1 less the sum of the probabilities that each other one is better, of
    /// normal means with the variances so far; a lower bound if these were the true ones.
    [[nodiscard]] LINEWRIGHT_ONCE double probability() const;
    /// What it says, in words.
    [[nodiscard]] LINEWRIGHT_ONCE std::string says() const;

   private:
    LINEWRIGHT_ONCE void begin(std::size_t alternatives);
    LINEWRIGHT_ONCE void share();
    [[nodiscard]] double variance(std::size_t i) const {
        return squares_[i] / static_cast<double>(told_[i] < 2 ? 1 : told_[i] - 1);
    }

    std::size_t budget_, first_, step_;
    bool larger_is_better_;
    std::vector<std::size_t> told_, target_;  ///< replications told of each, and wanted so far
    std::vector<double> means_, squares_;     ///< of those told, and their squared deviations
};

/// The shares of OCBA for these means and standard deviations; they add up to 1. `best` is the alternative with the
/// best mean. Alternatives as good as the best get all (what is left for others goes to 0 as they come near); one that
/// does not vary gets nothing; when nothing varies all get the same.
LINEWRIGHT_ONCE std::vector<double> ocba_shares(const std::vector<double>& means, const std::vector<double>& sds,
                                                bool larger_is_better = true);

/// How far an alternative may be from the best of the others.
struct BestInterval {
    double difference = 0.0;  ///< its mean less that of the best other one; better means above 0 where larger is better
    double low = 0.0, high = 0.0;
    bool may_be_best = true;  ///< the interval does not end at 0 on the bad side
    bool is_best = false;     ///< it begins at 0 on the good side
};

/// Multiple comparison with the best (J. C. Hsu, "Constrained simultaneous confidence intervals for multiple
/// comparisons with the best", Annals of Statistics 12 (1984) 1136-1144): for each alternative where the difference
/// from the best of the others may be, all at once with the confidence. Row k of `values`: alternative k by
/// replication; the same seeds for the same replication, or not. The differences are taken in pairs, with Student's t
/// at (1 - confidence) / (k - 1) on one side by Bonferroni, which holds whatever the alternatives have in common.
/// Throws std::invalid_argument for fewer than two alternatives or replications, unequal lengths, values that are no
/// numbers.
LINEWRIGHT_ONCE std::vector<BestInterval> compare_with_best(const std::vector<std::vector<double>>& values,
                                                            double confidence = 0.95, bool larger_is_better = true);

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/select_body.hpp"
#endif
