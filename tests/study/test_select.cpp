// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// KN, OCBA and comparison with the best (docs/statistics.md), on numbers worked out by hand.
#include "linewright/study/select.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "draws.hpp"

namespace linewright {
namespace {

template <class Call>
std::string said(const Call& call) {
    try {
        call();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return {};
}

// ---- KN

TEST(KimNelson, DropsWhatIsBehindByMoreThanChanceExplains) {
    // Two alternatives, two first replications, 95 %: eta = ((2 * 0.05)^-2 - 1) / 2 = 49.5, h^2 = 99. Differences 5 and
    // 6 have the variance 0.5: 49.5 looks at most. The margin after r looks is (49.5 / r - 1) / 2.
    KimNelson kn(2, 1.0, 0.95, 2);
    ASSERT_EQ(kn.ask().size(), 2U);
    EXPECT_EQ(kn.ask()[1].alternative, 1U);
    EXPECT_EQ(kn.ask()[1].first_replication, 0U);
    EXPECT_EQ(kn.ask()[1].replications, 2U);
    EXPECT_THROW((void)kn.best(), std::logic_error);
    kn.tell(0, {5, 7});
    ASSERT_EQ(kn.ask().size(), 1U);
    kn.tell(1, {0, 1});  // 5.5 ahead, 11.875 is the margin
    EXPECT_FALSE(kn.done());
    EXPECT_EQ(kn.best(), 0U);
    EXPECT_EQ(kn.ask()[0].replications, 1U);
    EXPECT_EQ(kn.ask()[0].first_replication, 2U);
    EXPECT_EQ(kn.ask(10)[0].replications, 10U);
    EXPECT_EQ(kn.ask(1000)[0].replications, 48U);  // 49 and one more
    kn.tell(0, {8});
    kn.tell(1, {1});  // 6 ahead, 7.75 is the margin
    EXPECT_FALSE(kn.done());
    EXPECT_EQ(kn.says(), "2 of 2 alternatives are left after 3 replications; at most 50 decide");
    kn.tell(0, {8});
    kn.tell(1, {0});  // 6.5 ahead, 5.6875 is the margin
    EXPECT_TRUE(kn.done());
    EXPECT_EQ(kn.best(), 0U);
    EXPECT_TRUE(kn.ask().empty());
    EXPECT_EQ(kn.left(), std::vector<std::size_t>{0});
    EXPECT_EQ(kn.dropped_at(), (std::vector<std::size_t>{0, 4}));
    EXPECT_EQ(kn.used(1), 4U);
    EXPECT_DOUBLE_EQ(kn.mean(0), 7.0);
    EXPECT_DOUBLE_EQ(kn.mean(1), 0.5);
    EXPECT_EQ(kn.says(),
              "alternative 0 is chosen after 4 replications: the best with a confidence of 0.95 if it is better than "
              "the others by 1 or more");
}
TEST(KimNelson, ChoosesAtOnceWhereThereIsHardlyAnyVariance) {
    KimNelson kn(2, 10.0, 0.95, 2);  // 99 * 0.5 / 100 = 0.495: no look is needed
    kn.tell(0, {5, 7});
    kn.tell(1, {0, 1});
    EXPECT_TRUE(kn.done());
    EXPECT_EQ(kn.best(), 0U);
    KimNelson less(2, 10.0, 0.95, 2, false);
    less.tell(0, {5, 7});
    less.tell(1, {0, 1});
    EXPECT_EQ(less.best(), 1U);
}
TEST(KimNelson, TakesTheOneAheadWhenTheLooksAreUsedUp) {
    // Differences 1, -1: variance 2, h^2 S^2 = 198, 7^2 = 49: four looks at most, the fifth decides.
    KimNelson kn(2, 7.0, 0.95, 2);
    kn.tell(0, {1, 0});
    kn.tell(1, {0, 1});
    EXPECT_EQ(kn.ask(100)[0].replications, 3U);
    kn.tell(0, {0, 0, 0});
    kn.tell(1, {0, 0, 0.5});
    EXPECT_TRUE(kn.done());
    EXPECT_EQ(kn.looked(), 5U);
    EXPECT_EQ(kn.best(), 1U);
    EXPECT_EQ(kn.left().size(), 2U);
}
TEST(KimNelson, WhatIsRunAheadChangesNothing) {
    const auto run = [](std::size_t at_once) {
        std::vector<Draws> draws;
        for (std::uint64_t i = 0; i < 4; ++i) draws.emplace_back("ahead", i);
        KimNelson kn(4, 0.3, 0.95, 10);
        while (!kn.done())
            for (const Wanted& w : kn.ask(at_once))
                kn.tell(w.alternative,
                        draws[w.alternative].normals(w.replications, 0.3 * static_cast<double>(w.alternative)));
        std::vector<std::size_t> out = kn.dropped_at();
        out.push_back(kn.best());
        out.push_back(kn.looked());
        return out;
    };
    EXPECT_EQ(run(1), run(7));
    EXPECT_EQ(run(1), run(100));
}
TEST(KimNelson, WhatMakesNoSenseIsNamed) {
    EXPECT_NE(said([] { KimNelson(1, 1.0); }).find("at least 2 alternatives"), std::string::npos);
    EXPECT_NE(said([] { KimNelson(3, 0.0); }).find("difference"), std::string::npos);
    EXPECT_NE(said([] { KimNelson(2, 1.0, 0.5); }).find("guessing, 1/2"), std::string::npos);
    EXPECT_NE(said([] { KimNelson(2, 1.0, 0.95, 1); }).find("first"), std::string::npos);
    KimNelson kn(2, 1.0);
    EXPECT_NE(said([&] { kn.tell(2, {1}); }).find("only 0 to 1"), std::string::npos);
    EXPECT_NE(said([&] { kn.tell(1, {std::numeric_limits<double>::infinity()}); }).find("inf"), std::string::npos);
}

// ---- OCBA

TEST(Ocba, SharesAreThoseOfTheFormula) {
    // Least is best, differences 1 .. 4, equal variances: 1, 1/4, 1/9, 1/16 and the root of their squares.
    const std::vector<double> shares = ocba_shares({1, 2, 3, 4, 5}, {2, 2, 2, 2, 2}, false);
    const std::vector<double> expected{0.4218229882050472, 0.40613409609011314, 0.10153352402252828,
                                       0.045126010676679235, 0.02538338100563207};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(shares[i], expected[i], 1e-14);
    // Twice the deviation: four times the share; and the best has s_b sqrt(sum N^2 / s^2).
    const std::vector<double> uneven = ocba_shares({0, 1, 1}, {3, 1, 2}, false);
    EXPECT_NEAR(uneven[2] / uneven[1], 4.0, 1e-13);
    EXPECT_NEAR(uneven[0] / uneven[1], 3.0 * std::sqrt(1.0 + 16.0 / 4.0), 1e-13);
}
TEST(Ocba, SharesWhereThereIsNoQuotient) {
    EXPECT_EQ(ocba_shares({1, 1, 0}, {1, 1, 1}), (std::vector<double>{0.5, 0.5, 0.0}));  // tied: all for these
    EXPECT_EQ(ocba_shares({2, 1, 0}, {0, 0, 0}), std::vector<double>(3, 1.0 / 3.0));
    EXPECT_EQ(ocba_shares({2, 1, 0}, {0, 1, 0}), (std::vector<double>{0, 1, 0}));
    EXPECT_EQ(ocba_shares({2, 1, 0}, {1, 0, 0}), (std::vector<double>{1, 0, 0}));
}
TEST(Ocba, AsksByTheSharesAndLeavesOutWhoHasEnough) {
    // Means 1, 4, 5 of variance 2: shares 1/16, 1 and sqrt(1 + 1/256) over 2.0645. Of 12 the first gets 0.36, which it
    // has; the other two share 10 as 4.995 to 5.005.
    Ocba ocba(3, 20, 2, 6);
    ASSERT_EQ(ocba.ask().size(), 3U);
    EXPECT_EQ(ocba.ask()[0].replications, 2U);
    ocba.tell(0, {0, 2});
    ocba.tell(1, {3, 5});
    EXPECT_THROW((void)ocba.best(), std::logic_error);
    ocba.tell(2, {4, 6});
    EXPECT_EQ(ocba.best(), 2U);
    const std::vector<Wanted> wanted = ocba.ask();
    ASSERT_EQ(wanted.size(), 2U);
    EXPECT_EQ(wanted[0].alternative, 1U);
    EXPECT_EQ(wanted[0].replications, 3U);
    EXPECT_EQ(wanted[0].first_replication, 2U);
    EXPECT_EQ(wanted[1].alternative, 2U);
    EXPECT_EQ(wanted[1].replications, 3U);
    // 1 less P(Z > 4 / sqrt(2)) less P(Z > 1 / sqrt(2))
    EXPECT_NEAR(ocba.probability(), 1.0 - 0.002338867490523 - 0.239750061093477, 1e-12);
    EXPECT_EQ(ocba.says(), "6 of 20 replications are done; alternative 2 is ahead, with a probability of about 0.758");
    EXPECT_NE(said([&] { ocba.tell(0, {1}); }).find("asked for 0"), std::string::npos);
}
TEST(Ocba, SpendsTheBudgetAndNoMore) {
    Ocba ocba(4, 103, 5, 10);
    std::vector<Draws> draws;
    for (std::uint64_t i = 0; i < 4; ++i) draws.emplace_back("budget", i);
    while (!ocba.done())
        for (const Wanted& w : ocba.ask()) {
            EXPECT_EQ(w.first_replication, ocba.used(w.alternative));
            ocba.tell(w.alternative,
                      draws[w.alternative].normals(w.replications, static_cast<double>(w.alternative), 1.0));
        }
    EXPECT_EQ(ocba.spent(), 103U);
    EXPECT_TRUE(ocba.ask().empty());
    EXPECT_EQ(ocba.best(), 3U);
    EXPECT_GT(ocba.used(3), ocba.used(0));
}
TEST(Ocba, WhatMakesNoSenseIsNamed) {
    EXPECT_NE(said([] { Ocba(3, 29); }).find("3 times 10, is 29"), std::string::npos);
    EXPECT_NE(said([] { Ocba(1, 100); }).find("at least 2"), std::string::npos);
    EXPECT_NE(said([] { Ocba(2, 100, 10, 0); }).find("step"), std::string::npos);
    EXPECT_NE(said([] { ocba_shares({1, 2}, {1, -1}); }).find("negative"), std::string::npos);
}

// ---- comparison with the best

TEST(CompareWithBest, IsHsusConstrainedIntervalByPairs) {
    // Differences 2, 1, 3: mean 2, t(0.95, 2) / sqrt(3) = 1.685854.
    const auto two = compare_with_best({{3, 4, 5}, {1, 3, 2}});
    EXPECT_DOUBLE_EQ(two[0].difference, 2.0);
    EXPECT_EQ(two[0].low, 0.0);
    EXPECT_NEAR(two[0].high, 3.685854, 1e-6);
    EXPECT_TRUE(two[0].is_best);
    EXPECT_DOUBLE_EQ(two[1].difference, -2.0);
    EXPECT_NEAR(two[1].low, -3.685854, 1e-6);
    EXPECT_EQ(two[1].high, 0.0);
    EXPECT_FALSE(two[1].may_be_best);
    const auto less = compare_with_best({{-3, -4, -5}, {-1, -3, -2}}, 0.95, false);
    EXPECT_DOUBLE_EQ(less[0].difference, -2.0);
    EXPECT_NEAR(less[0].low, -3.685854, 1e-6);
    EXPECT_EQ(less[0].high, 0.0);
    EXPECT_TRUE(less[0].is_best);
    EXPECT_NEAR(less[1].high, 3.685854, 1e-6);
    EXPECT_EQ(less[1].low, 0.0);
}
TEST(CompareWithBest, LeavesOpenWhatIsOpen) {
    const auto three = compare_with_best({{3, 4, 5}, {3.5, 3, 5}, {0, 1, 2}});
    EXPECT_TRUE(three[0].may_be_best);
    EXPECT_TRUE(three[1].may_be_best);
    EXPECT_FALSE(three[0].is_best);
    EXPECT_LT(three[0].low, 0.0);
    EXPECT_GT(three[0].high, 0.0);
    EXPECT_FALSE(three[2].may_be_best);  // 3 behind the first, exactly, in each replication
    EXPECT_EQ(three[2].high, 0.0);
    for (const BestInterval& same : compare_with_best({{1, 2}, {1, 2}})) {
        EXPECT_TRUE(same.may_be_best);
        EXPECT_FALSE(same.is_best);
        EXPECT_EQ(same.low, 0.0);
        EXPECT_EQ(same.high, 0.0);
    }
    EXPECT_THROW(compare_with_best({{1, 2}, {1}}), std::invalid_argument);
    EXPECT_THROW(compare_with_best({{1, 2}}), std::invalid_argument);
}

}  // namespace
}  // namespace linewright
