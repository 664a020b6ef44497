// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// `linewright run` and `linewright check`: from a plant's file to a page of figures.
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "linewright/io/json.hpp"
#include "linewright/io/result_csv.hpp"
#include "linewright/io/result_json.hpp"
#include "linewright/io/result_report.hpp"
#include "linewright/io/result_trace.hpp"
#include "linewright/io/text.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/study/study.hpp"

namespace linewright::cli {

namespace {

/// Text for the terminal: what a plant's author wrote must not steer it.
std::string safe(std::string_view text) {
    std::string out;
    for (const char c : text) out += (static_cast<unsigned char>(c) < 0x20U && c != '\n') || c == 0x7F ? '?' : c;
    return out;
}
void say(const std::string& text) {
    const std::string line = safe(text) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

/// Everything to stdout, or an exit code that says it did not arrive.
int print(const std::string& text, int code) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (std::fflush(stdout) == 0 && whole) return code;
    say("linewright: the output could not be written to its end");
    return code == fine ? faulty : code;
}

void say_faults(const std::string& where, const Faults& faults) {
    std::string text = where + ": " + std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults");
    for (const Fault& fault : faults) text += "\n  " + fault.text();
    say(text);
}

std::string read_standard_input(std::size_t most) {
    std::string text;
    char block[1U << 16U];
    while (text.size() <= most) {  // one block past the limit is enough to refuse it
        const std::size_t n = std::fread(block, 1, sizeof block, stdin);
        if (n == 0) break;
        text.append(block, n);
    }
    return text;
}

/// The plant of a file, or its faults.
ReadResult read(const std::string& file) {
    ReadResult result;
    try {
        if (file == "-") {
            ReadOptions options;
            options.source = "standard input";
            return try_read_plant(read_standard_input(options.limits.bytes), options);
        }
        result.plant = load_plant(file);
    } catch (const PlantError& error) {
        result.faults = error.faults();
    } catch (const std::filesystem::filesystem_error& error) {
        result.faults.push_back({"", "can't be read: " + error.code().message(),
                                 error.code() == std::errc::no_such_file_or_directory
                                     ? "Give the path of a plant's file, or make one: linewright new " + file
                                     : ""});
    }
    return result;
}

std::optional<Duration> option_duration(const std::string& name, const std::string& text, bool positive,
                                        Faults& faults) {
    const ReadDuration read = read_duration(text);
    if (!read.duration) {
        faults.push_back({name, read.what, read.remedy});
    } else if (read.duration->is_cycles()) {
        faults.push_back({name, "must be a time, is " + text, "Write it in s, min, h, d or wk"});
    } else if (const double us = read.duration->microseconds(); us < 0.0 || (positive && !(us > 0.0))) {
        faults.push_back(
            {name, std::string("must be ") + (positive ? "> 0" : ">= 0") + ", is " + text, "Give a positive time"});
    } else {
        return read.duration;
    }
    return std::nullopt;
}

/// The options as the library takes them; what is wrong with them goes to `faults`.
RunOptions run_options(const RunArguments& arguments, Faults& faults) {
    RunOptions options;
    const auto horizon = option_duration("--horizon", arguments.horizon, true, faults);
    const auto warmup = option_duration("--warmup", arguments.warmup, false, faults);
    if (horizon) options.horizon = *horizon;
    if (warmup) options.warmup = *warmup;
    if (horizon && warmup && warmup->microseconds() >= horizon->microseconds())
        faults.push_back({"--warmup",
                          "must end before the horizon, " + duration_text(*horizon) + ", is " + duration_text(*warmup),
                          "Give a shorter warm-up or a longer horizon"});
    if (arguments.replications < 1)
        faults.push_back({"--replications", "must be >= 1, is " + std::to_string(arguments.replications),
                          "10 give an interval, more a narrower one"});
    if (arguments.threads < 0)
        faults.push_back(
            {"--threads", "must be >= 0, is " + std::to_string(arguments.threads), "0 takes all that the machine has"});
    if (!(arguments.confidence >= 1.0 && arguments.confidence < 100.0))
        faults.push_back({"--confidence",
                          "must be a percentage from 1 to below 100, is " + number_text(arguments.confidence),
                          "Write 95 for 95 %"});
    const auto max_wall =
        arguments.max_wall.empty() ? Duration{} : option_duration("--max-wall", arguments.max_wall, true, faults);
    if (max_wall) options.max_wall = *max_wall;
    if (arguments.max_jobs < 1)
        faults.push_back(
            {"--max-jobs", "must be >= 1, is " + std::to_string(arguments.max_jobs), "Leave it out for 50,000,000"});
    if (arguments.max_memory < 1) faults.push_back({"--max-memory", "must be >= 1, is 0", "Leave it out for 8 GiB"});
    if (arguments.max_events) options.max_events = *arguments.max_events;
    options.max_jobs = arguments.max_jobs;
    options.max_memory = arguments.max_memory;
    options.replications = arguments.replications;
    options.seed = arguments.seed;
    options.threads = arguments.threads;
    options.confidence = arguments.confidence / 100.0;
    options.carry_on = true;
    options.stop = StopToken(&stop_wanted);
    return options;
}

/// Writes the trace of replication 0; throws std::runtime_error.
Outcome write_trace(const std::shared_ptr<const Program>& program, const RunOptions& options, const std::string& file) {
    const auto close = [](std::FILE* f) { std::fclose(f); };
    std::unique_ptr<std::FILE, decltype(close)> owned(nullptr, close);
    std::FILE* out = stdout;
    if (file != "-") {
        owned.reset(std::fopen(file.c_str(), "wb"));
        out = owned.get();
        if (out == nullptr) throw std::runtime_error(std::generic_category().message(errno));
    }
    const RunSetup setup = detail::setup_of(options, *program);
    const Tick horizon = detail::option_ticks(options.horizon, *program, "horizon", true);
    Outcome outcome = trace_run(
        program, setup, horizon,
        [out](std::string_view text) { return std::fwrite(text.data(), 1, text.size(), out) == text.size(); },
        options.stop);
    if (std::fflush(out) != 0) throw std::runtime_error(std::generic_category().message(errno));
    return outcome;
}

}  // namespace

int run(const RunArguments& arguments) {
    // Whatever is wrong, all of it is said at once.
    Faults option_faults;
    RunOptions options = run_options(arguments, option_faults);
    if (arguments.json && arguments.trace == "-")
        option_faults.push_back({"--trace", "can't go to stdout together with --json", "Give it a file"});
    ReadResult read_plant = read(arguments.plant);
    Faults plant_faults = std::move(read_plant.faults);
    Compiled compiled;
    if (read_plant) {
        compiled = try_compile(*read_plant.plant);
        plant_faults = std::move(compiled.faults);
    }
    if (compiled && option_faults.empty()) {
        try {
            (void)detail::option_ticks(options.horizon, *compiled.program, "--horizon", true);
            (void)detail::option_ticks(options.max_wall, *compiled.program, "--max-wall", false);
        } catch (const std::invalid_argument& error) {
            option_faults.push_back({"", error.what(), "Give a shorter one"});
        }
    }
    if (!option_faults.empty()) say_faults("options", option_faults);
    if (!plant_faults.empty()) say_faults(arguments.plant == "-" ? "standard input" : arguments.plant, plant_faults);
    if (!option_faults.empty() || !plant_faults.empty()) return faulty;

    listen_for_stop();
    int code = fine;
    if (!arguments.trace.empty()) {
        try {
            const Outcome outcome = write_trace(compiled.program, options, arguments.trace);
            if (!outcome.ok() && outcome.ending != Ending::cancelled) code = ended_badly;  // the study says why
        } catch (const std::exception& error) {
            say("linewright: " + arguments.trace + ": the trace can't be written: " + error.what());
            return faulty;
        }
    }
    Result result;
    {
        ProgressLine progress;
        options.progress = [&](int done, int wanted) {
            progress.show(done, wanted);
            return true;
        };
        result = simulate(compiled.program, options);
    }
    if (!result.failures.empty()) code = ended_badly;
    for (const RunFailure& failure : result.failures) say("linewright: " + std::string(RunError(failure).what()));
    if (result.cancelled) {
        code = interrupted;
        say("linewright: stopped; " + std::to_string(result.runs.size()) + " of " +
            std::to_string(options.replications) + " replications are complete" +
            (result.runs.empty() ? ", so there are no figures" : ""));
    }
    if (!arguments.csv.empty()) {
        try {
            save_result_csv(result, arguments.csv);
        } catch (const std::filesystem::filesystem_error& error) {
            say("linewright: " + error.path1().string() + ": the tables can't be written: " + error.code().message());
            if (code == fine) code = faulty;
        }
    }
    if (arguments.json) return print(result_json(result), code);
    if (arguments.trace == "-" || (result.runs.empty() && result.cancelled)) return code;
    return print(report(result, {.width = page_width(), .utf8 = speaks_utf8()}), code);
}

int check(const std::string& plant) {
    const ReadResult read_plant = read(plant);
    const std::string where = plant == "-" ? "standard input" : plant;
    if (!read_plant) {
        say_faults(where, read_plant.faults);
        return faulty;
    }
    const Compiled compiled = try_compile(*read_plant.plant);
    if (!compiled) {
        say_faults(where, compiled.faults);
        return faulty;
    }
    const Program& program = *compiled.program;
    const auto count = [](std::size_t n, std::string_view one) {
        return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
    };
    return print(
        safe(where + ": no faults; \"" + program.name + "\", " + count(program.stations.size(), "station") + ", " +
             count(program.buffer_names.size(), "buffer") + ", " + count(program.product_names.size(), "product") +
             ", " + count(program.pool_names.size(), "pool") + " of people; plant " + identity_text(program.identity)) +
            "\n",
        fine);
}

}  // namespace linewright::cli
