// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Assembly (docs/semantics.md, 10), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// Frames and wheels come at given minutes and wait in buffers; the station puts a frame and two wheels together.
Plant bicycles(std::initializer_list<double> frames, std::initializer_list<double> wheels) {
    Plant plant;
    plant.add(Product{.name = "frame"}).add(Product{.name = "wheel"}).add(Product{.name = "bicycle"});
    Source f = arrivals("frames", frames), w = arrivals("wheels", wheels);
    for (Arrival& a : f.schedule) a.product = "frame";
    for (Arrival& a : w.schedule) a.product = "wheel";
    plant.add(std::move(f)).add(std::move(w));
    plant.add(
        Station{.name = "S",
                .cycle = 4_min,
                .assembly = Assembly{.components = {{.from = "F"}, {.from = "W", .quantity = 2}}, .makes = "bicycle"}});
    plant.add(Buffer{.name = "F"}).add(Buffer{.name = "W"});
    plant.add(Route{.name = "f", .products = {"frame"}, .steps = {"F"}})
        .add(Route{.name = "w", .products = {"wheel"}, .steps = {"W"}});
    plant.add(Route{.name = "b", .products = {"bicycle"}, .steps = {"S"}});
    return plant;
}

TEST(Assembly, TakesItsComponentsWhenAllAreThereAndItIsIdle) {
    // The first set is whole at 3, the second at 5 (taken at 7), the third never: one wheel is missing.
    const Watch w(bicycles({0, 2, 4}, {1, 3, 3, 5, 6}), 30);
    EXPECT_EQ(w.states("S"), "0 starved, 3 processing, 11 starved");
    EXPECT_EQ(w.times(Happening::load, "S"), "3 7");
    EXPECT_EQ(w.who_exits(), "7 bicycle1, 11 bicycle2");
    EXPECT_EQ(w.of("S").jobs_in, 2U);  // once for a set
}
TEST(Assembly, WithoutAComponentItIsStarvedAndTakesNone) {
    const Watch w(bicycles({0}, {0}), 30);
    EXPECT_EQ(w.states("S"), "0 starved");
    EXPECT_EQ(w.result.buffers[0].mean, 1.0);
    EXPECT_EQ(w.result.buffers[1].mean, 1.0);
}
TEST(Assembly, WaitsForOperatorsAfterItHasTakenTheComponents) {
    Plant plant = bicycles({0}, {1, 2});
    plant.stations[0].operators = {{"fitter"}};
    plant.add(Product{.name = "other"})
        .add(arrivals("in", {0}, "o"))
        .add(Station{.name = "O", .cycle = 9_min, .operators = {{"fitter"}}});
    plant.sources[2].schedule[0].product = "other";
    plant.add(Route{.name = "o", .products = {"other"}, .steps = {"O"}}).add(OperatorPool{.name = "fitter"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S"), "0 starved, 2 waiting_for_operator, 9 processing, 13 starved");
    EXPECT_DOUBLE_EQ(w.result.buffers[0].mean, 2.0 / 20);  // the frame waited 0-2
    EXPECT_EQ(w.result.buffers[1].mean_wait, 0.5 * w.ticks_a_minute());
}
TEST(Assembly, TheComponentsLeaveAndTheProductIsReleasedThere) {
    const Watch w(bicycles({0, 2}, {3, 3, 8, 8}), 20);
    // Frames 0-3 and 2-8, wheels 0 minutes, bicycles 3-7 and 8-12: eight leave, after 3 + 6 + 4 + 4 minutes in all.
    const LittleCheck& little = w.result.little;
    EXPECT_DOUBLE_EQ(little.wip, 17.0 / 20);
    EXPECT_DOUBLE_EQ(little.time, 17.0 / 8 * w.ticks_a_minute());
    EXPECT_DOUBLE_EQ(little.rate * w.ticks_a_minute(), 8.0 / 20);
    EXPECT_NEAR(little.residual, 0.0, 1e-15);
    EXPECT_EQ(w.product("bicycle").released, 2U);
    EXPECT_EQ(w.product("frame").good, 0U);  // a component that is built in isn't an exit
    EXPECT_EQ(w.result.good, 2U);
    EXPECT_DOUBLE_EQ(w.product("frame").wip, 9.0 / 20);
}
TEST(Assembly, TheLeadTimeRunsFromTheOldestComponent) {
    const Watch w(bicycles({0, 2}, {3, 3, 8, 8}), 20);
    EXPECT_EQ(w.product("bicycle").lead_min, static_cast<Tick>(7 * w.ticks_a_minute()));   // 0-7
    EXPECT_EQ(w.product("bicycle").lead_max, static_cast<Tick>(10 * w.ticks_a_minute()));  // 2-12
}
TEST(Assembly, AlsoThroughSeveralAssemblies) {
    // The bicycle of a frame from 0 goes into a parcel at 20 with a box from 19: its lead time is 0-22.
    Plant plant = bicycles({0}, {3, 3});
    plant.add(Product{.name = "box"}).add(Product{.name = "parcel"});
    Source boxes = arrivals("boxes", {20});
    boxes.schedule[0].product = "box";
    plant.add(std::move(boxes));
    plant.add(Station{.name = "P",
                      .cycle = 2_min,
                      .assembly = Assembly{.components = {{.from = "B"}, {.from = "X"}}, .makes = "parcel"}});
    plant.add(Buffer{.name = "B"}).add(Buffer{.name = "X"});
    plant.routes[2].steps = {"S", "B"};
    plant.add(Route{.name = "x", .products = {"box"}, .steps = {"X"}})
        .add(Route{.name = "p", .products = {"parcel"}, .steps = {"P"}});
    const Watch w(plant, 30);
    EXPECT_EQ(w.who_exits(), "22 parcel1");
    EXPECT_EQ(w.product("parcel").lead_max, static_cast<Tick>(22 * w.ticks_a_minute()));
}
TEST(Assembly, AComponentMayAskForAProductOutOfABufferWithOthers) {
    Plant plant = bicycles({0}, {1, 2, 3});
    plant.add(Product{.name = "small wheel"});
    plant.sources[1].schedule[0].product = "small wheel";
    plant.routes[1].products.push_back("small wheel");
    plant.stations[0].assembly->components[1].product = "wheel";
    EXPECT_EQ(Watch(plant, 20).exits(), "7");  // the small wheel, first in the buffer, is left there
    plant.stations[0].assembly->components[1].product.clear();
    EXPECT_EQ(Watch(plant, 20).exits(), "6");  // whatever waits there
}
TEST(Assembly, ABlockedAssemblyTakesNothing) {
    Plant plant = bicycles({0, 0}, {0, 0, 0, 0});
    plant.add(Station{.name = "next", .cycle = 10_min});
    plant.routes[2].steps = {"S", "next"};
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S"), "0 processing, 8 blocked, 14 starved");
    EXPECT_EQ(w.states("next"), "0 starved, 4 processing, 24 starved");
}
TEST(Assembly, FeedersAreBlockedByAFullComponentBuffer) {
    Plant plant = bicycles({}, {20, 20});
    plant.sources[0] = Source{.name = "frames", .products = {{"frame"}}, .always = true, .count = 3};
    plant.add(Station{.name = "weld", .cycle = 2_min});
    plant.buffers[0].capacity = 1;
    plant.routes[0].steps = {"weld", "F"};
    EXPECT_EQ(Watch(plant, 30).states("weld"), "0 processing, 4 blocked, 20 processing, 22 blocked");
}

TEST(AssemblyRefused, WhatIsNotBuiltOrContradictsItself) {
    const auto said = [](auto&& change) {
        Plant plant = bicycles({0}, {0, 0});
        change(plant);
        return faults_of(plant);
    };
    const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    EXPECT_EQ(said([](Plant&) {}), "");
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].assembly->components.push_back({.from = "W"}); }),
                    "stations/S/assembly/components/2: names"));
    EXPECT_TRUE(
        has(said([](Plant& p) { p.stations[0].assembly->components.push_back({.from = "W", .product = "wheel"}); }),
            "components/2"));
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].queue = {"lifo"}; }), "stations/S/queue"));
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].from = {"W"}; }), "stations/S/from"));
    EXPECT_TRUE(has(said([](Plant& p) { p.buffers[1].queue = {"lifo"}; }), "buffers/W/queue"));
    EXPECT_EQ(said([](Plant& p) { p.buffers[1].queue = {"fifo"}; }), "");
    EXPECT_TRUE(has(said([](Plant& p) { p.buffers[1].dispatch = Dispatch::longest_idle; }), "buffers/W/dispatch"));
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].assembly->components[0].quantity = 0; }), "quantity"));
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].assembly->components.clear(); }), "components"));
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].assembly->makes = "wheel"; }), "makes"));
    EXPECT_TRUE(has(said([](Plant& p) { p.stations[0].inspection = Inspection{.false_alarm = 0.5, .rework = "S"}; }),
                    "leads back to"));
    EXPECT_TRUE(has(said([](Plant& p) {
                        p.add(Station{.name = "test", .cycle = 1_min});
                        p.routes[2].steps = {"S", Step{"test", {.to = {{"exit"}, {"S"}}}}};
                    }),
                    "leads back to"));
}

}  // namespace
}  // namespace linewright
