// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/result_json.hpp"

#include <string_view>

#include "linewright/io/json_writer.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/version.hpp"
#include "result_costs.hpp"
#include "result_materials.hpp"

namespace linewright {

namespace {

/// One figure a line: objects that are leaves of the document stay on their line, however deep it is indented.
void row(JsonWriter& out, JsonWriter&& leaf) { out.raw(std::move(leaf).text()); }

void write_options(JsonWriter& out, const RunOptions& options) {
    out.key("options").begin_object();
    out.member("horizon", options.horizon).member("warmup", options.warmup);
    out.member("replications", options.replications).member("seed", options.seed);
    if (options.first_replication != 0) out.member("first_replication", options.first_replication);
    out.member("confidence", options.confidence).end_object();
}

void write_summary(JsonWriter& out, const Result& result) {
    out.key("summary").begin_array();
    for (const SummaryRow& figure : result.summary()) {
        const Interval& of = figure.interval;
        JsonWriter leaf;
        leaf.begin_object().member("kind", figure.kind).member("element", figure.element);
        leaf.member("measure", figure.measure).member("unit", figure.unit).member("mean", of.mean);
        leaf.member("half_width", of.half_width).member("sd", of.sd).member("min", of.least).member("max", of.most);
        leaf.member("n", of.n).end_object();
        row(out, std::move(leaf));
    }
    out.end_array();
}

void write_station(JsonWriter& out, const StationResult& station) {
    JsonWriter leaf;
    leaf.begin_object().member("name", station.name).member("places", station.places);
    leaf.key("ticks").begin_object();
    for (std::size_t n = 0; n < state_count; ++n) leaf.member(state_names[n], station.time[n]);
    leaf.end_object();
    leaf.member("jobs_in", station.jobs_in).member("jobs_out", station.jobs_out).member("made", station.made);
    leaf.member("defects", station.defects).member("scrapped", station.scrapped);
    leaf.member("changeovers", station.changeovers).member("breakdowns", station.breakdowns);
    leaf.member("maintenances", station.maintenances);
    leaf.member("overtime_ticks", station.overtime).member("planned_overtime_ticks", station.planned_overtime);
    if (station.batches) leaf.member("batches", *station.batches);
    if (station.checks) leaf.member("checks", *station.checks);
    if (station.switched_off) leaf.member("switched_off_ticks", *station.switched_off);
    if (station.warm_ups) leaf.member("warm_ups", *station.warm_ups);
    if (station.cleanings) leaf.member("cleanings", *station.cleanings);
    if (station.ideal_cycle) leaf.member("ideal_cycle_ticks", *station.ideal_cycle);
    row(out, std::move(leaf.end_object()));
}

void write_product(JsonWriter& out, const ProductResult& product) {
    JsonWriter leaf;
    leaf.begin_object().member("name", product.name).member("released", product.released).member("good", product.good);
    leaf.member("scrapped", product.scrapped).member("lost", product.lost).member("inspected", product.inspected);
    leaf.member("passed_first", product.passed_first).member("reworked", product.reworked).member("wip", product.wip);
    leaf.member("lead_mean_ticks", product.lead_mean).member("lead_sd_ticks", product.lead_sd);
    leaf.member("lead_min_ticks", product.lead_min).member("lead_max_ticks", product.lead_max);
    leaf.key("lead_quantiles_ticks").begin_array();
    for (const double q : product.lead_quantiles) leaf.value(q);
    leaf.end_array();
    if (product.plan_per_hour) leaf.member("plan_per_hour", *product.plan_per_hour);
    if (product.orders) {
        const OrderCount& o = *product.orders;
        leaf.key("orders").begin_object().member("due", o.due).member("on_time", o.on_time).member("late", o.late);
        leaf.member("open", o.open).member("short", o.fell_short);
        leaf.member("tardiness_mean_ticks", mean_tardiness(o)).member("tardiness_worst_ticks", o.worst);
        leaf.member("lateness_mean_ticks", mean_lateness(o)).end_object();
    }
    leaf.key("good_by_hour").begin_array();
    for (const std::uint32_t n : product.good_by_hour) leaf.value(n);
    row(out, std::move(leaf.end_array().end_object()));
}

void write_buffer(JsonWriter& out, const BufferResult& buffer) {
    JsonWriter leaf;
    leaf.begin_object().member("name", buffer.name).member("mean", buffer.mean).member("maximum", buffer.maximum);
    leaf.member("mean_wait_ticks", buffer.mean_wait).member("jobs_out", buffer.jobs_out);
    leaf.key("ticks_at_level").begin_array();
    // Levels that were never reached at the end of the list say nothing.
    std::size_t used = buffer.time_at_level.size();
    while (used > 0 && buffer.time_at_level[used - 1] == 0) --used;
    for (std::size_t k = 0; k < used; ++k) leaf.value(buffer.time_at_level[k]);
    row(out, std::move(leaf.end_array().end_object()));
}

void write_run(JsonWriter& out, const RunResult& run) {
    out.begin_object().member("replication", run.replication).member("seed", run.seed);
    out.member("from_tick", run.from).member("to_tick", run.to).member("tick_us", run.tick_us);
    out.member("events", run.events).member("good", run.good).member("scrapped", run.scrapped);
    out.key("stations").begin_array();
    for (const StationResult& station : run.stations) write_station(out, station);
    out.end_array().key("buffers").begin_array();
    for (const BufferResult& buffer : run.buffers) write_buffer(out, buffer);
    out.end_array().key("operators").begin_array();
    for (const PoolResult& pool : run.operators) {
        JsonWriter leaf;
        leaf.begin_object()
            .member("name", pool.name)
            .member("people", pool.people)
            .member("working_ticks", pool.working);
        leaf.member("waiting_ticks", pool.waiting).member("walking_ticks", pool.walking);
        leaf.member("idle_ticks", pool.idle).member("absent_ticks", pool.absent);
        leaf.member("off_shift_ticks", pool.off_shift);
        leaf.member("overtime_ticks", pool.overtime);
        leaf.member("planned_overtime_ticks", pool.planned_overtime).end_object();
        row(out, std::move(leaf));
    }
    out.end_array().key("vehicles").begin_array();
    for (const FleetResult& fleet : run.vehicles) {
        JsonWriter leaf;
        leaf.begin_object().member("name", fleet.name).member("count", fleet.count);
        leaf.member("loaded_ticks", fleet.loaded).member("empty_ticks", fleet.empty);
        leaf.member("idle_ticks", fleet.idle).member("trips", fleet.trips);
        leaf.member("jobs", fleet.jobs).end_object();
        row(out, std::move(leaf));
    }
    if (!run.conveyors.empty()) {
        out.end_array().key("conveyors").begin_array();
        for (const ConveyorResult& conveyor : run.conveyors) {
            JsonWriter leaf;
            leaf.begin_object().member("name", conveyor.name).member("places", conveyor.places);
            leaf.member("mean", conveyor.mean).member("maximum", conveyor.maximum);
            leaf.member("blocked_ticks", conveyor.blocked).member("jobs", conveyor.jobs).end_object();
            row(out, std::move(leaf));
        }
    }
    if (!run.queue_times.empty()) {
        out.end_array().key("queue_times").begin_array();
        for (const QueueTimeResult& q : run.queue_times) {
            JsonWriter leaf;
            leaf.begin_object().member("route", q.route).member("since", q.since).member("step", q.step);
            leaf.member("within_ticks", q.within).member("jobs", q.jobs).member("late", q.late);
            leaf.member("mean_ticks", q.mean).member("longest_ticks", q.longest).end_object();
            row(out, std::move(leaf));
        }
    }
    out.end_array().key("products").begin_array();
    for (const ProductResult& product : run.products) write_product(out, product);
    out.end_array().key("sources").begin_array();
    for (const SourceResult& source : run.sources) {
        JsonWriter leaf;
        leaf.begin_object().member("name", source.name).member("arrived", source.arrived);
        leaf.member("entered", source.entered)
            .member("lost", source.lost)
            .member("backlog", source.backlog)
            .end_object();
        row(out, std::move(leaf));
    }
    out.end_array().key("sinks").begin_array();
    for (const SinkResult& sink : run.sinks) {
        JsonWriter leaf;
        row(out, std::move(leaf.begin_object().member("name", sink.name).member("good", sink.good).end_object()));
    }
    out.end_array().key("orders").begin_array();
    for (const OrderResult& order : run.orders) {
        JsonWriter leaf;
        leaf.begin_object().member("name", order.name).member("product", order.product);
        leaf.member("quantity", order.quantity).key("due_tick");
        if (order.due)
            leaf.value(*order.due);
        else
            leaf.null();
        leaf.key("finished_tick");
        if (order.finished)
            leaf.value(*order.finished);
        else
            leaf.null();
        row(out, std::move(leaf.end_object()));
    }
    out.end_array().key("little");
    JsonWriter leaf;
    leaf.begin_object().member("wip", run.little.wip).member("rate_per_tick", run.little.rate);
    leaf.member("time_ticks", run.little.time).member("residual", run.little.residual).end_object();
    row(out, std::move(leaf));
    if (!run.subcontractors.empty()) {
        out.key("subcontractors").begin_array();
        for (const SubcontractorResult& o : run.subcontractors) {
            JsonWriter one;
            one.begin_object().member("name", o.name).member("sent", o.sent).member("returned", o.returned);
            row(out, std::move(one.member("jobs", o.jobs).member("maximum", o.maximum).end_object()));
        }
        out.end_array();
    }
    if (!run.materials.empty()) write_materials(out.key("materials"), run);
    if (run.costs) write_costs(out.key("costs"), *run.costs);
    out.end_object();
}

}  // namespace

std::string result_json(const Result& result, int indent) {
    JsonWriter out(indent);
    out.begin_object().member("linewright_result", result_format).member("semantics", semantics_version);
    out.member("version", version);
    out.key("plant").begin_object().member("name", result.plant);
    out.key("identity");
    if (result.plant_identity != 0) {
        out.value(identity_text(result.plant_identity));
    } else {
        out.null();
    }
    out.end_object();
    write_options(out, result.options);
    out.member("completed", result.runs.size()).member("cancelled", result.cancelled);
    out.key("failures").begin_array();
    for (const RunFailure& failure : result.failures) {
        JsonWriter leaf;
        leaf.begin_object().member("replication", failure.replication).member("seed", failure.seed);
        leaf.member("ending", name_of(failure.ending)).member("at_seconds", failure.at_seconds);
        row(out, std::move(leaf.member("message", failure.message).end_object()));
    }
    out.end_array();
    write_summary(out, result);
    out.key("losses").begin_array();
    for (const Loss& loss : result.losses()) {
        JsonWriter leaf;
        leaf.begin_object().member("station", loss.station).member("state", name_of(loss.state));
        row(out, std::move(leaf.member("share", loss.share).end_object()));
    }
    out.end_array().key("runs").begin_array();
    for (const RunResult& run : result.runs) write_run(out, run);
    out.end_array().end_object();
    return std::move(out).text() + "\n";
}

}  // namespace linewright
