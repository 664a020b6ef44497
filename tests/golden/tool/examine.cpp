// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// examine FOLDER check      books that balance; copies and saved runs at 1,000 moments of each golden plant
// examine FOLDER coverage   what the plants reach; fails when something that is built is reached by none
//
// FOLDER is tests/golden. The same as tests/golden/test_golden.cpp, without a test framework: for sanitizers and eyes.
#include <cstdio>
#include <exception>
#include <string>

#include "golden/coverage.hpp"
#include "golden/golden.hpp"

namespace {

using namespace linewright;

int complain(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) std::puts(line.c_str());
    return lines.empty() ? 0 : 1;
}

int run(const std::string& folder, const std::string& what) {
    const std::vector<golden::GoldenPlant> list = golden::plants(folder);
    if (what == "coverage") {
        const golden::Coverage coverage = golden::coverage_of(list);
        std::fputs(coverage.table().c_str(), stdout);
        std::printf("\n%zu things are built, %zu of them are reached by no golden plant\n", coverage.size(),
                    coverage.unreached().size());
        const int holes = complain(coverage.unreached());
        for (const std::string& row : coverage.unexpected())
            std::printf("%s is reached, but the list says that it isn't built\n", row.c_str());
        return holes || !coverage.unexpected().empty();
    }
    if (what == "check") {
        int failed = 0;
        for (const golden::GoldenPlant& plant : list) {
            const int before = failed;
            failed += complain(golden::wrong_sums(plant)) + complain(golden::wrong_continuations(plant, 1000));
            std::printf("%s: %s\n", plant.name.c_str(), failed == before ? "books balance, 1,000 moments" : "FAILED");
        }
        return failed != 0;
    }
    std::fprintf(stderr, "examine: what is \"%s\"?\n", what.c_str());
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("examine FOLDER check | coverage\n", stderr);
        return 2;
    }
    try {
        return run(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "examine: %s\n", error.what());
        return 1;
    }
}
