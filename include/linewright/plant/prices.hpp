// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What things cost, as far as it belongs to the plant as a whole. The prices of a station, a pool or a product stand
// there. All amounts are numbers in the plant's currency, kept to a millionth of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "linewright/plant/fields.hpp"

namespace linewright {

/// For which time people are paid.
enum class Paid : std::uint8_t { attendance, work };
template <>
struct Choices<Paid> {
    static constexpr std::array list{
        Choice<Paid>{"attendance", Paid::attendance, "for all the time that they are there"},
        Choice<Paid>{"work", Paid::work, "from the moment they set out for a task until they leave it"}};
};

/// What the plant as a whole costs.
struct Money {
    std::string currency{};
    double fixed_per_hour = 0.0;
    double interest = 0.0;
    bool operator==(const Money&) const = default;
};
template <>
struct Fields<Money> {
    static constexpr std::string_view name = "money";
    static constexpr std::string_view doc = "What the plant as a whole costs, and the currency of all prices.";
    static constexpr auto list = std::tuple{
        Field{"currency", &Money::currency, "Its name, as results show it: \"EUR\". All prices are in it."},
        Field{"fixed_per_hour", &Money::fixed_per_hour, "Rent, management and the like, for every hour of the window."},
        Field{"interest", &Money::interest,
              "What a year of holding a job costs, as a share of its product's material: 0.08 for 8 %."}};
};

/// What energy costs, and the CO2 that comes with it.
struct Energy {
    double per_kwh = 0.0;
    std::vector<double> per_kwh_by_hour{};
    double per_peak_kw = 0.0;
    double co2_g_per_kwh = 0.0;
    std::vector<double> co2_g_per_kwh_by_hour{};
    bool peak = false;
    bool operator==(const Energy&) const = default;
};
template <>
struct Fields<Energy> {
    static constexpr std::string_view name = "energy";
    static constexpr std::string_view doc =
        "What the energy costs that stations take (their power_kw), and the CO2 that comes with it.";
    static constexpr auto list = std::tuple{
        Field{"per_kwh", &Energy::per_kwh, "The price of a kWh."},
        Field{"per_kwh_by_hour", &Energy::per_kwh_by_hour,
              "Instead of per_kwh: 24 prices, from hour 0 to 23 of each day by the clock on the wall, or 168 from "
              "Monday's hour 0 to Sunday's hour 23."},
        Field{"per_peak_kw", &Energy::per_peak_kw,
              "What each kW of the highest quarter-hour costs, once for the window."},
        Field{"co2_g_per_kwh", &Energy::co2_g_per_kwh, "Grams of CO2 that come with a kWh."},
        Field{"co2_g_per_kwh_by_hour", &Energy::co2_g_per_kwh_by_hour,
              "Instead of co2_g_per_kwh: 24 or 168 of them, as for prices."},
        Field{"peak", &Energy::peak,
              "Watch the power, and tell the quarter-hour with the highest mean (on the full quarters of the clock on "
              "the wall). Prices or CO2 by hour do so too."}};
};

}  // namespace linewright
