// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The figures of several replications by their names. A replication may lack one that others have: where nothing was
// inspected there is no first-pass yield.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "linewright/record/figures.hpp"

namespace linewright::detail {

/// One figure over replications: values by their numbers.
struct FigureValues {
    Figure first;  // for its names
    std::vector<std::pair<std::uint64_t, double>> values;
    [[nodiscard]] std::vector<double> alone() const {
        std::vector<double> out;
        for (const auto& [replication, value] : values) out.push_back(value);
        return out;
    }
};

/// All figures in the order in which they first occur, and where each is.
class FigureTable {
   public:
    explicit FigureTable(const std::vector<RunResult>& runs) {
        for (const RunResult& run : runs) {
            std::size_t next = 0;  // mostly it is where it was in the run before
            for (Figure& f : figures(run)) {
                if (next >= rows.size() || !is(rows[next].first, f)) next = place_of(f);
                rows[next].values.emplace_back(run.replication, f.value);
                ++next;
            }
        }
    }
    [[nodiscard]] const FigureValues* find(std::string_view kind, std::string_view element,
                                           std::string_view measure) const {
        const auto at = index_.find(Name{kind, std::string(element), std::string(measure)});
        return at == index_.end() ? nullptr : &rows[at->second];
    }

    std::vector<FigureValues> rows{};

   private:
    using Name = std::tuple<std::string_view, std::string, std::string>;
    std::map<Name, std::size_t> index_{};

    static bool is(const Figure& a, const Figure& b) {
        return a.kind == b.kind && a.measure == b.measure && a.element == b.element;
    }
    std::size_t place_of(const Figure& f) {
        const auto [at, fresh] = index_.emplace(Name{f.kind, f.element, f.measure}, rows.size());
        if (fresh) rows.push_back({f, {}});
        return at->second;
    }
};

}  // namespace linewright::detail
