// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Chance by address, for those who check it against NumPy's Philox.
#include "linewright/core/random.hpp"
#include "bindings.hpp"

namespace linewright::python {

void bind_random(py::module_& module) {
    module.def(
        "stream_key",
        [](std::uint64_t seed, const std::string& element, const std::string& purpose) {
            const StreamKey key = stream_key(seed, element, purpose);
            return py::make_tuple(key.k0, key.k1);
        },
        py::arg("seed"), py::arg("element"), py::arg("purpose"),
        "The Philox key (k0, k1) of one element's one purpose.");
    module.def(
        "random_words",
        [](std::pair<std::uint64_t, std::uint64_t> key, std::uint64_t replication, std::uint64_t lane,
           std::uint64_t draw, std::uint64_t first, std::size_t count) {
            std::vector<std::uint64_t> words(count);
            for (std::size_t i = 0; i < count; ++i)
                words[i] = word({key.first, key.second}, replication, lane, draw, first + i);
            return words;
        },
        py::arg("key"), py::arg("replication") = 0, py::arg("lane") = 0, py::arg("draw") = 0, py::arg("first") = 0,
        py::arg("count") = 1, "The 64-bit words at positions first, first + 1, ... of a stream.");
    module.def("random_unit", &unit, py::arg("word"), "A word as a number between 0 and 1.");
}

}  // namespace linewright::python
