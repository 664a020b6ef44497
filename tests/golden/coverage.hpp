// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What the golden plants reach. The vocabulary is the library's own: states, happenings, laws, and every field and
// every choice of every element, read from the lists that describe the plant; so what is added there counts as
// unreached until a golden plant has it. A plant reaches a field or a choice only when it matters: another value in its
// place gives another fingerprint. States and happenings are reached when they are seen.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "golden/golden.hpp"
#include "linewright/engine/compiler.hpp"
#include "linewright/plant/laws.hpp"

namespace linewright::golden {

/// States that the rules name and the engine doesn't have yet. A golden plant that reaches one strikes it off.
inline constexpr std::array<std::string_view, 0> states_not_built{};

/// Fields that only reports look at: it is enough that some plant gives them. Names are like that too.
inline constexpr std::array<std::string_view, 8> fields_of_reports{
    "plant.description", "product.plan_per_hour", "station.ideal_cycle",          "calendar_date.reason",
    "money.currency",    "energy.co2_g_per_kwh",  "energy.co2_g_per_kwh_by_hour", "energy.peak"};

inline constexpr std::array<std::string_view, 15> queue_rules{
    "fifo", "lifo",        "priority",   "spt",   "lpt", "edd",  "slack", "critical_ratio",
    "atc",  "least_setup", "same_setup", "fasfs", "odd", "wmod", "own"};
static_assert(queue_rules.size() == static_cast<std::size_t>(RuleKind::own) + 1,
              "a new queue rule: name it here, and let a golden plant use it");

class Coverage {
   public:
    void expect(const std::string& kind, std::string_view item) {
        if (!rows_.count({kind, std::string(item)})) order_.push_back({kind, std::string(item)});
        rows_[{kind, std::string(item)}];
    }
    void reach(const std::string& kind, std::string_view item, std::size_t plant) {
        rows_[{kind, std::string(item)}].insert(plant);
    }
    [[nodiscard]] bool reached(const std::string& kind, std::string_view item, std::size_t plant) const {
        const auto row = rows_.find({kind, std::string(item)});
        return row != rows_.end() && row->second.count(plant) > 0;
    }
    std::vector<std::string> plants{};

    /// What is built and no plant reaches.
    [[nodiscard]] std::vector<std::string> unreached() const {
        std::vector<std::string> list;
        for (const auto& row : order_)
            if (rows_.at(row).empty()) list.push_back(row.first + ": " + row.second);
        return list;
    }
    /// What is reached and was not expected: a state that is no longer unbuilt.
    [[nodiscard]] std::vector<std::string> unexpected() const {
        std::vector<std::string> list;
        for (const auto& [row, by] : rows_)
            if (!by.empty() && std::find(order_.begin(), order_.end(), row) == order_.end())
                list.push_back(row.first + ": " + row.second);
        return list;
    }
    /// A line for each thing that is built, a column for each plant.
    [[nodiscard]] std::string table() const {
        std::string text;
        for (std::size_t i = 0; i < plants.size(); ++i)
            text += std::string(1, static_cast<char>('a' + i)) + "  " + plants[i] + "\n";
        std::string kind;
        for (const auto& row : order_) {
            if (row.first != kind) {
                kind = row.first;
                text += "\n" + kind + std::string(kind.size() < 42 ? 42 - kind.size() : 1, ' ');
                for (std::size_t i = 0; i < plants.size(); ++i)
                    text += std::string(1, static_cast<char>('a' + i)) + " ";
                text += "\n";
            }
            text += "  " + row.second + std::string(row.second.size() < 40 ? 40 - row.second.size() : 1, ' ');
            const auto& by = rows_.at(row);
            for (std::size_t i = 0; i < plants.size(); ++i) text += by.count(i) ? "x " : ". ";
            text += by.empty() ? "  <- by none\n" : "\n";
        }
        return text;
    }
    [[nodiscard]] std::size_t size() const { return order_.size(); }

   private:
    using Row = std::pair<std::string, std::string>;
    std::vector<Row> order_{};
    std::map<Row, std::set<std::size_t>> rows_{};
};

namespace detail {

template <class T>
struct Inside {
    using type = void;
};
template <class T>
struct Inside<std::vector<T>> {
    using type = T;
};
template <class T>
struct Inside<std::optional<T>> {
    using type = T;
};
template <class T>
struct Inside<std::map<std::string, T>> {
    using type = T;
};

/// Everything that a plant can be made of, as rows of the coverage.
class Vocabulary {
   public:
    explicit Vocabulary(Coverage& coverage) : coverage_(coverage) {
        for (const std::string_view state : state_names)
            if (std::find(states_not_built.begin(), states_not_built.end(), state) == states_not_built.end())
                coverage.expect("state", state);
        for (const std::string_view happening : happening_names) coverage.expect("happening", happening);
        for_each_law([&]<class L>(std::type_identity<L>) { coverage.expect("law", L::type); });
        for_each_law([&]<class L>(std::type_identity<L>) { coverage.expect("law with an offset", L::type); });
        for (const std::string_view rule : queue_rules) coverage.expect("queue rule", rule);
        coverage.expect("path", "direct loop");
        coverage.expect("path", "general loop only");
        coverage.expect("path", "more than 32 calendar slots");
        element<Plant>();
    }

   private:
    Coverage& coverage_;
    std::set<std::string> seen_{};
    std::vector<std::pair<std::string, std::string>> later_{};

    template <class T>
    void element() {
        const std::string name(Fields<T>::name);
        if (!seen_.insert(name).second) return;
        for_each_field<T>([&](const auto& field) { coverage_.expect(name, field.key); });
        for_each_field<T>([&](const auto& field) {
            value<std::remove_reference_t<decltype(std::declval<T&>().*field.member)>>(name + "." +
                                                                                       std::string(field.key));
        });
        for_each_field<T>(
            [&](const auto& field) { deeper<std::remove_reference_t<decltype(std::declval<T&>().*field.member)>>(); });
    }
    template <class V>
    void value(const std::string& label) {
        if constexpr (Named<V>) {
            for (const auto& choice : Choices<V>::list) coverage_.expect(label, choice.name);
        } else if constexpr (!std::is_void_v<typename Inside<V>::type>) {
            value<typename Inside<V>::type>(label);
        }
    }
    template <class V>
    void deeper() {
        if constexpr (Described<V>)
            element<V>();
        else if constexpr (!std::is_void_v<typename Inside<V>::type>)
            deeper<typename Inside<V>::type>();
    }
};

/// Changes one plant in one place after the other and looks whether it matters.
class Prober {
   public:
    Prober(const GoldenPlant& golden, std::size_t number, Coverage& coverage)
        : golden_(golden), plant_(golden.plant), number_(number), coverage_(coverage) {
        see();
        const auto program = compiled(plant_);
        coverage.reach("path", program->plain ? "direct loop" : "general loop only", number);
        if (program->slots > 32) coverage.reach("path", "more than 32 calendar slots", number);
        collect(plant_);
        element(plant_);
    }

   private:
    const GoldenPlant& golden_;
    Plant plant_;
    std::size_t number_;
    Coverage& coverage_;
    std::vector<std::uint64_t> as_it_is_{};
    std::set<std::string> texts_{"*", "exit", "scrap"};  // every name that the plant speaks of
    std::uint64_t possible_ = 0;                         // changed plants that compiled

    struct Watcher {
        static constexpr bool listens = true;
        EventHash events{};
        std::set<State> states{};
        std::set<Happening> happenings{};
        void on(const Event& e) {
            events.on(e);
            happenings.insert(e.what);
            if (e.what == Happening::state) states.insert(e.state);
        }
    };
    RunSetup setup(const Program& program, std::size_t replication) const {
        RunSetup setup = setup_of(golden_, program, replication);
        setup.max_events = 200'000;
        return setup;
    }
    void see() {
        const auto program = compiled(plant_);
        for (std::size_t i = 0; i < static_cast<std::size_t>(golden_.options.replications); ++i) {
            Watcher watcher;
            Simulation simulation(program, setup(*program, i));
            simulation.run_until(horizon_of(golden_, *program), watcher);
            add_counts(watcher.events.hash, measure(simulation));
            as_it_is_.push_back(watcher.events.hash.value());
            for (const State state : watcher.states) coverage_.reach("state", name_of(state), number_);
            for (const Happening what : watcher.happenings) coverage_.reach("happening", name_of(what), number_);
        }
    }
    /// True when the plant, as it has been changed, compiles and does something else, or counts something else.
    bool matters() {
        const Compiled compiled = try_compile(plant_, registry());
        if (!compiled) return false;
        ++possible_;
        const Program& program = *compiled.program;
        for (std::size_t i = 0; i < as_it_is_.size(); ++i) {
            EventHash events;
            Simulation simulation(compiled.program, setup(program, i));
            simulation.run_until(horizon_of(golden_, program), events);
            add_counts(events.hash, measure(simulation));
            if (events.hash.value() != as_it_is_[i]) return true;
        }
        return false;
    }
    template <class T, class Change>
    bool attempt(T& value, Change change) {
        const T before = value;
        change(value);
        const bool different = !(value == before) && matters();
        value = before;
        return different;
    }

    template <class V>
    void collect(const V& value) {
        if constexpr (std::is_same_v<V, std::string>) {
            texts_.insert(value);
        } else if constexpr (Described<V>) {
            for_each_field<V>([&](const auto& field) { collect(value.*field.member); });
        } else if constexpr (std::is_same_v<V, Distribution> || std::is_same_v<V, Times> ||
                             std::is_same_v<V, Duration>) {
        } else if constexpr (requires { value.has_value(); }) {
            if (value) collect(*value);
        } else if constexpr (requires { value.begin()->second; }) {
            for (const auto& [key, item] : value) texts_.insert(key);
        } else if constexpr (requires { value.front(); }) {
            for (const auto& item : value) collect(item);
        }
    }

    template <Described T>
    void element(T& e) {
        const std::string name(Fields<T>::name);
        for_each_field<T>([&](const auto& field) {
            auto& value = e.*field.member;
            using Value = std::remove_reference_t<decltype(value)>;
            const std::string label = name + "." + std::string(field.key);
            if constexpr (!Named<Value>) {
                if (value == T{}.*field.member) return;
            }
            const bool report = field.key == "name" || std::find(fields_of_reports.begin(), fields_of_reports.end(),
                                                                 label) != fields_of_reports.end();
            bool known = coverage_.reached(name, field.key, number_);
            if constexpr (Named<Value>) known = known && coverage_.reached(label, name_of(value), number_);
            if (!known && (report || field_matters(e, value, T{}.*field.member, label))) {
                coverage_.reach(name, field.key, number_);
                if constexpr (Named<Value>) coverage_.reach(label, name_of(value), number_);
            }
            if constexpr (!Named<Value>) {
                if (!report) inside(value, label);
            }
        });
    }

    /// Another value in its place matters; or no other is possible (a clock of cycles with an up-time in cycles), and
    /// the element matters.
    template <class T, class V>
    bool field_matters(T& e, V& value, const V& otherwise, const std::string& label) {
        const std::uint64_t before = possible_;
        if (attempt(value, [&](V& v) { v = otherwise; }) || any_change(value, label)) return true;
        return possible_ == before && any_change(e, label);
    }

    // Does some other value of this one matter?
    template <class V>
    bool any_change(V& value, const std::string& label) {
        if constexpr (Named<V>) {
            for (const auto& choice : Choices<V>::list)
                if (attempt(value, [&](V& v) { v = choice.value; })) return true;
            return false;
        } else if constexpr (std::is_same_v<V, bool>) {
            return attempt(value, [](bool& v) { v = !v; });
        } else if constexpr (std::is_integral_v<V>) {
            for (const V other : {value + 1, value - 1, value * 2})
                if (attempt(value, [&](V& v) { v = other; })) return true;
            return false;
        } else if constexpr (std::is_floating_point_v<V>) {
            for (const double other : {value * 0.5, value + 0.3, value * 3.0})
                if (attempt(value, [&](V& v) { v = other; })) return true;
            return false;
        } else if constexpr (std::is_same_v<V, std::string>) {
            if (attempt(value, [](std::string& v) { v.clear(); })) return true;
            for (const std::string& other : texts_)
                if (attempt(value, [&](std::string& v) { v = other; })) return true;
            return false;
        } else if constexpr (std::is_same_v<V, Duration>) {
            for (const double factor : {1.5, 0.5})
                if (attempt(value, [&](Duration& v) { v.value *= factor; })) return true;
            return attempt(value, [](Duration& v) { v.value += 1.0; });
        } else if constexpr (std::is_same_v<V, Distribution>) {
            return attempt(value, [&](Distribution& v) { later(v, 1.0); });
        } else if constexpr (std::is_same_v<V, Times>) {
            if (value.every && any_change(*value.every, label)) return true;
            for (auto& [product, time] : value.by_product)
                if (any_change(time, label)) return true;
            return false;
        } else if constexpr (Described<V>) {
            bool found = false;
            for_each_field<V>([&](const auto& field) { found = found || any_change(value.*field.member, label); });
            return found;
        } else if constexpr (requires { value.has_value(); }) {
            if (attempt(value, [](V& v) { v.reset(); })) return true;
            return value && any_change(*value, label);
        } else if constexpr (requires { value.push_back(value.front()); }) {
            if (attempt(value,
                        [](V& v) {
                            if (!v.empty()) v.pop_back();
                        }) ||
                attempt(value, [](V& v) { v.clear(); }))
                return true;
            if (attempt(value, [](V& v) { std::reverse(v.begin(), v.end()); })) return true;
            for (auto& item : value)
                if (any_change(item, label)) return true;
            return false;
        } else {  // a map
            for (auto& [key, item] : value)
                if (any_change(item, label)) return true;
            return attempt(value, [](V& v) { v.clear(); });
        }
    }

    // What stands inside a value: elements, laws, choices, queue rules.
    template <class V>
    void inside(V& value, const std::string& label) {
        if constexpr (Named<V>) {
            if (!coverage_.reached(label, name_of(value), number_) && any_change(value, label))
                coverage_.reach(label, name_of(value), number_);
        } else if constexpr (std::is_same_v<V, Distribution>) {
            law(value);
        } else if constexpr (std::is_same_v<V, Times>) {
            if (value.every) law(*value.every);
            for (auto& [product, time] : value.by_product) law(time);
        } else if constexpr (Described<V>) {
            element(value);
        } else if constexpr (std::is_same_v<V, std::vector<std::string>>) {
            if (label == "buffer.queue" || label == "station.queue")
                for (std::string& rule : value) this->rule(rule);
        } else if constexpr (requires { value.has_value(); }) {
            if (value) inside(*value, label);
        } else if constexpr (requires { value.push_back(value.front()); }) {
            if (label == "breakdown.crew" && any_change(value, label))
                coverage_.reach("need.phases", name_of(Phase::repair), number_);  // always, given or not
            if constexpr (!std::is_arithmetic_v<typename V::value_type>)
                for (auto& item : value) inside(item, label);
        } else if constexpr (requires { value.begin()->second; }) {
            for (auto& [key, item] : value) inside(item, label);
        }
    }
    static void later(Distribution& d, double by) {
        const bool cycles = linewright::detail::in_cycles(d);
        d.offset = cycles ? Duration{(d.offset.is_cycles() ? d.offset.value : 0.0) + by, Unit::cycles}
                          : Duration{d.offset.seconds() + by, Unit::s};
    }
    void law(Distribution& d) {
        const std::string type(std::visit([](const auto& l) { return std::decay_t<decltype(l)>::type; }, d.law));
        const std::string kind = d.offset.value == 0.0 ? "law" : "law with an offset";
        if (!coverage_.reached(kind, type, number_) && any_change(d, kind)) coverage_.reach(kind, type, number_);
    }
    void rule(std::string& rule) {
        const std::string name =
            std::find(queue_rules.begin(), queue_rules.end(), rule) == queue_rules.end() ? "own" : rule;
        if (coverage_.reached("queue rule", name, number_)) return;
        for (const std::string_view other : queue_rules)
            if (attempt(rule, [&](std::string& r) { r = other; })) return coverage_.reach("queue rule", name, number_);
    }
};

}  // namespace detail

inline Coverage coverage_of(const std::vector<GoldenPlant>& list) {
    Coverage coverage;
    const detail::Vocabulary vocabulary(coverage);
    for (std::size_t i = 0; i < list.size(); ++i) {
        coverage.plants.push_back(list[i].name);
        const detail::Prober prober(list[i], i, coverage);
    }
    return coverage;
}

}  // namespace linewright::golden
