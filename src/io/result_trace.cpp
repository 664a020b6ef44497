// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/result_trace.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>
#include <vector>

#include "linewright/io/json_value.hpp"
#include "linewright/io/json_writer.hpp"
#include "linewright/io/text.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/version.hpp"

namespace linewright {

namespace {

constexpr std::size_t piece = std::size_t{1} << 16U;

std::vector<std::string> quoted(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(json_quoted(name));
    return out;
}

}  // namespace

TraceWriter::TraceWriter(const Program& program, TraceSink sink) : program_(program), sink_(std::move(sink)) {
    names_.stations = quoted(program.station_names);
    names_.buffers = quoted(program.buffer_names);
    names_.products = quoted(program.product_names);
    names_.sources = quoted(program.source_names);
    names_.sinks = quoted(program.sink_names);
    names_.fleets = quoted(program.fleet_names);
    names_.materials = quoted(program.material_names);
    names_.outside = quoted(program.outside_names);
    for (const auto& modes : program.mode_names) names_.modes.push_back(quoted(modes));
    held_.reserve(piece + 4096);
}

void TraceWriter::header(const RunSetup& setup, Tick horizon) {
    JsonWriter line;
    line.begin_object().member("linewright_trace", trace_format).member("semantics", semantics_version);
    line.member("version", version).member("plant", program_.name);
    line.member("identity", identity_text(program_.identity));
    line.member("seed", setup.seed).member("replication", setup.replication).member("tick_us", program_.tick_us);
    line.member("warmup", setup.warmup).member("horizon", horizon).end_object();
    held_ += line.text();
    end_line();
}

void TraceWriter::member(std::string_view key, std::string_view quoted) {
    held_ += ", \"";
    held_ += key;
    held_ += "\": ";
    held_ += quoted;
}

void TraceWriter::number(std::string_view key, std::uint64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    member(key, {digits, static_cast<std::size_t>(end - digits)});
}

void TraceWriter::end_line() {
    held_ += "\n";
    ++lines_;
    if (held_.size() >= piece) flush();
}

bool TraceWriter::flush() {
    if (!held_.empty() && good_) good_ = sink_(held_);
    held_.clear();
    return good_;
}

void TraceWriter::on(const Event& event) {
    if (!good_) return;
    char digits[24];
    held_ += "{\"t\": ";
    held_.append(digits, std::to_chars(digits, digits + sizeof digits, event.at).ptr);
    held_ += ", \"s\": ";
    held_ += number_text(program_.seconds(static_cast<double>(event.at)));
    held_ += ", \"event\": \"";
    held_ += name_of(event.what);
    held_ += '"';
    const auto name = [&](std::string_view key, const std::vector<std::string>& names, std::uint32_t index) {
        if (index < names.size()) member(key, names[index]);
    };
    name("product", names_.products, event.product);
    if (event.job != 0) number("job", event.job);
    name("station", names_.stations, event.station);
    if (event.place != none && event.station != none)
        number("place", event.place - program_.stations[event.station].first_place + 1);
    name("buffer", names_.buffers, event.buffer);
    switch (event.what) {
        case Happening::state:
            held_ += ", \"state\": \"";
            held_ += name_of(event.state);
            held_ += '"';
            break;
        case Happening::release:
        case Happening::lost:
            name("source", names_.sources, event.detail);
            break;
        case Happening::exit:
            name("sink", names_.sinks, event.detail);
            break;
        case Happening::transport:
        case Happening::deliver:
            name("vehicle", names_.fleets, event.detail);
            break;
        case Happening::order:
        case Happening::supply:
        case Happening::refill:
            name("material", names_.materials, event.detail);
            break;
        case Happening::send_out:
        case Happening::come_back:
            name("subcontractor", names_.outside, event.detail);
            break;
        case Happening::fail:
        case Happening::repair_start:
        case Happening::repair_end:
            if (event.station < names_.modes.size()) name("breakdown", names_.modes[event.station], event.detail);
            break;
        case Happening::maintenance_start:
        case Happening::maintenance_end:
            if (event.station < names_.modes.size()) name("maintenance", names_.modes[event.station], event.detail);
            break;
        default:
            break;
    }
    held_ += '}';
    end_line();
}

Outcome trace_run(const std::shared_ptr<const Program>& program, const RunSetup& setup, Tick horizon,
                  const TraceSink& sink, StopToken stop) {
    Simulation simulation(program, setup);
    TraceWriter writer(*program, sink);
    writer.header(setup, horizon);
    // In pieces, so that a sink that refuses ends the run soon.
    constexpr Tick parts = 256;
    Outcome outcome;
    for (Tick part = 1; part <= parts; ++part) {
        const Tick until = part == parts ? horizon : horizon / parts * part;
        if (until == 0) continue;
        outcome = simulation.run_until(until, writer, stop);
        if (!writer.flush()) throw std::runtime_error("the trace could not be written to its end");
        if (!outcome.ok()) break;
    }
    return outcome;
}

TraceHeader read_trace_header(std::string_view line) {
    if (const std::size_t end = line.find('\n'); end != std::string_view::npos) line = line.substr(0, end);
    const JsonDocument document = parse_json(line);
    const auto whole = [&](std::string_view key) -> std::optional<std::int64_t> {
        const JsonValue* value = document.value ? document.value->find(key) : nullptr;
        return value != nullptr && value->number() != nullptr ? value->number()->whole : std::nullopt;
    };
    const auto format = whole("linewright_trace");
    if (!format)
        throw std::runtime_error(
            "this is not a trace of Linewright: its first line says nothing of \"linewright_trace\"");
    const auto semantics = whole("semantics");
    if (*format != trace_format || semantics != semantics_version)
        throw std::runtime_error("the trace has format " + std::to_string(*format) + " and rules of behaviour " +
                                 (semantics ? std::to_string(*semantics) : std::string("unknown")) +
                                 ", this Linewright reads " + std::to_string(trace_format) + " and " +
                                 std::to_string(semantics_version) + ": run the plant again with this Linewright");
    TraceHeader header;
    const auto text = [&](std::string_view key) {
        const JsonValue* value = document.value->find(key);
        return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
    };
    header.plant = text("plant");
    header.identity = text("identity");
    header.seed = static_cast<std::uint64_t>(whole("seed").value_or(0));
    header.replication = static_cast<std::uint64_t>(whole("replication").value_or(0));
    if (const JsonValue* tick = document.value->find("tick_us"); tick != nullptr && tick->number() != nullptr)
        header.tick_us = tick->number()->value;
    header.warmup = whole("warmup").value_or(0);
    header.horizon = whole("horizon").value_or(0);
    return header;
}

}  // namespace linewright
