// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Costs of random plants with everything in them: the books balance to the last millionth, work on each product is what
// somebody who watches the run adds up, and a saved and loaded run goes on to the same costs.
#include <gtest/gtest.h>

#include <map>

#include "linewright/engine/engine.hpp"
#include "linewright/record/fingerprint.hpp"

namespace linewright {
namespace {
using namespace literals;

/// Adds up how long each product was worked on at each station, from what an observer is told. For single jobs.
struct Bookkeeper {
    static constexpr bool listens = true;
    const Program* p = nullptr;
    Tick from = 0;
    struct At {
        std::uint32_t product = none;
        State state = State::starved;
        Tick since = 0;
    };
    std::map<std::uint32_t, At> places;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::size_t>, Tick> work;  // station, product, state
    void until(std::uint32_t place, Tick now) {
        At& at = places[place];
        if (at.product != none && now > std::max(at.since, from))
            work[{p->place_station[place], at.product, static_cast<std::size_t>(at.state)}] +=
                now - std::max(at.since, from);
        at.since = now;
    }
    void on(const Event& e) {
        if (e.place == none) return;
        until(e.place, e.at);
        At& at = places[e.place];
        if (e.what == Happening::load || e.what == Happening::resume_job) at.product = e.product;
        if (e.what == Happening::leave) at.product = none;
        if (e.what == Happening::state) at.state = e.state;
    }
};

/// A random plant, a function of its number alone. Batches: some of its stations take several jobs.
Plant any_plant(std::uint64_t number, bool batches) {
    const StreamKey key = stream_key(number, "random costs", batches ? "batches" : "single jobs");
    std::uint64_t position = 0;
    const auto any = [&](int least, int most) {
        return least + static_cast<int>(unit(word(key, 0, 0, 0, position++)) * (most - least + 1));
    };
    const auto price = [&](int most) {
        return any(0, 2) == 0 ? 0.0 : static_cast<double>(any(0, most * 1000)) / 997.0;
    };
    const auto minutes = [&](int least, int most) {
        return Duration{static_cast<double>(any(least * 10, most * 10)) / 10.0, Unit::min};
    };
    const auto by_state = [&](int most) {
        std::map<std::string, double> list{{"*", price(most)}};
        for (const std::string_view state : state_names)
            if (any(0, 3) == 0) list[std::string(state)] = price(most);
        return list;
    };
    Plant plant;
    plant.money = Money{.currency = "EUR", .fixed_per_hour = price(30)};
    const int products = any(1, 4);
    for (int i = 0; i < products; ++i)
        plant.add(Product{.name = std::string(1, static_cast<char>('A' + i)),
                          .priority = any(0, 2),
                          .material = price(20),
                          .scrap_value = price(3),
                          .holding_per_hour = price(1),
                          .late_per_job = price(5),
                          .late_per_hour = price(5)});
    plant.add(Product{.name = "grade 2", .scrap_value = price(1)}).add(Product{.name = "kit", .material = 1.01});
    Source source{.name = "in", .interarrival = exponential(minutes(3, 9)), .due = uniform(0_min, 3_h)};
    for (int i = 0; i < products; ++i) source.products.push_back({plant.products[static_cast<std::size_t>(i)].name});
    plant.add(source);
    plant.add(OperatorPool{.name = "man",
                           .count = any(1, 3),
                           .calendar = any(0, 1) ? "hours" : "",
                           .at_shift_end = any(0, 1) ? ShiftEnd::finish_job : ShiftEnd::suspend,
                           .wage_per_hour = 20 + price(20)});
    plant.operators[0].overtime_premium = 0.3;
    plant.operators[0].paid = any(0, 1) ? Paid::work : Paid::attendance;
    if (plant.operators[0].calendar.empty()) plant.operators[0].at_shift_end = ShiftEnd::suspend;
    plant.add(OperatorPool{.name = "fitter", .wage_per_hour = price(50)});
    plant.add(
        ShiftCalendar{.name = "hours", .shifts = {{.from = "02:00", .to = "11:30"}, {.from = "13:00", .to = "22:00"}}});
    if (any(0, 1)) {
        plant.energy =
            Energy{.per_kwh = price(1), .per_peak_kw = price(3), .co2_g_per_kwh = 400, .peak = any(0, 1) == 0};
        if (any(0, 1)) {
            plant.energy->per_kwh = 0.0;
            for (int h = 0; h < 24; ++h) plant.energy->per_kwh_by_hour.push_back(price(1));
        }
    }
    Route route{.name = "r"};
    const int stations = any(2, 5);
    for (int i = 0; i < stations; ++i) {
        const std::string name = "S" + std::to_string(i);
        bool early = false;
        Station s{.name = name, .cycle = exponential(minutes(2, 5)), .places = any(1, 3)};
        if (any(0, 1)) s.load = minutes(0, 2);
        if (any(0, 1)) s.unload = minutes(0, 1);
        if (any(0, 1)) s.operators = {{"man", 1, {Phase::process}}};
        if (any(0, 2) == 0) s.operators = {{"man", 1, {Phase::setup, Phase::load, Phase::process}}};
        if (any(0, 1))
            s.breakdowns.push_back({.uptime = exponential(minutes(60, 200)),
                                    .repair = exponential(minutes(5, 20)),
                                    .job = any(0, 1) ? JobPolicy::scrap : JobPolicy::resume,
                                    .scope = any(0, 1) ? Scope::place : Scope::station,
                                    .crew = any(0, 1) ? std::vector<Need>{{"fitter"}} : std::vector<Need>{},
                                    .cost = price(30)});
        if (any(0, 3) == 0) s.maintenance.push_back({.every = 3_h, .duration = minutes(5, 20), .cost = price(30)});
        if (any(0, 2) == 0) {
            s.calendar = "hours";
            s.at_shift_end = any(0, 1) ? ShiftEnd::finish_job : ShiftEnd::restart;
        }
        if (any(0, 1)) {
            s.defects = {{"*", 0.1}};
            s.inspection = Inspection{.miss = 0.2};
            if (any(0, 1)) s.inspection->downgrade = "grade 2";
        }
        if (batches && any(0, 1))
            s.batch = Batch{.smallest = any(2, 3), .largest = 4, .longest_wait = 20_min, .family = Together::any};
        else if (any(0, 2) == 0 && s.load.by_product.empty() && !s.load.given() && !s.unload.given())
            s.preemption = Preemption::resume;
        if (any(0, 1)) {
            Changeover table{.name = name, .rules = {{"*", "*", minutes(1, 6)}}};
            if (any(0, 1) && s.preemption == Preemption::none && !s.batch) {
                table.rules[0].time = Distribution{};
                table.rules[0].steps = {
                    {.name = "fetch", .time = minutes(1, 4), .kind = StepKind::external, .crew = {{"man"}}},
                    {.name = "mount", .time = minutes(1, 3)},
                    {.name = "try", .time = minutes(1, 2), .crew = {{"fitter"}}}};
                if (any(0, 1)) table.cleaning = Cleaning{.time = 2_min, .after_jobs = 5};
            }
            if (i > 0 && s.places == 1 && batches && any(0, 1) && !s.batch && s.preemption == Preemption::none)
                table.early = true;
            early = table.early;
            plant.add(std::move(table));
        }
        s.cost_per_hour = by_state(40);
        s.cost_per_setup = price(10);
        s.power_kw = by_state(20);
        plant.add(s).add(Buffer{.name = "B" + std::to_string(i)});
        if (early || (i > 0 && any(0, 1)))  // an early changeover is for jobs on their way
            route.steps.push_back({"B" + std::to_string(i), {.transfer = minutes(1, 5)}});
        else
            route.steps.emplace_back("B" + std::to_string(i));
        route.steps.push_back({name, {.material = price(2)}});
    }
    if (plant.energy) plant.stations[0].power_kw["processing"] = 7.7;
    route.steps.emplace_back("parts");
    for (int i = 0; i < products; ++i) route.products.push_back(plant.products[static_cast<std::size_t>(i)].name);
    route.products.emplace_back("grade 2");
    plant.add(Buffer{.name = "parts"});
    plant.add(Station{.name = "join",
                      .cycle = 1_min,
                      .assembly = Assembly{.components = {{.from = "parts", .quantity = 2}}, .makes = "kit"},
                      .cost_per_hour = by_state(20)});
    plant.add(Material{.name = "oil",
                       .initial = static_cast<double>(any(0, 40)) / 4.0,
                       .reorder_point = 8.0,
                       .order_quantity = 12.5,
                       .lead_time = exponential(minutes(10, 60)),
                       .price = price(4),
                       .cost_per_order = price(20),
                       .holding_per_hour = price(1)});
    plant.add(Material{.name = "blade", .price = price(9)});
    for (Station& s : plant.stations) {
        if (s.preemption != Preemption::none || any(0, 1)) continue;
        s.consumes.push_back({.material = "oil", .quantity = {{"*", static_cast<double>(any(1, 9)) / 8.0}}});
        if (any(0, 1)) s.consumes[0].quantity[plant.products[0].name] = 0.0;
        if (any(0, 1))
            s.consumes[0].refill = Refill{.charge = 12.0,
                                          .rest = any(0, 1) ? RestOfCharge::discarded : RestOfCharge::kept,
                                          .time = minutes(1, 3),
                                          .crew = {{"fitter"}}};
        if (any(0, 1)) s.consumes.push_back({.material = "blade", .quantity = {{"*", 0.125}}});
        for (Breakdown& b : s.breakdowns) b.parts = {{"oil", 2}, {"blade"}};
    }
    if (any(0, 1)) {
        plant.add(Subcontractor{.name = "plater",
                                .lead_time = exponential(minutes(5, 90)),
                                .capacity = any(2, 9),
                                .price = {{"*", price(5)}}});
        route.steps.insert(route.steps.end() - 1, Step{"plater"});
    }
    plant.add(route).add(Route{.name = "kits", .products = {"kit"}, .steps = {"join"}});
    return plant;
}

void expect_exact(const RunResult& r, std::uint64_t number) {
    const CostResult& c = *r.costs;
    Amount total = 0, direct = 0, overhead = 0, idle = 0;
    std::int64_t energy = 0;
    for (const CostLine& line : c.lines) {
        const std::string who = std::to_string(number) + ": " + std::string(name_of(line.kind)) + " " + line.element;
        EXPECT_EQ(line.amount, line.direct_sum() + line.overhead_sum() + line.idle) << who;
        if (line.kind != CostKind::scrap) {
            EXPECT_GE(line.idle, 0) << who;
            for (std::size_t i = 0; i < line.direct.size(); ++i) EXPECT_GE(line.direct[i], 0) << who;
        }
        total += line.amount;
        direct += line.direct_sum();
        overhead += line.overhead_sum();
        idle += line.idle;
        energy += line.milliwatt_hours;
    }
    EXPECT_EQ(c.total, total);
    EXPECT_EQ(c.direct, direct);
    EXPECT_EQ(c.overhead, overhead);
    EXPECT_EQ(c.idle, idle);
    EXPECT_EQ(c.direct + c.overhead + c.idle, c.total);
    EXPECT_EQ(c.milliwatt_hours, energy);
    Amount products = 0, products_direct = 0;
    for (const ProductCost& p : c.products) {
        products += p.full_sum();
        products_direct += p.direct_sum();
    }
    EXPECT_EQ(products + c.idle, c.total) << number;
    EXPECT_EQ(products_direct, c.direct) << number;
    if (c.power_followed) {
        double sum = 0.0;
        for (const double kwh : c.kwh_by_hour) sum += kwh;
        EXPECT_NEAR(sum, c.kwh(), 1e-6 * (1.0 + sum)) << number;
    }
}

TEST(CostsOfAnyPlant, ReconcileToTheLastMillionth) {
    const Tick end = 40LL * 3600 * 1'000'000;
    std::size_t ran = 0;
    for (std::uint64_t number = 0; number < 120; ++number) {
        const Compiled compiled = try_compile(any_plant(number, number % 2 == 0));
        ASSERT_TRUE(compiled) << number << ": " << PlantError(compiled.faults).what();
        RunSetup setup;
        setup.seed = number;
        setup.warmup = static_cast<Tick>(number % 5) * 3'333'333'333;
        Simulation simulation(compiled.program, setup);
        if (!simulation.run_until(end).ok()) continue;
        ++ran;
        const RunResult result = measure(simulation);
        expect_exact(result, number);
        // Half-way, copied, saved and loaded.
        Simulation half(compiled.program, setup);
        half.run_until(end / 2);
        if (end / 2 > setup.warmup) expect_exact(measure(half), number);
        Simulation loaded = Simulation::load(compiled.program, half.save()), copied = half;
        loaded.run_until(end);
        copied.run_until(end);
        for (const Simulation* other : {&loaded, &copied}) {
            NumberHash a, b;
            add_counts(a, result);
            add_counts(b, measure(*other));
            EXPECT_EQ(a.value(), b.value()) << number;
        }
    }
    EXPECT_GT(ran, 100U);
}

TEST(CostsOfAnyPlant, WorkOnEachProductIsWhatAnObserverAddsUp) {
    const Tick end = 30LL * 3600 * 1'000'000;
    for (std::uint64_t number = 0; number < 60; ++number) {
        Plant plant = any_plant(number, false);
        for (Station& s : plant.stations) s.cost_per_hour = {{"*", 3600.0}};  // a millionth for each tick
        const auto program = compile(plant);
        RunSetup setup;
        setup.warmup = static_cast<Tick>(number % 3) * 7'654'321'987;
        Simulation simulation(program, setup);
        Bookkeeper book{program.get(), setup.warmup, {}, {}};
        if (!simulation.run_until(end, book).ok()) continue;
        for (const auto& [place, at] : std::map(book.places)) book.until(place, end);
        const RunResult result = measure(simulation);
        for (const CostLine& line : result.costs->lines) {
            if (line.kind != CostKind::machine) continue;
            const auto state = static_cast<std::size_t>(std::find(state_names.begin(), state_names.end(), line.detail) -
                                                        state_names.begin());
            const auto station = static_cast<std::uint32_t>(
                std::find(program->station_names.begin(), program->station_names.end(), line.element) -
                program->station_names.begin());
            for (const State work : {State::setup, State::load, State::processing, State::unload})
                if (static_cast<std::size_t>(work) == state) {
                    for (std::uint32_t product = 0; product < line.direct.size(); ++product)
                        EXPECT_EQ(line.direct[product], (book.work[{station, product, state}]))
                            << number << " " << line.element << " " << line.detail << " "
                            << program->product_names[product];
                    EXPECT_EQ(line.idle, 0) << number << " " << line.element << " " << line.detail;
                }
        }
    }
}

}  // namespace
}  // namespace linewright
