// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a plant is made of, as data: linewright.elements makes its classes from it, and the functions of the laws.
#include "described.hpp"

#include <set>

#include "linewright/io/fields_json.hpp"

namespace linewright::python {

namespace {

/// The type of a field: ("text",), ("list", ("element", "station")), ("choice", (("fifo", "..."), ...)).
template <class T>
py::tuple kind_of(std::type_identity<T>);
template <class T>
py::tuple kind_of(std::type_identity<std::optional<T>>) {
    return py::make_tuple("optional", kind_of(std::type_identity<T>{}));
}
template <class T>
py::tuple kind_of(std::type_identity<std::vector<T>>) {
    return py::make_tuple("list", kind_of(std::type_identity<T>{}));
}
template <class T>
py::tuple kind_of(std::type_identity<std::map<std::string, T>>) {
    return py::make_tuple("map", kind_of(std::type_identity<T>{}));
}
template <class T>
py::tuple kind_of(std::type_identity<T>) {
    if constexpr (Named<T>) {
        py::list names;
        for (const auto& choice : Choices<T>::list)
            names.append(py::make_tuple(text_to_python(choice.name), text_to_python(choice.doc)));
        return py::make_tuple("choice", py::tuple(names));
    } else if constexpr (Described<T>) {
        return py::make_tuple("element", text_to_python(Fields<T>::name));
    } else if constexpr (std::is_same_v<T, std::string>) {
        return py::make_tuple("text");
    } else if constexpr (std::is_same_v<T, bool>) {
        return py::make_tuple("flag");
    } else if constexpr (std::is_integral_v<T>) {
        return py::make_tuple("whole");
    } else if constexpr (std::is_same_v<T, double>) {
        return py::make_tuple("number");
    } else if constexpr (std::is_same_v<T, Duration>) {
        return py::make_tuple("duration");
    } else if constexpr (std::is_same_v<T, Distribution>) {
        return py::make_tuple("distribution");
    } else {
        static_assert(std::is_same_v<T, Times>, "a new type of field: say here what Python makes of it");
        return py::make_tuple("times");
    }
}

template <Described T>
py::list fields_of() {
    py::list fields;
    const T standard{};
    for_each_field<T>([&](const auto& field) {
        using Value = std::remove_cvref_t<decltype(standard.*field.member)>;
        fields.append(py::make_tuple(text_to_python(field.key), kind_of(std::type_identity<Value>{}),
                                     to_python(standard.*field.member), text_to_python(field.doc)));
    });
    return fields;
}

/// Every described type that T leads to, the inner ones first.
struct Collection {
    py::list elements{};
    std::set<std::string_view> seen{};

    template <class T>
    void visit(std::type_identity<std::optional<T>>) {
        visit(std::type_identity<T>{});
    }
    template <class T>
    void visit(std::type_identity<std::vector<T>>) {
        visit(std::type_identity<T>{});
    }
    template <class T>
    void visit(std::type_identity<T>) {
        if constexpr (Described<T>) {
            if (!seen.insert(Fields<T>::name).second) return;
            for_each_field<T>([&]<class O, class V>(const Field<O, V>&) { visit(std::type_identity<V>{}); });
            py::object shorthand = py::none();
            for_each_field<T>([&](const auto& field) {
                if (detail::is_shorthand_of(field.member)) shorthand = text_to_python(field.key);
            });
            elements.append(py::make_tuple(text_to_python(Fields<T>::name), text_to_python(Fields<T>::doc), shorthand,
                                           fields_of<T>()));
        }
    }
};

}  // namespace

void bind_described(py::module_& module) {
    module.def(
        "elements",
        [] {
            Collection all;
            all.visit(std::type_identity<Plant>{});
            return all.elements;
        },
        "Every element of a plant: (name, doc, shorthand, [(field, kind, default, doc)]), inner ones first.");
    module.def(
        "laws",
        [] {
            py::list laws;
            for_each_law([&]<class L>(std::type_identity<L>) {
                laws.append(
                    py::make_tuple(text_to_python(Fields<L>::name), text_to_python(Fields<L>::doc), fields_of<L>()));
            });
            return laws;
        },
        "Every law of distribution: (name, doc, [(parameter, kind, default, doc)]).");
    module.attr("offset_doc") = text_to_python(offset_doc);
    module.def(
        "did_you_mean",
        [](const std::string& wrong, const std::vector<std::string>& names, const std::string& kind) {
            return did_you_mean(wrong, names, kind);
        },
        py::arg("wrong"), py::arg("names"), py::arg("kind"), "The remedy for a wrong name.");
}

}  // namespace linewright::python
