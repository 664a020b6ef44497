// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The golden plants as tests: the fingerprints of the manifest on any number of threads, books that balance, copies and
// saved runs that go on as if nothing had happened, and a coverage without a hole.
#include <gtest/gtest.h>
#include <bit>

#include "golden/coverage.hpp"
#include "golden/golden.hpp"

namespace linewright::golden {

static const std::filesystem::path folder = std::filesystem::path(LINEWRIGHT_SOURCE_DIR) / "tests/golden";

static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

inline void PrintTo(const GoldenPlant& golden, std::ostream* out) { *out << golden.name; }

namespace {

class GoldenPlants : public testing::TestWithParam<GoldenPlant> {};

TEST_P(GoldenPlants, HaveTheFingerprintsOfTheManifestOnOneTwoAndEightThreads) {
    const GoldenPlant& golden = GetParam();
    const auto program = compiled(golden.plant);
    for (const int threads : {1, 2, 8}) {
        RunOptions options = golden.options;
        options.threads = threads;
        EXPECT_EQ(hex(fingerprints(program, options)), golden.fingerprints)
            << golden.name << " on " << threads
            << " threads. If its behaviour was meant to change: scripts/determinism --update";
    }
}

TEST_P(GoldenPlants, GiveTheSameResultOnOneTwoAndEightThreads) {
    const GoldenPlant& golden = GetParam();
    const auto program = compiled(golden.plant);
    std::vector<std::vector<std::uint64_t>>
        figures_of;  // as bits: a cost for each good unit is no number where none is
    for (const int threads : {1, 2, 8}) {
        RunOptions options = golden.options;
        options.threads = threads;
        std::vector<std::uint64_t> values;
        for (const SummaryRow& row : simulate(program, options).summary())
            for (const double figure : {row.interval.mean, row.interval.half_width})
                values.push_back(std::bit_cast<std::uint64_t>(figure));
        figures_of.push_back(values);
    }
    EXPECT_EQ(figures_of[0], figures_of[1]);
    EXPECT_EQ(figures_of[0], figures_of[2]);
}

TEST_P(GoldenPlants, BalanceTheirBooks) { EXPECT_EQ(joined(wrong_sums(GetParam())), ""); }

TEST_P(GoldenPlants, GoOnTheSameWhenCopiedSavedAndLoadedAtAThousandMoments) {
    EXPECT_EQ(joined(wrong_continuations(GetParam(), 1000)), "");
}

INSTANTIATE_TEST_SUITE_P(, GoldenPlants, testing::ValuesIn(plants(folder)),
                         [](const auto& one) { return one.param.name; });

TEST(GoldenCoverage, ReachesAllThatIsBuilt) {
    const Coverage coverage = coverage_of(plants(folder));
    EXPECT_EQ(joined(coverage.unreached()), "");
    EXPECT_EQ(joined(coverage.unexpected()), "");
}

}  // namespace
}  // namespace linewright::golden
