// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Scenarios: as JSON and back, in words, refused where they make no sense.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "io/full_plant.hpp"
#include "linewright/io/scenario.hpp"

namespace linewright {
namespace {

using namespace literals;

Plant shop() {
    Plant plant{.name = "shop"};
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "castings", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill",
                      .cycle = triangular(2_min, 3_min, 4_min),
                      .breakdowns = {{.uptime = exponential(8_h), .repair = 25_min}},
                      .operators = {{"miller"}}});
    plant.add(Station{.name = "wash", .cycle = 1_min});
    plant.add(Buffer{.name = "B1", .capacity = 10});
    plant.add(Route{.name = "main", .steps = {"B1", "mill", "wash"}});
    plant.add(OperatorPool{.name = "miller", .count = 2});
    plant.add(Changeover{.name = "mill", .rules = {{"A", "B", 40_min}, {"*", "A", 20_min}}});
    return plant;
}

TEST(Words, SayWhatAScenarioChanges) {
    const Scenario both{"both",
                        {Edit::set("operators/miller/count", "3"), Edit::scale("changeovers/mill/0/time", 0.6)}};
    EXPECT_EQ(words(shop(), both), "miller: 2 → 3 people; mill changeover A→B: 40 min → 24 min");
    const auto said = [](const Edit& edit) { return words(shop(), Scenario{"one", {edit}}); };
    EXPECT_EQ(said(Edit::scale("changeovers/mill/*/time", 0.5)),
              "mill changeover A→B: 40 min → 20 min; mill changeover any→A: 20 min → 10 min");
    EXPECT_EQ(said(Edit::set("stations/wash/cycle", "\"2 min\"")), "wash cycle: 1 min → 2 min");
    EXPECT_EQ(said(Edit::set("stations/wash/cycle", R"({"type": "exponential", "mean": "2 min"})")),
              "wash cycle: 1 min → exponential(2 min)");
    EXPECT_EQ(said(Edit::set("stations/mill/cycle/mode", "\"2.5 min\"")), "mill cycle mode: 3 min → 2.5 min");
    EXPECT_EQ(said(Edit::scale("stations/mill/cycle", 0.5)),
              "mill cycle: triangular(2 min, 3 min, 4 min) → triangular(1 min, 1.5 min, 2 min)");
    EXPECT_EQ(said(Edit::set("stations/mill/breakdowns/0/uptime/mean", "\"10 h\"")),
              "mill breakdown 1 uptime mean: 8 h → 10 h");
    EXPECT_EQ(said(Edit::remove("stations/mill/breakdowns/0")), "mill breakdown 1 removed");
    EXPECT_EQ(said(Edit::set("buffers/B1/capacity", "20")), "B1 capacity: 10 → 20 jobs");
    EXPECT_EQ(said(Edit::remove("buffers/B1/capacity")), "B1 capacity: 10 → not given");
    EXPECT_EQ(said(Edit::add("stations", R"({"name": "spare", "cycle": "1 min"})")), "station spare added");
    EXPECT_EQ(said(Edit::add("operators", R"({"name": "fitter"})")), "pool fitter added");
    EXPECT_EQ(said(Edit::remove("routes/main/steps/wash")), "route main step wash removed");
    EXPECT_EQ(said(Edit::set("name", "\"other\"")), "name: shop → other");
    EXPECT_EQ(said(Edit::set("stations/wash/cycle", "\"60 s\"")), "no change");
    Plant turned = shop();
    std::swap(turned.stations[0], turned.stations[1]);
    EXPECT_EQ(words(shop(), turned), "stations: in the order mill, wash → in the order wash, mill");
    // Whatever differs, there are words for it.
    EXPECT_GT(words(Plant{}, full_plant()).size(), 100U);
    EXPECT_GT(words(full_plant(), Plant{}).size(), 100U);
    EXPECT_GT(words(full_plant(), shop()).size(), 100U);
}

TEST(Scenarios, GoToJsonAndBack) {
    const std::vector<Scenario> all{
        {"today", {}},
        {"SMED -40 %", {Edit::scale("changeovers/mill/*/time", 0.6)}},
        {"more",
         {Edit::set("operators/miller/count", "3"), Edit::set("stations/wash/cycle", "\"50 s\""),
          Edit::add("buffers", R"({"name": "B2", "capacity": 4})"), Edit::remove("buffers/B1")}}};
    EXPECT_EQ(read_scenarios(write_scenarios(all)), all);
    for (const Scenario& scenario : all) EXPECT_EQ(read_scenario(write_scenario(scenario)), scenario);
    const Scenario lines = read_scenario(R"({"name": "more", "edits": ["operators/miller/count = 3",
        "stations/wash/cycle = 50 s", {"path": "buffers", "add": {"name": "B2", "capacity": 4}}, "remove buffers/B1"]})");
    EXPECT_EQ(lines, all[2]);
}

TEST(Scenarios, WhatIsWrongIsSaidAtOnce) {
    try {
        (void)edited(shop(),
                     Scenario{"third",
                              {Edit::set("operators/milller/count", "3"), Edit::set("operators/miller/count", "4"),
                               Edit::scale("stations/grind/cycle", 2.0)}});
        FAIL();
    } catch (const EditError& error) {
        ASSERT_EQ(error.faults().size(), 2U);
        EXPECT_NE(error.faults()[0].text().find("\"third\": operators"), std::string::npos) << error.what();
        EXPECT_NE(error.faults()[0].text().find("miller"), std::string::npos) << error.what();
        EXPECT_NE(error.faults()[1].text().find("grind"), std::string::npos) << error.what();
    }
    const auto said = [](std::string_view text) {
        try {
            (void)read_scenarios(text);
        } catch (const PlantError& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    EXPECT_EQ(said(R"({"name": "a", "edits": []})"), "nothing");
    EXPECT_NE(said(R"({"edits": []})").find("name"), std::string::npos);
    EXPECT_NE(said(R"([])").find("object"), std::string::npos);
    EXPECT_NE(said(R"({"linewright": 2, "name": "a"})").find("version"), std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edit": []})").find("edits"), std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edits": [{"value": 3}]})").find("path"), std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edits": [{"path": "x", "value": 3, "scale": 2}]})").find("has 2"),
              std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edits": [{"path": "x", "scale": "2"}]})").find("number"), std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edits": [{"path": "x", "vaule": 2}]})").find("value"), std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edits": [{"path": "x", "remove": false}]})").find("true"), std::string::npos);
    EXPECT_NE(said(R"({"name": "a", "edits": ["nothing of it"]})").find("line 1, column 25"), std::string::npos);
    EXPECT_NE(said(R"({"scenarios": [{"name": "a"}, {"name": "a"}]})").find("another scenario"), std::string::npos);
    EXPECT_NE(said(R"({"scenarios": {}})").find("list"), std::string::npos);
}

TEST(Scenarios, TheSchemaInTheDocsIsTheOneThatThisGives) {
    const std::string file = LINEWRIGHT_SOURCE_DIR "/docs/scenarios.schema.json";
    if (std::getenv("LINEWRIGHT_UPDATE") != nullptr) std::ofstream(file, std::ios::binary) << scenario_schema();
    std::ifstream stream(file, std::ios::binary);
    const std::string copy{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_TRUE(copy == scenario_schema()) << "run this test with LINEWRIGHT_UPDATE=1 and commit the file";
}

}  // namespace
}  // namespace linewright
