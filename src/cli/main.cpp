// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The command line `linewright`: which words it knows. What they do stands in run.cpp and new.cpp.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli/commands.hpp"
#include "linewright/plant/plant.hpp"
#include "linewright/version.hpp"

namespace {

namespace cli = linewright::cli;
using linewright::plant_format;
using linewright::semantics_version;
using linewright::version;

int dispatch(int count, char** words) {
    CLI::App app{
        "Linewright simulates a factory: throughput, WIP, lead times, OEE, and what each station lost its minutes to.",
        "linewright"};
    app.set_version_flag("--version", "linewright " + std::string(version) + " (plant format " +
                                          std::to_string(plant_format) + ", rules of behaviour " +
                                          std::to_string(semantics_version) + ")");
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    app.footer(
        "Exit codes: 0 fine; 1 a fault of the plant, an option or a file; 2 a command line that can't be read;\n"
        "3 a replication ended badly (deadlock, limit); 130 stopped by Ctrl-C.\n"
        "Begin with: linewright new line.json, then linewright run line.json");

    cli::RunArguments run;
    CLI::App* run_command = app.add_subcommand("run", "Simulate a plant and print its figures");
    run_command->add_option("PLANT", run.plant, "The plant's file, JSON; - reads standard input")->required();
    run_command->add_option("--horizon", run.horizon, "When the measured window ends: \"8 h\", \"30 d\"")
        ->capture_default_str()
        ->type_name("TIME");
    run_command->add_option("--warmup", run.warmup, "When it begins; nothing before is counted")
        ->capture_default_str()
        ->type_name("TIME");
    run_command->add_option("--replications", run.replications, "How many independent runs")
        ->capture_default_str()
        ->type_name("N");
    run_command->add_option("--seed", run.seed, "The same seed gives the same figures, everywhere")
        ->capture_default_str()
        ->type_name("N");
    run_command->add_option("--threads", run.threads, "Threads; 0: all of the machine. Changes no figure")
        ->capture_default_str()
        ->type_name("N");
    run_command->add_option("--confidence", run.confidence, "Of the intervals, in %")
        ->capture_default_str()
        ->type_name("PERCENT");
    run_command->add_option("--max-events", run.max_events, "End a replication that has more events; else: no limit")
        ->type_name("N");
    run_command->add_option("--max-jobs", run.max_jobs, "End a replication with more jobs in the plant")
        ->capture_default_str()
        ->type_name("N");
    run_command
        ->add_option("--max-memory", run.max_memory,
                     "End a replication whose jobs need more: bytes, or \"2 GiB\"; else: 8 GiB")
        ->transform(CLI::AsSizeValue(true).description(""))
        ->type_name("BYTES");
    run_command->add_option("--max-wall", run.max_wall, "End replications that aren't done by then; else: no limit")
        ->type_name("TIME");
    run_command->add_flag("--json", run.json, "The whole result as JSON on stdout instead of the report");
    run_command->add_option("--csv", run.csv, "Also write tables into this folder, one a kind of element")
        ->type_name("DIR");
    run_command->add_option("--trace", run.trace, "Also write every event of replication 0, as JSON lines")
        ->type_name("FILE");
    run_command->footer(
        "Examples:\n"
        "  linewright run line.json --horizon \"20 d\" --warmup \"2 d\" --replications 20\n"
        "  linewright run line.json --json | jq '.summary[] | select(.measure == \"throughput\")'");

    std::string checked;
    CLI::App* check_command = app.add_subcommand("check", "Say all that is wrong with a plant, without running it");
    check_command->add_option("PLANT", checked, "The plant's file, JSON; - reads standard input")->required();

    CLI::App* schema_command = app.add_subcommand("schema", "Print the JSON Schema of a plant's file, for editors");

    std::string made;
    bool force = false, excel = false;
    CLI::App* new_command = app.add_subcommand("new", "Write a commented plant to begin with; it runs as it is");
    new_command->add_option("FILE", made, "Where to; not given: stdout");
    new_command->add_flag("--excel", excel, "A workbook instead: every sheet, explained, with an example (.xlsx)");
    new_command->add_flag("--force", force, "Write over a file that is there already");

    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);  // prints help and versions, and what is wrong
        return code == 0 ? cli::fine : cli::usage;
    }
    if (run_command->parsed()) return cli::run(run);
    if (check_command->parsed()) return cli::check(checked);
    if (schema_command->parsed()) return cli::schema();
    if (new_command->parsed()) return cli::new_plant(made, force, excel);
    return cli::usage;
}

}  // namespace

int main(int count, char** words) {
    try {
        return dispatch(count, words);
    } catch (const std::bad_alloc&) {
        std::fputs("linewright: the memory does not suffice; ask for fewer replications or a shorter horizon\n",
                   stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "linewright: %s\n", error.what());
    }
    return linewright::cli::faulty;
}
