// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What materials and subcontractors cost (docs/semantics.md, 14), with figures worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "engine/watch.hpp"
#include "linewright/core/text.hpp"
#include "linewright/record/figures.hpp"

namespace linewright {
namespace {
using namespace literals;

/// Lines of cost as a text: "material glue 3 = 2 + 1 + 0" (amount = direct + overhead + idle).
std::string lines(const CostResult& costs) {
    const auto money = [](Amount a) { return number_text(static_cast<double>(a) / amounts_a_unit); };
    std::string out;
    for (const CostLine& l : costs.lines) {
        EXPECT_EQ(l.amount, l.direct_sum() + l.overhead_sum() + l.idle);
        out += (out.empty() ? "" : "\n") + std::string(name_of(l.kind)) + " " + l.element + " " + money(l.amount) +
               " = " + money(l.direct_sum()) + " + " + money(l.overhead_sum()) + " + " + money(l.idle);
    }
    EXPECT_EQ(costs.total, costs.direct + costs.overhead + costs.idle);
    return out;
}
Plant line() {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .always = true, .sequence = {"A", "B", "A", "B"}});
    plant.add(Station{.name = "mill", .cycle = 2_min}).add(Route{.name = "r", .steps = {"mill"}});
    return plant;
}

TEST(CostsOfMaterials, WhatJobsUseUpIsDirectOrdersAndTheStockAreOverhead) {
    Plant plant = line();
    plant.stations[0].consumes = {{.material = "glue", .quantity = {{"A", 1.5}, {"B", 0.5}}}};
    plant.add(Material{.name = "glue",
                       .initial = 4.0,
                       .reorder_point = 1.0,
                       .order_quantity = 3,
                       .lead_time = 2_min,
                       .price = 2,
                       .cost_per_order = 7,
                       .holding_per_hour = 12});
    // 4 - 1.5 - 0.5 - 1.5 - 0.5: 2.5 from 0, 2 from 2, 0.5 from 4, 0 from 6; ordered at 4, 3 more from 6 on.
    const Watch w(plant, 10);
    EXPECT_EQ(w.times(Happening::order), "4");
    // Lay: (2.5 x 2 + 2 x 2 + 0.5 x 2 + 3 x 4) / 60 unit-hours x 12 = 4.4.
    EXPECT_EQ(lines(*w.result.costs), "material glue 15 = 8 + 7 + 0\nholding glue 4.4 = 0 + 4.4 + 0");
    EXPECT_EQ(w.result.costs->lines[0].direct, (std::vector<Amount>{6'000'000, 2'000'000}));
    std::map<std::string, double> figure;
    for (const Figure& f : figures(w.result))
        if (f.kind == "materials") figure[f.measure] = f.value;
    EXPECT_DOUBLE_EQ(figure.at("cost"), 19.4);
    EXPECT_DOUBLE_EQ(figure.at("stock"), 22.0 / 10);
    EXPECT_DOUBLE_EQ(figure.at("consumed"), 4 * 6);
    EXPECT_DOUBLE_EQ(figure.at("orders"), 6);
}
TEST(CostsOfMaterials, TheWindowCounts) {
    Plant plant = line();
    plant.stations[0].consumes = {{.material = "glue", .quantity = {{"*", 1}}}};
    plant.add(Material{.name = "glue", .price = 2});
    EXPECT_EQ(lines(*Watch(plant, 10, 3).result.costs), "material glue 4 = 4 + 0 + 0");
}
TEST(CostsOfMaterials, WhatIsDiscardedAndSparePartsAreOverheadOfTheWorkAtTheStation) {
    Plant plant = line();
    plant.stations[0].consumes = {
        {.material = "reel",
         .quantity = {{"*", 2}},
         .refill = Refill{.charge = 3, .rest = RestOfCharge::discarded, .time = 1_min, .crew = {{"helper"}}}}};
    plant.stations[0].breakdowns = {{.dated = {{1_min, 1_min}}, .parts = {{"bearing", 2}}}};
    plant.add(Material{.name = "reel", .price = 10}).add(Material{.name = "bearing", .price = 25});
    plant.add(OperatorPool{.name = "helper", .wage_per_hour = 60});
    // Three refills of 1 min, 1 left over in each; the helper's other minutes are idle.
    EXPECT_EQ(lines(*Watch(plant, 20).result.costs),
              "labour helper 20 = 0 + 3 + 17\n"
              "overtime helper 0 = 0 + 0 + 0\n"
              "material reel 110 = 80 + 30 + 0\n"
              "material bearing 0 = 0 + 0 + 0\n"
              "repair bearing 50 = 0 + 50 + 0");
}
TEST(CostsOfMaterials, ASubcontractorIsPaidWhenTheJobIsBack) {
    Plant plant = line();
    plant.products[1].pieces = 3;
    plant.routes[0].steps = {"mill", "plater"};
    plant.add(Subcontractor{
        .name = "plater", .lead_time = 5_min, .price = {{"A", 4}, {"*", 0.5}}, .price_per = TimePer::piece});
    // Out at 2, 4, 6, 8; back at 7 (A), 9 (B), 11 (A), 13 (B).
    const Watch w(plant, 12);
    EXPECT_EQ(w.exits(), "7 9 11");
    EXPECT_EQ(lines(*w.result.costs), "outside plater 9.5 = 9.5 + 0 + 0");
    EXPECT_EQ(w.result.costs->lines[0].direct, (std::vector<Amount>{8'000'000, 1'500'000}));
}

}  // namespace
}  // namespace linewright
