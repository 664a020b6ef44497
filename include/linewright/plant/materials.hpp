// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What stations and repairs use up: materials, the store in which they lie, and the suppliers who bring more.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"

namespace linewright {

/// A span in which the supplier of a material doesn't ship as usual.
struct SupplierStop {
    Duration from{};
    Duration to{};
    std::optional<Duration> delay{};
    bool operator==(const SupplierStop&) const = default;
};
template <>
struct Fields<SupplierStop> {
    static constexpr std::string_view name = "supplier_stop";
    static constexpr std::string_view doc =
        "A span in which the supplier ships nothing, or later. What is on its way arrives as planned.";
    static constexpr auto list =
        std::tuple{Field{"from", &SupplierStop::from, "When it begins, from the start."},
                   Field{"to", &SupplierStop::to, "When it is over, from the start."},
                   Field{"delay", &SupplierStop::delay,
                         "What is ordered meanwhile has its lead time, and so much more; not given: it is shipped when "
                         "the span is over, and its lead time begins then."}};
};

/// A consumable, bought part or spare part, and the store in which it lies.
struct Material {
    std::string name{};
    std::string unit{};
    std::optional<double> initial{};
    std::optional<double> reorder_point{};
    double order_quantity = 0.0;
    std::optional<double> order_up_to{};
    double smallest_order = 0.0;
    Distribution lead_time{};
    std::vector<SupplierStop> stops{};
    std::optional<Distribution> supplier_up{};
    std::optional<Distribution> supplier_down{};
    double price = 0.0;
    double cost_per_order = 0.0;
    double holding_per_hour = 0.0;
    bool operator==(const Material&) const = default;
};
template <>
struct Fields<Material> {
    static constexpr std::string_view name = "material";
    static constexpr std::string_view doc =
        "What stations consume and repairs need, and the store in which it lies. Amounts are numbers in its unit, with "
        "three decimals at most.";
    static constexpr auto list = std::tuple{
        Field{"name", &Material::name, "Its name."},
        Field{"unit", &Material::unit, "What its amounts count, as results show it: \"g\"; empty: pieces."},
        Field{"initial", &Material::initial,
              "What lies in the store at the start; not given: there is always enough, and nothing is ordered."},
        Field{"reorder_point", &Material::reorder_point,
              "More is ordered when what is there and what is ordered, less what is waited for, comes to this or "
              "less; not given: nothing is ordered."},
        Field{"order_quantity", &Material::order_quantity,
              "How much is ordered then; as many times that as are needed to be above the reorder point."},
        Field{"order_up_to", &Material::order_up_to, "Instead of order_quantity: so much as is missing to this."},
        Field{"smallest_order", &Material::smallest_order, "With order_up_to: no order is smaller."},
        Field{"lead_time", &Material::lead_time, "From shipping, usually at the order, to arrival in the store."},
        Field{"stops", &Material::stops, "Spans in which the supplier ships nothing, or later; in their order."},
        Field{"supplier_up", &Material::supplier_up,
              "How long the supplier ships on end, from the start; then it ships nothing for supplier_down, again and "
              "again. Not given: always."},
        Field{"supplier_down", &Material::supplier_down, "How long it ships nothing then."},
        Field{"price", &Material::price, "What a unit costs, paid when it is used up."},
        Field{"cost_per_order", &Material::cost_per_order, "What each order costs besides."},
        Field{"holding_per_hour", &Material::holding_per_hour, "What an hour of a unit in the store costs."}};
};

/// What becomes of the rest of a charge when the next one comes.
enum class RestOfCharge : std::uint8_t { kept, discarded };
template <>
struct Choices<RestOfCharge> {
    static constexpr std::array list{
        Choice<RestOfCharge>{"kept", RestOfCharge::kept, "it stays: only what is missing comes from the store"},
        Choice<RestOfCharge>{"discarded", RestOfCharge::discarded,
                             "it is waste: a whole charge comes from the store, as with a reel"}};
};

/// A material that lies at the station, and how a place of it is filled up.
struct Refill {
    double charge = 0.0;
    std::optional<double> initial{};
    RestOfCharge rest = RestOfCharge::kept;
    Distribution time{};
    std::vector<Need> crew{};
    bool operator==(const Refill&) const = default;
};
template <>
struct Fields<Refill> {
    static constexpr std::string_view name = "refill";
    static constexpr std::string_view doc =
        "A material that lies at each place of the station: when there is less of it than the next job needs, the "
        "place is filled up from the store before the job begins.";
    static constexpr auto list =
        std::tuple{Field{"charge", &Refill::charge, "What a place holds when it is full."},
                   Field{"initial", &Refill::initial, "What it holds at the start; not given: a charge."},
                   Field{"rest", &Refill::rest, "What becomes of what is left in it then."},
                   Field{"time", &Refill::time, "How long it takes; the station stands meanwhile."},
                   Field{"crew", &Refill::crew, "The people that it needs; empty: it goes by itself."}};
};

/// What a station uses up of one material.
struct Consumption {
    std::string material{};
    std::map<std::string, double> quantity{};
    TimePer per = TimePer::job;
    std::optional<Refill> refill{};
    bool operator==(const Consumption&) const = default;
};
template <>
struct Fields<Consumption> {
    static constexpr std::string_view name = "consumption";
    static constexpr std::string_view doc =
        "What a station uses up of one material with each job. It is taken when the job is to be loaded; until all of "
        "it is there the station waits for material, with the job on it.";
    static constexpr auto list = std::tuple{
        Field{"material", &Consumption::material, "The material."},
        Field{"quantity", &Consumption::quantity,
              "How much, for each product; \"*\" for all others, one number for all. Products that aren't named need "
              "none."},
        Field{"per", &Consumption::per, "Whether that is for a job or for each of its pieces."},
        Field{"refill", &Consumption::refill,
              "It lies at the station and is filled up from time to time; not given: each job's part is taken from the "
              "store."}};
};

/// A part that a repair or a maintenance needs.
struct SparePart {
    std::string material{};
    double quantity = 1.0;
    bool operator==(const SparePart&) const = default;
};
template <>
struct Fields<SparePart> {
    static constexpr std::string_view name = "spare_part";
    static constexpr std::string_view doc = "A part that a repair or a maintenance needs before it can begin.";
    static constexpr auto list = std::tuple{Field{"material", &SparePart::material, "The material."},
                                            Field{"quantity", &SparePart::quantity, "How much of it each one needs."}};
};
template <>
struct Shorthand<SparePart> {
    static constexpr auto field = &SparePart::material;
};

}  // namespace linewright
