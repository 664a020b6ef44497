// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The trace of a run: every event in its order, a JSON object on each line. The first line says what it is a trace of:
//
//     {"linewright_trace": 1, "semantics": 1, "plant": "gearbox line", "identity": "90a1...", ...}
//     {"t": 0, "s": 0, "event": "release", "product": "housing", "job": 1, "source": "castings"}
//     {"t": 152000000, "s": 152, "event": "state", "station": "mill", "place": 1, "state": "blocked"}
//
// `t` is in ticks, `s` in seconds. A job is called by its number among those of its product, places of a station count
// from 1, all else goes by name.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "linewright/engine/engine.hpp"

namespace linewright {

/// The version of the trace's file format.
inline constexpr int trace_format = 1;

/// Takes a piece of the trace; false stops the writing (a full disk) and so the run.
using TraceSink = std::function<bool(std::string_view)>;

/// An observer that writes what it is told as lines of a trace.
class TraceWriter {
   public:
    static constexpr bool listens = true;
    TraceWriter(const Program& program, TraceSink sink);
    /// The first line.
    void header(const RunSetup& setup, Tick horizon);
    void on(const Event& event);
    /// Hands on what is still held back; false when the sink has refused anything.
    bool flush();
    [[nodiscard]] std::uint64_t lines() const { return lines_; }

   private:
    void member(std::string_view key, std::string_view quoted);
    void number(std::string_view key, std::uint64_t value);
    void end_line();

    struct Names {
        std::vector<std::string> stations, buffers, products, sources, sinks, fleets, materials, outside;
        std::vector<std::vector<std::string>> modes;
    };
    const Program& program_;
    TraceSink sink_;
    Names names_;  // as JSON texts
    std::string held_;
    std::uint64_t lines_ = 0;
    bool good_ = true;
};

/// Runs one replication from its start to the horizon and traces all of it, the warm-up included. Throws
/// std::runtime_error when the sink refuses.
Outcome trace_run(const std::shared_ptr<const Program>& program, const RunSetup& setup, Tick horizon,
                  const TraceSink& sink, StopToken stop = {});

/// A line of a trace's beginning, read back: refuses what is no trace or one of a foreign version, and says what to do.
/// Throws std::runtime_error.
struct TraceHeader {
    std::string plant, identity;
    std::uint64_t seed = 0, replication = 0;
    double tick_us = 1.0;
    Tick warmup = 0, horizon = 0;
};
[[nodiscard]] TraceHeader read_trace_header(std::string_view line);

}  // namespace linewright
