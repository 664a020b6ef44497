// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What `compile` says of a plant that can't run: every fault with its place, what it is, and what to do; all at once.
#include <gtest/gtest.h>

#include "linewright/engine/engine.hpp"

namespace linewright {
namespace {

using namespace linewright::literals;

/// All faults, one a line.
std::string faults(const Plant& plant, const Registry& registry = {}) {
    std::string text;
    for (const Fault& fault : check(plant, registry)) text += fault.text() + "\n";
    return text;
}
/// A plant that is right: X, S1, Y, S2.
Plant sound() {
    return {.products = {{.name = "a"}, {.name = "b"}},
            .sources = {{.name = "in", .interarrival = constant(5_min)}},
            .stations = {{.name = "mill", .cycle = 3_min}, {.name = "drill", .cycle = 2_min}},
            .buffers = {{.name = "X"}, {.name = "Y", .capacity = 2}},
            .routes = {{.name = "r", .steps = {"X", "mill", "Y", "drill"}}}};
}
template <class Change>
std::string after(Change change) {
    Plant plant = sound();
    change(plant);
    return faults(plant);
}

TEST(Compile, ASoundPlantHasNoFaults) { EXPECT_EQ(faults(sound()), ""); }

TEST(Compile, AllFaultsAreReportedAtOnceEachWithPlaceAndRemedy) {
    Plant plant = sound();
    plant.stations[0].cycle = Duration{-3, Unit::min};
    plant.stations[1].places = 0;
    plant.buffers[1].capacity = -1;
    plant.buffers[0].queue = {"prioritty"};
    plant.sources[0].batch = 0;
    plant.cards = {{.name = "K", .cards = 0, .members = {"mil"}}};
    plant.routes[0].steps[3].at = {"dril"};
    const std::string text = faults(plant);
    for (const char* line : {"stations/mill/cycle/value: must be >= 0, is -3 min",
                             "stations/drill/places: must be from 1 to 10,000, is 0. A station has at least one place",
                             "buffers/Y/capacity: must be >= 0, is -1. Leave it out for no limit",
                             "buffers/X/queue/0: there is no queue rule \"prioritty\". Did you mean \"priority\"?. A "
                             "rule of your own must be in the registry",
                             "sources/in/batch: must be at least 1, is 0. 1 is one job at a time",
                             "cards/K/cards: must be at least 1, is 0. With no card nothing could ever enter",
                             "cards/K/members/0: there is no station or buffer \"mil\". Did you mean \"mill\"?",
                             "routes/r/steps/3/at: there is no station or buffer \"dril\". Did you mean \"drill\"?"})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\nis not in\n" << text;
    EXPECT_EQ(check(plant).size(), 8U) << text;
}

TEST(Compile, AFaultIsReportedOnceThoughSeveralProductsLeadToIt) {
    EXPECT_EQ(after([](Plant& p) { p.stations[0].cycle = {}; }),
              "stations/mill/cycle: is missing. Give the processing time\n");
}

TEST(Compile, NamesAreUniqueAndUsable) {
    EXPECT_EQ(after([](Plant& p) {
                  p.stations[1].name = "mill";
                  p.routes[0].steps.resize(2);
              }),
              "stations/mill: is there twice. Names in a list are unique; rename one of them\n");
    EXPECT_EQ(after([](Plant& p) { p.stations.push_back({.name = "", .cycle = 1_min}); }),
              "stations/2/name: is empty. Give every element a name\n");
    EXPECT_EQ(after([](Plant& p) { p.stations.push_back({.name = "a/b", .cycle = 1_min}); }),
              "stations/2/name: \"a/b\" has a slash in it. Paths use slashes; choose another name\n");
    EXPECT_EQ(after([](Plant& p) { p.stations.push_back({.name = "exit", .cycle = 1_min}); }),
              "stations/exit: has a name that routes need for leaving the plant. Rename it\n");
    EXPECT_EQ(after([](Plant& p) { p.buffers.push_back({.name = "mill"}); }),
              "buffers/mill: has the name of a station. Routes name both; rename one of them\n");
}

TEST(Compile, ATimeForAProductThatIsNotThereIsAFault) {
    EXPECT_EQ(after([](Plant& p) {
                  p.products = {{.name = "gear"}, {.name = "shaft"}};
                  p.stations[0].cycle.by_product = {{"gaer", 1_min}};
              }),
              "stations/mill/cycle: there is no product \"gaer\". Did you mean \"gear\"?\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.stations[0].load.by_product = {{"a", 1_min}, {"z", 2_min}};
              }),
              "stations/mill/load: there is no product \"z\". Did you mean \"a\"?\n");
}

TEST(Compile, TimesAreLookedAtEvenWhereNoRouteComesBy) {
    EXPECT_EQ(after([](Plant& p) { p.stations.push_back({.name = "spare", .cycle = 5_cycles}); }),
              "stations/spare/cycle: is in cycles, must be a time. Write a time like \"3 min\"\n");
}

TEST(Compile, ASourceSaysInOneWayWhenJobsCome) {
    EXPECT_EQ(
        after([](Plant& p) { p.sources[0].interarrival.reset(); }),
        "sources/in: does not say when jobs come. Give exactly one of interarrival, rate_by_hour, schedule, always\n");
    EXPECT_EQ(after([](Plant& p) { p.sources[0].schedule = {{.at = 0_min}}; }),
              "sources/in: says in several ways when jobs come. Give exactly one of interarrival, rate_by_hour, "
              "schedule, always\n");
    EXPECT_EQ(after([](Plant& p) { p.sources.clear(); }),
              "sources: are missing. Nothing would ever come in: add a source\n");
    EXPECT_EQ(after([](Plant& p) { p.sources[0] = {.name = "in", .always = true}; }),
              "sources/in/always: fills buffer \"X\", which has no limit, without end. Give it a capacity, the "
              "source a count, or limit the jobs with cards\n");
}

TEST(Compile, WhatCouldNeverHaveASayIsAFault) {
    EXPECT_EQ(after([](Plant& p) {
                  p.buffers[1].capacity = 0;
                  p.buffers[1].queue = {"spt"};
              }),
              "buffers/Y/queue: has nothing to choose from: with capacity 0 jobs wait on their stations, and go in the "
              "order in which they became blocked. Leave it out, or give the buffer places\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.routes[0].steps = {"X", "mill", "drill"};
                  p.stations[1].queue = {"spt"};
              }),
              "stations/drill/queue: has nothing to choose from: no buffer stands before the station. Put a buffer "
              "before it, or leave the rules out\n");
    EXPECT_EQ(
        after([](Plant& p) {
            p.stations[1].from = {"Y", "X"};
        }),
        "stations/drill/from/1: no route leads from \"X\" to this station. Leave it out, or let a route lead there\n");
    EXPECT_EQ(after([](Plant& p) { p.stations[0].initial_setup = "a"; }),
              "stations/mill/initial_setup: is given, but the station has no changeovers. Add a changeover table for "
              "it, or leave it out\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.sources[0].rate_by_hour.clear();
                  p.sources[0].interarrival.reset();
                  p.sources[0].schedule = {{.at = 0_min}};
                  p.sources[0].count = 3;
              }),
              "sources/in/schedule: says what comes already. Leave count, products and sequence out\n");
    EXPECT_EQ(after([](Plant& p) { p.routes[0].steps.push_back(Step("exit", {.transfer = 5_min})); }),
              "routes/r/steps/4/transfer: is given at a way out. A job leaves the plant when its last station is done: "
              "add a station for the way\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.sinks = {{"rail"}, {"road"}};
                  p.routes[0].steps.push_back(any({"rail", "road"}));
              }),
              "routes/r/steps/4/at: names several ways out. Give the last station a split to them\n");
}

TEST(Compile, WhatIsNotBuiltIsRefused) {
    EXPECT_EQ(after([](Plant& p) {
                  p.stations[0].preemption = Preemption::resume;
                  p.stations[0].load = 1_min;
              }),
              "stations/mill/preemption: is not built together with load and unload times. Leave those out, or the "
              "preemption\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.stations[0].preemption = Preemption::resume;
                  p.stations[0].blocking = Blocking::before_service;
              }),
              "stations/mill/preemption: is not built together with blocking before service. Leave one of them out\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.routes[0].steps = {"X", "mill", "drill"};
                  p.stations[1].preemption = Preemption::restart;
              }),
              "stations/drill/preemption: is not built where jobs come straight from a station, a source or a "
              "transport. Put a buffer with places before the station\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.stations[0].blocking = Blocking::before_service;
                  p.buffers[1].capacity = 0;
              }),
              "stations/mill/blocking: before_service reserves a place, but the way ahead has none. Put a buffer with "
              "at least one place behind this station\n");
    EXPECT_EQ(
        after([](Plant& p) {
            p.routes[0].steps = {"X", "mill", Step(std::vector<std::string>{"mill", "drill"}, {.transfer = 1_min})};
        }),
        "routes/r/steps/2/transfer: leads to several stations at once. Put a buffer before them, or give each its own "
        "branch\n");
}

TEST(Compile, AnAssemblyRefusesRulesForItsComponents) {
    const auto assembly = [](auto change) {
        Plant plant{.products = {{.name = "kit"}, {.name = "p"}},
                    .sources = {{.name = "ps", .products = {{"p"}}, .interarrival = constant(5_min)}},
                    .stations = {{.name = "A",
                                  .cycle = 2_min,
                                  .assembly = Assembly{.components = {{.from = "P", .quantity = 2}}, .makes = "kit"}}},
                    .buffers = {{.name = "P"}},
                    .routes = {{.name = "rp", .products = {"p"}, .steps = {"P"}},
                               {.name = "rk", .products = {"kit"}, .steps = {"A"}}}};
        change(plant);
        return faults(plant);
    };
    EXPECT_EQ(assembly([](Plant&) {}), "");
    EXPECT_EQ(assembly([](Plant& p) { p.buffers[0].queue = {"lifo"}; }),
              "buffers/P/queue: is not built for assemblies, which take each component as it came. Leave it out\n");
    EXPECT_EQ(
        assembly([](Plant& p) { p.buffers[0].dispatch = Dispatch::random; }),
        "buffers/P/dispatch: is not built for assemblies. Leave it out: the first in the plant's list goes first\n");
    EXPECT_EQ(assembly([](Plant& p) { p.stations[0].queue = {"spt"}; }),
              "stations/A/queue: is not built for assemblies, which take each component as it came. Leave it out\n");
    EXPECT_EQ(assembly([](Plant& p) { p.stations[0].from = {"P"}; }),
              "stations/A/from: means nothing for an assembly. Its components name their buffers\n");
    EXPECT_EQ(assembly([](Plant& p) { p.buffers[0].capacity = 1; }),
              "buffers/P/capacity: is less than the 2 that \"A\" takes at once. Nothing could ever be assembled: give "
              "it more places\n");
}

TEST(Compile, AChangeoverTableCoversEveryChangeThatCanCome) {
    Plant plant = sound();
    plant.sources[0].products = {{"a"}, {"b"}};
    plant.changeovers = {{.name = "mill", .rules = {{"a", "b", 5_min}}}};
    EXPECT_EQ(faults(plant),
              "changeovers/mill/rules: no rule for the change from \"b\" to \"a\" at station \"mill\". Add one, or a "
              "last line {\"from\": \"*\", \"to\": \"*\", \"time\": ...}\n");
    plant.changeovers[0].rules.push_back({"*", "aa", 1_min});
    EXPECT_NE(faults(plant).find("changeovers/mill/rules/1/to: there is no product \"aa\". Did you mean \"a\"?"),
              std::string::npos)
        << faults(plant);
    plant.changeovers = {{.name = "mil", .rules = {{"*", "*", 5_min}}}};
    EXPECT_EQ(faults(plant), "changeovers/mil: there is no station \"mil\". Did you mean \"mill\"?\n");
}

TEST(Compile, ARouteLeadsSomewhere) {
    EXPECT_EQ(after([](Plant& p) { p.routes[0].steps[3].to = {{"mil"}}; }),
              "routes/r/steps/3/to/0/to: there is no step \"mil\" in this route. Did you mean \"mill\"?\n");
    EXPECT_EQ(after([](Plant& p) { p.routes[0].steps.pop_back(); }),
              "routes/r/steps/2: ends in buffer \"Y\", from which no assembly takes. Go on to a station, or let an "
              "assembly take from it\n");
    EXPECT_EQ(after([](Plant& p) {
                  p.routes[0].steps = {"X", "Y", "mill"};
              }),
              "routes/r/steps/1: is a buffer after a buffer. Put a station between them\n");
    EXPECT_EQ(after([](Plant& p) { p.routes.clear(); }),
              "routes: are missing, but there are buffers. Say where the buffers stand: a route lists stations and "
              "buffers in order\n");
    EXPECT_EQ(after([](Plant& p) { p.routes[0].products = {"b"}; }),
              "sources/in: product \"a\" has no route. Name it in a route, or give one route without products\n");
}

TEST(Compile, ARuleOfOnesOwnMustBeInTheRegistry) {
    Plant plant = sound();
    plant.buffers[0].queue = {"mine"};
    EXPECT_NE(faults(plant).find("buffers/X/queue/0: there is no queue rule \"mine\""), std::string::npos);
    Registry registry;
    registry.add("mine", [](const WaitingJob&) { return 0.0; });
    EXPECT_EQ(faults(plant, registry), "");
}

TEST(Compile, TheErrorCarriesAllFaults) {
    Plant plant = sound();
    plant.stations[0].places = 0;
    plant.stations[1].places = -1;
    try {
        (void)compile(plant);
        FAIL() << "it compiled";
    } catch (const PlantError& error) {
        EXPECT_EQ(error.faults().size(), 2U);
        EXPECT_EQ(error.faults()[1].place, "stations/drill/places");
        EXPECT_NE(std::string(error.what()).find("the plant has 2 faults:"), std::string::npos);
    }
}

}  // namespace
}  // namespace linewright
