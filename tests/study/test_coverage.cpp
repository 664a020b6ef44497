// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Whether intervals hold the truth as often as they say and selections choose as well as they promise
// (docs/statistics.md): on known laws, against three standard deviations of the share. LINEWRIGHT_COVERAGE=100 in the
// environment repeats each experiment a hundred times as often, against bounds ten times as narrow; what is observed is
// printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draws.hpp"
#include "linewright/study/intervals.hpp"
#include "linewright/study/select.hpp"
#include "linewright/study/series.hpp"
#include "linewright/study/until.hpp"

namespace linewright {
namespace {

bool holds(const Interval& interval, double truth) { return std::abs(interval.mean - truth) <= interval.half_width; }

/// The share of repetitions in which `one(draws)` is true.
template <class One>
double share(std::string_view name, int often, const One& one) {
    int hits = 0;
    for (int i = 0; i < often; ++i) {
        Draws draws(name, static_cast<std::uint64_t>(i));
        hits += one(draws) ? 1 : 0;
    }
    const double observed = static_cast<double>(hits) / often;
    std::cout << "  " << name << ": " << observed << " of " << often << '\n';
    return observed;
}

TEST(Coverage, OfStudentsTOnNormalValuesIsExact) {
    const int n = repetitions(2000);
    for (const std::size_t size : {std::size_t{3}, std::size_t{10}, std::size_t{30}})
        EXPECT_NEAR(share("t " + std::to_string(size), n,
                          [&](Draws& d) { return holds(t_interval(d.normals(size, 5.0, 2.0), 0.9), 5.0); }),
                    0.9, three_sigma(0.9, n));
}
TEST(Coverage, OfAPredictionIsExact) {
    const int n = repetitions(2000);
    EXPECT_NEAR(share("prediction", n,
                      [](Draws& d) {
                          const Interval p = prediction_interval(d.normals(8, 5.0, 2.0), 0.9);
                          return holds(p, d.normal(5.0, 2.0));
                      }),
                0.9, three_sigma(0.9, n));
}
TEST(Coverage, OfQuantilesIsTheOneThatIsSaidOnAnyLaw) {
    const int n = repetitions(2000);
    const auto check = [&](std::string_view name, double p, std::size_t size, double truth, const auto& draw) {
        double coverage = 0.0;
        const double observed = share(name, n, [&](Draws& d) {
            std::vector<double> values(size);
            for (double& v : values) v = draw(d);
            const QuantileInterval q = quantile_interval(std::move(values), p, 0.9);
            coverage = q.coverage;
            return q.low <= truth && truth <= q.high;
        });
        EXPECT_GE(coverage, 0.9);
        EXPECT_NEAR(observed, coverage, three_sigma(coverage, n)) << name;
    };
    check("median of exponential", 0.5, 15, std::log(2.0), [](Draws& d) { return d.exponential(); });
    check("0.9 of exponential", 0.9, 60, std::log(10.0), [](Draws& d) { return d.exponential(); });
    check("0.25 of normal", 0.25, 40, portable::normal_quantile(0.25), [](Draws& d) { return d.normal(); });
    check("0.95 of uniform, open above", 0.95, 40, 0.95, [](Draws& d) { return d.uniform(); });
}
TEST(Coverage, OfBatchMeansWhoseCheckPasses) {
    const int n = repetitions(1000);
    // Correlation of neighbours 0.5, batches of 200: what is left of it between batches is about 0.007.
    int trusted = 0;
    const double held = share("batch means, long batches", n, [&](Draws& d) {
        const BatchMeans b = batch_means(d.autoregressive(20 * 200, 0.5, d.normal(0.0, std::sqrt(4.0 / 3.0))), 20, 0.9);
        trusted += b.independent ? 1 : 0;
        return holds(b.interval, 0.0);
    });
    EXPECT_NEAR(held, 0.9, three_sigma(0.9, n) + 0.005);
    EXPECT_NEAR(static_cast<double>(trusted) / n, 0.9, three_sigma(0.9, n) + 0.015);  // the check errs in 10 %
    // Correlation 0.9 and batches of 5: 0.8 between neighbours, which the check sees, and the interval would not hold.
    const double seen = share("batch means, short batches refused", n, [](Draws& d) {
        return !batch_means(d.autoregressive(20 * 5, 0.9, d.normal(0.0, std::sqrt(1.0 / 0.19))), 20, 0.9).independent;
    });
    EXPECT_GT(seen, 0.9);
    const double wrong = share("batch means, short batches", n, [](Draws& d) {
        return holds(batch_means(d.autoregressive(20 * 5, 0.9, d.normal(0.0, std::sqrt(1.0 / 0.19))), 20, 0.9).interval,
                     0.0);
    });
    EXPECT_LT(wrong, 0.75);
}
TEST(Coverage, OfTheJackknifeForARatio) {
    const int n = repetitions(2000);
    const auto sample = [](Draws& d, std::vector<double>& above, std::vector<double>& below) {
        for (int i = 0; i < 20; ++i) {
            below.push_back(d.normal(10.0, 2.0));
            above.push_back(30.0 + d.normal(0.0, 6.0));  // on its own: ratio 3, and biased by 3 * 0.04 / 20
        }
    };
    EXPECT_NEAR(share("jackknife", n,
                      [&](Draws& d) {
                          std::vector<double> above, below;
                          sample(d, above, below);
                          return holds(ratio_interval(above, below, 0.9).interval, 3.0);
                      }),
                0.9, three_sigma(0.9, n) + 0.005);
    // The bias: of the mean of ratios 3 * 0.04, of the ratio of means a twentieth of that, of the jackknife none.
    double plain = 0.0, mended = 0.0, of_ratios = 0.0, of_ratios_hit = 0.0;
    for (int i = 0; i < n; ++i) {
        Draws d("bias of ratios", static_cast<std::uint64_t>(i));
        std::vector<double> above, below, each;
        sample(d, above, below);
        for (std::size_t k = 0; k < above.size(); ++k) each.push_back(above[k] / below[k]);
        const RatioInterval r = ratio_interval(above, below, 0.9);
        plain += (r.ratio - 3.0) / n;
        mended += (r.interval.mean - 3.0) / n;
        const Interval t = t_interval(each, 0.9);
        of_ratios += (t.mean - 3.0) / n;
        of_ratios_hit += (holds(t, 3.0) ? 1.0 : 0.0) / n;
    }
    std::cout << "  bias of the mean of ratios " << of_ratios << ", of the ratio " << plain << ", of the jackknife "
              << mended << "; mean of ratios holds " << of_ratios_hit << '\n';
    const double noise = 3.0 * std::sqrt(0.72 / 20.0 / n);  // three sigma of the mean ratio
    EXPECT_NEAR(mended, 0.0, noise);
    EXPECT_NEAR(plain - mended, 0.006, 0.002);
    EXPECT_GT(of_ratios, 0.1);
}
TEST(Coverage, OfReplicationsUntilAHalfWidthIsLittleLess) {
    const int n = repetitions(1000);
    const StoppingRule rule{.statistics = {{"x", 0.05, true}}, .confidence = 0.9, .least = 10, .passes = 2};
    const double held = share("until 5 %", n, [&](Draws& d) {
        const StoppingState state = rule.feed(d.normals(400, 10.0, 2.0));
        return state.enough && holds(state.intervals.front(), 10.0);
    });
    EXPECT_LE(held, 0.9 + three_sigma(0.9, n));
    EXPECT_GE(held, 0.86 - three_sigma(0.86, n));
}
TEST(Coverage, ComparisonWithTheBestHoldsAtOnce) {
    const int n = repetitions(1000);
    const std::vector<double> truth{0.0, 1.0, 1.2, -2.0, 1.2};
    const double held = share("comparison with the best", n, [&](Draws& d) {
        std::vector<std::vector<double>> values(5);
        for (int r = 0; r < 10; ++r) {
            const double common = d.normal(0.0, 2.0);
            for (std::size_t k = 0; k < 5; ++k) values[k].push_back(truth[k] + common + d.normal());
        }
        const auto best = compare_with_best(values, 0.9);
        for (std::size_t k = 0; k < 5; ++k) {
            double other = -1e9;
            for (std::size_t l = 0; l < 5; ++l)
                if (l != k) other = std::max(other, truth[l]);
            if (!(best[k].low <= truth[k] - other && truth[k] - other <= best[k].high)) return false;
        }
        return true;
    });
    EXPECT_GE(held, 0.9 - three_sigma(0.9, n));
}
TEST(Coverage, KimNelsonKeepsItsGuaranteeWhereItIsHardest) {
    // The best is better by just the difference that matters, all others are alike; with and without common luck.
    const int n = repetitions(500);
    for (const double common : {0.0, 2.0}) {
        double used = 0.0;
        const double right = share(common > 0.0 ? "KN, common luck" : "KN", n, [&](Draws& d) {
            std::vector<double> shared;
            std::vector<double> sds{1.0, 1.5, 0.7, 1.2, 1.0};
            KimNelson kn(5, 1.0, 0.95, 10);
            while (!kn.done())
                for (const Wanted& w : kn.ask()) {
                    std::vector<double> values;
                    for (std::size_t r = w.first_replication; r < w.first_replication + w.replications; ++r) {
                        while (shared.size() <= r) shared.push_back(d.normal(0.0, common));
                        values.push_back((w.alternative == 2 ? 1.0 : 0.0) + shared[r] +
                                         d.normal(0.0, sds[w.alternative]));
                    }
                    kn.tell(w.alternative, values);
                }
            for (std::size_t i = 0; i < 5; ++i) used += static_cast<double>(kn.used(i)) / n;
            return kn.best() == 2;
        });
        std::cout << "    replications used: " << used << '\n';
        EXPECT_GE(right, 0.95 - three_sigma(0.95, n));
        EXPECT_LT(used, 5 * 60.0);  // and no more where they share their luck
    }
}
TEST(Coverage, OcbaChoosesBetterThanEqualShares) {
    // Ten alternatives with means 0 .. 9 and a standard deviation of 6 (Chen and others 2000 have the same), 300 in
    // all.
    const int n = repetitions(500);
    const double ocba = share("OCBA", n, [](Draws& d) {
        Ocba o(10, 300, 10, 20);
        while (!o.done())
            for (const Wanted& w : o.ask())
                o.tell(w.alternative, d.normals(w.replications, static_cast<double>(w.alternative), 6.0));
        return o.best() == 9;
    });
    const double equal = share("equal shares", n, [](Draws& d) {
        std::size_t at = 0;
        double most = -1e9;
        for (std::size_t i = 0; i < 10; ++i) {
            const double mean = t_interval(d.normals(30, static_cast<double>(i), 6.0), 0.9).mean;
            if (mean > most) most = mean, at = i;
        }
        return at == 9;
    });
    EXPECT_GT(ocba, equal + three_sigma(equal, n));
}

}  // namespace
}  // namespace linewright
