// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Materials (docs/semantics.md, 11), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// One station that always has a job of 2 min and needs `each` of a material for it.
Plant line(double each, Material material) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    Station mill{.name = "mill", .cycle = 2_min};
    mill.consumes = {{.material = material.name, .quantity = {{"*", each}}}};
    plant.add(std::move(mill)).add(std::move(material));
    plant.add(Route{.name = "r", .steps = {"mill"}});
    return plant;
}
const MaterialResult& of(const RunResult& r, std::size_t i = 0) { return r.materials.at(i); }

TEST(Materials, AStationWhoseJobLacksMaterialWaitsWithTheJobOnIt) {
    // Three jobs' worth. The order is placed when 2 are left, after the first job: at 0; it comes at 10.
    const Plant plant =
        line(1, {.name = "glue", .initial = 3.0, .reorder_point = 2.0, .order_quantity = 4, .lead_time = 10_min});
    const Trace t(plant, 16);
    EXPECT_EQ(t.log("order supply load start exit"), rows(R"(
        0 load mill job1
        0 order
        0 start mill job1
        2 exit exit job1
        2 load mill job2
        2 start mill job2
        4 exit exit job2
        4 load mill job3
        4 start mill job3
        6 exit exit job3
        6 load mill job4
        10 supply
        10 start mill job4
        12 exit exit job4
        12 load mill job5
        12 order
        12 start mill job5
        14 exit exit job5
        14 load mill job6
        14 start mill job6
    )"));
    EXPECT_EQ(t.states("mill"), "0 processing, 6 waiting_for_material, 10 processing");
    // 2 from 0, 1 from 2, 0 from 4 to 10, 3 from 10, 2 from 12, 1 from 14.
    EXPECT_DOUBLE_EQ(of(t.result).stock_mean, (2 * 2 + 1 * 2 + 0 * 6 + 3 * 2 + 2 * 2 + 1 * 2) / 16.0);
    EXPECT_EQ(of(t.result).out_of_stock, 6 * 60'000'000);
    EXPECT_EQ(of(t.result).lacking, 4 * 60'000'000);
    EXPECT_EQ(of(t.result).orders, 2U);
    EXPECT_EQ(of(t.result).consumed, 6000);
    EXPECT_EQ(of(t.result).received, 4000);
    EXPECT_EQ(of(t.result).on_way, 4000);
}

TEST(Materials, AllAreTakenAtOnceAndWhoLacksSomethingIsPassedOver) {
    Plant plant;
    Station a{.name = "A", .cycle = 2_min}, b{.name = "B", .cycle = 1_min};
    a.consumes = {{.material = "glue", .quantity = {{"*", 3}}}, {.material = "foil", .quantity = {{"*", 1}}}};
    b.consumes = {{.material = "glue", .quantity = {{"*", 1}}}};
    beside(plant, std::move(a), {0});
    beside(plant, std::move(b), {2, 4, 5});
    plant.add(Material{.name = "glue", .initial = 1.0, .reorder_point = 0.0, .order_quantity = 5, .lead_time = 10_min});
    plant.add(Material{.name = "foil", .initial = 7.0});
    // A wants 3 at 0: 5 are ordered, for 10. B gets the one that is there at 2; at 10 A goes first, then B.
    const Watch w(plant, 14);
    EXPECT_EQ(w.times(Happening::start, "A"), "10");
    EXPECT_EQ(w.times(Happening::start, "B"), "2 10 11");
    EXPECT_EQ(w.times(Happening::order), "0 11");
    EXPECT_EQ(of(w.result, 1).stock, 6000);
    EXPECT_EQ(of(w.result, 1).lacking, 0);
    EXPECT_EQ(of(w.result, 0).lacking, 10 * 60'000'000);
    EXPECT_EQ(of(w.result, 0).out_of_stock, (8 + 3) * 60'000'000);
}
TEST(Materials, OfOneInstantDownstreamFirst) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    Station first{.name = "first", .cycle = 2_min}, last{.name = "last", .cycle = 2_min};
    first.consumes = last.consumes = {{.material = "glue", .quantity = {{"*", 1}}}};
    plant.add(std::move(first)).add(std::move(last));
    plant.add(Buffer{.name = "B", .initial = {{.quantity = 1}}});
    plant.add(Material{.name = "glue", .initial = 1.0, .reorder_point = 0.0, .order_quantity = 1, .lead_time = 5_min});
    plant.add(Route{.name = "r", .steps = {"first", "B", "last"}});
    const Watch w(plant, 6);
    EXPECT_EQ(w.times(Happening::start, "last"), "0");
    EXPECT_EQ(w.times(Happening::start, "first"), "5");
    EXPECT_EQ(w.times(Happening::order), "0 0");
}
TEST(Materials, AmountsAreByProductByThePieceAndForAllOfABatch) {
    Plant plant;
    plant.add(Product{.name = "A", .pieces = 4}).add(Product{.name = "B"}).add(Product{.name = "C"});
    Source in{.name = "in"};
    for (const char* product : {"A", "A", "B", "C"}) in.schedule.push_back({.at = 0_min, .product = product});
    plant.add(std::move(in)).add(Buffer{.name = "Q"});
    Station oven{.name = "oven", .cycle = 3_min};
    oven.batch = Batch{.largest = 4, .family = Together::any};
    oven.consumes = {{.material = "gas", .quantity = {{"A", 0.25}, {"B", 2}}, .per = TimePer::piece},
                     {.material = "paste", .quantity = {{"C", 0}, {"*", 1.5}}}};
    plant.add(std::move(oven)).add(Material{.name = "gas"}).add(Material{.name = "paste", .initial = 4.0});
    plant.add(Route{.name = "r", .steps = {"Q", "oven"}});
    const Watch all(plant, 9);
    EXPECT_EQ(all.times(Happening::start), "");  // 3 x 1.5 is more than there is
    EXPECT_EQ(all.states("oven"), "0 waiting_for_material");
    plant.materials[1].initial = 4.5;
    const Watch w(plant, 9);
    EXPECT_EQ(w.times(Happening::exit), "3 3 3 3");
    EXPECT_EQ(of(w.result, 0).consumed, 2 * 4 * 250 + 2000);
    EXPECT_EQ(of(w.result, 1).consumed, 4500);
    EXPECT_EQ(of(w.result, 1).stock, 0);
}
TEST(Materials, ChangeoverGoesOnWhileMaterialIsMissingAndLoadingWaitsForIt) {
    Plant plant =
        line(1, {.name = "glue", .initial = 1.0, .reorder_point = 0.0, .order_quantity = 1, .lead_time = 7_min});
    plant.stations[0].load = 1_min;
    plant.stations[0].operators = {{.skill = "setter", .phases = {Phase::setup, Phase::load}}};
    plant.add(OperatorPool{.name = "setter"});
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.sources[0] = Source{.name = "in", .always = true, .sequence = {"A", "B"}};
    plant.add(Changeover{.name = "mill", .rules = {{.time = 2_min}}});
    // A: load 0-1, work 1-3. B: changeover 3-5; the order of 0 has come at 7. The setter waits beside the station.
    const Watch w(plant, 12);
    EXPECT_EQ(w.states("mill"),
              "0 load, 1 processing, 3 setup, 5 waiting_for_material, 7 load, 8 processing, 10 starved");
    EXPECT_EQ(w.people("setter"), "working 4, waiting 2, idle 6");
}
TEST(Materials, AStationThatIsDownKeepsItsTurnAndGetsNothing) {
    Plant plant;
    Station a{.name = "A", .cycle = 1_min}, b{.name = "B", .cycle = 1_min};
    a.consumes = b.consumes = {{.material = "glue", .quantity = {{"*", 1}}}};
    a.breakdowns = {{.dated = {{2_min, 6_min}}}};
    beside(plant, std::move(a), {0});
    beside(plant, std::move(b), {1, 6});
    plant.add(Material{.name = "glue", .initial = 0.0, .reorder_point = 0.0, .order_quantity = 1, .lead_time = 5_min});
    // Two are ordered at 0 and come at 5, another at 1 for 6. A waits from 0 on, but is down until 8.
    const Watch w(plant, 14);
    EXPECT_EQ(w.states("A"), "0 waiting_for_material, 2 repair, 8 processing, 9 starved");
    EXPECT_EQ(w.times(Happening::start, "B"), "5 6");
}

// -- at the station ----------------------------------------------------------------------------------------------

/// Two stations whose places hold three jobs' worth; one person fills them up.
Plant reels() {
    Plant plant;
    plant.add(OperatorPool{.name = "helper"}).add(Material{.name = "reel"});
    for (const char* name : {"A", "B"}) {
        Station s{.name = name, .cycle = 2_min};
        s.consumes = {{.material = "reel",
                       .quantity = {{"*", 1}},
                       .refill = Refill{.charge = 3, .time = 1_min, .crew = {{"helper"}}}}};
        plant.add(std::move(s)).add(always(std::string("in ") + name));
        plant.sources.back().route = name;
        plant.add(Route{.name = name, .steps = {name}});
    }
    return plant;
}
TEST(Refills, APlaceIsFilledUpBeforeTheJobThatLacksMaterialBySomebodyWhoHasTime) {
    const Trace t(reels(), 16);
    EXPECT_EQ(t.states("A"),
              "0 processing, 6 waiting_for_material, 7 processing, 13 waiting_for_material, 14 processing");
    EXPECT_EQ(t.states("B"),
              "0 processing, 6 waiting_for_operator, 7 waiting_for_material, 8 processing, 14 waiting_for_material, 15 "
              "processing");
    EXPECT_EQ(t.log("refill"), rows("7 refill A\n 8 refill B\n 14 refill A\n 15 refill B"));
    EXPECT_EQ(of(t.result).refills, 4U);
    EXPECT_EQ(of(t.result).consumed, 14'000);
    EXPECT_EQ(of(t.result).discarded, 0);
    EXPECT_EQ(Watch(reels(), 16).people("helper"), "working 4, waiting 0, idle 12");
}
TEST(Refills, EachPlaceHoldsItsOwnAndTheStartMayBeAnother) {
    Plant plant = reels();
    plant.stations.pop_back();
    plant.sources.pop_back();
    plant.routes.pop_back();
    plant.stations[0].places = 2;
    plant.stations[0].consumes[0].refill->initial = 1.0;
    const Watch w(plant, 8);
    EXPECT_EQ(w.states("A", 0), "0 processing, 2 waiting_for_material, 3 processing");
    EXPECT_EQ(w.states("A", 1), "0 processing, 2 waiting_for_operator, 3 waiting_for_material, 4 processing");
}
TEST(Refills, TheRestIsKeptOrDiscarded) {
    Plant plant = reels();
    plant.materials[0].initial = 13.0;
    for (Station& s : plant.stations) s.consumes[0].quantity = {{"*", 2}};
    // Each job needs a refill but the first: 2 out of the store for each, 13 are enough for six.
    const Watch kept(plant, 60);
    EXPECT_EQ(of(kept.result).refills, 6U);
    EXPECT_EQ(of(kept.result).stock, 1000);
    EXPECT_EQ(of(kept.result).consumed, 16'000);
    for (Station& s : plant.stations) s.consumes[0].refill->rest = RestOfCharge::discarded;
    const Watch discarded(plant, 60);
    EXPECT_EQ(of(discarded.result).refills, 4U);
    EXPECT_EQ(of(discarded.result).stock, 1000);
    EXPECT_EQ(of(discarded.result).consumed, 12'000);
    EXPECT_EQ(of(discarded.result).discarded, 4000);
}
TEST(Refills, TheChargeComesOutOfTheStoreAndOnlyThenSomebodyIsCalled) {
    Plant plant = reels();
    plant.stations.pop_back();
    plant.sources.pop_back();
    plant.routes.pop_back();
    plant.materials[0] = Material{.name = "reel",
                                  .initial = 0.0,
                                  .reorder_point = 2.0,
                                  .order_up_to = 4.0,
                                  .smallest_order = 6,
                                  .lead_time = 9_min};
    // At 0 position 0: 4 are missing to 4, 6 are ordered.
    const Watch w(plant, 12);
    EXPECT_EQ(w.states("A"), "0 processing, 6 waiting_for_material, 10 processing");
    EXPECT_EQ(w.people("helper"), "working 1, waiting 0, idle 11");
    EXPECT_EQ(of(w.result).ordered, 6000);
}
TEST(Refills, OneThatIsBrokenOffGoesOnAfterTheRepair) {
    Plant plant = reels();
    plant.stations[0].breakdowns = {{.dated = {{Duration{6.5, Unit::min}, 2_min}}}};
    const Trace t(plant, 12);
    EXPECT_EQ(t.states("A"),
              "0 processing, 6 waiting_for_material, 6.500000 repair, 8.500000 waiting_for_material, 9 processing");
}

// -- suppliers ---------------------------------------------------------------------------------------------------

/// The third job's material is what brings the stock to the reorder point: the order goes out at 4, and takes 2.
Plant supplied() {
    return line(1, {.name = "glue", .initial = 3.0, .reorder_point = 0.0, .order_quantity = 3, .lead_time = 2_min});
}
TEST(Suppliers, WhatIsOrderedInASpanWithoutShippingIsShippedAtItsEnd) {
    EXPECT_EQ(Watch(supplied(), 9).times(Happening::supply), "6");
    Plant plant = supplied();
    plant.materials[0].stops = {{.from = 1_min, .to = 2_min}, {.from = 4_min, .to = 9_min}};
    EXPECT_EQ(Watch(plant, 12).times(Happening::supply), "11");
    plant.materials[0].stops = {{.from = 3_min, .to = 4_min}, {.from = 5_min, .to = 9_min}};  // it is on its way at 5
    EXPECT_EQ(Watch(plant, 9).times(Happening::supply), "6");
}
TEST(Suppliers, OrLater) {
    Plant plant = supplied();
    plant.materials[0].stops = {{.from = 3_min, .to = 9_min, .delay = 5_min}};
    EXPECT_EQ(Watch(plant, 12).times(Happening::supply), "11");
}
TEST(Suppliers, ShipAndDoNotShipByTurns) {
    Plant plant = supplied();
    plant.materials[0].supplier_up = 3_min;
    plant.materials[0].supplier_down = 4_min;
    EXPECT_EQ(Watch(plant, 12).times(Happening::supply), "9");  // down 3-7
    plant.materials[0].stops = {{.from = 6_min, .to = 8_min}};
    EXPECT_EQ(Watch(plant, 12).times(Happening::supply), "10");
    plant.materials[0].stops = {{.from = 6_min, .to = 12_min}};
    EXPECT_EQ(Watch(plant, 18).times(Happening::supply), "16");  // down 10-14, too
}
TEST(Suppliers, DeliveriesMayOvertakeOneAnother) {
    Plant plant = line(1, {.name = "glue",
                           .initial = 2.0,
                           .reorder_point = 1.0,
                           .order_quantity = 1,
                           .lead_time = 6_min,
                           .stops = {{.from = 0_min, .to = 1_min, .delay = 6_min}}});
    // Ordered at 0 (12), 2 (8) and, when the third job waits, at 4 (10).
    const Watch w(plant, 13);
    EXPECT_EQ(w.times(Happening::order), "0 2 4 10 12");
    EXPECT_EQ(w.times(Happening::supply), "8 10 12");
    EXPECT_EQ(w.times(Happening::start), "0 2 8 10 12");
}

// -- spare parts -------------------------------------------------------------------------------------------------

TEST(SpareParts, ARepairBeginsWhenItsPartIsThereAndOnlyThenTheCrewIsCalled) {
    Plant plant;
    plant.add(always("in")).add(OperatorPool{.name = "fitter"});
    Station mill{.name = "mill", .cycle = 2_min};
    mill.breakdowns = {{.dated = {{3_min, 2_min}, {7_min, 2_min}}, .crew = {{"fitter"}}, .parts = {{"bearing"}}}};
    plant.add(std::move(mill)).add(Route{.name = "r", .steps = {"mill"}});
    plant.add(
        Material{.name = "bearing", .initial = 1.0, .reorder_point = 0.0, .order_quantity = 1, .lead_time = 10_min});
    const Trace t(plant, 18);
    EXPECT_EQ(t.states("mill"), "0 processing, 3 repair, 5 processing, 7 waiting_for_crew, 13 repair, 15 processing");
    EXPECT_EQ(of(t.result).fitted, 2000);
    EXPECT_EQ(of(t.result).lacking, 6 * 60'000'000);
    EXPECT_EQ(Watch(plant, 18).people("fitter"), "working 4, waiting 0, idle 14");
}
TEST(SpareParts, SoDoesAPlannedMaintenance) {
    Plant plant;
    plant.add(always("in"));
    Station mill{.name = "mill", .cycle = 2_min};
    mill.maintenance = {{.dated = {4_min}, .duration = 1_min, .parts = {{"filter", 2}}}};
    plant.add(std::move(mill)).add(Route{.name = "r", .steps = {"mill"}});
    plant.add(
        Material{.name = "filter", .initial = 1.0, .reorder_point = 1.0, .order_quantity = 1, .lead_time = 9_min});
    EXPECT_EQ(Trace(plant, 12).states("mill"), "0 processing, 4 planned_maintenance, 10 processing");
}

// -- the rest ----------------------------------------------------------------------------------------------------

TEST(Materials, ASavedRunGoesOnTheSame) {
    Plant plant = reels();
    plant.materials[0] = Material{.name = "reel",
                                  .initial = 4.0,
                                  .reorder_point = 3.0,
                                  .order_quantity = 3,
                                  .lead_time = exponential(8_min),
                                  .supplier_up = exponential(20_min),
                                  .supplier_down = exponential(5_min)};
    const auto program = compile(plant);
    const Tick minute = 60'000'000;
    for (const Tick at : {7, 15, 40, 99}) {
        Simulation whole(program, {}), first(program, {});
        whole.run_until(300 * minute);
        first.run_until(at * minute);
        Simulation loaded = Simulation::load(program, first.save());
        loaded.run_until(300 * minute);
        EXPECT_EQ(loaded.save(), whole.save());
        EXPECT_GT(measure(whole).materials[0].orders, 5U);
    }
}
TEST(MaterialsRefused, WhatCouldNeverBeMeantIsAFault) {
    const auto faults = [](auto change) {
        Plant plant = line(1, {.name = "glue", .initial = 3.0});
        change(plant.materials[0], plant.stations[0]);
        return faults_of(plant);
    };
    EXPECT_EQ(faults([](Material&, Station&) {}), "");
    EXPECT_EQ(faults([](Material& m, Station&) {
                  m.initial = {};
                  m.reorder_point = 2;
                  m.order_quantity = 1;
              }),
              "materials/glue/initial: is missing: without it there is always enough, and nothing lies in the store\n");
    EXPECT_EQ(faults([](Material& m, Station&) {
                  m.order_quantity = 1;
                  m.lead_time = 1_min;
              }),
              "materials/glue/order_quantity: is given without a reorder point, so that nothing is ordered\n"
              "materials/glue/lead_time: is given without a reorder point, so that nothing is ordered\n");
    EXPECT_EQ(faults([](Material& m, Station&) { m.reorder_point = 2; }),
              "materials/glue: does not say how much is ordered\n");
    EXPECT_EQ(faults([](Material& m, Station&) {
                  m.reorder_point = 2;
                  m.order_up_to = 2;
              }),
              "materials/glue/order_up_to: must be above the reorder point\n");
    EXPECT_EQ(faults([](Material& m, Station&) { m.initial = 0.0005; }),
              "materials/glue/initial: has more than three decimals, is 5e-04\n");
    EXPECT_EQ(faults([](Material& m, Station&) {
                  m.reorder_point = 2;
                  m.order_quantity = 1;
                  m.supplier_up = 1_min;
                  m.stops = {{.from = 5_min, .to = 5_min}};
              }),
              "materials/glue/supplier_down: is missing\n"
              "materials/glue/stops/0/to: must come after `from`\n");
    EXPECT_EQ(faults([](Material&, Station& s) { s.consumes[0].material = "glu"; }),
              "stations/mill/consumes/0/material: there is no material \"glu\"\n");
    EXPECT_EQ(faults([](Material&, Station& s) { s.consumes[0].quantity.clear(); }),
              "stations/mill/consumes/0/quantity: is missing\n");
    EXPECT_EQ(faults([](Material&, Station& s) { s.consumes.push_back(s.consumes[0]); }),
              "stations/mill/consumes/1/material: \"glue\" is there twice\n");
    EXPECT_EQ(faults([](Material&, Station& s) { s.consumes[0].refill = Refill{.charge = 0.5, .initial = 0.6}; }),
              "stations/mill/consumes/0/refill/initial: is more than a charge\n"
              "stations/mill/consumes/0/refill/charge: is less than a job needs, which is 1\n");
    EXPECT_EQ(faults([](Material&, Station& s) { s.slots = 2; }),
              "stations/mill/slots: are not built where material is consumed\n");
    EXPECT_EQ(faults([](Material&, Station& s) {
                  s.breakdowns = {{.uptime = exponential(1_h), .parts = {{"x", 0}}}};
              }),
              "stations/mill/breakdowns/0/parts/0/material: there is no material \"x\"\n"
              "stations/mill/breakdowns/0/parts/0/quantity: must be above 0 and at most 1e12, is 0\n");
}

}  // namespace
}  // namespace linewright
