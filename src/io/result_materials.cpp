// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "result_materials.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <vector>

#include "linewright/io/text.hpp"

namespace linewright {

namespace {

std::string fixed(double value, int decimals) {
    char text[400];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr};
}
/// About four figures.
std::string shown(double value) {
    const double size = std::fabs(value);
    return fixed(value, size >= 1000.0 ? 0 : size >= 100.0 ? 1 : 2);
}
std::string percent(double value) { return fixed(100.0 * value, 2); }
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
std::string csv_text(std::string_view text) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}
double share(Tick part, const RunResult& run) {
    return run.to > run.from ? static_cast<double>(part) / run.window() : 0.0;
}

}  // namespace

std::string material_page(const Result& result, std::size_t rows) {
    if (result.runs.empty() || result.runs.front().materials.empty()) return {};
    const std::vector<MaterialResult>& first = result.runs.front().materials;
    const auto mean = [&](const std::function<double(const RunResult&)>& of) {
        double sum = 0.0;
        for (const RunResult& run : result.runs) sum += of(run);
        return sum / static_cast<double>(result.runs.size());
    };
    std::vector<std::vector<std::string>> table{
        {"material", "unit", "used an hour", "stock", "out of stock %", "waited for %", "orders", "refills"}};
    const std::size_t number = std::min(first.size(), rows);
    for (std::size_t m = 0; m < number; ++m) {
        std::vector<std::string> row{safe(first[m].name, 24), first[m].unit.empty() ? "pcs" : safe(first[m].unit, 8)};
        row.push_back(shown(mean([&](const RunResult& r) {
            const MaterialResult& of = r.materials[m];
            return r.per_hour(MaterialResult::units(of.consumed + of.fitted + of.discarded));
        })));
        if (first[m].stored) {
            row.push_back(shown(mean([&](const RunResult& r) { return r.materials[m].stock_mean; })));
            row.push_back(percent(mean([&](const RunResult& r) { return share(r.materials[m].out_of_stock, r); })));
            row.push_back(percent(mean([&](const RunResult& r) { return share(r.materials[m].lacking, r); })));
            row.push_back(shown(mean([&](const RunResult& r) { return static_cast<double>(r.materials[m].orders); })));
        } else {
            row.insert(row.end(), 4, "-");
        }
        row.push_back(shown(mean([&](const RunResult& r) { return static_cast<double>(r.materials[m].refills); })));
        table.push_back(std::move(row));
    }
    std::vector<std::size_t> widths(table.front().size(), 0);
    for (const auto& row : table)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
    std::string out = "\nMaterials\n";
    for (const auto& row : table) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string room(widths[i] - columns(row[i]), ' ');
            line += "  " + (i < 2 ? row[i] + room : room + row[i]);
        }
        while (!line.empty() && line.back() == ' ') line.pop_back();
        out += line + "\n";
    }
    if (first.size() > number)
        out +=
            "  (" + std::to_string(number) + " of " + std::to_string(first.size()) + " materials; --csv writes all)\n";
    return out;
}

void write_materials(JsonWriter& out, const RunResult& run) {
    out.begin_array();
    for (const MaterialResult& m : run.materials) {
        JsonWriter leaf;
        leaf.begin_object().member("name", m.name).member("unit", m.unit).member("consumed", m.consumed);
        leaf.member("fitted", m.fitted).member("discarded", m.discarded).member("refills", m.refills);
        if (m.stored) {
            leaf.member("stock_mean", m.stock_mean).member("stock", m.stock).member("on_way", m.on_way);
            leaf.member("out_of_stock_ticks", m.out_of_stock).member("lacking_ticks", m.lacking);
            leaf.member("orders", m.orders).member("ordered", m.ordered).member("received", m.received);
        }
        out.raw(std::move(leaf.end_object()).text());
    }
    out.end_array();
}

std::string material_table(const Result& result) {
    std::string out =
        "replication,material,unit,consumed,fitted,discarded,refills,stock_mean,out_of_stock,lacking,orders,ordered,"
        "received\n";
    for (const RunResult& run : result.runs)
        for (const MaterialResult& m : run.materials) {
            const auto units = [](std::int64_t amount) { return "," + number_text(MaterialResult::units(amount)); };
            out += std::to_string(run.replication) + "," + csv_text(m.name) + "," + csv_text(m.unit);
            out += units(m.consumed) + units(m.fitted) + units(m.discarded) + "," + std::to_string(m.refills);
            if (m.stored) {
                out += "," + number_text(m.stock_mean) + "," + number_text(share(m.out_of_stock, run)) + "," +
                       number_text(share(m.lacking, run)) + "," + std::to_string(m.orders);
                out += units(m.ordered) + units(m.received);
            } else {
                out += ",,,,,,";
            }
            out += "\n";
        }
    return out;
}

}  // namespace linewright
