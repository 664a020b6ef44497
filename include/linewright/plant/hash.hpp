// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A plant's identity: one number that saved runs, results, traces and stores belong to.
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "linewright/core/random.hpp"
#include "linewright/plant/laws.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

namespace detail {
/// Hashes plain data by its list of fields. A field that says what it says by default isn't hashed, so that a field
/// which a later version adds leaves the identity of today's plants as it is.
class PlantHash {
   public:
    void add(std::uint64_t value) { hash_ = mix64(hash_ ^ value) + 0x9e3779b97f4a7c15U; }
    void add(std::string_view text) { add(fnv1a(text) + text.size()); }
    void add(const std::string& text) { add(std::string_view(text)); }
    void add(bool value) { add(std::uint64_t{value}); }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value)); }
    template <std::signed_integral I>
    void add(I value) {
        add(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
    }
    template <Named E>
    void add(E value) {
        add(name_of(value));
    }
    void add(const Duration& d) {  // equal spans are equal: 60 s is 1 min
        add(d.is_cycles());
        add(d.microseconds());
    }
    void add(const Distribution& d) {
        std::visit([&](const auto& law) { add(std::decay_t<decltype(law)>::type), add(law); }, d.law);
        add(d.offset);
    }
    void add(const Times& t) {
        add(t.every);
        add(t.by_product);
    }
    template <class T>
    void add(const std::optional<T>& value) {
        add(value.has_value());
        if (value) add(*value);
    }
    template <class T>
    void add(const std::vector<T>& list) {
        add(static_cast<std::uint64_t>(list.size()));
        for (const T& item : list) add(item);
    }
    template <class T>
    void add(const std::map<std::string, T>& map) {
        add(static_cast<std::uint64_t>(map.size()));
        for (const auto& [key, value] : map) add(key), add(value);
    }
    template <Described T>
    void add(const T& element) {
        const T fresh{};
        for_each_field<T>([&](const auto& field) {
            if (element.*field.member == fresh.*field.member) return;
            add(field.key);
            add(element.*field.member);
        });
        add(std::uint64_t{0});
    }
    [[nodiscard]] std::uint64_t value() const { return hash_; }

   private:
    std::uint64_t hash_ = 0x706c'616e'7400'0001U;
};
}  // namespace detail

/// A 64-bit hash of everything that a plant says; equal plants have equal hashes, on every machine and for ever.
[[nodiscard]] inline std::uint64_t plant_hash(const Plant& plant) {
    detail::PlantHash hash;
    hash.add(plant);
    return hash.value();
}

/// An identity as files and messages write it: 16 hexadecimal digits.
[[nodiscard]] inline std::string identity_text(std::uint64_t identity) {
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; identity >>= 4U) text[i] = "0123456789abcdef"[identity & 15U];
    return text;
}

}  // namespace linewright
