// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/result_csv.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <concepts>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "linewright/io/text.hpp"
#include "result_costs.hpp"
#include "result_materials.hpp"

namespace linewright {

namespace {

/// Writes one table cell by cell.
class Csv {
   public:
    explicit Csv(std::string_view heading) : text_(std::string(heading) + "\n") {}
    Csv& cell(std::string_view text) {
        next();
        if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
            text_ += text;
            return *this;
        }
        text_ += '"';
        for (const char c : text) {
            if (c == '"') text_ += '"';
            text_ += c;
        }
        text_ += '"';
        return *this;
    }
    Csv& cell(double value) {
        next();
        if (std::isfinite(value)) text_ += number_text(value);
        return *this;
    }
    template <std::integral I>
    Csv& cell(I value) {
        next();
        text_ += std::to_string(value);
        return *this;
    }
    Csv& empty() {
        next();
        return *this;
    }
    void end_row() {
        text_ += '\n';
        first_ = true;
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

   private:
    void next() {
        if (!std::exchange(first_, false)) text_ += ',';
    }
    std::string text_;
    bool first_ = true;
};

double share(double part, double whole) { return whole > 0.0 ? part / whole : std::nan(""); }
double share(std::uint64_t part, std::uint64_t whole) {
    return share(static_cast<double>(part), static_cast<double>(whole));
}

std::string summary_table(const Result& result) {
    Csv out("kind,element,measure,unit,mean,half_width,sd,min,max,n");
    for (const SummaryRow& row : result.summary()) {
        out.cell(row.kind).cell(row.element).cell(row.measure).cell(row.unit).cell(row.interval.mean);
        out.cell(row.interval.half_width).cell(row.interval.sd).cell(row.interval.least).cell(row.interval.most);
        out.cell(row.interval.n).end_row();
    }
    return out.take();
}

std::string station_table(const Result& result) {
    std::string heading = "replication,station,places,utilisation";
    for (const std::string_view state : state_names) heading += "," + std::string(state);
    heading += ",jobs_in,jobs_out,made,defects,scrapped,changeovers,breakdowns,maintenances,batches,cleanings,checks";
    for (const auto& profile : Choices<OeeProfile>::list) heading += ",oee_" + std::string(profile.name);
    Csv out(heading);
    for (const RunResult& run : result.runs)
        for (const StationResult& s : run.stations) {
            const double whole = run.window() * static_cast<double>(s.places);
            out.cell(run.replication).cell(s.name).cell(s.places);
            out.cell(share(static_cast<double>(s.in(State::processing)), whole));
            for (const Tick time : s.time) out.cell(share(static_cast<double>(time), whole));
            out.cell(s.jobs_in).cell(s.jobs_out).cell(s.made).cell(s.defects).cell(s.scrapped);
            out.cell(s.changeovers).cell(s.breakdowns).cell(s.maintenances);
            if (s.batches)
                out.cell(*s.batches);
            else
                out.empty();
            for (const auto& count : {s.cleanings, s.checks})
                if (count)
                    out.cell(*count);
                else
                    out.empty();
            for (const auto& profile : Choices<OeeProfile>::list) {
                const auto figure = oee(s, profile.value);
                out.cell(figure ? figure->oee : std::nan(""));
            }
            out.end_row();
        }
    return out.take();
}

std::string product_table(const Result& result) {
    Csv out(
        "replication,product,released,good,scrapped,lost,reworked,throughput_per_hour,plan_per_hour,wip,yield,"
        "first_pass_yield,lead_time_mean_s,lead_time_sd_s,lead_time_min_s,lead_time_p5_s,lead_time_p25_s,"
        "lead_time_p50_s,lead_time_p75_s,lead_time_p95_s,lead_time_max_s,orders_due,orders_on_time,tardiness_mean_s,"
        "tardiness_max_s");
    for (const RunResult& run : result.runs)
        for (const ProductResult& p : run.products) {
            const auto time = [&](double ticks) { return p.good > 0 ? run.seconds(ticks) : std::nan(""); };
            out.cell(run.replication).cell(p.name).cell(p.released).cell(p.good).cell(p.scrapped).cell(p.lost);
            out.cell(p.reworked).cell(run.per_hour(static_cast<double>(p.good)));
            out.cell(p.plan_per_hour.value_or(std::nan(""))).cell(p.wip).cell(share(p.good, p.good + p.scrapped));
            out.cell(share(p.passed_first, p.inspected)).cell(time(p.lead_mean)).cell(time(p.lead_sd));
            out.cell(time(static_cast<double>(p.lead_min)));
            for (const double quantile : p.lead_quantiles) out.cell(time(quantile));
            out.cell(time(static_cast<double>(p.lead_max)));
            if (p.orders) {
                out.cell(p.orders->due).cell(p.orders->on_time).cell(run.seconds(mean_tardiness(*p.orders)));
                out.cell(run.seconds(static_cast<double>(p.orders->worst)));
            } else {
                out.empty().empty().empty().empty();
            }
            out.end_row();
        }
    return out.take();
}

std::string buffer_table(const Result& result) {
    Csv out("replication,buffer,mean,maximum,mean_wait_s,jobs_out");
    for (const RunResult& run : result.runs)
        for (const BufferResult& b : run.buffers) {
            out.cell(run.replication).cell(b.name).cell(b.mean).cell(b.maximum);
            out.cell(b.jobs_out > 0 ? run.seconds(b.mean_wait) : std::nan("")).cell(b.jobs_out).end_row();
        }
    return out.take();
}

std::string operator_table(const Result& result) {
    Csv out("replication,pool,people,working,waiting,walking,idle,absent,off_shift,overtime,planned_overtime");
    for (const RunResult& run : result.runs)
        for (const PoolResult& o : run.operators) {
            const double whole = run.window() * static_cast<double>(o.people);
            out.cell(run.replication).cell(o.name).cell(o.people);
            for (const Tick time :
                 {o.working, o.waiting, o.walking, o.idle, o.absent, o.off_shift, o.overtime, o.planned_overtime})
                out.cell(share(static_cast<double>(time), whole));
            out.end_row();
        }
    return out.take();
}

std::string vehicle_table(const Result& result) {
    Csv out("replication,fleet,vehicles,loaded,empty,idle,trips,jobs");
    for (const RunResult& run : result.runs)
        for (const FleetResult& f : run.vehicles) {
            const double whole = run.window() * static_cast<double>(f.count);
            out.cell(run.replication).cell(f.name).cell(f.count);
            for (const Tick time : {f.loaded, f.empty, f.idle}) out.cell(share(static_cast<double>(time), whole));
            out.cell(f.trips).cell(f.jobs).end_row();
        }
    return out.take();
}

std::string conveyor_table(const Result& result) {
    Csv out("replication,conveyor,places,mean,maximum,blocked,jobs");
    for (const RunResult& run : result.runs)
        for (const ConveyorResult& c : run.conveyors) {
            out.cell(run.replication).cell(c.name).cell(c.places).cell(c.mean).cell(c.maximum);
            out.cell(share(static_cast<double>(c.blocked), run.window())).cell(c.jobs).end_row();
        }
    return out.take();
}

std::string subcontractor_table(const Result& result) {
    Csv out("replication,subcontractor,sent,returned,jobs,maximum");
    for (const RunResult& run : result.runs)
        for (const SubcontractorResult& o : run.subcontractors)
            out.cell(run.replication).cell(o.name).cell(o.sent).cell(o.returned).cell(o.jobs).cell(o.maximum).end_row();
    return out.take();
}

std::string queue_time_table(const Result& result) {
    Csv out("replication,route,since,step,within_s,jobs,late,mean_s,longest_s");
    for (const RunResult& run : result.runs)
        for (const QueueTimeResult& q : run.queue_times) {
            out.cell(run.replication).cell(q.route).cell(q.since).cell(q.step);
            out.cell(run.seconds(static_cast<double>(q.within))).cell(q.jobs).cell(q.late);
            out.cell(run.seconds(q.mean)).cell(run.seconds(static_cast<double>(q.longest))).end_row();
        }
    return out.take();
}

std::string source_table(const Result& result) {
    Csv out("replication,source,arrived,entered,lost,backlog");
    for (const RunResult& run : result.runs)
        for (const SourceResult& s : run.sources)
            out.cell(run.replication)
                .cell(s.name)
                .cell(s.arrived)
                .cell(s.entered)
                .cell(s.lost)
                .cell(s.backlog)
                .end_row();
    return out.take();
}

std::string hour_table(const Result& result) {
    Csv out("replication,product,hour,good,plan");
    for (const RunResult& run : result.runs) {
        const double hours = run.seconds(run.window()) / 3600.0;
        for (const ProductResult& p : run.products)
            for (std::size_t hour = 0; hour < p.good_by_hour.size(); ++hour) {
                out.cell(run.replication).cell(p.name).cell(hour).cell(p.good_by_hour[hour]);
                // The last hour may be a part of one.
                const double part = std::clamp(hours - static_cast<double>(hour), 0.0, 1.0);
                out.cell(p.plan_per_hour ? *p.plan_per_hour * part : std::nan("")).end_row();
            }
    }
    return out.take();
}

std::string order_table(const Result& result) {
    Csv out("replication,order,product,quantity,due_s,finished_s,on_time");
    for (const RunResult& run : result.runs)
        for (const OrderResult& o : run.orders) {
            const auto time = [&](const std::optional<Tick>& t) {
                return t ? run.seconds(static_cast<double>(*t)) : std::nan("");
            };
            out.cell(run.replication).cell(o.name).cell(o.product).cell(o.quantity).cell(time(o.due));
            out.cell(time(o.finished));
            if (o.due)
                out.cell(o.finished && *o.finished <= *o.due ? 1 : 0);
            else
                out.empty();
            out.end_row();
        }
    return out.take();
}

}  // namespace

std::vector<CsvFile> result_csv(const Result& result) {
    return {{"summary.csv", summary_table(result)},
            {"stations.csv", station_table(result)},
            {"queue_times.csv", queue_time_table(result)},
            {"products.csv", product_table(result)},
            {"buffers.csv", buffer_table(result)},
            {"operators.csv", operator_table(result)},
            {"vehicles.csv", vehicle_table(result)},
            {"conveyors.csv", conveyor_table(result)},
            {"materials.csv", material_table(result)},
            {"subcontractors.csv", subcontractor_table(result)},
            {"sources.csv", source_table(result)},
            {"orders.csv", order_table(result)},
            {"output_by_hour.csv", hour_table(result)},
            {"costs.csv", cost_table(result)},
            {"costs_by_product.csv", product_cost_table(result)}};
}

void save_result_csv(const Result& result, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    for (const CsvFile& table : result_csv(result)) {
        const std::filesystem::path file = folder / table.name;
        errno = 0;
        std::ofstream stream(file, std::ios::binary | std::ios::trunc);
        stream.write(table.text.data(), static_cast<std::streamsize>(table.text.size()));
        stream.close();
        if (!stream)
            throw std::filesystem::filesystem_error("can't write the table", file,
                                                    std::error_code(errno == 0 ? EIO : errno, std::generic_category()));
    }
}

}  // namespace linewright
