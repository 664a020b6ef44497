// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The commands of `linewright`, one function each. They print to stdout what was asked for and to stderr what the
// person in front of the terminal should know; what they return is the exit code.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "linewright/study/study.hpp"

namespace linewright::cli {

/// What the shell is told.
enum ExitCode : int {
    fine = 0,
    faulty = 1,        ///< a fault of the plant, of an option's value, or of a file
    usage = 2,         ///< the command line can't be read
    ended_badly = 3,   ///< a replication met a deadlock, a limit or an overflow
    interrupted = 130  ///< Ctrl-C, as shells expect it
};

struct RunArguments {
    std::string plant;
    std::string horizon = "30 d";
    std::string warmup = "0 h";
    int replications = 10;
    std::uint64_t seed = 1;
    int threads = 0;
    double confidence = 95.0;                 ///< percent
    std::optional<std::uint64_t> max_events;  ///< of each replication, as the next two
    int max_jobs = RunOptions{}.max_jobs;
    std::uint64_t max_memory = RunOptions{}.max_memory;
    std::string max_wall;  ///< of them all together; empty: none
    bool json = false;
    std::string csv;    ///< folder; empty: none
    std::string trace;  ///< file; empty: none
};

int run(const RunArguments& arguments);
/// `plant` may be "-" for standard input, here and in `run`.
int check(const std::string& plant);
int schema();
/// Writes the starter plant to a file that must not exist yet (unless `force`), or to stdout when `file` is empty;
/// with `excel` the starter workbook, which needs a file.
int new_plant(const std::string& file, bool force, bool excel);

/// A plant with comments, from which a newcomer goes on; it runs as it is.
extern const char* const starter_plant;
/// The bytes of workbook.xlsx: what `linewright.io.tables` of the Python package writes and reads (CMakeLists.txt).
extern const std::span<const unsigned char> starter_workbook;

}  // namespace linewright::cli
