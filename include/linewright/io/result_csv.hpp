// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A result as tidy tables: each row one observation (a station in a replication, an hour of output), each column one
// variable. Comma, decimal point, UTF-8, a line feed after each row; a text with a comma or a quote stands in quotes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "linewright/study/study.hpp"

namespace linewright {

/// A table as a file.
struct CsvFile {
    std::string name;  ///< "stations.csv"
    std::string text;
};

/// summary, stations, products, buffers, operators, vehicles, materials, subcontractors, sources, output_by_hour, costs
/// and costs_by_product, in this order; one without rows has its heading only. Times are in seconds, shares from 0 to
/// 1, amounts in the plant's currency with all their decimals; what cannot be known is empty.
[[nodiscard]] std::vector<CsvFile> result_csv(const Result& result);

/// Writes these files into a folder, which is made when missing. Throws std::filesystem::filesystem_error.
void save_result_csv(const Result& result, const std::filesystem::path& folder);

}  // namespace linewright
