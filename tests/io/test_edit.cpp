// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "io/full_plant.hpp"
#include "linewright/engine/compile.hpp"
#include "linewright/io/edit.hpp"
#include "linewright/io/json.hpp"
#include "linewright/plant/hash.hpp"

namespace linewright {
namespace {

using namespace literals;

Plant gearbox() {
    Plant plant{.name = "gearbox line"};
    plant.add(Source{.name = "castings", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill",
                      .cycle = triangular(2_min, 3_min, 4_min),
                      .breakdowns = {{.uptime = exponential(8_h), .repair = lognormal(25_min, 10_min)}},
                      .operators = {{"miller"}}});
    plant.add(Station{.name = "drill", .cycle = 3_min, .places = 2, .defects = {{"*", 0.02}, {"A", 0.01}}});
    plant.add(Station{.name = "wash", .cycle = Times{{{"A", 1_min}, {"B", gamma(2_min, 30_s)}}}});
    plant.add(Buffer{.name = "B1", .capacity = 10, .queue = {"spt", "fifo"}});
    plant.add(Route{.name = "main", .steps = {"B1", "mill", "drill", "mill", Step{"wash", {.name = "last wash"}}}});
    plant.add(OperatorPool{.name = "miller", .count = 2});
    plant.add(Changeover{.name = "mill", .rules = {{"A", "B", 20_min}, {"B", "A", weibull(1.5, 10_min)}}});
    return plant;
}

/// The faults of an edit, or that there are none.
std::string fault_of(const Edit& edit) {
    try {
        (void)edited(gearbox(), edit);
    } catch (const EditError& error) {
        return error.what();
    }
    return "none";
}

TEST(Edit, AValueIsSetByItsPath) {
    Plant expected = gearbox();
    expected.operators[0].count = 3;
    EXPECT_EQ(edited(gearbox(), Edit::set("operators/miller/count", "3")), expected);

    expected = gearbox();
    expected.stations[0].breakdowns[0].uptime = exponential(10_h);
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/mill/breakdowns/0/uptime/mean", "\"10 h\"")), expected);

    expected = gearbox();
    expected.stations[1].cycle = exponential(2_min);
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/drill/cycle", R"({"type": "exponential", "mean": "2 min"})")),
              expected);

    expected = gearbox();
    expected.stations[2].cycle.by_product["A"] = 2_min;
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/wash/cycle/by_product/A", "\"2 min\"")), expected);

    expected = gearbox();
    expected.stations[0].inspection = Inspection{.miss = 0.1};
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/mill/inspection", R"({"miss": 0.1})")), expected);

    expected = gearbox();
    expected.routes[0].steps[4].transfer = 30_s;
    EXPECT_EQ(edited(gearbox(), Edit::set("routes/main/steps/last wash/transfer", "\"30 s\"")), expected);

    expected = gearbox();
    expected.buffers = {Buffer{.name = "B9"}};
    EXPECT_EQ(edited(gearbox(), Edit::set("buffers", R"([{"name": "B9"}])")), expected);

    expected = gearbox();
    expected.stations[1].defects["B"] = 0.5;
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/drill/defects/B", "0.5")), expected);
}

TEST(Edit, AnElementIsReplacedAsAWhole) {
    Plant expected = gearbox();
    expected.stations[0] = Station{.name = "mill", .cycle = 1_min};
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/mill", R"({"name": "mill", "cycle": "1 min"})")), expected);
}

TEST(Edit, MovingAStationChangesWalkingAndDriving) {
    Plant plant;
    plant.add(Station{.name = "mill", .cycle = 1_min, .operators = {{"man"}}, .at = Spot{"a"}});
    plant.add(Station{.name = "drill", .cycle = 1_min, .at = Spot{"b"}});
    plant.add(Buffer{.name = "B"});
    plant.add(Aisle{.name = "main", .from = "a", .to = "b", .length = 40});
    plant.add(Aisle{.name = "side", .from = "b", .to = "c", .length = 20});
    plant.add(OperatorPool{.name = "man"}).add(VehicleFleet{.name = "truck", .speed = 2.0});
    plant.add(Source{.name = "in", .always = true});
    plant.add(Route{.name = "r", .steps = {"mill", Step{"B", {.vehicle = "truck"}}, "drill"}});
    const auto seconds = [](const Plant& of) {
        const auto program = compile(of);
        return std::vector<Tick>{program->walk_times[0][1] / 1'000'000, program->fleets[0].times[1] / 1'000'000};
    };
    EXPECT_EQ(seconds(plant), (std::vector<Tick>{40, 20}));
    plant = edited(plant, Edit::set("stations/drill/at", "\"c\""));
    EXPECT_EQ(seconds(plant), (std::vector<Tick>{60, 30}));
    plant = edited(plant, Edit::set("stations/drill/at", R"({"aisle": "main", "metres": 12})"));
    EXPECT_EQ(seconds(plant), (std::vector<Tick>{12, 6}));
    plant = edited(plant, Edit::set("stations/drill/at", "\"b\""));
    EXPECT_EQ(seconds(plant), (std::vector<Tick>{40, 20}));
    plant = edited(plant, Edit::set("aisles/main/length", "50"));
    EXPECT_EQ(seconds(plant), (std::vector<Tick>{50, 25}));
}

TEST(Edit, AStarReachesEveryElement) {
    Plant expected = gearbox();
    for (Station& station : expected.stations) station.places = 4;
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/*/places", "4")), expected);

    expected = gearbox();
    expected.stations[1].defects = {{"*", 0.5}, {"A", 0.5}};
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/drill/defects/*", "0.5")), expected);
    expected.stations[1].defects = {{"*", 0.5}, {"A", 0.01}};
    EXPECT_EQ(edited(gearbox(), Edit::set("stations/drill/defects/~2", "0.5")), expected) << "~2 is the name *";
}

TEST(Edit, ScalingAChangeoverScalesItsTimesAndNotItsShapes) {
    Plant expected = gearbox();
    expected.changeovers[0].rules[0].time = 12_min;
    expected.changeovers[0].rules[1].time = weibull(1.5, 6_min);
    EXPECT_EQ(edited(gearbox(), Edit::scale("changeovers/mill/rules/*/time", 0.6)), expected);
    EXPECT_EQ(edited(gearbox(), Edit::scale("changeovers/mill/*/time", 0.6)), expected)
        << "the only list may be left out";
    expected.changeovers[0].rules[1].time = weibull(1.5, 10_min);
    EXPECT_EQ(edited(gearbox(), Edit::scale("changeovers/mill/0/time", 0.6)), expected);
}

TEST(Edit, ScalingTakesEveryTimeOfADistribution) {
    const auto scaled = [](Distribution d) {
        Plant plant = gearbox();
        plant.stations[1].cycle = offset(std::move(d), 10_s);
        plant = edited(plant, Edit::scale("stations/drill/cycle", 0.5));
        EXPECT_EQ(plant.stations[1].cycle.every->offset, 5_s);
        return Distribution(plant.stations[1].cycle.every->law);
    };
    EXPECT_EQ(scaled(3_min), Distribution(1.5_min));
    EXPECT_EQ(scaled(uniform(2_s, 4_s)), uniform(1_s, 2_s));
    EXPECT_EQ(scaled(triangular(2_s, 4_s, 6_s)), triangular(1_s, 2_s, 3_s));
    EXPECT_EQ(scaled(exponential(2_s)), exponential(1_s));
    EXPECT_EQ(scaled(hyperexponential({0.5, 2}, {2_s, 4_s})), hyperexponential({0.5, 2}, {1_s, 2_s}));
    EXPECT_EQ(scaled(erlang(4, 2_s)), erlang(4, 1_s));
    EXPECT_EQ(scaled(gamma(4_s, 2_s)), gamma(2_s, 1_s));
    EXPECT_EQ(scaled(normal(4_s, 2_s)), normal(2_s, 1_s));
    EXPECT_EQ(scaled(lognormal(4_s, 2_s)), lognormal(2_s, 1_s));
    EXPECT_EQ(scaled(weibull(2, 2_s)), weibull(2, 1_s));
    EXPECT_EQ(scaled(beta(2, 3, 2_s, 4_s)), beta(2, 3, 1_s, 2_s));
    EXPECT_EQ(scaled(pert(2_s, 4_s, 6_s)), pert(1_s, 2_s, 3_s));
    EXPECT_EQ(scaled(discrete({2_s, 4_s}, {1, 3})), discrete({1_s, 2_s}, {1, 3}));
    EXPECT_EQ(scaled(empirical({2_s, 4_s})), empirical({1_s, 2_s}));
    EXPECT_EQ(scaled(histogram({2_s, 4_s}, {3})), histogram({1_s, 2_s}, {3}));
    EXPECT_EQ(scaled(time_series({2_s, 4_s})), time_series({1_s, 2_s}));
}

TEST(Edit, ScalingReachesTimesByProductNumbersAndCounts) {
    const Plant plant = edited(
        gearbox(), std::vector<Edit>{Edit::scale("stations/*/cycle", 0.5), Edit::scale("buffers/B1/capacity", 1.5),
                                     Edit::scale("stations/drill/defects", 2.0)});
    EXPECT_EQ(plant.stations[2].cycle, (Times{{{"A", 0.5_min}, {"B", gamma(1_min, 15_s)}}}));
    EXPECT_EQ(plant.buffers[0].capacity, 15);
    EXPECT_EQ(plant.stations[1].defects, (std::map<std::string, double>{{"*", 0.04}, {"A", 0.02}}));
}

TEST(Edit, AScaledFigureIsTheOneThatAPersonWouldWrite) {
    const Plant plant = edited(gearbox(), Edit::scale("stations/drill/cycle", 0.8));
    EXPECT_EQ(std::get<Constant>(plant.stations[1].cycle.every->law).value.value, 2.4)
        << "3 * 0.8 is 2.4000000000000004";
}

TEST(Edit, BelowAStarOnlySomeElementsNeedHaveTheField) {
    Plant expected = gearbox();
    expected.stations[0].breakdowns[0].uptime = exponential(16_h);
    EXPECT_EQ(edited(gearbox(), Edit::scale("stations/*/breakdowns/*/uptime/mean", 2.0)), expected);
}

TEST(Edit, ElementsAreAddedAndRemoved) {
    Plant expected = gearbox();
    expected.add(Buffer{.name = "B2", .capacity = 5});
    EXPECT_EQ(edited(gearbox(), Edit::add("buffers", R"({"name": "B2", "capacity": 5})")), expected);
    expected = gearbox();
    expected.stations.erase(expected.stations.begin() + 1);
    EXPECT_EQ(edited(gearbox(), Edit::remove("stations/drill")), expected);
    expected = gearbox();
    expected.buffers[0].capacity.reset();
    expected.buffers[0].queue = {"fifo"};
    EXPECT_EQ(edited(gearbox(), {Edit::remove("buffers/B1/capacity"), Edit::remove("buffers/B1/queue/spt")}), expected);
    expected = gearbox();
    expected.stations[1].places = 1;
    expected.stations[1].defects.erase("A");
    EXPECT_EQ(edited(gearbox(), {Edit::remove("stations/drill/places"), Edit::remove("stations/drill/defects/A")}),
              expected);
    expected = gearbox();
    expected.routes[0].steps.erase(expected.routes[0].steps.begin() + 3);
    EXPECT_EQ(edited(gearbox(), Edit::remove("routes/main/3")), expected);
}

TEST(Edit, APathThatLeadsNowhereSaysWhatIsMeant) {
    EXPECT_EQ(fault_of(Edit::set("operatrs/miller/count", "3")),
              "operatrs/miller/count: a plant has no \"operatrs\". Did you mean \"operators\"?");
    EXPECT_EQ(fault_of(Edit::set("operators/millr/count", "3")),
              "operators: there is no operator pool \"millr\". Did you mean \"miller\"?");
    EXPECT_EQ(fault_of(Edit::set("operators/miller/cuont", "3")),
              "operators/miller: an operator pool has no \"cuont\". Did you mean \"count\"?");
    EXPECT_EQ(fault_of(Edit::set("stations/saw/places", "3")),
              "stations: there is no station \"saw\". Known: mill, drill, wash");
    EXPECT_EQ(fault_of(Edit::set("stations/7/places", "3")),
              "stations: there is no station \"7\". Known: mill, drill, wash");
    EXPECT_EQ(fault_of(Edit::set("stations/mill/breakdowns/1/repair", "\"3 h\"")),
              "stations/mill/breakdowns: there is no breakdown \"1\". The elements have the numbers 0 to 0");
    EXPECT_EQ(fault_of(Edit::set("stations/mill/cycle/mean", "\"3 h\"")),
              "stations/mill/cycle: is triangular and has no \"mean\". Known: offset, low, mode, high");
    EXPECT_EQ(fault_of(Edit::set("stations/mill/inspection/miss", "0.1")),
              "stations/mill/inspection: is not given, so it has no \"miss\". Set it as a whole");
    EXPECT_EQ(fault_of(Edit::scale("stations/wash/cycle/by_product/C", 2.0)),
              "stations/wash/cycle/by_product: there is no value for \"C\". Did you mean \"A\"?");
    EXPECT_EQ(fault_of(Edit::scale("stations/mill/load", 2.0)),
              "stations/mill/load: is not given, so there is nothing to scale. Set it first");
    EXPECT_EQ(fault_of(Edit::set("stations/mill/places/x", "1")),
              "stations/mill/places: has no parts, so there is no \"x\". End the path here");
    EXPECT_EQ(fault_of(Edit::set("stations/mill/*/x", "1")),
              "stations/mill: is a station; * stands for the elements of a list. Name one of its fields");
    EXPECT_EQ(fault_of(Edit::set("sinks/*/name", "\"x\"")), "sinks: is empty. Add an element first");
    EXPECT_EQ(fault_of(Edit::set("routes/main/steps/mill/cycle", "\"3 h\"")),
              "routes/main/steps: 2 elements are called \"mill\". Give the number of the one that is meant, from 0");
    EXPECT_EQ(fault_of(Edit::set("", "1")), "the edit has no path. Name what to change, as in operators/miller/count");
    EXPECT_EQ(fault_of(Edit::set("stations//places", "1")),
              "stations: there is no station \"\". Known: mill, drill, wash");
}

TEST(Edit, AValueThatDoesNotFitIsRefusedWithItsPlace) {
    EXPECT_EQ(fault_of(Edit::set("operators/miller/count", "\"three\"")),
              "operators/miller/count: must be a whole number, is \"three\". Write a whole number, without quotes");
    EXPECT_EQ(fault_of(Edit::set("stations/drill/cycle", "3")),
              "stations/drill/cycle: is a bare number, 3. Write its unit, as in \"3 min\"");
    EXPECT_EQ(fault_of(Edit::set("stations/mill", R"({"cycel": 1, "places": "2"})")),
              "stations/mill/cycel: is no key of a station. Did you mean \"cycle\"?\n"
              "stations/mill/places: must be a whole number, is \"2\". Write a whole number, without quotes");
    EXPECT_EQ(fault_of(Edit::set("operators/miller/count", "3 4")).substr(0, 47),
              "operators/miller/count: the value is no JSON: (");
    EXPECT_EQ(
        fault_of(Edit::scale("operators/miller/count", 0.7)),
        "operators/miller/count: would become 1.4, but must be a whole number. Set it to the number that is meant");
    EXPECT_EQ(fault_of(Edit::scale("operators/miller/count", -1.0)),
              "operators/miller/count: can't be scaled by -1. Give a factor of 0 or more");
    EXPECT_EQ(fault_of(Edit::scale("operators/miller/count", std::nan(""))),
              "operators/miller/count: can't be scaled by nan. Give a factor of 0 or more");
    EXPECT_NE(fault_of(Edit::scale("stations/drill/cycle", 1e308)), "none");
    EXPECT_NE(fault_of(Edit::scale("operators/miller/count", 1e300)), "none");
    EXPECT_EQ(fault_of(Edit::scale("stations/mill", 2.0)),
              "stations/mill: is a station and can't be scaled as a whole. Name a field that is a number or a time");
    EXPECT_EQ(fault_of(Edit::scale("stations/mill/name", 2.0)),
              "stations/mill/name: is no number or time, so it can't be scaled. Set it");
    EXPECT_EQ(fault_of(Edit::add("stations/mill/places", "2")),
              "stations/mill/places: is no list, so nothing can be added to it. Set it, or name a list");
    EXPECT_EQ(fault_of(Edit::remove("stations/mill/cycle/low")),
              "stations/mill/cycle/low: is a parameter that the distribution needs. Set the distribution as a whole");
}

TEST(Edit, AnEditIsALineOfText) {
    EXPECT_EQ(read_edit("operators/miller/count = 3"), Edit::set("operators/miller/count", "3"));
    EXPECT_EQ(read_edit("operators/miller/count=3"), Edit::set("operators/miller/count", "3"));
    EXPECT_EQ(read_edit("stations/mill/cycle = 4.2 min"), Edit::set("stations/mill/cycle", "\"4.2 min\""));
    EXPECT_EQ(read_edit("changeovers/mill/*/time *= 0.6"), Edit::scale("changeovers/mill/*/time", 0.6));
    EXPECT_EQ(read_edit("stations/drill/defects/*=0.5"), Edit::set("stations/drill/defects/*", "0.5"));
    EXPECT_EQ(read_edit("stations/drill/defects/* *= 0.5"), Edit::scale("stations/drill/defects/*", 0.5));
    EXPECT_EQ(read_edit(R"(buffers += {"name": "B2"})"), Edit::add("buffers", R"({"name": "B2"})"));
    EXPECT_EQ(read_edit("remove stations/mill"), Edit::remove("stations/mill"));
    for (const char* line : {"a/b = 3", "a/b *= 0.6", "a += {\"name\": \"x = y\"}", "remove a/b", "a = \"4.2 min\""})
        EXPECT_EQ(edit_text(read_edit(line)), line);
    EXPECT_THROW((void)read_edit("operators/miller/count"), EditError);
    EXPECT_THROW((void)read_edit("a *= half"), EditError);
    EXPECT_THROW((void)read_edit(""), EditError);
}

TEST(Diff, NamesEveryPlaceWithBeforeAndAfter) {
    Plant after = gearbox();
    after.stations[1].cycle = 2.4_min;
    after.stations[0].cycle = triangular(2_min, 2.5_min, 4_min);
    after.stations[0].breakdowns[0].crew = {{"fitter"}};
    after.stations[1].defects.erase("A");
    after.stations[1].places = 3;
    after.buffers[0].capacity.reset();
    after.operators[0].count = 3;
    after.add(Sink{"out"});
    after.routes[0].steps.erase(after.routes[0].steps.begin() + 2);
    std::vector<std::string> texts;
    for (const Difference& difference : diff(gearbox(), after)) texts.push_back(difference.text());
    EXPECT_EQ(texts, (std::vector<std::string>{
                         "stations/mill/cycle/mode: 3 min -> 2.5 min",
                         "stations/mill/breakdowns/0/crew/0: added fitter",
                         "stations/drill/cycle: 3 min -> 2.4 min",
                         "stations/drill/places: 2 -> 3",
                         "stations/drill/defects/A: removed 0.01",
                         "buffers/B1/capacity: removed 10",
                         "routes/main/steps/drill: removed drill",
                         "operators/miller/count: 2 -> 3",
                         "sinks/out: added out",
                     }));
}

TEST(Diff, EqualPlantsHaveNoDifference) {
    Plant after = gearbox();
    after.stations[1].cycle = 180_s;
    EXPECT_TRUE(diff(gearbox(), after).empty());
    EXPECT_TRUE(edits_between(gearbox(), after).empty());
}

TEST(Diff, AnotherOrderIsADifference) {
    Plant after = gearbox();
    std::swap(after.stations[0], after.stations[1]);
    const std::vector<Difference> differences = diff(gearbox(), after);
    ASSERT_EQ(differences.size(), 1U);
    EXPECT_EQ(differences[0].text(), "stations: in the order mill, drill, wash -> in the order drill, mill, wash");
    EXPECT_EQ(edited(gearbox(), edits_between(gearbox(), after)), after);
}

TEST(Diff, EditsMakeOnePlantOfAnother) {
    const Plant full = full_plant();
    EXPECT_EQ(edited(Plant{}, edits_between(Plant{}, full)), full);
    EXPECT_EQ(edited(full, edits_between(full, Plant{})), Plant{});
    EXPECT_EQ(edited(full, edits_between(full, gearbox())), gearbox());
    Plant after = gearbox();
    after.stations[1].cycle = 2.4_min;
    after.add(Sink{"out"});
    EXPECT_EQ(edits_between(gearbox(), after),
              (std::vector<Edit>{Edit::set("stations/drill/cycle", "\"2.4 min\""), Edit::add("sinks", "\"out\"")}));
}

TEST(Diff, EditsMakeOnePlantOfAnotherWhateverHasChanged) {
    // Names that are numbers, stars, slashes, doubles or nothing must not lead an edit astray.
    std::mt19937 random(5);
    static const std::vector<std::string> names{"", "0", "1", "2", "*", "a/b", "~1", "mill", "drill"};
    const auto name = [&] { return names[random() % names.size()]; };
    const auto plant = [&] {
        Plant made;
        for (auto i = random() % 4; i > 0; --i) {
            Station station{.name = name(), .places = static_cast<int>(random() % 3)};
            for (auto j = random() % 3; j > 0; --j)
                station.breakdowns.push_back({.priority = static_cast<int>(random() % 2), .name = name()});
            for (auto j = random() % 3; j > 0; --j) station.defects[name()] = 0.5;
            if (random() % 2 == 0) station.cycle.every = random() % 2 == 0 ? exponential(3_s) : Distribution(3_s);
            if (random() % 2 == 0) station.cycle.by_product[name()] = 2_s;
            made.add(station);
        }
        for (auto i = random() % 3; i > 0; --i) made.add(Route{.name = name(), .steps = {Step(name()), Step(name())}});
        return made;
    };
    for (int i = 0; i < 3000; ++i) {
        const Plant before = plant();
        const Plant after = plant();
        ASSERT_EQ(edited(before, edits_between(before, after)), after) << write_plant(before) << write_plant(after);
        ASSERT_EQ(diff(before, after).empty(), before == after);
        ASSERT_EQ(plant_hash(before) == plant_hash(after), before == after);
        ASSERT_EQ(read_plant(write_plant(before)), before);
    }
}

}  // namespace
}  // namespace linewright
