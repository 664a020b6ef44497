// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "result_costs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include "linewright/io/text.hpp"

namespace linewright {

namespace {

std::string fixed(double value, int decimals) {
    if (!std::isfinite(value)) return "-";
    char text[400];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr};
}
/// Decimals that show about four figures of an amount, two where it is of the usual size.
int decimals_of(double value) {
    const double size = std::fabs(value);
    return size >= 10000.0 ? 0 : size >= 1.0 || size == 0.0 ? 2 : size >= 0.01 ? 4 : 6;
}
std::string safe(std::string_view name, std::size_t most) {
    std::string text(name);
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) c = '?';
    std::size_t columns = 0, end = 0;
    while (end < text.size() && columns < most) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        ++columns;
    }
    text.resize(end);
    return text;
}
std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

using Row = std::vector<std::string>;
/// Rows under a heading; the first column to the left, numbers to the right, units behind them to the left again.
std::string table(const std::vector<Row>& rows, bool units = false) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i) widths.push_back(0);
            widths[i] = std::max(widths[i], columns(row[i]));
        }
    std::string out;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string room(widths[i] - columns(row[i]), ' ');
            line += "  " + (i == 0 || (units && i + 1 == row.size()) ? row[i] + room : room + row[i]);
        }
        while (!line.empty() && line.back() == ' ') line.pop_back();
        out += line + "\n";
    }
    return out;
}

class CostPage {
   public:
    CostPage(const Result& result, bool utf8, std::size_t rows)
        : result_(result), first_(*result.runs.front().costs), rows_(rows), pm_(utf8 ? " \xC2\xB1" : " +-") {}

    std::string text() {
        const std::string currency = first_.currency.empty() ? "the plant's currency" : safe(first_.currency, 12);
        std::string out;
        const bool money = std::any_of(result_.runs.begin(), result_.runs.end(),
                                       [](const RunResult& r) { return r.costs->total != 0; });
        if (money) {
            const double whole =
                over([](const RunResult& r) { return static_cast<double>(r.costs->total) / 1e6; }).mean;
            const Interval unit = over([](const RunResult& r) {
                return r.good ? static_cast<double>(r.costs->total) / 1e6 / static_cast<double>(r.good) : std::nan("");
            });
            amount_decimals_ = std::fabs(whole) >= 1e6 ? 0 : 2;
            for (double size = std::fabs(unit.mean); unit.n > 0 && size > 0.0 && size < 10.0 && unit_decimals_ < 6;
                 size *= 10)
                ++unit_decimals_;
            out += "\nCosts in the window, in " + currency + "\n";
            std::vector<Row> rows{{"", "amount", "%", "per good unit", "direct", "overhead", "idle"}};
            for (std::size_t k = 0; k < cost_kind_count; ++k) {
                const auto kind = static_cast<CostKind>(k);
                const bool any = std::any_of(result_.runs.begin(), result_.runs.end(), [&](const RunResult& r) {
                    return std::any_of(r.costs->lines.begin(), r.costs->lines.end(),
                                       [&](const CostLine& line) { return line.kind == kind && line.amount != 0; });
                });
                if (any)
                    rows.push_back(row(std::string(name_of(kind)), [&](const CostLine& l) { return l.kind == kind; }));
            }
            rows.push_back(row("in all", [](const CostLine&) { return true; }));
            out += table(rows);
            const std::size_t number = std::min(first_.products.size(), rows_);
            std::vector<Row> products{{"per good unit", "direct", "full"}};
            for (std::size_t i = 0; i < number; ++i) {
                const auto each = [&](bool full) {
                    return over([&](const RunResult& r) {
                        const ProductCost& p = r.costs->products[i];
                        return p.per_good(full ? p.full_sum() : p.direct_sum());
                    });
                };
                products.push_back({safe(first_.products[i].name, 24), shown(each(false), unit_decimals_),
                                    shown(each(true), unit_decimals_)});
            }
            out += "\n" + table(products);
            if (first_.products.size() > number)
                out += "  (" + std::to_string(number) + " of " + std::to_string(first_.products.size()) +
                       " products; --csv writes all)\n";
            out +=
                "    full = direct + overhead (what no product caused, by the work done); idle capacity stands apart;\n"
                "    direct + overhead + idle = amount, to the millionth\n";
        }
        if (first_.takes_power) energy(out);
        return out;
    }

   private:
    const Result& result_;
    const CostResult& first_;
    std::size_t rows_;
    std::string pm_;
    int amount_decimals_ = 2, unit_decimals_ = 2;  // of a whole column: points stand under each other

    template <class Of>
    Interval over(Of&& of) const {
        std::vector<double> values;
        for (const RunResult& run : result_.runs)
            if (const double value = of(run); std::isfinite(value)) values.push_back(value);
        return t_interval(values, result_.options.confidence);
    }
    std::string shown(const Interval& interval, int decimals = -1) const {
        if (interval.n == 0) return "-";
        if (decimals < 0) decimals = decimals_of(interval.mean);
        std::string text = fixed(interval.mean, decimals);
        if (result_.runs.size() > 1 && std::isfinite(interval.half_width))
            text += pm_ + fixed(interval.half_width, decimals);
        return text;
    }
    template <class Wanted>
    Row row(std::string label, Wanted&& wanted) const {
        const auto sum = [&](const RunResult& r, auto&& of) {
            Amount amount = 0;
            for (const CostLine& line : r.costs->lines)
                if (wanted(line)) amount += of(line);
            return static_cast<double>(amount) / amounts_a_unit;
        };
        const auto whole = [](const CostLine& l) { return l.amount; };
        const auto mean = [&](auto&& of) { return over([&](const RunResult& r) { return sum(r, of); }).mean; };
        const Interval amount = over([&](const RunResult& r) { return sum(r, whole); });
        const Interval share = over([&](const RunResult& r) {
            return r.costs->total ? 100.0 * sum(r, whole) / (static_cast<double>(r.costs->total) / amounts_a_unit)
                                  : std::nan("");
        });
        const Interval each = over(
            [&](const RunResult& r) { return r.good ? sum(r, whole) / static_cast<double>(r.good) : std::nan(""); });
        const int decimals = amount_decimals_;
        return {std::move(label),
                shown(amount, decimals),
                share.n ? fixed(share.mean, 1) : "-",
                each.n ? fixed(each.mean, unit_decimals_) : "-",
                fixed(mean([](const CostLine& l) { return l.direct_sum(); }), decimals),
                fixed(mean([](const CostLine& l) { return l.overhead_sum(); }), decimals),
                fixed(mean([](const CostLine& l) { return l.idle; }), decimals)};
    }
    void energy(std::string& out) const {
        out += "\nEnergy\n";
        std::vector<Row> rows;
        const auto add = [&](std::string label, const Interval& interval, std::string unit) {
            if (interval.n) rows.push_back({std::move(label), shown(interval), std::move(unit)});
        };
        add("taken", over([](const RunResult& r) { return r.costs->kwh(); }), "kWh");
        add("per good unit", over([](const RunResult& r) {
                return r.good ? r.costs->kwh() / static_cast<double>(r.good) : std::nan("");
            }),
            "kWh");
        const Interval co2 = over([](const RunResult& r) { return r.costs->co2_grams / 1e3; });
        if (co2.most > 0.0) add("CO2", co2, "kg");
        if (first_.power_followed)
            add("peak quarter-hour", over([](const RunResult& r) { return r.costs->peak_kw; }), "kW");
        out += table(rows, true);
        // Where it went, the largest states first.
        struct Share {
            std::string where;
            double kwh;
        };
        std::vector<Share> shares;
        double whole = 0.0;
        for (std::size_t i = 0; i < first_.lines.size(); ++i) {
            if (first_.lines[i].kind != CostKind::energy) continue;
            double sum = 0.0;
            for (const RunResult& r : result_.runs) sum += static_cast<double>(r.costs->lines[i].milliwatt_hours) / 1e6;
            whole += sum;
            shares.push_back({safe(first_.lines[i].element, 24) + " " + first_.lines[i].detail, sum});
        }
        std::stable_sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.kwh > b.kwh; });
        std::vector<Row> where;
        for (std::size_t i = 0; i < std::min<std::size_t>(shares.size(), 5) && shares[i].kwh > 0.0; ++i)
            where.push_back({shares[i].where, fixed(100.0 * shares[i].kwh / whole, 1), "%"});
        if (!where.empty()) out += "\n" + table(where, true);
    }
};

/// An amount with its six decimals, as few of them as say it exactly.
std::string amount_text(Amount amount) {
    const bool below = amount < 0;
    auto size = static_cast<std::uint64_t>(below ? -amount : amount);
    std::string text = std::to_string(size / 1'000'000);
    size %= 1'000'000;
    if (size != 0) {
        std::string decimals = std::to_string(1'000'000 + size).substr(1);
        while (decimals.back() == '0') decimals.pop_back();
        text += "." + decimals;
    }
    return (below ? "-" : "") + text;
}
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

void amounts(JsonWriter& out, std::string_view key, const std::vector<Amount>& list) {
    out.key(key).begin_array();
    for (const Amount a : list) out.value(a);
    out.end_array();
}

}  // namespace

std::string cost_page(const Result& result, bool utf8, std::size_t rows) {
    if (result.runs.empty() || !result.runs.front().costs) return {};
    return CostPage(result, utf8, rows).text();
}

void write_costs(JsonWriter& out, const CostResult& costs) {
    out.begin_object().member("currency", costs.currency).member("amounts", "millionths of the currency");
    out.member("total", costs.total).member("direct", costs.direct).member("overhead", costs.overhead);
    out.member("idle", costs.idle).key("lines").begin_array();
    for (const CostLine& line : costs.lines) {
        JsonWriter leaf;
        leaf.begin_object().member("kind", name_of(line.kind)).member("list", line.list);
        leaf.member("element", line.element).member("state", line.detail).member("amount", line.amount);
        amounts(leaf, "direct", line.direct);
        amounts(leaf, "overhead", line.overhead);
        leaf.member("idle", line.idle);
        if (line.kind == CostKind::energy) leaf.member("milliwatt_hours", line.milliwatt_hours);
        out.raw(std::move(leaf.end_object()).text());
    }
    out.end_array().key("products").begin_array();
    for (const ProductCost& product : costs.products) {
        JsonWriter leaf;
        leaf.begin_object().member("name", product.name).member("good", product.good);
        for (const auto& [key, list] :
             {std::pair{"direct", &product.direct}, std::pair{"overhead", &product.overhead}}) {
            leaf.key(key).begin_object();
            for (std::size_t k = 0; k < cost_kind_count; ++k)
                if ((*list)[k] != 0) leaf.member(cost_kind_names[k], (*list)[k]);
            leaf.end_object();
        }
        out.raw(std::move(leaf.end_object()).text());
    }
    out.end_array();
    if (costs.takes_power) {
        JsonWriter leaf;
        leaf.begin_object().member("milliwatt_hours", costs.milliwatt_hours).member("co2_grams", costs.co2_grams);
        if (costs.power_followed) {
            leaf.member("peak_kw", costs.peak_kw).member("peak_at_tick", costs.peak_at);
            leaf.key("kwh_by_hour_of_week").begin_array();
            for (const double kwh : costs.kwh_by_hour) leaf.value(kwh);
            leaf.end_array();
        }
        out.key("energy").raw(std::move(leaf.end_object()).text());
    }
    out.end_object();
}

std::string cost_table(const Result& result) {
    std::string out = "replication,kind,list,element,state,amount,direct,overhead,idle,kwh\n";
    for (const RunResult& run : result.runs) {
        if (!run.costs) continue;
        for (const CostLine& l : run.costs->lines) {
            out += std::to_string(run.replication) + "," + std::string(name_of(l.kind)) + "," + l.list + "," +
                   quoted(l.element) + "," + l.detail + "," + amount_text(l.amount) + "," +
                   amount_text(l.direct_sum()) + "," + amount_text(l.overhead_sum()) + "," + amount_text(l.idle) + ",";
            if (l.kind == CostKind::energy) out += amount_text(l.milliwatt_hours);
            out += "\n";
        }
    }
    return out;
}

std::string product_cost_table(const Result& result) {
    std::string out = "replication,product,good,kind,direct,overhead\n";
    for (const RunResult& run : result.runs) {
        if (!run.costs) continue;
        for (const ProductCost& p : run.costs->products)
            for (std::size_t k = 0; k < cost_kind_count; ++k)
                if (p.direct[k] != 0 || p.overhead[k] != 0)
                    out += std::to_string(run.replication) + "," + quoted(p.name) + "," + std::to_string(p.good) + "," +
                           std::string(cost_kind_names[k]) + "," + amount_text(p.direct[k]) + "," +
                           amount_text(p.overhead[k]) + "\n";
    }
    return out;
}

}  // namespace linewright
