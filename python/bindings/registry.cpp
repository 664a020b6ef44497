// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "registry.hpp"

#include "linewright/engine/program.hpp"

namespace linewright::python {

namespace {
/// A callable that may be copied and dropped by threads that don't hold the GIL.
std::shared_ptr<py::object> shared_callable(py::object callable) {
    return {new py::object(std::move(callable)), [](py::object* held) {
                const py::gil_scoped_acquire gil;
                delete held;
            }};
}
}  // namespace

Registry registry_from(const py::object& rules, const Plant& plant) {
    Registry registry;
    if (rules.is_none()) return registry;
    if (!py::isinstance<py::dict>(rules)) throw py::type_error("registry must be a dict of names and callables");
    const double seconds_per_tick = (plant.tick ? plant.tick->microseconds() : 1.0) / 1e6;
    auto names = std::make_shared<std::vector<std::string>>();
    for (const Product& product : plant.products) names->push_back(product.name);
    if (names->empty()) names->emplace_back("job");
    for (const auto& [name, rule] : rules.cast<py::dict>()) {
        if (!py::isinstance<py::str>(name)) throw py::type_error("registry: a name must be a text");
        if (PyCallable_Check(rule.ptr()) == 0)
            throw py::type_error("registry: \"" + name.cast<std::string>() + "\" must be callable");
        const auto callable = shared_callable(py::reinterpret_borrow<py::object>(rule));
        registry.add(name.cast<std::string>(),
                     [callable, seconds_per_tick,
                      products = std::shared_ptr<const std::vector<std::string>>(names)](const WaitingJob& job) {
                         const py::gil_scoped_acquire gil;
                         return (*callable)(JobView{job, seconds_per_tick, products}).cast<double>();
                     });
    }
    return registry;
}

}  // namespace linewright::python
