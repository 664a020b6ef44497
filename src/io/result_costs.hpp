// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a result says of money and energy, on the page, in JSON and as tables.
#pragma once

#include <string>

#include "linewright/io/json_writer.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// The section of the page, or nothing where the plant has no prices.
[[nodiscard]] std::string cost_page(const Result& result, bool utf8, std::size_t rows);

/// The value of "costs" of a run: amounts are whole millionths of the currency.
void write_costs(JsonWriter& out, const CostResult& costs);

/// replication, kind, list, element, state, amount, direct, overhead, idle, kwh: a row for each line of cost.
[[nodiscard]] std::string cost_table(const Result& result);

/// replication, product, good, kind, direct, overhead: what each product bears in the end.
[[nodiscard]] std::string product_cost_table(const Result& result);

}  // namespace linewright
