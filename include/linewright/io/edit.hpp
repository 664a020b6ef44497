// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A scenario is an edit of a plant: "a third miller", "changeovers 40 % shorter". An edit names its place by a path:
//
//     operators/miller/count = 3
//     changeovers/mill/*/time *= 0.6
//     stations/mill/breakdowns/0/uptime/mean = 10 h
//
// Elements of a list go by their name, or by their number from 0; "*" means every one. An element that has a single
// list of elements may leave the name of that list out: changeovers/mill/*/time is changeovers/mill/rules/*/time.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/plant/faults.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

/// What an edit does at its path.
enum class EditKind : std::uint8_t {
    set,     ///< the value takes the place of what is there
    scale,   ///< numbers, durations and the times of distributions are multiplied by the factor
    add,     ///< the value goes to the end of the list that the path names
    remove,  ///< the element leaves its list; a field goes back to its default
};

/// One change of a plant, as data.
struct Edit {
    std::string path{};
    EditKind kind = EditKind::set;
    std::string value{};  ///< for set and add: JSON text, as it would stand in a plant's file
    double factor = 1.0;  ///< for scale

    static Edit set(std::string path, std::string json) {
        return {std::move(path), EditKind::set, std::move(json), 1.0};
    }
    static Edit scale(std::string path, double factor) { return {std::move(path), EditKind::scale, {}, factor}; }
    static Edit add(std::string path, std::string json) {
        return {std::move(path), EditKind::add, std::move(json), 1.0};
    }
    static Edit remove(std::string path) { return {std::move(path), EditKind::remove, {}, 1.0}; }
    bool operator==(const Edit&) const = default;
};

/// An edit that can't be made; the plant is as it was.
class EditError : public std::invalid_argument {
   public:
    explicit EditError(Faults faults) : std::invalid_argument(text_of(faults)), faults_(std::move(faults)) {}
    [[nodiscard]] const Faults& faults() const { return faults_; }

   private:
    static std::string text_of(const Faults& faults) {
        std::string text;
        for (const Fault& fault : faults) text += (text.empty() ? "" : "\n") + fault.text();
        return text;
    }
    Faults faults_;
};

/// The plant with the edit made. Throws EditError when the path matches nothing or the value does not fit. Scaled
/// figures are rounded to 15 significant digits, so that 3 min x 0.8 is 2.4 min; counts must come out whole.
[[nodiscard]] Plant edited(const Plant& plant, const Edit& edit);

/// The plant with all edits made, one after the other.
[[nodiscard]] Plant edited(const Plant& plant, const std::vector<Edit>& edits);

/// The text of an edit on one line: "path = value", "path *= factor", "path += value", "remove path".
[[nodiscard]] std::string edit_text(const Edit& edit);

/// Reads such a line. A value that is no JSON is taken as a text: stations/mill/cycle = 4.2 min. Throws EditError.
[[nodiscard]] Edit read_edit(std::string_view line);

/// One place in which two plants differ. A side on which there is nothing is empty.
struct Difference {
    std::string path{};
    std::string before{};
    std::string after{};
    /// "stations/mill/cycle: 3 min -> 2.4 min", "buffers/B2: added {...}", "buffers/B2: removed {...}"
    [[nodiscard]] std::string text() const;
    bool operator==(const Difference&) const = default;
};

/// All places in which two plants differ, in the order of the plant's fields. Equal spans (60 s, 1 min) don't differ.
/// `whole_laws`: a distribution of which several parameters differ is one place.
[[nodiscard]] std::vector<Difference> diff(const Plant& before, const Plant& after, bool whole_laws = false);

/// Edits that turn one plant into the other, exactly: edited(before, edits_between(before, after)) == after.
[[nodiscard]] std::vector<Edit> edits_between(const Plant& before, const Plant& after);

}  // namespace linewright
