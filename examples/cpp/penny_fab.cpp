// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The penny fab of Hopp and Spearman (Factory Physics, chapter 7): four machines in a row, 2 h each, here with
// exponential times, the book's practical worst case. Bottleneck rate 0.5 an hour, raw process time 8 h. One line, run
// in three ways:
//   push    jobs come at random at 0.9 of the bottleneck rate, whatever the line looks like;
//   CONWIP  a job may enter when one has left: so many cards for the whole line;
//   kanban  each machine and its queue have cards of their own.
// The book's formulas stand beside: push is a row of M/M/1 queues, WIP 4 x 0.9 / 0.1 = 36 and lead time 80 h; CONWIP
// with w cards makes w / (w + 3) of the bottleneck rate. As files: examples/plants/penny_fab_*.json.
#include <cstdio>
#include <linewright/linewright.hpp>
#include <string>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

/// The line, without a word on how jobs come in.
Plant penny_fab(const std::string& name) {
    Plant plant{.name = name};
    std::vector<Step> steps;
    for (const std::string machine : {"punch", "stamp", "rim", "deburr"}) {
        plant.add(Buffer{.name = "before " + machine});
        plant.add(Station{.name = machine, .cycle = exponential(2_h)});
        steps.push_back("before " + machine);
        steps.push_back(machine);
    }
    plant.add(Route{.name = "way", .steps = steps});
    return plant;
}

Plant penny_fab_push() {
    Plant plant = penny_fab("penny fab, push");
    plant.add(Source{.name = "orders", .interarrival = exponential(Duration{2.0 / 0.9, Unit::h})});
    return plant;
}

Plant penny_fab_conwip(int cards) {
    Plant plant = penny_fab("penny fab, CONWIP");
    plant.add(Source{.name = "orders", .always = true});
    plant.add(CardLoop{.name = "line", .cards = cards});
    return plant;
}

Plant penny_fab_kanban(int cards) {
    Plant plant = penny_fab("penny fab, kanban");
    plant.add(Source{.name = "orders", .always = true});
    for (const Station& machine : plant.stations)
        plant.add(CardLoop{.name = machine.name, .cards = cards, .members = {"before " + machine.name, machine.name}});
    return plant;
}

void print(const char* way, const Plant& plant, double formula) {
    const Result result = simulate(plant, {.horizon = 20000_h, .warmup = 2000_h, .replications = 20});
    const Interval made = result.throughput(), wip = result.wip(), time = result.lead_time();
    std::printf("%-22s %7.4f +- %.4f", way, made.mean, made.half_width);
    formula > 0.0 ? std::printf(" %9.4f", formula) : std::printf(" %9s", "");
    std::printf(" %8.2f +- %.2f %8.1f +- %.1f\n", wip.mean, wip.half_width, time.mean / 3600.0,
                time.half_width / 3600.0);
}

int main() {
    std::printf("%-22s %17s %9s %16s %15s\n", "penny fab", "pennies an hour", "formula", "WIP", "lead time h");
    print("push at 0.9", penny_fab_push(), 0.45);
    for (const int cards : {4, 5, 6, 7, 8, 9, 10, 27})
        print(("CONWIP, " + std::to_string(cards) + " cards").c_str(), penny_fab_conwip(cards),
              0.5 * cards / (cards + 3.0));
    for (const int cards : {1, 2, 3, 4})
        print(("kanban, " + std::to_string(cards) + " each").c_str(), penny_fab_kanban(cards), 0.0);
}
