// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Pieces of the core: the calendar under the hold model (take the earliest, put it back an exponential time later), and
// draws of every law in blocks. The mean of each law is checked against its formula first.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "linewright/core/moments.hpp"
#include "linewright/engine/calendar.hpp"
#include "linewright/linewright.hpp"

namespace {
using namespace linewright;
using namespace linewright::literals;

void hold(benchmark::State& state) {
    const auto slots = static_cast<std::uint32_t>(state.range(0));
    SlotCalendar calendar(slots);
    const Sampler sampler(exponential(1_s), 1.0);
    const StreamKey key = stream_key(1, "hold", "step");
    std::vector<double> steps(8192);
    for (std::size_t i = 0; i < steps.size(); i += 16) sampler.fill(key, 0, 0, i, &steps[i]);
    for (std::uint32_t i = 0; i < slots; ++i)
        calendar.set(i, DueKey(to_ticks(steps[i & 8191U]), EventClass::completion));
    Tick last = 0;
    std::size_t n = 0;
    for (auto _ : state) {
        const Tick now = calendar.next().tick();
        const std::uint32_t slot = calendar.next_slot();
        calendar.take();
        calendar.set(slot, DueKey(now + to_ticks(steps[n++ & 8191U]), EventClass::completion));
        if (now < last) return state.SkipWithError("time went backwards");
        last = now;
    }
}
BENCHMARK(hold)->Arg(20)->Arg(100)->Arg(10000)->Arg(1000000);

void variates(benchmark::State& state, const Distribution& law) {
    const Sampler sampler(law, 1.0);
    const StreamKey key = stream_key(1, "bench", "draw");
    double block[16];
    double sum = 0.0;
    constexpr std::uint64_t probe = 1 << 18;
    for (std::uint64_t i = 0; i < probe; i += 16) {
        sampler.fill(key, 0, 0, i, block);
        for (const double v : block) sum += v;
    }
    const double error = 5.0 * std::sqrt(variance(law) / static_cast<double>(probe));
    if (std::abs(sum / static_cast<double>(probe) - mean(law)) > error + 1e-9 * mean(law))
        return state.SkipWithError("the mean is off");
    std::uint64_t position = 0;
    for (auto _ : state) {
        sampler.fill(key, 0, 0, position, block);
        position += 16;
        benchmark::DoNotOptimize(block);
    }
    state.counters["ns_per_variate"] =
        benchmark::Counter(16e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(variates, uniform, uniform(1_s, 3_s));
BENCHMARK_CAPTURE(variates, triangular, triangular(1_s, 2_s, 4_s));
BENCHMARK_CAPTURE(variates, exponential, exponential(2_s));
BENCHMARK_CAPTURE(variates, hyperexponential, hyperexponential({0.3, 0.7}, {1_s, 4_s}));
BENCHMARK_CAPTURE(variates, erlang_3, erlang(3, 2_s));
BENCHMARK_CAPTURE(variates, gamma, gamma(2_s, 1.2_s));
BENCHMARK_CAPTURE(variates, normal, normal(10_s, 2_s));
BENCHMARK_CAPTURE(variates, lognormal, lognormal(2_s, 1_s));
BENCHMARK_CAPTURE(variates, weibull, weibull(1.5, 2_s));
BENCHMARK_CAPTURE(variates, beta, linewright::beta(2.0, 3.0, 1_s, 4_s));
BENCHMARK_CAPTURE(variates, empirical, empirical({1_s, 2_s, 4_s, 9_s}));

}  // namespace
