// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A plant in which every field of every element and every law of distribution stands with a value of its own.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "linewright/plant/laws.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

/// Fills whatever is described: new fields of new elements are covered without a word here.
class Filler {
   public:
    template <Described T>
    void fill(T& element) {
        for_each_field<T>([&](const auto& field) { fill(element.*field.member); });
    }
    void fill(bool& value) { value = !value; }
    template <std::integral I>
    requires(!std::same_as<I, bool>) void fill(I& value) { value = static_cast<I>(++count_ + 1); }
    void fill(double& value) { value = 0.1 * ++count_; }
    void fill(std::string& value) { value = "name " + std::to_string(++count_); }
    template <Named E>
    void fill(E& value) {
        value = Choices<E>::list[Choices<E>::list.size() - 1].value;
    }
    void fill(Duration& value) {
        ++count_;
        value = {0.7 * count_, static_cast<Unit>(count_ % 8)};
    }
    void fill(Distribution& value) {
        const auto wanted = static_cast<std::size_t>(++laws_) % std::variant_size_v<Law>;
        for_each_law([&]<class L>(std::type_identity<L>) {
            if (Law{L{}}.index() != wanted) return;
            L law{};
            fill(law);
            value.law = law;
        });
        if (laws_ % 2 == 0) fill(value.offset);
    }
    void fill(Times& value) {
        if (++times_ % 3 != 0) fill(value.every.emplace());
        if (times_ % 3 != 1) fill(value.by_product);
    }
    template <class T>
    void fill(std::optional<T>& value) {
        fill(value.emplace());
    }
    template <class T>
    void fill(std::vector<T>& values) {
        values.resize(2 + static_cast<std::size_t>(++count_) % 2);
        for (T& value : values) fill(value);
    }
    template <class V>
    void fill(std::map<std::string, V>& values) {
        values.clear();
        for (const char* name : {"*", "A", "B/2"}) fill(values[name]);
    }

   private:
    int count_ = 0;
    int laws_ = 0;
    int times_ = 0;
};

inline Plant full_plant() {
    Plant plant;
    Filler().fill(plant);
    return plant;
}

}  // namespace linewright
