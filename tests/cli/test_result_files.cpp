// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is printed and written about a result: the page, the JSON document, the tables, the trace.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "linewright/io/edit.hpp"
#include "linewright/io/json_value.hpp"
#include "linewright/io/result_csv.hpp"
#include "linewright/io/result_json.hpp"
#include "linewright/io/result_report.hpp"
#include "linewright/io/result_trace.hpp"
#include "linewright/linewright.hpp"
#include "linewright/plant/hash.hpp"

namespace linewright {
namespace {

using namespace linewright::literals;

Plant small_line() {
    Plant plant{.name = "small line"};
    plant.add(Product{.name = "A", .plan_per_hour = 12.0}).add(Product{.name = "B, \"the other\""});
    plant.add(
        Source{.name = "in", .products = {{"A", 2.0}, {"B, \"the other\"", 1.0}}, .interarrival = exponential(3_min)});
    plant.add(Buffer{.name = "wait"});
    plant.add(
        Station{.name = "mill",
                .cycle = triangular(1_min, 2_min, 3_min),
                .breakdowns = {{.uptime = exponential(4_h), .repair = 10_min, .crew = {{"fitter"}}, .name = "tool"}},
                .defects = {{"*", 0.05}},
                .inspection = Inspection{},
                .ideal_cycle = 1.5_min});
    plant.add(Route{.name = "way", .steps = {"wait", "mill"}});
    plant.add(OperatorPool{.name = "fitter"});
    return plant;
}

Result run(const Plant& plant, int replications, Duration horizon = 40_h, int threads = 1) {
    return simulate(compile(plant),
                    {.horizon = horizon, .warmup = 2_h, .replications = replications, .threads = threads});
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(
        line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A reader of RFC 4180, to see that what is written reads back.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                rows.back().back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                rows.back().back() += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            if (i + 1 < text.size()) rows.emplace_back(1);
        } else {
            rows.back().back() += c;
        }
    }
    return rows;
}

TEST(Identity, OfAProgramIsTheHashOfItsPlant) {
    const Plant plant = small_line();
    const auto program = compile(plant);
    EXPECT_EQ(program->identity, plant_hash(plant));
    EXPECT_EQ(identity_text(program->identity), identity_text(plant_hash(plant)));
    EXPECT_EQ(identity_text(0x1fU), "000000000000001f");
}

TEST(Report, KeepsToItsWidthInEveryLine) {
    Plant plant = small_line();
    plant.stations[0].name = std::string(60, 'm') + "ill";
    plant.routes[0].steps = {"wait", plant.stations[0].name.c_str()};
    Plant single = plant;
    single.products.resize(1);
    single.products[0].plan_per_hour.reset();
    single.sources[0].products.clear();
    for (const Result& result : {run(plant, 3), run(single, 3), run(plant, 3, 10_h)})
        for (const int width : {72, 80, 100}) {
            const std::string page = report(result, {.width = width, .utf8 = true});
            for (const std::string& line : lines_of(page))
                EXPECT_LE(columns(line), static_cast<std::size_t>(width)) << line;
            EXPECT_TRUE(has(page, "mmmm.."));
        }
}

TEST(Report, IsAsciiUnlessToldOtherwise) {
    const Result result = run(small_line(), 3);
    const std::string plain = report(result);
    EXPECT_TRUE(std::all_of(plain.begin(), plain.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    EXPECT_TRUE(has(plain, "+-"));
    const std::string fine = report(result, {.utf8 = true});
    EXPECT_TRUE(has(fine, "\xC2\xB1"));
    EXPECT_FALSE(has(fine, "+-"));
}

TEST(Report, WithOneReplicationGivesNoIntervalAndSaysWhy) {
    const std::string page = report(run(small_line(), 1));
    EXPECT_FALSE(has(page, "+-"));
    EXPECT_TRUE(has(page, "One replication only"));
}

TEST(Report, NamesProfilesOfOeeWithTheirMapping) {
    const std::string page = report(run(small_line(), 3));
    EXPECT_TRUE(has(page, "iso22400"));
    EXPECT_TRUE(has(page, "planned busy time = window - off_shift - break - planned_maintenance"));
    EXPECT_TRUE(has(page, "tpm"));
    EXPECT_FALSE(has(page, "more than 100 %"));
    Plant wrong = small_line();
    wrong.stations[0].ideal_cycle = 30_min;
    EXPECT_TRUE(has(report(run(wrong, 3)), "more than 100 %"));
    Plant without = small_line();
    without.stations[0].ideal_cycle.reset();
    EXPECT_FALSE(has(report(run(without, 3)), "OEE"));
}

TEST(Report, WarnsWhenMoreComesInThanGoesOut) {
    Plant plant = small_line();
    EXPECT_FALSE(has(report(run(plant, 5, 2000_h)), "! "));
    plant.sources[0].interarrival = exponential(1.5_min);
    EXPECT_TRUE(has(report(run(plant, 5)), "More comes in than goes out"));
    plant.buffers[0].capacity = 3;
    EXPECT_TRUE(has(report(run(plant, 5)), "More arrives than can enter"));
}

TEST(Report, ShowsOutputByHourAgainstPlanOverADay) {
    const std::string page = report(run(small_line(), 3, 10_h));
    EXPECT_TRUE(has(page, "Output against plan"));
    EXPECT_TRUE(has(page, "to plan, in all"));
    EXPECT_FALSE(has(report(run(small_line(), 3, 40_h)), "to plan, in all"));
}

TEST(Report, DoesNotLetANameSteerTheTerminal) {
    Plant plant = small_line();
    plant.name = "red \x1b[31m \xC2\x9B line";
    const std::string page = report(run(plant, 2));
    EXPECT_FALSE(has(page, "\x1b"));
    EXPECT_FALSE(has(page, "\xC2\x9B"));
}

TEST(Report, SaysWhatIsMissing) {
    Result result = run(small_line(), 3);
    result.options.replications = 4;
    result.failures.push_back({3, 1, Ending::deadlock, 7200.0, "mill and drill wait for each other"});
    const std::string page = report(result);
    EXPECT_TRUE(has(page, "3 of 4 replications"));
    EXPECT_TRUE(has(page, "Replication 3 is not in these figures"));
    result.runs.clear();
    EXPECT_TRUE(has(report(result), "there are no figures"));
}

TEST(ResultJson, ReadsBackWithEveryFigure) {
    const Result result = run(small_line(), 4);
    const JsonDocument document = parse_json(result_json(result));
    ASSERT_TRUE(document.value) << document.faults.front().text();
    const JsonValue& root = *document.value;
    EXPECT_EQ(root.find("linewright_result")->number()->whole, result_format);
    EXPECT_EQ(root.find("semantics")->number()->whole, semantics_version);
    EXPECT_EQ(*root.find("plant")->find("identity")->string(), identity_text(plant_hash(small_line())));
    EXPECT_EQ(*root.find("options")->find("horizon")->string(), "40 h");
    const auto rows = result.summary();
    const JsonArray& written = *root.find("summary")->array();
    ASSERT_EQ(written.size(), rows.size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
        EXPECT_EQ(*written[k].find("kind")->string(), rows[k].kind);
        EXPECT_EQ(*written[k].find("element")->string(), rows[k].element);
        EXPECT_EQ(*written[k].find("measure")->string(), rows[k].measure);
        EXPECT_EQ(written[k].find("mean")->number()->value, rows[k].interval.mean);
        EXPECT_EQ(written[k].find("half_width")->number()->value, rows[k].interval.half_width);
        EXPECT_EQ(written[k].find("n")->number()->whole, 4);
    }
    const JsonArray& runs = *root.find("runs")->array();
    ASSERT_EQ(runs.size(), 4U);
    // State times of a station sum to the window, exactly.
    const JsonValue& station = runs[2].find("stations")->array()->front();
    std::int64_t sum = 0;
    for (const JsonMember& state : *station.find("ticks")->object()) sum += *state.value.number()->whole;
    EXPECT_EQ(sum, result.runs[2].to - result.runs[2].from);
}

TEST(ResultJson, IsTheSameForAnyNumberOfThreads) {
    EXPECT_EQ(result_json(run(small_line(), 6, 40_h, 1)), result_json(run(small_line(), 6, 40_h, 4)));
}

TEST(ResultJson, GivesNullForAnIntervalFromOneReplication) {
    const JsonDocument document = parse_json(result_json(run(small_line(), 1)));
    ASSERT_TRUE(document.value);
    EXPECT_TRUE(document.value->find("summary")->array()->front().find("half_width")->is_null());
}

TEST(ResultCsv, TablesReadBackAndAgreeWithTheRuns) {
    const Result result = run(small_line(), 3);
    std::map<std::string, std::vector<std::vector<std::string>>> tables;
    for (const CsvFile& file : result_csv(result)) {
        tables[file.name] = read_csv(file.text);
        for (const auto& row : tables[file.name]) EXPECT_EQ(row.size(), tables[file.name].front().size()) << file.name;
    }
    ASSERT_EQ(tables.size(), 14U);
    EXPECT_EQ(tables["costs.csv"].size(), 1U);
    EXPECT_EQ(tables["queue_times.csv"].size(), 1U);
    EXPECT_EQ(tables["vehicles.csv"].size(), 1U);
    EXPECT_EQ(tables["summary.csv"].size(), 1 + result.summary().size());
    EXPECT_EQ(tables["stations.csv"].size(), 1U + 3U);
    ASSERT_EQ(tables["products.csv"].size(), 1U + 6U);
    EXPECT_EQ(tables["products.csv"][2][1], "B, \"the other\"");
    EXPECT_EQ(tables["products.csv"][1][3], std::to_string(result.runs[0].products[0].good));
    EXPECT_EQ(tables["buffers.csv"][1][1], "wait");
    EXPECT_EQ(tables["operators.csv"][1][1], "fitter");
    EXPECT_EQ(tables["sources.csv"][1][1], "in");
    double good = 0.0;
    for (const auto& row : tables["output_by_hour.csv"])
        if (row[0] == "0" && row[1] == "A") good += std::stod(row[3]);
    EXPECT_EQ(good, static_cast<double>(result.runs[0].products[0].good));
}

TEST(Trace, TellsTheSameRunAsTheResult) {
    const auto program = compile(small_line());
    std::string text;
    const RunSetup setup{.seed = 1, .replication = 0};
    const Tick horizon = 40LL * 3600 * 1000000;
    const Outcome outcome =
        trace_run(program, setup, horizon, [&](std::string_view piece) { return text += piece, true; });
    ASSERT_TRUE(outcome.ok());
    const auto lines = lines_of(text);
    const TraceHeader header = read_trace_header(lines.front());
    EXPECT_EQ(header.plant, "small line");
    EXPECT_EQ(header.identity, identity_text(plant_hash(small_line())));
    EXPECT_EQ(header.horizon, horizon);
    std::int64_t exits = 0, before = 0, tools = 0;
    for (std::size_t k = 1; k < lines.size(); ++k) {
        const JsonDocument line = parse_json(lines[k]);
        ASSERT_TRUE(line.value) << lines[k];
        const std::int64_t t = *line.value->find("t")->number()->whole;
        EXPECT_GE(t, before);
        EXPECT_DOUBLE_EQ(line.value->find("s")->number()->value, static_cast<double>(t) / 1e6);
        before = t;
        const std::string& what = *line.value->find("event")->string();
        exits += what == "exit" ? 1 : 0;
        if (what == "fail") tools += *line.value->find("breakdown")->string() == "tool" ? 1 : 0;
        if (what == "state") {
            EXPECT_EQ(*line.value->find("station")->string(), "mill");
        }
    }
    EXPECT_GT(tools, 0);
    RunResult result;
    (void)run_replication(program, setup, horizon, {}, result);
    EXPECT_EQ(exits, static_cast<std::int64_t>(result.good));
}

TEST(MaintenanceAndVehicles, StandInEveryFile) {
    Plant plant{.name = "carried"};
    plant.add(Source{.name = "in", .always = true});
    plant.add(
        Station{.name = "mill",
                .cycle = 4_min,
                .maintenance = {{.name = "oil", .clock = MaintenanceClock::calendar, .every = 7_h, .duration = 1_h}}});
    plant.add(Station{.name = "drill", .cycle = 3_min}).add(Buffer{.name = "rack", .capacity = 5});
    plant.add(VehicleFleet{.name = "cart", .count = 2});
    plant.add(Route{.name = "way",
                    .steps = {"mill", Step{"rack", {.transfer = 3_min, .vehicle = "cart", .back = 2_min}}, "drill"}});
    const Result result = run(plant, 1);
    ASSERT_EQ(result.runs[0].stations[0].maintenances, 5U);  // at 7, 15, 23, 31 and 39 h
    ASSERT_EQ(result.runs[0].vehicles[0].trips, result.runs[0].stations[0].jobs_out);

    const std::string page = report(result, {.width = 100});
    EXPECT_TRUE(has(page, "Vehicles, % of their time")) << page;
    EXPECT_TRUE(has(page, "cart")) << page;
    const JsonDocument json = parse_json(result_json(result));
    ASSERT_TRUE(json.value);
    const JsonValue& one = json.value->find("runs")->array()->front();
    EXPECT_EQ(*one.find("stations")->array()->front().find("maintenances")->number()->whole, 5);
    const JsonValue& cart = one.find("vehicles")->array()->front();
    EXPECT_EQ(*cart.find("loaded_ticks")->number()->whole + *cart.find("empty_ticks")->number()->whole +
                  *cart.find("idle_ticks")->number()->whole,
              2 * (result.runs[0].to - result.runs[0].from));
    for (const CsvFile& file : result_csv(result))
        if (file.name == "vehicles.csv") {
            EXPECT_EQ(read_csv(file.text).at(1).at(1), "cart");
        }
    std::string text;
    (void)trace_run(compile(plant), {}, 9LL * 3600 * 1000000,
                    [&](std::string_view piece) { return text += piece, true; });
    EXPECT_TRUE(has(text, "\"event\": \"maintenance_start\", \"station\": \"mill\", \"maintenance\": \"oil\"")) << text;
    EXPECT_TRUE(has(text, "\"buffer\": \"rack\", \"vehicle\": \"cart\""));
}

TEST(MaterialsAndSubcontractors, StandInEveryFile) {
    Plant plant{.name = "supplied"};
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{
        .name = "mill",
        .cycle = 4_min,
        .consumes = {{.material = "oil, \"fine\"", .quantity = {{"*", 0.5}}},
                     {.material = "reel", .quantity = {{"*", 1}}, .refill = Refill{.charge = 10, .time = 1_min}}}});
    plant.add(Material{.name = "oil, \"fine\"",
                       .unit = "l",
                       .initial = 20.0,
                       .reorder_point = 5.0,
                       .order_quantity = 20,
                       .lead_time = 3_h});
    plant.add(Material{.name = "reel"}).add(Subcontractor{.name = "plater", .lead_time = 2_h});
    plant.add(Route{.name = "way", .steps = {"mill", "plater"}});
    const Result result = run(plant, 1);
    const std::string page = report(result, {.width = 100});
    EXPECT_TRUE(has(page, "Materials")) << page;
    EXPECT_TRUE(has(page, "plater")) << page;
    const JsonDocument json = parse_json(result_json(result));
    ASSERT_TRUE(json.value);
    const JsonValue& one = json.value->find("runs")->array()->front();
    EXPECT_EQ(*one.find("materials")->array()->front().find("consumed")->number()->whole,
              result.runs[0].materials[0].consumed);
    EXPECT_EQ(*one.find("subcontractors")->array()->front().find("sent")->number()->whole,
              static_cast<std::int64_t>(result.runs[0].subcontractors[0].sent));
    for (const CsvFile& file : result_csv(result)) {
        if (file.name == "materials.csv") {
            const auto rows = read_csv(file.text);
            ASSERT_EQ(rows.size(), 3U);
            EXPECT_EQ(rows[1].size(), rows[0].size());
            EXPECT_EQ(rows[2].size(), rows[0].size());
            EXPECT_EQ(rows[1][1], "oil, \"fine\"");
            EXPECT_EQ(rows[2][7], "");
        }
        if (file.name == "subcontractors.csv") {
            EXPECT_EQ(read_csv(file.text).at(1).at(1), "plater");
        }
    }
    std::string text;
    (void)trace_run(compile(plant), {}, 9LL * 3600 * 1000000,
                    [&](std::string_view piece) { return text += piece, true; });
    EXPECT_TRUE(has(text, "\"event\": \"refill\", \"station\": \"mill\", \"place\": 1, \"material\": \"reel\""))
        << text;
    EXPECT_TRUE(has(text, "\"event\": \"order\", \"material\": ")) << text;
    EXPECT_TRUE(has(text, "\"event\": \"send_out\", \"product\": \"job\", \"job\": 1, \"subcontractor\": \"plater\""))
        << text;
}

TEST(Costs, StandInEveryFile) {
    Plant plant{.name = "priced"};
    plant.add(Product{.name = "A", .material = 0.25}).add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "mill", .cycle = 6_min, .cost_per_hour = {{"*", 20.0}}, .power_kw = {{"*", 3.0}}});
    plant.add(OperatorPool{.name = "man, \"one\"", .wage_per_hour = 30.0});
    plant.money = Money{.currency = "EUR"};
    plant.energy = Energy{.per_kwh = 0.5, .co2_g_per_kwh = 400.0};
    const Result result = run(plant, 1);  // 38 h, a job released every 6 minutes
    const CostResult& costs = *result.runs[0].costs;
    ASSERT_EQ(costs.total, 1'000'000LL * (38 * 20 + 38 * 30 + 95 + 57));
    const std::string page = report(result, {.width = 100});
    EXPECT_TRUE(has(page, "Costs in the window, in EUR")) << page;
    EXPECT_TRUE(has(page, "full = direct + overhead")) << page;
    EXPECT_TRUE(has(page, "114.00  kWh")) << page;
    EXPECT_TRUE(has(page, "45.60  kg")) << page;
    const JsonDocument json = parse_json(result_json(result));
    ASSERT_TRUE(json.value);
    const JsonValue& one = *json.value->find("runs")->array()->front().find("costs");
    EXPECT_EQ(*one.find("currency")->string(), "EUR");
    EXPECT_EQ(*one.find("total")->number()->whole, costs.total);
    EXPECT_EQ(one.find("lines")->array()->size(), costs.lines.size());
    EXPECT_EQ(*one.find("energy")->find("milliwatt_hours")->number()->whole, 114'000'000);
    for (const CsvFile& file : result_csv(result)) {
        const auto rows = read_csv(file.text);
        if (file.name == "costs.csv") {
            ASSERT_EQ(rows.size(), 1 + costs.lines.size());
            double sum = 0.0;
            for (std::size_t i = 1; i < rows.size(); ++i) sum += std::stod(rows[i][5]);
            EXPECT_NEAR(sum, static_cast<double>(costs.total) / 1e6, 1e-6);
        }
        if (file.name == "costs_by_product.csv") {
            EXPECT_EQ(rows.at(1).at(1), "A");
        }
    }
}

TEST(Trace, RefusesAForeignOneAndSaysWhatToDo) {
    EXPECT_THROW((void)read_trace_header("{\"t\": 0}"), std::runtime_error);
    try {
        (void)read_trace_header("{\"linewright_trace\": 9, \"semantics\": 1}");
        FAIL() << "a trace of format 9 was taken";
    } catch (const std::runtime_error& error) {
        EXPECT_TRUE(has(error.what(), "run the plant again")) << error.what();
    }
}

TEST(Trace, EndsWhenItCannotBeWritten) {
    const auto program = compile(small_line());
    EXPECT_THROW((void)trace_run(program, {}, 3600LL * 1000000 * 1000, [](std::string_view) { return false; }),
                 std::runtime_error);
}

}  // namespace
}  // namespace linewright
