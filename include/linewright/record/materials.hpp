// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What became of materials in a run's window: stock, orders, what was used up.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "linewright/engine/engine.hpp"

namespace linewright {

/// A material over the window. Amounts are whole thousandths of its unit.
struct MaterialResult {
    std::string name, unit;
    std::int64_t consumed = 0;   ///< by jobs
    std::int64_t fitted = 0;     ///< in repairs and maintenance
    std::int64_t discarded = 0;  ///< rests of charges
    std::uint64_t refills = 0;   ///< of places at which it lies
    // Where there is a store; without one there is always enough.
    bool stored = false;
    double stock_mean = 0.0;             ///< time average, in its unit
    std::int64_t stock = 0, on_way = 0;  ///< at the end of the window, the latter of what is ordered
    Tick out_of_stock = 0;               ///< nothing lay in the store
    Tick lacking = 0;                    ///< some station or repair waited for it
    std::uint64_t orders = 0;            ///< placed
    std::int64_t ordered = 0, received = 0;
    static double units(std::int64_t amount) { return static_cast<double>(amount) / 1000.0; }
};

/// Reads the counts of a run's materials off, up to now.
inline std::vector<MaterialResult> measure_materials(const Simulation& s) {
    const Program& p = *s.program_;
    std::vector<MaterialResult> all(p.materials.size());
    const std::size_t products = p.product_names.size();
    for (std::size_t m = 0; m < all.size(); ++m) {
        MaterialResult& out = all[m];
        Simulation::StockState stock = s.stocks_[m];
        stock.count(s.now_);
        out.name = p.material_names[m];
        out.unit = p.material_units[m];
        for (std::size_t k = 0; k < products; ++k) out.consumed += s.consumed_[m * products + k];
        out.stored = p.materials[m].limited;
        if (!out.stored) continue;
        const Tick window = s.now_ - s.counting_since_;
        out.stock_mean = window > 0 ? stock.level.value() / static_cast<double>(window) / 1000.0 : 0.0;
        out.stock = stock.stock;
        out.on_way = stock.ordered;
        out.out_of_stock = stock.empty;
        out.lacking = stock.short_time;
        out.orders = stock.orders_placed;
        out.ordered = stock.ordered_sum;
        out.received = stock.received;
    }
    for (std::size_t u = 0; u < p.uses.size(); ++u) {
        all[p.uses[u].material].discarded += s.discarded_[u];
        all[p.uses[u].material].refills += s.refilled_[u];
    }
    for (std::size_t k = 0; k < p.parts.size(); ++k) all[p.parts[k].material].fitted += s.fitted_[k];
    return all;
}

}  // namespace linewright
