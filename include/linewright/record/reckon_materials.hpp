// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What materials and subcontractors cost (docs/semantics.md, 14). Part of reckon_costs.hpp.
#pragma once

#include "linewright/record/reckon_costs.hpp"

namespace linewright::detail {

/// Amounts are thousandths of units: `consumed` by material and product, `discarded` by use, `fitted` by part, `lay`
/// thousandths x ticks by material.
inline void Reckoning::supplies(const std::vector<std::int64_t>& consumed, const std::vector<std::int64_t>& discarded,
                                const std::vector<std::int64_t>& fitted, const std::vector<double>& lay) {
    const std::size_t count = p.prices.materials.size();
    const auto paid = [](std::int64_t amount, Amount each) {
        return whole(static_cast<double>(amount) * static_cast<double>(each) / 1000.0);
    };
    std::vector<std::uint32_t> station_of(p.uses.size() + p.parts.size(), 0);
    for (std::uint32_t i = 0; i < p.stations.size(); ++i)
        for (std::uint32_t u = p.stations[i].uses.first; u < p.stations[i].uses.end(); ++u) station_of[u] = i;
    for (const Program::Mode& mode : p.modes)
        for (std::uint32_t k = mode.parts.first; k < mode.parts.end(); ++k)
            station_of[p.uses.size() + k] = p.units[mode.unit].station;
    for (std::size_t m = 0; m < count; ++m) {
        const Prices::Material& price = p.prices.materials[m];
        const MaterialResult& material = r.materials[m];
        if (price.unit != 0 || price.per_order != 0) {
            const Amount orders = times(material.orders, price.per_order);
            std::vector<Amount> by_product;
            std::vector<std::pair<std::uint32_t, Amount>> waste;
            Amount sum = orders;
            for (std::size_t k = 0; k < n; ++k) {
                by_product.push_back(paid(consumed[m * n + k], price.unit));
                sum += by_product.back();
            }
            for (std::size_t u = 0; u < p.uses.size(); ++u) {
                if (p.uses[u].material != m) continue;
                waste.emplace_back(station_of[u], paid(discarded[u], price.unit));
                sum += waste.back().second;
            }
            CostLine& l = line(CostKind::material, "materials", material.name, {}, sum);
            for (std::size_t k = 0; k < n; ++k) {
                l.direct[k] += by_product[k];
                l.idle -= by_product[k];
            }
            for (const auto& [station, amount] : waste) overhead(l, amount, key[station]);
            overhead(l, orders, plant_key);
        }
        if (price.unit != 0 && std::any_of(p.parts.begin(), p.parts.end(),
                                           [&](const Program::Part& part) { return part.material == m; })) {
            std::vector<std::pair<std::uint32_t, Amount>> repairs;
            Amount sum = 0;
            for (std::size_t k = 0; k < p.parts.size(); ++k) {
                if (p.parts[k].material != m) continue;
                repairs.emplace_back(station_of[p.uses.size() + k], paid(fitted[k], price.unit));
                sum += repairs.back().second;
            }
            CostLine& l = line(CostKind::repair, "materials", material.name, {}, sum);
            for (const auto& [station, amount] : repairs) overhead(l, amount, key[station]);
        }
        if (price.holding_per_hour != 0) {
            CostLine& l =
                line(CostKind::holding, "materials", material.name, {}, hours(lay[m] / 1000.0, price.holding_per_hour));
            overhead(l, l.amount, plant_key);
        }
    }
}

/// `returned` counts jobs by subcontractor and product.
inline void Reckoning::outside(const std::vector<std::uint64_t>& returned) {
    for (std::size_t i = 0; i < p.outside.size(); ++i) {
        const auto& price = p.prices.outside[i];
        if (std::all_of(price.begin(), price.end(), [](Amount a) { return a == 0; })) continue;
        std::vector<Amount> by_product;
        Amount sum = 0;
        for (std::size_t k = 0; k < n; ++k) {
            by_product.push_back(times(returned[i * n + k], price[k]));
            sum += by_product.back();
        }
        CostLine& l = line(CostKind::outside, "subcontractors", p.outside_names[i], {}, sum);
        l.direct = by_product;
        l.idle = 0;
    }
}

}  // namespace linewright::detail
