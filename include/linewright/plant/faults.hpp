// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is wrong with a plant, all of it at once, each fault with its place and a remedy.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linewright {

/// One fault in a plant's description: where ("stations/mill/cycle"), what, and what to do.
struct Fault {
    std::string place;
    std::string what;
    std::string remedy;
    /// "stations/mill/cycle: must be > 0, is -3 min. Give a positive time."
    [[nodiscard]] std::string text() const {
        std::string line = place.empty() ? what : place + ": " + what;
        if (!remedy.empty()) line += ". " + remedy;
        return line;
    }
    bool operator==(const Fault&) const = default;
};

using Faults = std::vector<Fault>;

/// A plant that can't be built or read; carries all its faults.
class PlantError : public std::runtime_error {
   public:
    explicit PlantError(Faults faults) : std::runtime_error(text_of(faults)), faults_(std::move(faults)) {}
    [[nodiscard]] const Faults& faults() const { return faults_; }

   private:
    static std::string text_of(const Faults& faults) {
        std::string text =
            "the plant has " + std::to_string(faults.size()) + (faults.size() == 1 ? " fault:" : " faults:");
        for (const Fault& fault : faults) text += "\n  " + fault.text();
        return text;
    }
    Faults faults_;
};

namespace detail {
/// Edit distance with swaps of neighbours (Damerau-Levenshtein, restricted), for "did you mean".
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two(b.size() + 1), one(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) one[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two[j - 2] + 1);
        }
        two.swap(one);
        one.swap(row);
    }
    return one[b.size()];
}
}  // namespace detail

/// "Did you mean "mill"?" for a wrong name, the list of names when none is near, or that there are none.
template <class Names>
std::string did_you_mean(std::string_view wrong, const Names& names, std::string_view kind) {
    std::string_view best;
    std::size_t least = std::string_view::npos;
    std::size_t count = 0;
    std::string all;
    for (const auto& candidate : names) {
        const std::string_view name = candidate;
        const std::size_t distance = name.size() > 64 || wrong.size() > 64 ? least : detail::edit_distance(wrong, name);
        if (distance < least) {
            least = distance;
            best = name;
        }
        if (++count <= 12) all += (count == 1 ? "" : ", ") + std::string(name);
    }
    if (count == 0) return "There is no " + std::string(kind) + " in this plant";
    if (least <= 1 + wrong.size() / 4) return "Did you mean \"" + std::string(best) + "\"?";
    if (count > 12) all += ", ...";
    return "Known: " + all;
}

}  // namespace linewright
