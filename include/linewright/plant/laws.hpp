// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The parameters of every law of distribution, named and explained once: files, the schema, paths of edits
// and Python all take them from here. The name of a law is its `type` in a file.
#pragma once

#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include "linewright/core/distribution.hpp"
#include "linewright/plant/fields.hpp"

namespace linewright {

template <>
struct Fields<Constant> {
    static constexpr std::string_view name = Constant::type;
    static constexpr std::string_view doc = "Always the same.";
    static constexpr auto list = std::tuple{Field{"value", &Constant::value, "How long."}};
};
template <>
struct Fields<Uniform> {
    static constexpr std::string_view name = Uniform::type;
    static constexpr std::string_view doc = "Any value from low to high, all equally likely.";
    static constexpr auto list =
        std::tuple{Field{"low", &Uniform::low, "The least."}, Field{"high", &Uniform::high, "The most."}};
};
template <>
struct Fields<Triangular> {
    static constexpr std::string_view name = Triangular::type;
    static constexpr std::string_view doc = "A foreman's guess: least, most likely, most.";
    static constexpr auto list =
        std::tuple{Field{"low", &Triangular::low, "The least."}, Field{"mode", &Triangular::mode, "The most likely."},
                   Field{"high", &Triangular::high, "The most."}};
};
template <>
struct Fields<Exponential> {
    static constexpr std::string_view name = Exponential::type;
    static constexpr std::string_view doc = "Without memory: arrivals at random, times between failures.";
    static constexpr auto list = std::tuple{Field{"mean", &Exponential::mean, "The mean."}};
};
template <>
struct Fields<Hyperexponential> {
    static constexpr std::string_view name = Hyperexponential::type;
    static constexpr std::string_view doc = "One of several exponentials: more variable than one.";
    static constexpr auto list =
        std::tuple{Field{"weights", &Hyperexponential::weights, "The weight of each; they need not sum to 1."},
                   Field{"means", &Hyperexponential::means, "The mean of each."}};
};
template <>
struct Fields<Erlang> {
    static constexpr std::string_view name = Erlang::type;
    static constexpr std::string_view doc = "The sum of k equal exponentials: less variable than one.";
    static constexpr auto list = std::tuple{Field{"k", &Erlang::k, "How many exponentials."},
                                            Field{"mean", &Erlang::mean, "The mean of the whole sum."}};
};
template <>
struct Fields<Gamma> {
    static constexpr std::string_view name = Gamma::type;
    static constexpr std::string_view doc = "Gamma by its own mean and standard deviation.";
    static constexpr auto list =
        std::tuple{Field{"mean", &Gamma::mean, "The mean."}, Field{"sd", &Gamma::sd, "The standard deviation."}};
};
template <>
struct Fields<Normal> {
    static constexpr std::string_view name = Normal::type;
    static constexpr std::string_view doc = "Normal, cut at 0: values below 0 are drawn again.";
    static constexpr auto list = std::tuple{Field{"mean", &Normal::mean, "The mean before it is cut."},
                                            Field{"sd", &Normal::sd, "The standard deviation before it is cut."}};
};
template <>
struct Fields<Lognormal> {
    static constexpr std::string_view name = Lognormal::type;
    static constexpr std::string_view doc =
        "Lognormal by its own mean and standard deviation, not those of its logarithm.";
    static constexpr auto list = std::tuple{Field{"mean", &Lognormal::mean, "The mean."},
                                            Field{"sd", &Lognormal::sd, "The standard deviation."}};
};
template <>
struct Fields<Weibull> {
    static constexpr std::string_view name = Weibull::type;
    static constexpr std::string_view doc = "Weibull: for early failures or for wear.";
    static constexpr auto list =
        std::tuple{Field{"shape", &Weibull::shape, "Below 1: early failures; above 1: wear."},
                   Field{"scale", &Weibull::scale, "The scale: 63.2 % of the values lie below it."}};
};
template <>
struct Fields<Beta> {
    static constexpr std::string_view name = Beta::type;
    static constexpr std::string_view doc = "Beta, stretched from low to high.";
    static constexpr auto list =
        std::tuple{Field{"alpha", &Beta::alpha, "The first shape; larger pushes towards high."},
                   Field{"beta", &Beta::beta, "The second shape; larger pushes towards low."},
                   Field{"low", &Beta::low, "The least."}, Field{"high", &Beta::high, "The most."}};
};
template <>
struct Fields<Pert> {
    static constexpr std::string_view name = Pert::type;
    static constexpr std::string_view doc = "PERT: a smooth foreman's guess; mean (low + 4 mode + high) / 6.";
    static constexpr auto list =
        std::tuple{Field{"low", &Pert::low, "The least."}, Field{"mode", &Pert::mode, "The most likely."},
                   Field{"high", &Pert::high, "The most."}};
};
template <>
struct Fields<Discrete> {
    static constexpr std::string_view name = Discrete::type;
    static constexpr std::string_view doc = "One of the values, by weight.";
    static constexpr auto list =
        std::tuple{Field{"values", &Discrete::values, "The values."},
                   Field{"weights", &Discrete::weights, "The weight of each; they need not sum to 1."}};
};
template <>
struct Fields<Empirical> {
    static constexpr std::string_view name = Empirical::type;
    static constexpr std::string_view doc = "Observed values; each is drawn equally often.";
    static constexpr auto list = std::tuple{Field{"values", &Empirical::values, "The observed values."}};
};
template <>
struct Fields<Histogram> {
    static constexpr std::string_view name = Histogram::type;
    static constexpr std::string_view doc = "Observed values in classes; uniform inside a class.";
    static constexpr auto list =
        std::tuple{Field{"edges", &Histogram::edges, "The edges of the classes, rising: one more than counts."},
                   Field{"counts", &Histogram::counts, "How many values lie in each class."}};
};
template <>
struct Fields<TimeSeries> {
    static constexpr std::string_view name = TimeSeries::type;
    static constexpr std::string_view doc = "A recorded series in its order; after the last value comes the first.";
    static constexpr auto list = std::tuple{Field{"values", &TimeSeries::values, "The values, in order."}};
};

/// What `offset` means in every law.
inline constexpr std::string_view offset_doc = "Added to every draw; not given: nothing.";

namespace detail {
template <class Variant>
struct EachAlternative;
template <class... Laws>
struct EachAlternative<std::variant<Laws...>> {
    template <class Visit>
    static constexpr void visit(Visit&& visitor) {
        (visitor(std::type_identity<Laws>{}), ...);
    }
};
}  // namespace detail

/// Calls `visit(std::type_identity<L>{})` for every law L, in the order of `Law`.
template <class Visit>
constexpr void for_each_law(Visit&& visit) {
    detail::EachAlternative<Law>::visit(visit);
}

}  // namespace linewright
