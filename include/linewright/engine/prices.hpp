// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Prices as a run reads them: whole millionths of the plant's currency, and what has to be counted for them. What comes
// of them is reckoned up at the end (record/costs.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "linewright/core/time.hpp"
#include "linewright/engine/states.hpp"

namespace linewright {

/// An amount of money: whole millionths of the plant's currency.
using Amount = std::int64_t;
inline constexpr double amounts_a_unit = 1e6;

struct Prices {
    struct Station {
        std::array<Amount, state_count> per_hour{};          ///< of a place, by state
        std::array<std::int64_t, state_count> milliwatts{};  ///< so, of its power
        Amount per_setup = 0;
        std::int64_t standby_milliwatts = 0;  ///< of a place, starved and switched off
        bool costs = false, takes_power = false;
    };
    struct Pool {
        Amount wage = 0, overtime_wage = 0;  ///< an hour
        bool attendance = true;              ///< paid for all the time they are there
    };
    struct Product {
        Amount material = 0, scrap_value = 0, holding_per_hour = 0, late_per_job = 0, late_per_hour = 0;
    };
    struct Material {
        Amount unit = 0, per_order = 0, holding_per_hour = 0;
    };

    bool given = false;         ///< there is a price somewhere, or a power
    bool energy_given = false;  ///< what energy costs is known
    // What runs count for it.
    bool follows_work = false;    ///< phases of jobs, by operation and station
    bool follows_people = false;  ///< and who worked in them
    bool follows_late = false;    ///< jobs past their due date
    bool follows_moves = false;   ///< jobs that become part of another product
    bool follows_power = false;   ///< power over time
    [[nodiscard]] bool follows() const { return follows_work || follows_people; }

    std::string currency;
    Amount fixed_per_hour = 0;
    std::vector<Station> stations;
    std::vector<Pool> pools;
    std::vector<Product> products;
    std::vector<Amount> modes;   ///< each breakdown or maintenance
    std::vector<Amount> ops;     ///< material that an operation consumes
    std::vector<Amount> fleets;  ///< a vehicle-hour
    std::vector<Material> materials;
    std::vector<std::vector<Amount>> outside;  ///< a job, by subcontractor and product
    std::vector<Amount> kwh;                   ///< a kWh, by hour of the week (168), or one
    std::vector<std::int64_t> co2_mg;          ///< milligrams that come with a kWh, so
    Amount per_peak_kw = 0;
    Tick quarter = 0;        ///< ticks in 15 minutes, where the power is followed
    Tick quarter_first = 0;  ///< the first end of a quarter-hour by the clock on the wall
};

}  // namespace linewright
