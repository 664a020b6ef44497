// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Whole plants through the public API, state statistics on. Each run's figure is checked before its time counts.
// Figures to hold against: M/M/1, W = 3; the isolated station's throughput 1 / (1 + 10/100) bounds the line, and 0.6072
// is the long-run throughput of the 20-station line that the yardstick's max-plus recursion and event loop agree on.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>

#include "plants.hpp"

static std::atomic<std::uint64_t> allocations{0};
// Not inlined: the compiler must not see through a pair of its own.
__attribute__((noinline)) void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
__attribute__((noinline)) void operator delete(void* memory) noexcept { std::free(memory); }
__attribute__((noinline)) void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {
using namespace linewright;

/// The most memory this program has held. Not ru_maxrss: that counts the process that started this one, too.
double resident_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            double kib = 0.0;
            status >> kib;
            return kib / 1024.0;
        }
    return 0.0;
}

std::uint64_t made(const RunResult& r) {
    std::uint64_t sum = 0;
    for (const StationResult& s : r.stations) sum += s.made;
    return sum;
}

void run(benchmark::State& state, const Plant& plant, double minutes, double low, double high, bool little,
         bool direct) {
    const auto program = compile(plant);
    const auto horizon = static_cast<Tick>(minutes * 6e7);
    std::uint64_t jobs = 0, seed = 0;
    double late_allocations = 0.0;
    for (auto _ : state) {
        RunSetup setup;
        setup.seed = ++seed;
        setup.general_only = !direct;
        Simulation simulation(program, setup);
        if (!simulation.run_until(horizon / 10).ok()) return state.SkipWithError("the run ended early");
        const std::uint64_t before = allocations.load(), events = simulation.events();
        if (!simulation.run_until(horizon).ok()) return state.SkipWithError("the run ended early");
        late_allocations =
            static_cast<double>(allocations.load() - before) / static_cast<double>(simulation.events() - events);
        const RunResult r = measure(simulation);
        const double figure = little ? r.little.time / 6e7 : static_cast<double>(r.good) / minutes;
        if (!(figure > low && figure < high))
            return state.SkipWithError(("the figure " + std::to_string(figure) + " is off").c_str());
        Tick window = 0;
        for (const StationResult& s : r.stations)
            for (const Tick t : s.time) window += t;
        if (window != static_cast<Tick>(r.stations.size()) * horizon)
            return state.SkipWithError("state times do not sum to the window");
        jobs += made(r);
    }
    state.counters["ns_per_station_job"] =
        benchmark::Counter(static_cast<double>(jobs) * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["allocations_per_event"] = late_allocations;
    state.counters["resident_MiB"] = resident_mib();
}

void line_20(benchmark::State& state) { run(state, bench::transfer_line(20), 300000, 0.59, 0.625, false, true); }
void line_20_general(benchmark::State& state) {
    run(state, bench::transfer_line(20), 100000, 0.58, 0.635, false, false);
}
void line_1000(benchmark::State& state) { run(state, bench::transfer_line(1000), 20000, 0.2, 0.91, false, true); }
void mm1(benchmark::State& state) { run(state, bench::single_queue(), 2000000, 2.9, 3.1, true, true); }
void mm1_general(benchmark::State& state) { run(state, bench::single_queue(), 500000, 2.8, 3.2, true, false); }
BENCHMARK(line_20)->Unit(benchmark::kMillisecond)->MinTime(2.0);
BENCHMARK(line_20_general)->Unit(benchmark::kMillisecond)->MinTime(1.0);
BENCHMARK(line_1000)->Unit(benchmark::kMillisecond)->MinTime(1.0);
BENCHMARK(mm1)->Unit(benchmark::kMillisecond)->MinTime(2.0);
BENCHMARK(mm1_general)->Unit(benchmark::kMillisecond)->MinTime(1.0);

/// The same study on one thread and on two: wall-clock time.
void replications(benchmark::State& state) {
    using namespace literals;
    const auto program = compile(bench::transfer_line(20));
    for (auto _ : state) {
        const Result r =
            simulate(program, {.horizon = 60000_min, .replications = 16, .threads = static_cast<int>(state.range(0))});
        if (std::abs(r.throughput().mean - 0.607 * 60) > 0.6) return state.SkipWithError("the figure is off");
    }
}
BENCHMARK(replications)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(2.0);

}  // namespace
