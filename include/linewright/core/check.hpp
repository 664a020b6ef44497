// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is wrong with a distribution, said to the one who wrote it: all faults at once, each with its place.
#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "linewright/core/distribution.hpp"

namespace linewright {

namespace detail {

/// The shortest figure that reads back as the same number.
inline std::string figure(double x) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, x).ptr;
    return std::string(text, end);
}
inline std::string figure(Duration d) { return figure(d.value) + " " + std::string(name_of(d.unit)); }
inline std::string figure(int n) { return std::to_string(n); }

inline double plain(Duration d) { return d.microseconds(); }
inline double plain(double x) { return x; }
inline double plain(int n) { return n; }

/// Looks at one distribution and reports (place, what, remedy).
template <class Report>
class DistributionCheck {
   public:
    DistributionCheck(const Distribution& of, Report& report) : report_(report), offset_(of.offset) {
        std::visit([this](const auto& law) { this->look(law); }, of.law);
        if (!finite("offset", of.offset)) return;
        if (of.offset.value != 0.0) same_kind("offset", of.offset);
        if (clean_ && of.offset.value < 0.0 && least_ + plain(of.offset) < 0.0)
            say("offset",
                "makes values below 0 possible: the law begins at " + figure(*least_given_) + ", the offset is " +
                    figure(of.offset),
                "Give an offset of at least -" + figure(*least_given_));
    }

   private:
    Report& report_;
    Duration offset_;
    bool clean_ = true;
    double least_ = 0.0;                     // where the law begins, microseconds or cycles
    std::optional<Duration> least_given_{};  // the same as it was written
    std::optional<bool> cycles_{};           // kind of the first parameter seen
    std::string first_{};                    // its place

    void say(const std::string& place, const std::string& what, const std::string& remedy) {
        clean_ = false;
        report_(place, what, remedy);
    }
    template <class T>
    bool finite(const std::string& place, T x) {
        if (std::isfinite(plain(x))) return true;
        say(place, "must be a finite number, is " + figure(x), "Give a finite number");
        return false;
    }
    template <class T>
    bool at_least_0(const std::string& place, T x) {
        if (!finite(place, x)) return false;
        if (plain(x) >= 0.0) return true;
        say(place, "must be >= 0, is " + figure(x), "Give 0 or a positive " + kind(x));
        return false;
    }
    template <class T>
    bool above_0(const std::string& place, T x) {
        if (!finite(place, x)) return false;
        if (plain(x) > 0.0) return true;
        say(place, "must be > 0, is " + figure(x), "Give a positive " + kind(x));
        return false;
    }
    static std::string kind(Duration d) { return d.is_cycles() ? "number of cycles" : "time"; }
    static std::string kind(double) { return "number"; }
    static std::string kind(int) { return "whole number"; }

    /// Times and cycles may not be mixed in one distribution.
    void same_kind(const std::string& place, Duration d) {
        if (!cycles_) {
            cycles_ = d.is_cycles();
            first_ = place;
        } else if (*cycles_ != d.is_cycles()) {
            say(place,
                std::string("is ") + (d.is_cycles() ? "in cycles" : "a time") + ", but " + first_ + " is " +
                    (*cycles_ ? "in cycles" : "a time"),
                "Give times everywhere in one distribution, or cycles everywhere");
        }
    }
    void begins_at(Duration d) {
        if (least_given_ && least_ <= plain(d)) return;
        least_ = plain(d);
        least_given_ = d;
    }
    bool not_above(const std::string& lower, Duration a, const std::string& upper, Duration b) {
        if (a.is_cycles() != b.is_cycles() || plain(a) <= plain(b)) return true;
        say(upper, "must be >= " + lower + " (" + figure(a) + "), is " + figure(b), "Swap them, or correct one");
        return false;
    }
    static std::string item(std::string_view list, std::size_t i) {
        return std::string(list) + "/" + std::to_string(i);
    }

    bool list_of(std::string_view name, const std::vector<Duration>& values) {
        if (values.empty()) {
            say(std::string(name), "is empty", "Give at least one value");
            return false;
        }
        bool good = true;
        for (std::size_t i = 0; i < values.size(); ++i) {
            good &= at_least_0(item(name, i), values[i]);
            same_kind(item(name, i), values[i]);
        }
        return good;
    }
    void shares(std::string_view name, const std::vector<double>& weights, std::size_t needed, std::string_view other) {
        if (weights.size() != needed)
            say(std::string(name),
                "has " + std::to_string(weights.size()) + " numbers, but " + std::string(other) + " asks for " +
                    std::to_string(needed),
                "Give one number for each");
        bool good = true;
        double sum = 0.0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            good &= at_least_0(item(name, i), weights[i]);
            sum += weights[i];
        }
        if (!good || weights.empty()) return;
        if (sum == 0.0) say(std::string(name), "are all 0", "Give at least one positive number");
        if (!std::isfinite(sum))
            say(std::string(name), "have too large a sum", "Give smaller numbers: only their ratios count");
    }
    void mean_and_sd(Duration mean, Duration sd, bool positive) {
        positive ? above_0("mean", mean) : at_least_0("mean", mean);
        same_kind("mean", mean);
        at_least_0("sd", sd);
        same_kind("sd", sd);
        begins_at({0.0, mean.unit});
    }

    void look(const Constant& law) {
        at_least_0("value", law.value);
        same_kind("value", law.value);
        begins_at(law.value);
    }
    void look(const Uniform& law) {
        const bool low = at_least_0("low", law.low), high = at_least_0("high", law.high);
        same_kind("low", law.low);
        same_kind("high", law.high);
        if (low && high) not_above("low", law.low, "high", law.high);
        begins_at(law.low);
    }
    void three(Duration a, Duration b, Duration c) {
        const bool low = at_least_0("low", a), mode = at_least_0("mode", b), high = at_least_0("high", c);
        same_kind("low", a);
        same_kind("mode", b);
        same_kind("high", c);
        if (low && mode) not_above("low", a, "mode", b);
        if (mode && high) not_above("mode", b, "high", c);
        begins_at(a);
    }
    void look(const Triangular& law) { three(law.low, law.mode, law.high); }
    void look(const Pert& law) { three(law.low, law.mode, law.high); }
    void look(const Exponential& law) {
        above_0("mean", law.mean);
        same_kind("mean", law.mean);
        begins_at({0.0, law.mean.unit});
    }
    void look(const Hyperexponential& law) {
        if (law.means.empty()) say("means", "is empty", "Give at least one mean");
        for (std::size_t i = 0; i < law.means.size(); ++i) {
            above_0(item("means", i), law.means[i]);
            same_kind(item("means", i), law.means[i]);
            begins_at({0.0, law.means[i].unit});
        }
        shares("weights", law.weights, law.means.size(), "means");
    }
    void look(const Erlang& law) {
        if (law.k < 1) say("k", "must be >= 1, is " + figure(law.k), "Give the number of phases");
        above_0("mean", law.mean);
        same_kind("mean", law.mean);
        begins_at({0.0, law.mean.unit});
    }
    void look(const Gamma& law) { mean_and_sd(law.mean, law.sd, true); }
    void look(const Normal& law) { mean_and_sd(law.mean, law.sd, false); }
    void look(const Lognormal& law) { mean_and_sd(law.mean, law.sd, true); }
    void look(const Weibull& law) {
        above_0("shape", law.shape);
        above_0("scale", law.scale);
        same_kind("scale", law.scale);
        begins_at({0.0, law.scale.unit});
    }
    void look(const Beta& law) {
        above_0("alpha", law.alpha);
        above_0("beta", law.beta);
        look(Uniform{law.low, law.high});
    }
    void look(const Discrete& law) {
        if (list_of("values", law.values))
            for (const Duration& value : law.values) begins_at(value);
        shares("weights", law.weights, law.values.size(), "values");
    }
    void look(const Empirical& law) {
        if (list_of("values", law.values))
            for (const Duration& value : law.values) begins_at(value);
    }
    void look(const TimeSeries& law) { look(Empirical{law.values}); }
    void look(const Histogram& law) {
        if (law.edges.size() < 2) {
            say("edges", "has " + std::to_string(law.edges.size()) + " values, at least 2 are needed",
                "Give the edges of the classes, one more than counts");
            return;
        }
        if (list_of("edges", law.edges)) {
            for (std::size_t i = 1; i < law.edges.size(); ++i)
                if (law.edges[i].is_cycles() == law.edges[i - 1].is_cycles() &&
                    plain(law.edges[i]) <= plain(law.edges[i - 1]))
                    say(item("edges", i),
                        "must be > the edge before it (" + figure(law.edges[i - 1]) + "), is " + figure(law.edges[i]),
                        "Give the edges in rising order");
            begins_at(law.edges.front());
        }
        shares("counts", law.counts, law.edges.size() - 1, "edges");
    }
};

}  // namespace detail

/// Reports every fault of a distribution: report(place, what, remedy), all of them std::string. The place is the path
/// inside the distribution ("mean", "values/3", "offset"); what reads after a colon ("must be > 0, is -3 min").
template <class Report>
void check(const Distribution& distribution, Report&& report) {
    detail::DistributionCheck<std::remove_reference_t<Report>>(distribution, report);
}

}  // namespace linewright
