// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// golden FOLDER fingerprints [THREADS]   a line for each plant: its name and the fingerprints of its replications
// golden FOLDER figures                  the same for the hash of all figures (doubles), which nobody promises
// golden FOLDER update                   writes golden.json anew
// golden FOLDER libm                     a hash of libm's exp, log, pow and sin: does masking FMA change anything here?
//
// FOLDER is tests/golden. scripts/determinism builds this program in many ways and compares what they print.
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

#include "golden/golden.hpp"

namespace {

using namespace linewright;

void print(const golden::GoldenPlant& plant, const std::vector<std::uint64_t>& values) {
    std::string line = plant.name;
    for (const std::uint64_t value : values) line += " " + golden::hex(value);
    std::puts(line.c_str());
}

std::vector<std::uint64_t> figure_hashes(const golden::GoldenPlant& plant) {
    std::vector<std::uint64_t> values;
    for (const RunResult& run : simulate(golden::compiled(plant.plant), plant.options).runs) {
        NumberHash hash;
        for (const Figure& figure : figures(run)) {
            hash.add(figure.measure);
            hash.add(std::bit_cast<std::uint64_t>(figure.value));
        }
        values.push_back(hash.value());
    }
    return values;
}

int run(const std::string& folder, const std::string& what, int threads) {
    if (what == "libm") {
        NumberHash hash;
        for (int k = 1; k <= 3000; ++k) {
            const double x = k * 0x1p-6;  // exact
            for (const double y : {std::exp(x), std::log(x), std::pow(x, 1.37), std::sin(x)})
                hash.add(std::bit_cast<std::uint64_t>(y));
        }
        std::puts(golden::hex(hash.value()).c_str());
        return 0;
    }
    std::vector<golden::GoldenPlant> list = golden::plants(folder);
    if (what == "fingerprints") {
        for (golden::GoldenPlant& plant : list) {
            plant.options.threads = threads;
            print(plant, fingerprints(golden::compiled(plant.plant), plant.options));
        }
        return 0;
    }
    if (what == "figures") {
        for (const golden::GoldenPlant& plant : list) print(plant, figure_hashes(plant));
        return 0;
    }
    if (what == "update") {
        int changed = 0;
        for (golden::GoldenPlant& plant : list) {
            auto now = golden::hex(fingerprints(golden::compiled(plant.plant), plant.options));
            if (now != plant.fingerprints) {
                ++changed;
                std::printf("%s: %s\n", plant.name.c_str(), plant.fingerprints.empty() ? "new" : "changed");
            }
            plant.fingerprints = std::move(now);
        }
        golden::write_manifest(folder, list);
        std::printf("%d of %zu plants have new fingerprints\n", changed, list.size());
        return 0;
    }
    std::fprintf(stderr, "golden: what is \"%s\"?\n", what.c_str());
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("golden FOLDER fingerprints [THREADS] | figures | update | libm\n", stderr);
        return 2;
    }
    try {
        return run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 1);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "golden: %s\n", error.what());
        return 1;
    }
}
