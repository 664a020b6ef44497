// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Money and energy (docs/semantics.md, 14), each sentence with figures worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "engine/random_lines.hpp"
#include "engine/watch.hpp"
#include "linewright/core/text.hpp"
#include "linewright/record/figures.hpp"
#include "linewright/record/fingerprint.hpp"

namespace linewright {
namespace {
using namespace literals;

/// Lines of cost as a text: "machine S processing 3 = 3 + 0 + 0" (amount = direct + overhead + idle).
std::string lines(const CostResult& costs, std::string_view kind = {}) {
    const auto money = [](Amount a) {
        std::string text = number_text(static_cast<double>(a) / amounts_a_unit);
        return text;
    };
    std::string out;
    for (const CostLine& line : costs.lines) {
        if (!kind.empty() && name_of(line.kind) != kind) continue;
        if (line.amount == 0 && kind.empty()) continue;
        out += (out.empty() ? "" : "\n") + std::string(name_of(line.kind));
        if (!line.element.empty()) out += " " + line.element;
        if (!line.detail.empty()) out += " " + line.detail;
        out += " " + money(line.amount) + " = " + money(line.direct_sum()) + " + " + money(line.overhead_sum()) +
               " + " + money(line.idle);
    }
    return out;
}
/// What a product bears: "direct 12, full 15".
std::string borne(const CostResult& costs, std::string_view product) {
    for (const ProductCost& p : costs.products)
        if (p.name == product)
            return "direct " + number_text(static_cast<double>(p.direct_sum()) / amounts_a_unit) + ", full " +
                   number_text(static_cast<double>(p.full_sum()) / amounts_a_unit);
    return "no " + std::string(product);
}
void expect_exact(const RunResult& r) {
    const CostResult& c = *r.costs;
    Amount total = 0, direct = 0, overhead = 0, idle = 0;
    for (const CostLine& line : c.lines) {
        EXPECT_EQ(line.amount, line.direct_sum() + line.overhead_sum() + line.idle) << line.element << line.detail;
        if (line.kind != CostKind::scrap) {
            EXPECT_GE(line.idle, 0) << name_of(line.kind) << " " << line.element;
        }
        total += line.amount;
        direct += line.direct_sum();
        overhead += line.overhead_sum();
        idle += line.idle;
    }
    EXPECT_EQ(c.total, total);
    EXPECT_EQ(c.direct, direct);
    EXPECT_EQ(c.overhead, overhead);
    EXPECT_EQ(c.idle, idle);
    EXPECT_EQ(c.total, c.direct + c.overhead + c.idle);
    Amount products = 0, products_direct = 0;
    for (const ProductCost& p : c.products) {
        products += p.full_sum();
        products_direct += p.direct_sum();
    }
    EXPECT_EQ(products + c.idle, c.total);
    EXPECT_EQ(products_direct, c.direct);
}

/// A at 0 and B at 10 come to S (4 min each, A then B needs 3 min of setup); S is down 20-25.
Plant two() {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "A"}, {10_min, "B"}, {19_min, "B"}}});
    plant.add(Station{.name = "S", .cycle = 4_min, .breakdowns = {{.dated = {{20_min, 5_min}}}}});
    plant.add(Buffer{.name = "Q"});
    plant.add(Changeover{.name = "S", .rules = {{"A", "B", 3_min}, {"B", "A", 6_min}}});
    plant.add(Route{.name = "r", .steps = {"Q", "S"}});
    return plant;
}

TEST(Costs, AMachineCostsByStateAndIdleCapacityStandsApart) {
    // 0-4 A, 4-10 starved, 10-13 setup, 13-17 B, 17-19 starved, 19-20 B, 20-25 repair, 25-28 B, 28-30 starved.
    Plant plant = two();
    plant.stations[0].cost_per_hour = {{"*", 60}, {"starved", 30}, {"setup", 120}};
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs),
              "machine S repair 5 = 0 + 5 + 0\n"
              "machine S setup 6 = 6 + 0 + 0\n"
              "machine S processing 12 = 12 + 0 + 0\n"
              "machine S starved 5 = 0 + 0 + 5");
    // Down time is borne by the work done at the station: 4 minutes for A, 3 + 8 for B.
    EXPECT_EQ(borne(*w.result.costs, "A"), "direct 4, full 5.333333");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 14, full 17.666667");
    expect_exact(w.result);
}

TEST(Costs, PeopleArePaidForAttendanceOrForWork) {
    // The man works 0-4, 13-17, 19-20 and 25-28 and waits with the job 20-25, when the fitter repairs.
    Plant plant = two();
    plant.stations[0].operators = {{"man"}};
    plant.stations[0].breakdowns[0].crew = {{"fitter"}};
    plant.add(OperatorPool{.name = "man", .wage_per_hour = 60});
    plant.add(OperatorPool{.name = "fitter", .wage_per_hour = 120});
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs), "labour man 30 = 12 + 0 + 18\nlabour fitter 60 = 0 + 10 + 50");
    // Nobody in the fitters' pool works on jobs: the repair is borne by all work in the plant, 4 minutes to 11.
    EXPECT_EQ(borne(*w.result.costs, "A"), "direct 4, full 6.666667");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 8, full 15.333333");
    expect_exact(w.result);
    for (OperatorPool& pool : plant.operators) pool.paid = Paid::work;
    EXPECT_EQ(lines(*Watch(plant, 30).result.costs), "labour man 17 = 12 + 0 + 5\nlabour fitter 10 = 0 + 10 + 0");
}
TEST(Costs, OvertimeIsALineOfItsOwnWithItsPremium) {
    // The shift ends at 10; the job of 8 is finished at 12.
    Plant plant;
    plant.add(Product{.name = "A"}).add(arrivals("in", {0, 8}));
    plant.add(Station{.name = "S", .cycle = 4_min, .operators = {{"man"}}}).add(Buffer{.name = "Q"});
    plant.add(Route{.name = "r", .steps = {"Q", "S"}});
    plant.add(ShiftCalendar{.name = "hours", .spans = {{10_min, 1000_min, Presence::off}}});
    plant.add(OperatorPool{.name = "man",
                           .calendar = "hours",
                           .at_shift_end = ShiftEnd::finish_job,
                           .wage_per_hour = 60,
                           .overtime_premium = 0.5});
    const Watch w(plant, 20);
    EXPECT_EQ(lines(*w.result.costs), "labour man 10 = 6 + 0 + 4\novertime man 3 = 3 + 0 + 0");
    expect_exact(w.result);
}
TEST(Costs, MaterialIsPaidAtReleaseAndAtStepsAndScrapBringsSomethingBack) {
    Plant plant = two();
    plant.stations[0].breakdowns.clear();
    plant.stations[0].defects = {{"B", 1.0}};
    plant.stations[0].inspection = Inspection{};  // every B is scrapped
    plant.products[0].material = 10;
    plant.products[1].material = 20;
    plant.products[1].scrap_value = 1;
    plant.routes[0].steps[1].material = 2;
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs),
              "material A 10 = 10 + 0 + 0\n"
              "material B 40 = 40 + 0 + 0\n"
              "scrap B -2 = -2 + 0 + 0\n"
              "material S 6 = 6 + 0 + 0");
    EXPECT_EQ(borne(*w.result.costs, "A"), "direct 12, full 12");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 42, full 42");
    EXPECT_EQ(w.result.costs->products[0].per_good(w.result.costs->products[0].full_sum()), 12.0);
    EXPECT_TRUE(std::isnan(w.result.costs->products[1].per_good(0)));  // no good one
    expect_exact(w.result);
}
TEST(Costs, ChangeoversAreDirectAndRepairsAreBorneByTheWorkAtTheStation) {
    Plant plant = two();
    plant.stations[0].cost_per_setup = 7;
    plant.stations[0].breakdowns[0].cost = 22;
    plant.stations[0].maintenance = {{.dated = {29_min}, .duration = 10_min, .cost = 8}};
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs), "setup S 7 = 7 + 0 + 0\nrepair S 30 = 0 + 30 + 0");
    EXPECT_EQ(borne(*w.result.costs, "A"), "direct 0, full 8");  // 30 x 4 / 15
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 7, full 29");
    // What struck before the window isn't in it.
    EXPECT_EQ(lines(*Watch(plant, 30, 22).result.costs), "repair S 8 = 0 + 8 + 0");
    expect_exact(w.result);
}
TEST(Costs, HoldingIsPaidByTheHourOfAJobOrAsInterestOnItsMaterial) {
    // 0-5, 3-10, 9-15: 18 job-minutes.
    Plant plant;
    plant.add(Product{.name = "A", .holding_per_hour = 60}).add(arrivals("in", {0, 3, 9}));
    plant.add(Station{.name = "S", .cycle = 5_min}).add(Buffer{.name = "Q"});
    plant.add(Route{.name = "r", .steps = {"Q", "S"}});
    EXPECT_EQ(lines(*Watch(plant, 20).result.costs), "holding A 18 = 18 + 0 + 0");
    plant.products[0].holding_per_hour = 0;
    plant.products[0].material = 87600;
    plant.money = Money{.interest = 0.1};
    EXPECT_EQ(lines(*Watch(plant, 20).result.costs, "holding"), "holding A 0.3 = 0.3 + 0 + 0");
}
TEST(Costs, AGoodJobAfterItsDueDateCostsAPenaltyAndSoMuchAnHour) {
    Plant plant;
    plant.add(Product{.name = "A", .late_per_job = 10, .late_per_hour = 60});
    plant.add(
        Source{.name = "in", .schedule = {{0_min, "A", 1, 4_min}, {1_min, "A", 1, 10_min}, {2_min, "A", 1, 12_min}}});
    plant.add(Station{.name = "S", .cycle = 5_min}).add(Buffer{.name = "Q"});  // out at 5, 10, 15: late by 1, 0, 3
    plant.add(Route{.name = "r", .steps = {"Q", "S"}});
    EXPECT_EQ(lines(*Watch(plant, 20).result.costs), "late A 24 = 24 + 0 + 0");
    EXPECT_EQ(lines(*Watch(plant, 20, 6).result.costs), "late A 13 = 13 + 0 + 0");
}
TEST(Costs, VehiclesAndThePlantItselfAreOverheadAsFarAsTheyAreUsed) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 1});
    plant.add(Station{.name = "S1", .cycle = 4_min}).add(Station{.name = "S2", .cycle = 1_min});
    plant.add(Buffer{.name = "B"}).add(VehicleFleet{.name = "truck", .cost_per_hour = 60});
    plant.add(Route{.name = "r", .steps = {"S1", {"B", {.transfer = 3_min, .vehicle = "truck", .back = 2_min}}, "S2"}});
    plant.money = Money{.currency = "EUR", .fixed_per_hour = 30};
    const Watch w(plant, 20);
    EXPECT_EQ(lines(*w.result.costs), "transport truck 20 = 0 + 5 + 15\nfixed 10 = 0 + 10 + 0");
    EXPECT_EQ(w.result.costs->currency, "EUR");
    // Where nothing is made nobody can bear it.
    plant.sources[0] = arrivals("in", {100});
    EXPECT_EQ(lines(*Watch(plant, 20).result.costs), "transport truck 20 = 0 + 0 + 20\nfixed 10 = 0 + 0 + 10");
}
TEST(Costs, ABatchIsWorkOnEachOfItsJobsForAnEqualPart) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "A", 2}, {0_min, "B", 1}}});
    plant.add(Station{.name = "oven",
                      .cycle = 6_min,
                      .operators = {{"man"}},
                      .batch = Batch{.smallest = 3, .largest = 3, .family = Together::any},
                      .cost_per_hour = {{"processing", 60}}});
    plant.add(OperatorPool{.name = "man", .wage_per_hour = 90});
    plant.add(Buffer{.name = "Q"}).add(Route{.name = "r", .steps = {"Q", {"oven", {.material = 1}}}});
    const Watch w(plant, 10);
    EXPECT_EQ(lines(*w.result.costs),
              "machine oven processing 6 = 6 + 0 + 0\nlabour man 15 = 9 + 0 + 6\nmaterial oven 3 = 3 + 0 + 0");
    EXPECT_EQ(borne(*w.result.costs, "A"), "direct 12, full 12");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 6, full 6");
    // In the middle of it, too.
    EXPECT_EQ(lines(*Watch(plant, 3).result.costs),
              "machine oven processing 3 = 3 + 0 + 0\nlabour man 4.5 = 4.5 + 0 + 0");
    EXPECT_EQ(lines(*Watch(plant, 6, 3).result.costs),
              "machine oven processing 3 = 3 + 0 + 0\nlabour man 4.5 = 4.5 + 0 + 0");
    expect_exact(w.result);
}
TEST(Costs, ComponentsTakeTheirCostWithThem) {
    // Lids cost 5 each, one is pressed for a minute; a box takes two. Of four lids two are in the box at 4.
    Plant plant;
    plant.add(Product{.name = "box", .material = 1}).add(Product{.name = "lid", .material = 5});
    plant.add(Source{.name = "in", .schedule = {{0_min, "lid", 4}}});
    plant.add(Station{.name = "press", .cycle = 1_min, .cost_per_hour = {{"processing", 60}}});
    plant.add(Station{.name = "join",
                      .cycle = 2_min,
                      .assembly = Assembly{.components = {{.from = "lids", .quantity = 2}}, .makes = "box"},
                      .cost_per_hour = {{"processing", 60}}});
    plant.add(Buffer{.name = "Q"}).add(Buffer{.name = "lids"});
    plant.add(Route{.name = "boxes", .products = {"box"}, .steps = {"join"}});
    plant.add(Route{.name = "pressing", .products = {"lid"}, .steps = {"Q", "press", "lids"}});
    const Watch w(plant, 5);  // pressed at 1, 2, 3, 4; the box 2-4, the next one 4-6
    EXPECT_EQ(lines(*w.result.costs),
              "machine press processing 4 = 4 + 0 + 0\n"
              "machine join processing 3 = 3 + 0 + 0\n"
              "material box 2 = 2 + 0 + 0\n"
              "material lid 20 = 20 + 0 + 0");
    EXPECT_EQ(borne(*w.result.costs, "lid"), "direct 0, full 0");
    EXPECT_EQ(borne(*w.result.costs, "box"), "direct 29, full 29");
    expect_exact(w.result);
}
TEST(Costs, ALowerGradeTakesItsPartOfTheCostWithIt) {
    // Of three A's with material 10 one is downgraded to B: two exits as A, one as B.
    Plant plant;
    plant.add(Product{.name = "A", .material = 10}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "A", 3}}});
    plant.add(
        Station{.name = "S", .cycle = 1_min, .defects = {{"A", 0.5}}, .inspection = Inspection{.downgrade = "B"}});
    plant.add(Buffer{.name = "Q"}).add(Route{.name = "r", .steps = {"Q", "S"}});
    const Watch w(plant, 10);
    const auto good = [&](std::string_view name) { return static_cast<double>(w.product(name).good); };
    ASSERT_EQ(good("A") + good("B"), 3.0);
    for (const ProductCost& p : w.result.costs->products)
        EXPECT_DOUBLE_EQ(static_cast<double>(p.full_sum()), 10e6 * good(p.name)) << p.name;
    expect_exact(w.result);
}

TEST(Costs, StepsOfAChangeoverAreWorkForTheJobThatItIsMadeFor) {
    // A 0-10, beside it the setter heats for B 0-6; clamping 10-12, B 12-22.
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "A"}, {0_min, "B"}}});
    plant.add(Station{
        .name = "S", .cycle = 10_min, .initial_setup = "A", .cost_per_hour = {{"setup", 60}}, .cost_per_setup = 7});
    plant.add(Buffer{.name = "Q"}).add(Route{.name = "r", .steps = {"Q", "S"}});
    plant.add(OperatorPool{.name = "setter", .wage_per_hour = 60});
    plant.add(Changeover{
        .name = "S",
        .rules = {{.steps = {{.name = "heat", .time = 6_min, .kind = StepKind::external, .crew = {{"setter"}}},
                             {.name = "clamp", .time = 1_min},
                             {.name = "test", .time = 1_min, .crew = {{"setter"}}}}}}});
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs),
              "machine S setup 2 = 2 + 0 + 0\nsetup S 7 = 7 + 0 + 0\nlabour setter 30 = 7 + 0 + 23");
    EXPECT_EQ(borne(*w.result.costs, "A"), "direct 0, full 0");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 16, full 16");
    expect_exact(w.result);
    EXPECT_EQ(lines(*Watch(plant, 4, 1).result.costs), "labour setter 3 = 3 + 0 + 0");  // in the middle of it
}
TEST(Costs, AnEarlyChangeoverIsWorkForTheJobOnItsWay) {
    // B is on its way from 1 to 6; S is changed over for it from 1 to 4.
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "B"}}});
    plant.add(Station{.name = "before", .cycle = 1_min});
    plant.add(Station{
        .name = "S", .cycle = 2_min, .initial_setup = "A", .cost_per_hour = {{"setup", 60}}, .cost_per_setup = 5});
    plant.add(Buffer{.name = "Q"}).add(Route{.name = "r", .steps = {"before", {"Q", {.transfer = 5_min}}, "S"}});
    plant.add(Changeover{.name = "S", .rules = {{"*", "*", 3_min}}, .early = true});
    const Watch w(plant, 10);
    EXPECT_EQ(w.states("S"), "0 starved, 1 setup, 4 starved, 6 processing, 8 starved");
    EXPECT_EQ(lines(*w.result.costs), "machine S setup 3 = 3 + 0 + 0\nsetup S 5 = 5 + 0 + 0");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 8, full 8");
    EXPECT_EQ(lines(*Watch(plant, 3).result.costs), "machine S setup 2 = 2 + 0 + 0");
    expect_exact(w.result);
}
TEST(Costs, PlannedOvertimeHasItsPremiumToo) {
    // 60 jobs of 10 min from 08:00; the shift ends at 16:00 and goes on to 18:00.
    Plant plant;
    plant.add(Source{.name = "in", .schedule = {{.at = 0_min, .quantity = 60}}});
    plant.add(Buffer{.name = "B"});
    plant.add(Station{.name = "S", .cycle = 10_min, .operators = {{"man"}}, .calendar = "day"});
    plant.add(Route{.name = "line", .steps = {"B", "S"}});
    plant.add(OperatorPool{.name = "man", .calendar = "day", .wage_per_hour = 60, .overtime_premium = 0.5});
    plant.add(ShiftCalendar{.name = "day",
                            .shifts = {{.from = "08:00", .to = "16:00"}},
                            .overtime = OvertimeRule{.buffer = "B", .more_than = 4}});
    const Watch w(plant, 1440);
    EXPECT_EQ(lines(*w.result.costs), "labour man 480 = 480 + 0 + 0\novertime man 180 = 180 + 0 + 0");
    expect_exact(w.result);
}

TEST(EnergyUse, IsPowerByStateAndTheBillIsSharedByKwh) {
    Plant plant = two();  // processing 12, setup 3, repair 5, starved 10 minutes
    plant.stations[0].power_kw = {{"processing", 60}, {"setup", 30}, {"repair", 12}, {"starved", 6}};
    EXPECT_EQ(Watch(plant, 30).result.costs->kwh(), 15.5);
    EXPECT_EQ(Watch(plant, 30).result.costs->total, 0);
    plant.energy = Energy{.per_kwh = 2, .co2_g_per_kwh = 400};
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs),
              "energy S repair 2 = 0 + 2 + 0\n"
              "energy S setup 3 = 3 + 0 + 0\n"
              "energy S processing 24 = 24 + 0 + 0\n"
              "energy S starved 2 = 0 + 0 + 2");
    EXPECT_EQ(w.result.costs->co2_grams, 6200.0);
    EXPECT_FALSE(w.result.costs->power_followed);
    expect_exact(w.result);
}
TEST(EnergyUse, ThePeakIsTheFullQuarterHourOfTheWallClockWithTheHighestMean) {
    Plant plant = two();
    plant.stations[0].power_kw = {{"processing", 60}, {"setup", 30}, {"repair", 12}, {"starved", 6}};
    plant.energy = Energy{.per_kwh = 2, .peak = true};
    // 0-15: 4 x 60 + 6 x 6 + 3 x 30 + 2 x 60 = 486 kW min; 15-30: 120 + 12 + 60 + 60 + 180 + 12 = 444.
    const Watch w(plant, 30);
    EXPECT_DOUBLE_EQ(w.result.costs->peak_kw, 32.4);
    EXPECT_EQ(w.result.costs->peak_at, 0);
    const Watch later(plant, 30, 10);
    EXPECT_DOUBLE_EQ(later.result.costs->peak_kw, 29.6);
    EXPECT_EQ(later.result.costs->peak_at, w.result.to / 2);
    EXPECT_DOUBLE_EQ(later.result.costs->kwh_by_hour[0], (90 + 240 + 12 + 60 + 60 + 180 + 12) / 60.0);
    EXPECT_TRUE(std::isnan(Watch(plant, 29, 10).result.costs->peak_kw));  // no full one
    // From ten past six the quarter-hours end at 5, 20, 35: in 5-20 are 30 + 90 + 240 + 12 + 60.
    plant.start = "2026-11-23 06:10";  // a Monday
    const Watch shifted(plant, 30);
    EXPECT_DOUBLE_EQ(shifted.result.costs->peak_kw, 432 / 15.0);
    EXPECT_EQ(shifted.result.costs->peak_at, shifted.result.to / 6);
    EXPECT_DOUBLE_EQ(shifted.result.costs->kwh_by_hour[6], 15.5);
}
TEST(EnergyUse, PricesAndCo2GoByTheHourOfTheWallClock) {
    Plant plant = two();
    plant.stations[0].power_kw = {{"processing", 60}, {"setup", 30}, {"repair", 12}, {"starved", 6}};
    plant.start = "2026-11-24 06:45";  // a Tuesday: 8.1 kWh in hour 6, 7.4 in hour 7
    plant.energy = Energy{.per_peak_kw = 1};
    plant.energy->per_kwh_by_hour.assign(24, 0.0);
    plant.energy->per_kwh_by_hour[6] = 1;
    plant.energy->per_kwh_by_hour[7] = 3;
    plant.energy->co2_g_per_kwh_by_hour.assign(168, 0.0);
    plant.energy->co2_g_per_kwh_by_hour[24 + 7] = 500;
    const Watch w(plant, 30);
    EXPECT_EQ(w.result.costs->total, 30'300'000 + 32'400'000);
    EXPECT_NEAR(w.result.costs->co2_grams, 3700.0, 1e-9);
    expect_exact(w.result);
}
TEST(EnergyUse, TwoStationsAddUp) {
    Plant plant = two();
    plant.stations[0].power_kw = {{"*", 10}};
    plant.stations.push_back(Station{.name = "oven", .cycle = 1_min, .places = 2, .power_kw = {{"starved", 5}}});
    plant.routes[0].steps.emplace_back("oven");
    plant.energy = Energy{.peak = true};
    const Watch w(plant, 30);  // two places starved but for 17-18 and 28-29 and 4-5, one each
    EXPECT_DOUBLE_EQ(w.result.costs->kwh(), 5.0 + 57 * 5 / 60.0);
    EXPECT_DOUBLE_EQ(w.result.costs->kwh_by_hour[0], w.result.costs->kwh());
    EXPECT_DOUBLE_EQ(w.result.costs->peak_kw, 10 + 29 * 5 / 15.0);
}

TEST(CostsRefused, PricesThatMakeNoSense) {
    Plant plant = two();
    plant.stations[0].cost_per_hour = {{"procesing", 10}, {"starved", -1}};
    plant.stations[0].breakdowns[0].cost = std::nan("");
    plant.routes[0].steps[0].material = 1;
    plant.add(OperatorPool{.name = "man", .overtime_premium = 0.25});
    plant.money = Money{.interest = 0.1};
    plant.energy = Energy{.per_kwh = 1, .per_kwh_by_hour = {1, 2}};
    EXPECT_EQ(faults_of(plant),
              "money/interest: is given, but no product has material that it could be paid on\n"
              "stations/S/cost_per_hour/procesing: there is no state \"procesing\"\n"
              "stations/S/cost_per_hour/starved: must be from 0 to 1,000,000,000, is -1\n"
              "stations/S/breakdowns/0/cost: must be from 0 to 1,000,000,000, is nan\n"
              "operators/man/wage_per_hour: is missing, but it is said how it is paid\n"
              "routes/r/steps/0/material: is given where no work is done\n"
              "energy/per_kwh: is given together with a list by hour\n"
              "energy/per_kwh_by_hour: must list 24 or 168 hours, has 2\n"
              "energy: is given, but no station takes power\n");
    Plant coarse = two();
    coarse.tick = 7_s;
    coarse.stations[0].power_kw = {{"*", 1}};
    coarse.energy = Energy{.peak = true};
    EXPECT_EQ(faults_of(coarse), "tick: doesn't go into the quarter-hours for which the power is watched\n");
}

TEST(CostParts, AreInProportionAndSumExactly) {
    EXPECT_EQ(part(10, {1, 1, 1}), (std::vector<Amount>{4, 3, 3}));
    EXPECT_EQ(part(-10, {1, 1, 1}), (std::vector<Amount>{-4, -3, -3}));
    EXPECT_EQ(part(7, {0, 5, 0}), (std::vector<Amount>{0, 7, 0}));
    EXPECT_EQ(part(7, {0, 0}), (std::vector<Amount>{0, 0}));
    EXPECT_EQ(part(100, {1, 2, 3}), (std::vector<Amount>{17, 33, 50}));
    const Amount large = 4'000'000'000'000'000'000;
    const std::vector<Amount> parts = part(large, {std::uint64_t{1} << 60U, 3, (std::uint64_t{1} << 60U) - 3});
    EXPECT_EQ(parts[0] + parts[1] + parts[2], large);
    EXPECT_EQ(parts[0], large / 2);
    EXPECT_EQ(parts[1], 5);  // 4e18 x 3 / 2^61 = 5.2
}

TEST(CostsOfPlainLines, AreTheSameInTheDirectLoopAndInTheGeneralOne) {
    for (std::uint64_t number = 0; number < 40; ++number) {
        Line line = random_line(number, 400);
        Plant& plant = line.plant;
        plant.products = {Product{.name = "job", .material = 3.7, .holding_per_hour = 0.13}};
        plant.money = Money{.fixed_per_hour = 17.3};
        plant.energy = Energy{.per_kwh = 0.21, .co2_g_per_kwh = 380};
        for (Station& s : plant.stations) {
            s.cost_per_hour = {{"*", 11.1}, {"processing", 31.7}};
            s.power_kw = {{"*", 0.3}, {"processing", 4.9}};
            for (Breakdown& b : s.breakdowns) b.cost = 12.5;
        }
        for (Step& step : plant.routes[0].steps)
            if (step.at[0][0] == 'S') step.material = 0.07;
        const auto program = compile(plant);
        EXPECT_TRUE(program->plain || line.random_arrivals);
        RunSetup setup;
        setup.warmup = 20 * 60'000'000LL;
        const Tick end = 900 * 60'000'000LL;
        RunSetup general = setup;
        general.general_only = true;
        Simulation direct(program, setup), other(program, general);
        direct.run_until(end);
        other.run_until(end / 3);
        Simulation loaded = Simulation::load(program, other.save());
        loaded.run_until(end);
        NumberHash a, b;
        add_counts(a, measure(direct));
        add_counts(b, measure(loaded));
        EXPECT_EQ(a.value(), b.value()) << number;
        expect_exact(measure(direct));
    }
}
TEST(CostsOfPlainLines, AreThoseOfWhatEachStationHasDone) {
    // S1 works 0-4 and 4-8, holds its job to 10 and works to 14, holds it to 16, works to 20. S2 works 4-10, 10-16 and
    // from 16 on: two are made.
    Plant plant;
    plant.add(Product{.name = "job"});
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = 4_min, .cost_per_hour = {{"*", 60}}});
    plant.add(Station{.name = "S2", .cycle = 6_min, .cost_per_hour = {{"*", 60}, {"processing", 120}}});
    plant.add(Route{.name = "r", .steps = {"S1", {"S2", {.material = 3}}}});
    const Watch w(plant, 20);
    ASSERT_TRUE(w.program().plain);
    const std::string by_hand =
        "machine S1 processing 16 = 16 + 0 + 0\n"
        "machine S1 blocked 4 = 0 + 0 + 4\n"
        "machine S2 processing 32 = 32 + 0 + 0\n"
        "machine S2 starved 4 = 0 + 0 + 4\n"
        "material S2 6 = 6 + 0 + 0";
    EXPECT_EQ(lines(*w.result.costs), by_hand);
    EXPECT_EQ(borne(*w.result.costs, "job"), "direct 54, full 54");
    expect_exact(w.result);
    Simulation direct(compile(plant), {});  // nobody watches
    direct.run_until(20 * 60'000'000LL);
    EXPECT_EQ(lines(*measure(direct).costs), by_hand);
}
TEST(Costs, InAPlaceWithSlotsAJobIsMadeOnce) {
    // 4 min in the first slot, 6 in the second: the place works from 0 to 28, on four jobs.
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "A", 2}, {0_min, "B", 2}}});
    plant.add(
        Station{.name = "tool", .cycle = 10_min, .slots = 2, .interval = 4_min, .cost_per_hour = {{"processing", 60}}});
    plant.add(Buffer{.name = "Q"}).add(Route{.name = "r", .steps = {"Q", {"tool", {.material = 1}}}});
    const Watch w(plant, 30);
    EXPECT_EQ(lines(*w.result.costs), "machine tool processing 28 = 28 + 0 + 0\nmaterial tool 4 = 4 + 0 + 0");
    EXPECT_EQ(borne(*w.result.costs, "B"), "direct 16, full 16");
    expect_exact(w.result);
}

}  // namespace
}  // namespace linewright
