// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// `linewright new` and `linewright schema`: what one needs before there is a plant.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>

#include "cli/commands.hpp"
#include "linewright/io/schema.hpp"

namespace linewright::cli {

const char* const starter_plant =
    R"json(// A plant for `linewright run`. Comments like this one are read over. What may stand here: `linewright schema`.
{
  "linewright": 1,      // the version of this file's format
  "semantics": 1,       // the version of the rules of behaviour
  "name": "my line",

  // The kinds of jobs. With a plan, the report shows output against it.
  "products": [
    {"name": "bracket", "plan_per_hour": 10},
    {"name": "hinge", "plan_per_hour": 5}
  ],

  // Where jobs come from. Every time has its unit: s, min, h, d, wk. A plain time is constant; others vary:
  // exponential (at random), triangular (least, most likely, most), lognormal, erlang, uniform, normal, ...
  "sources": [
    {"name": "store", "products": [{"product": "bracket", "share": 2}, {"product": "hinge", "share": 1}],
     "interarrival": {"type": "exponential", "mean": "4 min"}}
  ],

  // Where jobs wait. Without a capacity there is no limit.
  "buffers": [
    {"name": "raw", "queue": ["same_setup"]},   // the product that the saw is set for goes first
    {"name": "B1", "capacity": 5}
  ],

  // Where work is done.
  "stations": [
    {"name": "saw", "cycle": {"type": "triangular", "low": "2 min", "mode": "2.4 min", "high": "4 min"},
     "ideal_cycle": "2.2 min",                  // for OEE
     "breakdowns": [
       {"uptime": {"type": "exponential", "mean": "8 h"},       // of running, from the end of a repair
        "repair": {"type": "lognormal", "mean": "20 min", "sd": "15 min"},
        "crew": ["fitter"]}
     ]},
    {"name": "press", "cycle": {"by_product": {"bracket": "2.5 min", "hinge": "3.5 min"}},
     "operators": ["worker"],                   // one person of the pool "worker" while it runs
     "defects": {"*": 0.02},                    // of every product 2 % turn out bad here
     "inspection": {}}                          // and are seen here, and scrapped
  ],

  // The way of the jobs: buffers and stations in their order.
  "routes": [
    {"name": "way", "steps": ["raw", "saw", "B1", "press"]}
  ],

  // A pool's name is a skill of all its people.
  "operators": [
    {"name": "worker", "count": 1},
    {"name": "fitter", "count": 1}
  ],

  // Changeovers of the station with the same name; the first line that matches counts, "*" is anything.
  "changeovers": [
    {"name": "saw", "rules": [
      {"from": "bracket", "to": "hinge", "time": "9 min"},
      {"from": "*", "to": "*", "time": "6 min"}
    ]}
  ]
}
)json";

namespace {

int complain(const std::string& text) {
    std::fputs(("linewright: " + text + "\n").c_str(), stderr);
    return faulty;
}

int print(std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (std::fflush(stdout) == 0 && whole) return fine;
    return complain("the output could not be written to its end");
}

}  // namespace

int schema() { return print(plant_schema()); }

int new_plant(const std::string& file, bool force, bool excel) {
    const std::string_view text =
        excel ? std::string_view(reinterpret_cast<const char*>(starter_workbook.data()), starter_workbook.size())
              : std::string_view(starter_plant);
    if (excel && file.empty()) return complain("a workbook needs a file: linewright new --excel line.xlsx");
    if (file.empty() || file == "-") return print(text);
    errno = 0;
    std::FILE* out = std::fopen(file.c_str(), force ? "wb" : "wbx");
    if (out == nullptr) {
        if (errno == EEXIST)
            return complain(file + " is there already; give another name, or --force to write over it");
        return complain(file + ": can't be written: " + std::generic_category().message(errno));
    }
    const bool whole = std::fwrite(text.data(), 1, text.size(), out) == text.size();
    if (std::fclose(out) != 0 || !whole)
        return complain(file + ": can't be written: " + std::generic_category().message(errno));
    const std::string next = excel ? " is ready. Read it in Python: linewright.io.tables.read(\"" + file + "\")\n"
                                   : " is ready. Try it: linewright run " + file + "\n";
    std::fputs((file + next).c_str(), stderr);
    return fine;
}

}  // namespace linewright::cli
