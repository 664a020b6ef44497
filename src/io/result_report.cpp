// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/result_report.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/io/text.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/record/oee.hpp"
#include "result_costs.hpp"
#include "result_materials.hpp"

namespace linewright {

namespace {

// ---------------------------------------------------------------- text of a certain width

/// Columns that a text takes: its characters, taken as one column each.
std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A name of the planner's as it may stand on a terminal: without control characters, cut to `most` columns.
std::string shown(std::string_view name, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        const bool c1 = c == 0xC2U && i + 1 < name.size() && static_cast<unsigned char>(name[i + 1]) < 0xA0U;
        if (c1) ++i;
        text += c < 0x20U || c == 0x7FU || c1 ? '?' : name[i];
    }
    if (columns(text) <= most) return text;
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && count++ == most - 2) break;
    return text.substr(0, end) + "..";
}

std::string blanks(std::size_t n) { return std::string(n, ' '); }
std::string padded_left(const std::string& text, std::size_t width) {
    const std::size_t n = columns(text);
    return n >= width ? text : blanks(width - n) + text;
}
std::string padded_right(const std::string& text, std::size_t width) {
    const std::size_t n = columns(text);
    return n >= width ? text : text + blanks(width - n);
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

/// Text over several lines, each beginning with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent, std::size_t first) {
    std::string out = blanks(first);
    std::size_t at = first;
    bool begun = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        if (begun && at + 1 + columns(word) > width) {
            out += "\n" + blanks(indent);
            at = indent;
            begun = false;
        }
        if (begun) {
            out += ' ';
            ++at;
        }
        out += word;
        at += columns(word);
        begun = true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + "\n";
}

// ---------------------------------------------------------------- numbers

std::string fixed(double value, int decimals) {
    if (!std::isfinite(value)) return "-";
    char text[400];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr;
    std::string out(text, end);
    if (out.front() == '-' && out.find_first_of("123456789") == std::string::npos) out.erase(0, 1);
    return out;
}

int magnitude(double value) {
    value = std::fabs(value);
    return value > 0.0 && std::isfinite(value) ? static_cast<int>(std::floor(std::log10(value))) : 0;
}

/// Decimals that show one figure of the half-width (two where it begins with 1 or 2), and of the value no fewer than
/// three figures, no more than six.
int decimals_of(const Interval& interval) {
    const int of_mean = magnitude(interval.mean);
    int decimals = 3 - of_mean;
    if (std::isfinite(interval.half_width) && interval.half_width > 0.0) {
        const int of_error = magnitude(interval.half_width);
        const bool small = interval.half_width < 2.95 * std::pow(10.0, of_error);
        decimals = std::max((small ? 1 : 0) - of_error, 2 - of_mean);
        decimals = std::min(decimals, 5 - of_mean);
    }
    return std::clamp(decimals, 0, 4);
}

/// A unit of time that makes a figure easy to read.
struct TimeUnit {
    std::string_view name;
    double seconds;
};
TimeUnit unit_for(double seconds) {
    if (seconds < 1.0 && seconds > 0.0) return {"ms", 1e-3};
    if (seconds < 120.0) return {"s", 1.0};
    if (seconds < 7200.0) return {"min", 60.0};
    if (seconds < 72.0 * 3600.0) return {"h", 3600.0};
    return {"d", 86400.0};
}

// ---------------------------------------------------------------- tables

/// A cell: a value and how far it may be off, each aligned on its own.
struct Cell {
    std::string value{};
    std::string error{};
};
struct Column {
    std::string head{};
    std::string head2{};
    bool left = false;
    std::vector<Cell> cells{};
    int spare = 0;  ///< on a narrow page the column with the most goes first; 0 stays
};

/// Numbers of one column with different decimals: blanks behind, so that the points stand under each other.
void align_points(std::vector<Cell>& cells) {
    const auto pad = [&](std::string Cell::*part) {
        const auto behind = [](const std::string& text) {
            const std::size_t point = text.find('.');
            return point == std::string::npos ? 0 : text.size() - point;
        };
        std::size_t most = 0;
        for (const Cell& c : cells) most = std::max(most, behind(c.*part));
        for (Cell& c : cells)
            if (!(c.*part).empty()) (c.*part) += blanks(most - behind(c.*part));
    };
    pad(&Cell::value);
    pad(&Cell::error);
}

/// Rows under headings of one or two lines, everything aligned.
class Table {
   public:
    Column& column(std::string head, std::string head2 = {}, bool left = false) {
        return columns_.emplace_back(Column{std::move(head), std::move(head2), left, {}, 0});
    }
    [[nodiscard]] std::size_t width() const {
        std::size_t sum = 0;
        for (const Column& c : columns_) sum += 2 + size(c).whole;
        return sum;
    }
    [[nodiscard]] std::vector<Column>& all() { return columns_; }
    [[nodiscard]] std::string text() const {
        std::string out;
        const bool second =
            std::any_of(columns_.begin(), columns_.end(), [](const Column& c) { return !c.head2.empty(); });
        std::vector<Size> sizes;
        for (const Column& c : columns_) sizes.push_back(size(c));
        const auto line = [&](const std::function<std::string(const Column&, const Size&)>& of) {
            std::string row;
            for (std::size_t i = 0; i < columns_.size(); ++i) row += "  " + of(columns_[i], sizes[i]);
            out += trimmed(std::move(row)) + "\n";
        };
        // A heading stands over the values, not over the "±".
        const auto heading = [](const Column& c, const Size& s, const std::string& text) {
            if (c.left) return padded_right(text, s.whole);
            const std::size_t over = std::max(s.lead + s.value, columns(text));
            return padded_right(padded_left(text, over), s.whole);
        };
        if (second) {
            line([&](const Column& c, const Size& s) {
                return heading(c, s, c.head2.empty() ? std::string() : c.head);
            });
            line([&](const Column& c, const Size& s) { return heading(c, s, c.head2.empty() ? c.head : c.head2); });
        } else {
            line([&](const Column& c, const Size& s) { return heading(c, s, c.head); });
        }
        for (std::size_t r = 0; r < columns_.front().cells.size(); ++r)
            line([&](const Column& c, const Size& s) {
                const Cell& cell = c.cells[r];
                if (c.left) return padded_right(cell.value, s.whole);
                std::string text = blanks(s.lead) + padded_left(cell.value, s.value);
                if (s.error > 0) text += " " + padded_left(cell.error, s.error);
                return padded_right(text, s.whole);
            });
        return out;
    }

   private:
    struct Size {
        std::size_t value = 0, error = 0, lead = 0, whole = 0;
    };
    static Size size(const Column& c) {
        Size s;
        for (const Cell& cell : c.cells) {
            s.value = std::max(s.value, columns(cell.value));
            s.error = std::max(s.error, columns(cell.error));
        }
        const std::size_t body = s.value + (s.error > 0 ? 1 + s.error : 0);
        const std::size_t head = std::max(columns(c.head), columns(c.head2));
        s.whole = std::max(body, head);
        if (!c.left && head > body) s.lead = head - body;
        return s;
    }
    std::vector<Column> columns_{};
};

// ---------------------------------------------------------------- the page

/// How a state is called in a heading of two lines, and how in a sentence.
struct StateWords {
    std::string_view first, second;
};
constexpr std::array<StateWords, state_count> state_words{{{"off", "shift"},
                                                           {"", "break"},
                                                           {"planned", "maint."},
                                                           {"waits", "crew"},
                                                           {"", "repair"},
                                                           {"waits", "setup"},
                                                           {"", "setup"},
                                                           {"", "load"},
                                                           {"", "busy"},
                                                           {"", "unload"},
                                                           {"waits", "operator"},
                                                           {"waits", "material"},
                                                           {"waits", "card"},
                                                           {"", "blocked"},
                                                           {"", "starved"}}};

std::string in_words(State state) {
    std::string text(name_of(state));
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

class Page {
   public:
    Page(const Result& result, const ReportOptions& options)
        : result_(result),
          runs_(result.runs),
          width_(static_cast<std::size_t>(std::max(options.width, 72))),
          rows_(static_cast<std::size_t>(std::max(options.rows, 1))),
          utf8_(options.utf8),
          pm_(options.utf8 ? "\xC2\xB1" : "+-"),
          many_(result.runs.size() > 1) {}

    std::string text() {
        headline();
        if (runs_.empty()) return std::move(out_);
        overall();
        products();
        deliveries();
        orders();
        stations();
        losses();
        oees();
        buffers();
        people();
        vehicles();
        out_ += material_page(result_, rows_);
        subcontractors();
        queue_times();
        ways_in_and_out();
        plan();
        out_ += cost_page(result_, utf8_, rows_);
        checks();
        return std::move(out_);
    }

   private:
    const Result& result_;
    const std::vector<RunResult>& runs_;
    std::size_t width_, rows_;
    bool utf8_;
    std::string pm_;
    bool many_;
    std::string out_{};
    std::vector<std::string> warnings_{};

    [[nodiscard]] const RunResult& first() const { return runs_.front(); }
    [[nodiscard]] std::size_t name_width() const { return width_ >= 96 ? 24 : 16; }

    template <class Of>
    Interval over_runs(Of&& of) const {
        std::vector<double> values;
        for (const RunResult& run : runs_) values.push_back(of(run));
        return t_interval(values, result_.options.confidence);
    }
    /// Over the runs in which there is such a figure.
    template <class Of>
    Interval over_some(Of&& of) const {
        std::vector<double> values;
        for (const RunResult& run : runs_)
            if (const std::optional<double> value = of(run)) values.push_back(*value);
        return t_interval(values, result_.options.confidence);
    }
    Cell cell(const Interval& interval, int decimals, double scale = 1.0) const {
        if (interval.n == 0) return {"-", ""};
        Cell out{fixed(interval.mean * scale, decimals), ""};
        if (many_ && std::isfinite(interval.half_width)) out.error = pm_ + fixed(interval.half_width * scale, decimals);
        return out;
    }
    std::string plain(const Interval& interval, double scale = 1.0) const {
        Interval scaled = interval;
        scaled.mean *= scale;
        scaled.half_width *= scale;
        const Cell c = cell(scaled, decimals_of(scaled));
        return c.error.empty() ? c.value : c.value + " " + c.error;
    }
    void section(std::string_view title) { out_ += "\n" + std::string(title) + "\n"; }
    void lines(Table table) {
        while (table.width() > width_) {
            auto& all = table.all();
            const auto first = std::max_element(all.begin(), all.end(),
                                                [](const Column& a, const Column& b) { return a.spare < b.spare; });
            if (first == all.end() || first->spare == 0) break;
            all.erase(first);
        }
        out_ += table.text();
    }
    void note(std::string_view text) { out_ += wrapped(text, width_, 2, 2); }

    void headline() {
        out_ += shown(result_.plant.empty() ? "a plant without a name" : result_.plant, width_) + "\n";
        const RunOptions& o = result_.options;
        std::string text = "from " + duration_text(o.warmup) + " to " + duration_text(o.horizon) + "; ";
        const auto wanted = std::to_string(o.replications);
        if (runs_.size() == static_cast<std::size_t>(o.replications)) {
            text += wanted + (o.replications == 1 ? " replication" : " replications");
        } else {
            text += std::to_string(runs_.size()) + " of " + wanted + " replications";
        }
        text += ", seed " + std::to_string(o.seed);
        if (many_) text += "; " + pm_ + " is half of a " + number_text(100.0 * o.confidence) + " % confidence interval";
        text += "; rules of behaviour " + std::to_string(semantics_version);
        if (result_.plant_identity != 0) text += "; plant " + identity_text(result_.plant_identity);
        out_ += wrapped(text, width_, 0, 0);
        if (runs_.size() == 1)
            note(
                "One replication only: how far chance may carry these figures can't be said. Ask for more "
                "(--replications 10).");
        for (const RunFailure& failure : result_.failures)
            note("! Replication " + std::to_string(failure.replication) + " is not in these figures; it ended after " +
                 duration_words(failure.at_seconds) + ": " + shown(failure.message, 400));
        if (result_.cancelled) note("! Stopped before its end: these are the replications that were complete by then.");
        if (runs_.empty()) note("No replication reached the horizon: there are no figures.");
    }
    static std::string duration_words(double seconds) {
        const TimeUnit unit = unit_for(seconds);
        return fixed(seconds / unit.seconds, unit.seconds > 1.0 ? 1 : 3) + " " + std::string(unit.name);
    }

    void overall() {
        out_ += "\n";
        Table table;
        table.column("", "", true);
        table.column("");
        table.column("", "", true);
        const auto row = [&](const std::string& name, const Interval& interval, double scale, const std::string& unit,
                             int decimals) {
            auto& all = table.all();
            all[0].cells.push_back({name, ""});
            all[1].cells.push_back(cell(interval, decimals, scale));
            all[2].cells.push_back({unit, ""});
        };
        const auto free = [](const Interval& i, double scale) {
            Interval s = i;
            s.mean *= scale;
            s.half_width *= scale;
            return decimals_of(s);
        };
        const Interval throughput =
            over_runs([](const RunResult& r) { return r.per_hour(static_cast<double>(r.good)); });
        const bool daily = throughput.mean > 0.0 && throughput.mean < 0.5;
        row("throughput", throughput, daily ? 24.0 : 1.0, daily ? "good jobs a day" : "good jobs an hour",
            free(throughput, daily ? 24.0 : 1.0));
        const Interval wip = over_runs([](const RunResult& r) { return r.little.wip; });
        row("WIP", wip, 1.0, "jobs in the plant, from release to exit", free(wip, 1.0));
        const Interval lead = over_some([](const RunResult& r) -> std::optional<double> {
            double sum = 0.0;
            for (const ProductResult& p : r.products) sum += p.lead_mean * static_cast<double>(p.good);
            return r.good > 0 ? std::optional(r.seconds(sum / static_cast<double>(r.good))) : std::nullopt;
        });
        const TimeUnit unit = unit_for(lead.mean);
        std::string spread;
        if (first().products.size() == 1) {
            const auto quantile = [&](std::size_t k) {
                return over_some([&](const RunResult& r) -> std::optional<double> {
                    return r.good > 0 ? std::optional(r.seconds(r.products[0].lead_quantiles[k])) : std::nullopt;
                });
            };
            const Interval low = quantile(0), middle = quantile(2), high = quantile(4);
            const auto show = [&](const Interval& i) {
                return fixed(i.mean / unit.seconds, std::clamp(2 - magnitude(i.mean / unit.seconds), 0, 3));
            };
            if (low.n > 0) spread = "; median " + show(middle) + ", 90 % from " + show(low) + " to " + show(high);
        }
        row("lead time", lead, 1.0 / unit.seconds, std::string(unit.name) + spread, free(lead, 1.0 / unit.seconds));
        if (std::any_of(runs_.begin(), runs_.end(), [](const RunResult& r) { return r.scrapped > 0; })) {
            const Interval yield = over_some([](const RunResult& r) -> std::optional<double> {
                const auto all = static_cast<double>(r.good + r.scrapped);
                return all > 0 ? std::optional(static_cast<double>(r.good) / all) : std::nullopt;
            });
            row("yield", yield, 100.0, "% good of all that left", 1);
        }
        const Interval passed = over_some([](const RunResult& r) -> std::optional<double> {
            double inspected = 0.0, good = 0.0;
            for (const ProductResult& p : r.products) {
                inspected += static_cast<double>(p.inspected);
                good += static_cast<double>(p.passed_first);
            }
            return inspected > 0.0 ? std::optional(good / inspected) : std::nullopt;
        });
        if (passed.n > 0) row("first pass", passed, 100.0, "% good at the first inspection", 1);
        align_points(table.all()[1].cells);
        const std::string text = table.text();
        out_ += text.substr(text.find('\n') + 1);  // no headings here
    }

    void products() {
        if (first().products.size() < 2) return;
        section("Products");
        Table table;
        Column names{"product", "", true, {}, 0}, made{"an hour", "", false, {}, 0}, lead, low{"", "", false, {}, 0},
            mid, high, wip{"WIP", "", false, {}, 0}, yield{"yield %", "", false, {}, 0};
        double longest = 0.0;
        for (std::size_t i = 0; i < first().products.size(); ++i)
            longest = std::max(longest,
                               over_runs([&](const RunResult& r) { return r.seconds(r.products[i].lead_mean); }).mean);
        const TimeUnit unit = unit_for(longest);
        lead.head = "lead time " + std::string(unit.name);
        low.head = "5 %";
        mid.head = "median";
        high.head = "95 %";
        bool scrap = false;
        int d_made = 0, d_lead = 0, d_wip = 0;
        struct Row {
            Interval made, lead, wip, yield;
            std::array<Interval, 3> spread;
        };
        std::vector<Row> rows;
        for (std::size_t i = 0; i < first().products.size(); ++i) {
            Row row;
            row.made =
                over_runs([&](const RunResult& r) { return r.per_hour(static_cast<double>(r.products[i].good)); });
            const auto time = [&](auto&& of) {
                return over_some([&](const RunResult& r) -> std::optional<double> {
                    return r.products[i].good > 0 ? std::optional(r.seconds(of(r.products[i])) / unit.seconds)
                                                  : std::nullopt;
                });
            };
            row.lead = time([](const ProductResult& p) { return p.lead_mean; });
            for (std::size_t k = 0; k < 3; ++k)
                row.spread[k] = time([k](const ProductResult& p) { return p.lead_quantiles[2 * k]; });
            row.wip = over_runs([&](const RunResult& r) { return r.products[i].wip; });
            row.yield = over_some([&](const RunResult& r) -> std::optional<double> {
                const auto good = static_cast<double>(r.products[i].good),
                           all = good + static_cast<double>(r.products[i].scrapped);
                return all > 0 ? std::optional(good / all) : std::nullopt;
            });
            scrap = scrap || (row.yield.n > 0 && row.yield.mean < 1.0);
            d_made = std::max(d_made, decimals_of(row.made));
            d_lead = std::max(d_lead, decimals_of(row.lead));
            d_wip = std::max(d_wip, decimals_of(row.wip));
            rows.push_back(row);
        }
        d_made = std::min(d_made, 3);
        d_lead = std::min(d_lead, 2);
        d_wip = std::min(d_wip, 2);
        for (std::size_t i = 0; i < std::min(rows.size(), rows_); ++i) {
            const Row& row = rows[i];
            names.cells.push_back({shown(first().products[i].name, name_width()), ""});
            made.cells.push_back(cell(row.made, d_made));
            lead.cells.push_back(cell(row.lead, d_lead));
            low.cells.push_back({row.spread[0].n ? fixed(row.spread[0].mean, d_lead) : "-", ""});
            mid.cells.push_back({row.spread[1].n ? fixed(row.spread[1].mean, d_lead) : "-", ""});
            high.cells.push_back({row.spread[2].n ? fixed(row.spread[2].mean, d_lead) : "-", ""});
            wip.cells.push_back(cell(row.wip, d_wip));
            yield.cells.push_back(cell(row.yield, 1, 100.0));
        }
        low.spare = 3;
        high.spare = 2;
        mid.spare = 1;
        table.all() = {names, made, lead, low, mid, high, wip};
        if (scrap) table.all().push_back(yield);
        lines(table);
        more(rows.size(), "products");
    }

    void more(std::size_t all, std::string_view what) {
        if (all > rows_)
            note("(" + std::to_string(rows_) + " of " + std::to_string(all) + " " + std::string(what) +
                 "; --csv writes all)");
    }

    /// The `rows_` elements with the largest figure, in the plant's order.
    template <class Of>
    std::vector<std::size_t> chosen(std::size_t number, Of&& of) const {
        std::vector<std::size_t> all(number);
        for (std::size_t i = 0; i < number; ++i) all[i] = i;
        if (number <= rows_) return all;
        std::vector<double> value(number);
        for (std::size_t i = 0; i < number; ++i) value[i] = of(i);
        std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return value[a] > value[b]; });
        all.resize(rows_);
        std::sort(all.begin(), all.end());
        return all;
    }

    static double share_of(const RunResult& run, std::size_t station, State state) {
        const StationResult& s = run.stations[station];
        const double whole = run.window() * static_cast<double>(s.places);
        return whole > 0.0 ? static_cast<double>(s.in(state)) / whole : 0.0;
    }

    void stations() {
        const std::size_t number = first().stations.size();
        if (number == 0) return;
        section("Stations, % of their time");
        const auto mean = [&](std::size_t s, State state) {
            double sum = 0.0;
            for (const RunResult& run : runs_) sum += share_of(run, s, state);
            return sum / static_cast<double>(runs_.size());
        };
        const std::vector<std::size_t> rows = chosen(number, [&](std::size_t s) { return mean(s, State::processing); });
        // The states that matter anywhere get a column each, the largest first in line for one; the rest is "other".
        struct Wanted {
            State state;
            double most = 0.0;
        };
        std::vector<Wanted> wanted;
        for (std::size_t n = 0; n < state_count; ++n) {
            const auto state = static_cast<State>(n);
            if (state == State::processing) continue;
            Wanted w{state, 0.0};
            for (const std::size_t s : rows) w.most = std::max(w.most, mean(s, state));
            if (w.most >= 0.0005) wanted.push_back(w);
        }
        std::stable_sort(wanted.begin(), wanted.end(),
                         [](const Wanted& a, const Wanted& b) { return a.most > b.most; });
        for (std::size_t keep = wanted.size();; --keep) {
            std::vector<State> states;
            for (std::size_t k = 0; k < keep; ++k) states.push_back(wanted[k].state);
            std::sort(states.begin(), states.end(),
                      [](State a, State b) { return place_in_line(a) < place_in_line(b); });
            Table table = station_table(rows, states, keep < wanted.size());
            if (table.width() <= width_ || keep <= 1) {
                lines(table);
                break;
            }
        }
        more(number, "stations, the busiest");
    }
    /// Losses from inside the station first, then those that come from its neighbours.
    static int place_in_line(State state) {
        static constexpr std::array<State, state_count> order{State::processing,
                                                              State::load,
                                                              State::unload,
                                                              State::setup,
                                                              State::waiting_for_setup,
                                                              State::repair,
                                                              State::waiting_for_crew,
                                                              State::planned_maintenance,
                                                              State::waiting_for_operator,
                                                              State::waiting_for_material,
                                                              State::waiting_for_card,
                                                              State::blocked,
                                                              State::starved,
                                                              State::on_break,
                                                              State::off_shift};
        return static_cast<int>(std::find(order.begin(), order.end(), state) - order.begin());
    }
    Table station_table(const std::vector<std::size_t>& rows, const std::vector<State>& states, bool others) const {
        Table table;
        Column names{"station", "", true, {}, 0}, busy{"busy", "", false, {}, 0};
        for (const std::size_t s : rows) {
            const StationResult& station = first().stations[s];
            const std::string places = station.places > 1 ? " x" + std::to_string(station.places) : "";
            names.cells.push_back({shown(station.name, name_width() - places.size()) + places, ""});
            busy.cells.push_back(
                cell(over_runs([&](const RunResult& r) { return share_of(r, s, State::processing); }), 1, 100.0));
        }
        table.all() = {std::move(names), std::move(busy)};
        for (const State state : states) {
            const StateWords& words = state_words[static_cast<std::size_t>(state)];
            Column& column = words.first.empty() ? table.column(std::string(words.second))
                                                 : table.column(std::string(words.first), std::string(words.second));
            for (const std::size_t s : rows)
                column.cells.push_back(
                    cell_or_dot(over_runs([&](const RunResult& r) { return share_of(r, s, state); })));
        }
        if (others) {
            Column& column = table.column("other");
            for (const std::size_t s : rows)
                column.cells.push_back(cell_or_dot(over_runs([&](const RunResult& r) {
                    double sum = share_of(r, s, State::processing);
                    for (const State state : states) sum += share_of(r, s, state);
                    return std::max(0.0, 1.0 - sum);
                })));
        }
        return table;
    }
    /// What never happened is a dot: the eye then finds what did.
    Cell cell_or_dot(const Interval& share) const {
        return share.most <= 1e-12 ? Cell{".", ""} : cell(share, 1, 100.0);
    }

    void losses() {
        const std::vector<Loss> all = result_.losses(8);
        if (all.empty()) return;
        section("What the stations lost their minutes to");
        Table table;
        Column rank{"", "", false, {}, 0}, station{"", "", true, {}, 0}, cause{"", "", true, {}, 0},
            share{"", "", false, {}, 0}, unit{"", "", true, {}, 0}, minutes{"", "", false, {}, 0},
            minutes_unit{"", "", true, {}, 0}, bar{"", "", true, {}, 0};
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].share < 0.0005) break;
            rank.cells.push_back({std::to_string(i + 1) + ".", ""});
            station.cells.push_back({shown(all[i].station, name_width()), ""});
            cause.cells.push_back({in_words(all[i].state), ""});
            share.cells.push_back({fixed(100.0 * all[i].share, 1), ""});
            unit.cells.push_back({"%", ""});
            minutes.cells.push_back({fixed(1440.0 * all[i].share, 0), ""});
            minutes_unit.cells.push_back({"min a day", ""});
        }
        if (rank.cells.empty()) {
            note("nothing worth a line");
            return;
        }
        table.all() = {rank, station, cause, share, unit, minutes, minutes_unit};
        const std::size_t room = std::min<std::size_t>(width_ > table.width() + 2 ? width_ - table.width() - 2 : 0, 24);
        for (std::size_t i = 0; i < rank.cells.size(); ++i) {
            const double part = all[i].share / all.front().share;
            bar.cells.push_back(
                {std::string(static_cast<std::size_t>(std::lround(static_cast<double>(room) * part)), '#'), ""});
        }
        if (room >= 4) table.all().push_back(bar);
        const std::string text = table.text();
        out_ += text.substr(text.find('\n') + 1);
    }

    void oees() {
        std::vector<std::size_t> rated;
        for (std::size_t s = 0; s < first().stations.size(); ++s)
            if (first().stations[s].ideal_cycle) rated.push_back(s);
        if (rated.empty()) return;
        section("OEE of the stations with an ideal cycle, %");
        for (const auto& profile : Choices<OeeProfile>::list) {
            const bool iso = profile.value == OeeProfile::iso22400;
            Table table;
            Column names{std::string(profile.name), "", true, {}, 0}, available{"availability", "", false, {}, 0},
                speed{iso ? "effectiveness" : "performance", "", false, {}, 0}, quality{"quality", "", false, {}, 0},
                whole{"OEE", "", false, {}, 0};
            for (std::size_t k = 0; k < std::min(rated.size(), rows_); ++k) {
                const std::size_t s = rated[k];
                const auto of = [&](double Oee::*part) {
                    return over_some([&](const RunResult& r) -> std::optional<double> {
                        const auto figure = oee(r.stations[s], profile.value);
                        return figure ? std::optional((*figure).*part) : std::nullopt;
                    });
                };
                names.cells.push_back({shown(first().stations[s].name, name_width()), ""});
                available.cells.push_back(cell(of(&Oee::availability), 1, 100.0));
                speed.cells.push_back(cell(of(&Oee::performance), 1, 100.0));
                quality.cells.push_back(cell(of(&Oee::quality), 1, 100.0));
                whole.cells.push_back(cell(of(&Oee::oee), 1, 100.0));
                // A job that began before the window may carry a figure a hair above 100 %: that is no fault.
                if (of(&Oee::oee).mean > 1.005 || of(&Oee::performance).mean > 1.005)
                    warnings_.push_back("OEE (" + std::string(profile.name) +
                                        "): " + shown(first().stations[s].name, name_width()) +
                                        " has more than 100 %: its ideal cycle is longer than what it really takes");
            }
            quality.spare = 1;
            table.all() = {names, available, speed, quality, whole};
            lines(table);
            more(rated.size(), "stations");
            out_ += wrapped(profile.doc, width_, 4, 4);
        }
        // The bottleneck is that of most runs.
        std::map<std::size_t, int> votes;
        for (const RunResult& run : runs_)
            if (const auto s = oee_bottleneck(run)) ++votes[*s];
        if (votes.empty() || rated.size() < 2) return;
        const auto most = std::max_element(votes.begin(), votes.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        note("The line's OEE is that of its bottleneck, " + shown(first().stations[most->first].name, name_width()) +
             " (largest ideal cycle x made / planned time of its places).");
    }

    void buffers() {
        const std::size_t number = first().buffers.size();
        if (number == 0) return;
        section("Buffers");
        Table table;
        Column names{"buffer", "", true, {}, 0}, mean{"mean", "", false, {}, 0}, most{"most", "", false, {}, 0},
            wait{"", "", false, {}, 0}, empty{"empty %", "", false, {}, 0};
        const std::vector<std::size_t> rows = chosen(number, [&](std::size_t b) { return first().buffers[b].mean; });
        double longest = 0.0;
        for (const std::size_t b : rows)
            longest = std::max(longest,
                               over_runs([&](const RunResult& r) { return r.seconds(r.buffers[b].mean_wait); }).mean);
        const TimeUnit unit = unit_for(longest);
        wait.head = "wait " + std::string(unit.name);
        int d_mean = 0, d_wait = 0;
        std::vector<Interval> means, waits;
        for (const std::size_t b : rows) {
            means.push_back(over_runs([&](const RunResult& r) { return r.buffers[b].mean; }));
            waits.push_back(over_some([&](const RunResult& r) -> std::optional<double> {
                return r.buffers[b].jobs_out > 0 ? std::optional(r.seconds(r.buffers[b].mean_wait) / unit.seconds)
                                                 : std::nullopt;
            }));
            d_mean = std::max(d_mean, decimals_of(means.back()));
            d_wait = std::max(d_wait, decimals_of(waits.back()));
        }
        for (std::size_t k = 0; k < rows.size(); ++k) {
            const std::size_t b = rows[k];
            names.cells.push_back({shown(first().buffers[b].name, name_width()), ""});
            mean.cells.push_back(cell(means[k], std::min(d_mean, 2)));
            std::int64_t top = 0;
            for (const RunResult& run : runs_) top = std::max(top, run.buffers[b].maximum);
            most.cells.push_back({std::to_string(top), ""});
            wait.cells.push_back(cell(waits[k], std::min(d_wait, 2)));
            empty.cells.push_back(cell(over_runs([&](const RunResult& r) {
                                           const auto& at = r.buffers[b].time_at_level;
                                           return at.empty() || !(r.window() > 0.0)
                                                      ? 0.0
                                                      : static_cast<double>(at.front()) / r.window();
                                       }),
                                       1, 100.0));
        }
        empty.spare = 1;
        table.all() = {names, mean, most, wait, empty};
        lines(table);
        more(number, "buffers, the fullest");
    }

    void people() {
        if (first().operators.empty()) return;
        section("Operators and crews, % of their time");
        Table table;
        Column names{"pool", "", true, {}, 0}, number{"people", "", false, {}, 0}, working{"working", "", false, {}, 0},
            waiting{"waiting", "", false, {}, 0}, walking{"walking", "", false, {}, 0}, idle{"idle", "", false, {}, 0},
            absent{"absent", "", false, {}, 0}, off{"off shift", "", false, {}, 0};
        const auto any = [&](Tick PoolResult::*part) {
            for (const RunResult& r : result_.runs)
                for (const PoolResult& pool : r.operators)
                    if (pool.*part > 0) return true;
            return false;
        };
        for (std::size_t i = 0; i < std::min(first().operators.size(), rows_); ++i) {
            const auto of = [&](Tick PoolResult::*part) {
                return cell_or_dot(over_runs([&](const RunResult& r) {
                    const PoolResult& pool = r.operators[i];
                    const double whole = r.window() * static_cast<double>(pool.people);
                    return whole > 0.0 ? static_cast<double>(pool.*part) / whole : 0.0;
                }));
            };
            names.cells.push_back({shown(first().operators[i].name, name_width()), ""});
            number.cells.push_back({std::to_string(first().operators[i].people), ""});
            working.cells.push_back(of(&PoolResult::working));
            waiting.cells.push_back(of(&PoolResult::waiting));
            walking.cells.push_back(of(&PoolResult::walking));
            idle.cells.push_back(of(&PoolResult::idle));
            absent.cells.push_back(of(&PoolResult::absent));
            off.cells.push_back(of(&PoolResult::off_shift));
        }
        table.all() = {names, number, working, waiting};
        if (any(&PoolResult::walking)) table.all().push_back(walking);
        table.all().push_back(idle);
        if (any(&PoolResult::absent)) table.all().push_back(absent);
        if (any(&PoolResult::off_shift)) table.all().push_back(off);
        lines(table);
        more(first().operators.size(), "pools");
    }

    /// A column of times over the runs in one unit; runs without the figure are left out.
    template <class Of>
    Column times(const std::string& head, std::size_t n, Of&& of) const {
        std::vector<Interval> rows;
        double longest = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            rows.push_back(over_some([&](const RunResult& r) { return of(r, i); }));
            if (rows.back().n > 0) longest = std::max(longest, std::abs(rows.back().mean));
        }
        const TimeUnit unit = unit_for(longest);
        Column column{head + " " + std::string(unit.name), "", false, {}, 0};
        for (const Interval& row : rows)
            column.cells.push_back(row.n ? cell(row, 1, 1.0 / unit.seconds) : Cell{"-", ""});
        return column;
    }

    void deliveries() {
        bool any = false;
        for (const RunResult& r : runs_)
            for (const ProductResult& p : r.products) any = any || (p.orders && p.orders->due > 0);
        if (!any) return;
        section("On-time delivery of the orders due from " + duration_text(result_.options.warmup) + " on");
        const std::size_t n = std::min(first().products.size(), rows_);
        Table table;
        Column names{"product", "", true, {}, 0}, due{"due", "", false, {}, 0}, punctual{"on time %", "", false, {}, 0},
            open{"open", "", false, {}, 0}, fallen_short{"short", "", false, {}, 0};
        const auto count = [&](std::size_t i, std::uint64_t OrderCount::*part) {
            return over_runs([&](const RunResult& r) {
                return r.products[i].orders ? static_cast<double>((*r.products[i].orders).*part) : 0.0;
            });
        };
        bool some_short = false;
        for (std::size_t i = 0; i < n; ++i) {
            names.cells.push_back({shown(first().products[i].name, name_width()), ""});
            due.cells.push_back(cell(count(i, &OrderCount::due), 0));
            const Interval share = over_some([&](const RunResult& r) -> std::optional<double> {
                const auto& o = r.products[i].orders;
                return o && o->due ? std::optional(on_time(*o)) : std::nullopt;
            });
            punctual.cells.push_back(share.n ? cell(share, 1, 100.0) : Cell{"-", ""});
            open.cells.push_back(cell(count(i, &OrderCount::open), 0));
            const Interval lost = count(i, &OrderCount::fell_short);
            some_short = some_short || lost.mean > 0.0;
            fallen_short.cells.push_back(cell(lost, 0));
        }
        const auto late = [&](auto&& of) {
            return [&, of](const RunResult& r, std::size_t i) -> std::optional<double> {
                const auto& o = r.products[i].orders;
                return o && o->due ? std::optional(r.seconds(of(*o))) : std::nullopt;
            };
        };
        table.all() = {names,
                       due,
                       punctual,
                       times("tardiness", n, late(mean_tardiness)),
                       times("worst", n, late([](const OrderCount& o) { return static_cast<double>(o.worst); })),
                       open};
        if (some_short) table.all().push_back(fallen_short);
        lines(table);
        more(first().products.size(), "products");
    }

    void orders() {
        if (first().orders.empty()) return;
        section("Orders");
        const std::size_t n = std::min(first().orders.size(), rows_);
        Table table;
        Column names{"order", "", true, {}, 0}, product{"product", "", true, {}, 0}, number{"jobs", "", false, {}, 0},
            punctual{"on time %", "", false, {}, 0}, complete{"complete %", "", false, {}, 0};
        for (std::size_t i = 0; i < n; ++i) {
            const OrderResult& order = first().orders[i];
            names.cells.push_back({shown(order.name, name_width()), ""});
            product.cells.push_back({shown(order.product, name_width()), ""});
            number.cells.push_back({std::to_string(order.quantity), ""});
            const auto share = [&](auto&& of) {
                return cell(over_runs([&](const RunResult& r) { return of(r.orders[i]) ? 1.0 : 0.0; }), 0, 100.0);
            };
            complete.cells.push_back(share([](const OrderResult& o) { return o.finished.has_value(); }));
            punctual.cells.push_back(
                order.due ? share([](const OrderResult& o) { return o.finished && *o.finished <= *o.due; })
                          : Cell{"-", ""});
        }
        const auto moment = [&](auto&& of) {
            return [&, of](const RunResult& r, std::size_t i) -> std::optional<double> {
                const std::optional<Tick> at = of(r.orders[i]);
                return at ? std::optional(r.seconds(static_cast<double>(*at))) : std::nullopt;
            };
        };
        table.all() = {names,
                       product,
                       number,
                       times("due", n, moment([](const OrderResult& o) { return o.due; })),
                       times("finished", n, moment([](const OrderResult& o) { return o.finished; })),
                       punctual,
                       complete};
        lines(table);
        more(first().orders.size(), "orders");
    }

    void vehicles() {
        if (first().vehicles.empty()) return;
        section("Vehicles, % of their time");
        Table table;
        Column names{"fleet", "", true, {}, 0}, number{"vehicles", "", false, {}, 0},
            loaded{"loaded", "", false, {}, 0}, empty{"empty", "", false, {}, 0}, idle{"idle", "", false, {}, 0};
        for (std::size_t i = 0; i < std::min(first().vehicles.size(), rows_); ++i) {
            const auto of = [&](Tick FleetResult::*part) {
                return cell_or_dot(over_runs([&](const RunResult& r) {
                    const FleetResult& fleet = r.vehicles[i];
                    const double whole = r.window() * static_cast<double>(fleet.count);
                    return whole > 0.0 ? static_cast<double>(fleet.*part) / whole : 0.0;
                }));
            };
            names.cells.push_back({shown(first().vehicles[i].name, name_width()), ""});
            number.cells.push_back({std::to_string(first().vehicles[i].count), ""});
            loaded.cells.push_back(of(&FleetResult::loaded));
            empty.cells.push_back(of(&FleetResult::empty));
            idle.cells.push_back(of(&FleetResult::idle));
        }
        table.all() = {names, number, loaded, empty, idle};
        lines(table);
        more(first().vehicles.size(), "fleets");
    }

    void subcontractors() {
        if (first().subcontractors.empty()) return;
        section("Subcontractors");
        Table table;
        Column names{"name", "", true, {}, 0}, sent{"sent", "1/h", false, {}, 0}, back{"back", "1/h", false, {}, 0},
            jobs{"jobs there", "", false, {}, 0};
        for (std::size_t i = 0; i < std::min(first().subcontractors.size(), rows_); ++i) {
            const auto of = [&](const auto& figure) {
                const Interval over = over_runs([&](const RunResult& r) { return figure(r, r.subcontractors[i]); });
                return cell(over, decimals_of(over));
            };
            names.cells.push_back({shown(first().subcontractors[i].name, name_width()), ""});
            sent.cells.push_back(of([](const RunResult& r, const SubcontractorResult& o) {
                return r.per_hour(static_cast<double>(o.sent));
            }));
            back.cells.push_back(of([](const RunResult& r, const SubcontractorResult& o) {
                return r.per_hour(static_cast<double>(o.returned));
            }));
            jobs.cells.push_back(of([](const RunResult&, const SubcontractorResult& o) { return o.jobs; }));
        }
        table.all() = {names, sent, back, jobs};
        lines(table);
        more(first().subcontractors.size(), "subcontractors");
    }

    void queue_times() {
        if (first().queue_times.empty()) return;
        section("Times between steps that have a limit");
        Table table;
        Column names{"from, to", "", true, {}, 0}, limit{"limit", "min", false, {}, 0}, late{"late", "%", false, {}, 0},
            mean{"mean", "min", false, {}, 0}, longest{"longest", "min", false, {}, 0};
        const auto minutes = [](const RunResult& r, double ticks) { return r.seconds(ticks) / 6000.0; };
        for (std::size_t i = 0; i < std::min(first().queue_times.size(), rows_); ++i) {
            const QueueTimeResult& one = first().queue_times[i];
            const auto of = [&](const auto& value) {
                return cell_or_dot(over_runs([&](const RunResult& r) { return value(r, r.queue_times[i]); }));
            };
            names.cells.push_back({shown(one.route + ": " + one.since + ", " + one.step, name_width()), ""});
            limit.cells.push_back(of([&](const RunResult& r, const QueueTimeResult& q) {
                return minutes(r, static_cast<double>(q.within));
            }));
            late.cells.push_back(of([](const RunResult&, const QueueTimeResult& q) {
                return q.jobs ? static_cast<double>(q.late) / static_cast<double>(q.jobs) : 0.0;
            }));
            mean.cells.push_back(of([&](const RunResult& r, const QueueTimeResult& q) { return minutes(r, q.mean); }));
            longest.cells.push_back(of([&](const RunResult& r, const QueueTimeResult& q) {
                return minutes(r, static_cast<double>(q.longest));
            }));
        }
        table.all() = {names, limit, late, mean, longest};
        lines(table);
        more(first().queue_times.size(), "limits");
    }

    void ways_in_and_out() {
        // Runs into which something was injected by hand have a source more; count what all have.
        std::size_t number = first().sources.size();
        for (const RunResult& run : runs_) number = std::min(number, run.sources.size());
        bool any = false;
        for (const RunResult& run : runs_)
            for (const SourceResult& s : run.sources) any = any || s.lost > 0 || s.backlog > 0.0;
        if (any && number > 0) {
            section("Sources");
            Table table;
            Column names{"source", "", true, {}, 0}, arrived{"arrived /h", "", false, {}, 0},
                entered{"entered /h", "", false, {}, 0}, lost{"lost /h", "", false, {}, 0},
                share{"lost %", "", false, {}, 0}, backlog{"waiting outside", "", false, {}, 0};
            for (std::size_t i = 0; i < std::min(number, rows_); ++i) {
                const auto rate = [&](std::uint64_t SourceResult::*of) {
                    const Interval rated = over_runs(
                        [&](const RunResult& r) { return r.per_hour(static_cast<double>(r.sources[i].*of)); });
                    return cell(rated, std::min(2, decimals_of(rated)));
                };
                names.cells.push_back({shown(first().sources[i].name, name_width()), ""});
                arrived.cells.push_back(rate(&SourceResult::arrived));
                entered.cells.push_back(rate(&SourceResult::entered));
                lost.cells.push_back(rate(&SourceResult::lost));
                share.cells.push_back(cell(over_runs([&](const RunResult& r) {
                                               const auto all = static_cast<double>(r.sources[i].arrived);
                                               return all > 0.0 ? static_cast<double>(r.sources[i].lost) / all : 0.0;
                                           }),
                                           1, 100.0));
                const Interval outside = over_runs([&](const RunResult& r) { return r.sources[i].backlog; });
                backlog.cells.push_back(cell(outside, std::min(2, decimals_of(outside))));
            }
            share.spare = 2;
            entered.spare = 1;
            table.all() = {names, arrived, entered};
            const auto any_of = [&](auto&& positive) {
                return std::any_of(runs_.begin(), runs_.end(), [&](const RunResult& r) {
                    return std::any_of(r.sources.begin(), r.sources.end(), positive);
                });
            };
            if (any_of([](const SourceResult& s) { return s.lost > 0; })) {
                table.all().push_back(lost);
                table.all().push_back(share);
            }
            if (any_of([](const SourceResult& s) { return s.backlog > 0.0; })) table.all().push_back(backlog);
            lines(table);
            more(number, "sources");
        }
        if (first().sinks.size() > 1) {
            section("Ways out");
            Table table;
            Column names{"sink", "", true, {}, 0}, good{"good an hour", "", false, {}, 0};
            for (std::size_t i = 0; i < std::min(first().sinks.size(), rows_); ++i) {
                const Interval rate =
                    over_runs([&](const RunResult& r) { return r.per_hour(static_cast<double>(r.sinks[i].good)); });
                if (!(rate.most > 0.0)) continue;
                names.cells.push_back({shown(first().sinks[i].name, name_width()), ""});
                good.cells.push_back(cell(rate, std::min(3, decimals_of(rate))));
            }
            table.all() = {names, good};
            lines(table);
        }
    }

    void plan() {
        std::vector<std::size_t> planned;
        for (std::size_t i = 0; i < first().products.size(); ++i)
            if (first().products[i].plan_per_hour) planned.push_back(i);
        if (planned.empty()) return;
        section("Output against plan");
        const double hours = first().seconds(first().window()) / 3600.0;
        {
            Table table;
            Column names{"product", "", true, {}, 0}, plan{"plan /h", "", false, {}, 0},
                made{"made /h", "", false, {}, 0}, of_plan{"% of plan", "", false, {}, 0},
                reached{"hours that", "reached it %", false, {}, 0}, least{"weakest", "hour", false, {}, 0},
                most{"best", "hour", false, {}, 0};
            for (const std::size_t i : planned) {
                const double target = *first().products[i].plan_per_hour;
                const Interval rate =
                    over_runs([&](const RunResult& r) { return r.per_hour(static_cast<double>(r.products[i].good)); });
                names.cells.push_back({shown(first().products[i].name, name_width()), ""});
                plan.cells.push_back({number_text(target), ""});
                made.cells.push_back(cell(rate, std::min(2, decimals_of(rate))));
                of_plan.cells.push_back(target > 0.0 ? cell(rate, 1, 100.0 / target) : Cell{"-", ""});
                const auto whole_hours = static_cast<std::size_t>(std::floor(hours + 1e-9));
                std::uint32_t low = std::numeric_limits<std::uint32_t>::max(), high = 0;
                const Interval hit = over_some([&](const RunResult& r) -> std::optional<double> {
                    const auto& by_hour = r.products[i].good_by_hour;
                    const std::size_t n = std::min(by_hour.size(), whole_hours);
                    if (n == 0) return std::nullopt;
                    std::size_t count = 0;
                    for (std::size_t h = 0; h < n; ++h) {
                        count += static_cast<double>(by_hour[h]) >= target ? 1U : 0U;
                        low = std::min(low, by_hour[h]);
                        high = std::max(high, by_hour[h]);
                    }
                    return static_cast<double>(count) / static_cast<double>(n);
                });
                reached.cells.push_back(cell(hit, 1, 100.0));
                least.cells.push_back({hit.n ? std::to_string(low) : "-", ""});
                most.cells.push_back({hit.n ? std::to_string(high) : "-", ""});
            }
            least.spare = most.spare = 2;
            reached.spare = 1;
            table.all() = {names, plan, made, of_plan, reached, least, most};
            lines(table);
        }
        if (hours > 24.0 + 1e-9) {
            note("Hour by hour: --csv writes output_by_hour.csv.");
            return;
        }
        Table table;
        Column hour{"hour", "", false, {}, 0};
        const auto n = static_cast<std::size_t>(std::ceil(hours - 1e-9));
        for (std::size_t h = 0; h < n; ++h) hour.cells.push_back({std::to_string(h + 1), ""});
        table.all() = {hour};
        for (const std::size_t i : planned) {
            Column made{shown(first().products[i].name, 16), "made", false, {}, 0},
                behind{"", "to plan, in all", false, {}, 0};
            const double target = *first().products[i].plan_per_hour;
            for (std::size_t h = 0; h < n; ++h) {
                made.cells.push_back(cell(
                    over_runs([&](const RunResult& r) { return static_cast<double>(r.products[i].good_by_hour[h]); }),
                    1));
                const Interval sum = over_runs([&](const RunResult& r) {
                    double total = 0.0;
                    for (std::size_t k = 0; k <= h; ++k) total += static_cast<double>(r.products[i].good_by_hour[k]);
                    return total - target * std::min(static_cast<double>(h + 1), hours);
                });
                Cell c = cell(sum, 1);
                if (sum.mean > 0.0) c.value.insert(0, "+");
                behind.cells.push_back(std::move(c));
            }
            table.all().push_back(std::move(made));
            table.all().push_back(std::move(behind));
            if (table.width() > width_) {
                table.all().resize(table.all().size() - 2);
                break;
            }
        }
        out_ += "\n";
        lines(table);
    }

    void checks() {
        // More comes in than goes out: outside (backlog) or inside (WIP).
        std::size_t number = first().sources.size();
        for (const RunResult& run : runs_) number = std::min(number, run.sources.size());
        const auto grows = [&](const Interval& growth, double arrived) {
            const double sure = std::isfinite(growth.half_width) ? growth.mean - growth.half_width : growth.mean;
            return growth.mean >= 5.0 && sure > 0.0 && growth.mean > 0.02 * arrived;
        };
        for (std::size_t i = 0; i < number; ++i) {
            const Interval growth = over_runs([&](const RunResult& r) {
                const SourceResult& s = r.sources[i];
                return static_cast<double>(s.arrived) - static_cast<double>(s.entered) - static_cast<double>(s.lost);
            });
            const double arrived =
                over_runs([&](const RunResult& r) { return static_cast<double>(r.sources[i].arrived); }).mean;
            if (grows(growth, arrived))
                warnings_.push_back(
                    "More arrives than can enter: the jobs waiting outside of " +
                    shown(first().sources[i].name, name_width()) + " grew by " + plain(growth) +
                    " in the window. The plant can't keep up; lead times count from entry and don't show it.");
        }
        const Interval growth = over_runs([](const RunResult& r) {
            double released = 0.0;
            for (const ProductResult& p : r.products) released += static_cast<double>(p.released);
            return released - r.little.rate * r.window();
        });
        const double released = over_runs([](const RunResult& r) {
                                    double sum = 0.0;
                                    for (const ProductResult& p : r.products) sum += static_cast<double>(p.released);
                                    return sum;
                                }).mean;
        if (grows(growth, released))
            warnings_.push_back("More comes in than goes out: WIP grew by " + plain(growth) +
                                " jobs in the window. Either the plant can't keep up, or it was " +
                                "still filling: give it a longer warm-up and horizon.");
        const Interval little = over_runs([](const RunResult& r) { return r.little.residual; });
        out_ += "\n";
        note("Check: WIP is throughput x time in the plant (Little's law, scrap included) to within " +
             fixed(100.0 * little.mean, 2) + " %.");
        for (const std::string& warning : warnings_) out_ += wrapped("! " + warning, width_, 4, 2);
    }
};

}  // namespace

std::string report(const Result& result, const ReportOptions& options) { return Page(result, options).text(); }

std::ostream& operator<<(std::ostream& out, const Result& result) { return out << report(result); }

}  // namespace linewright
