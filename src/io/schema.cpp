// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/schema.hpp"

#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

#include "linewright/io/fields_json.hpp"
#include "linewright/io/json_value.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

namespace {

/// Gathers the definitions of all elements that the plant reaches.
class Schema {
   public:
    std::string text() {
        JsonObject properties;
        properties.push_back({"linewright", version(plant_format, "The version of the file format.")});
        properties.push_back({"semantics", version(semantics_version, "The version of the rules of behaviour.")});
        JsonArray units;
        for (const UnitName& unit : unit_names)
            if (unit.unit != Unit::cycles) units.push_back(unit.name);
        properties.push_back({"time_unit", JsonObject{{"description",
                                                       "The unit of bare numbers for durations; not given: "
                                                       "every duration has its own unit."},
                                                      {"enum", std::move(units)}}});
        properties.push_back({"$schema", JsonObject{{"description", "Where editors find this schema; for them only."},
                                                    {"type", "string"}}});
        add_fields<Plant>(properties);

        JsonObject root;
        root.push_back({"$schema", "https://json-schema.org/draft/2020-12/schema"});
        root.push_back({"title", "Linewright plant"});
        root.push_back({"description", Fields<Plant>::doc});
        root.push_back({"type", "object"});
        root.push_back({"required", JsonArray{"linewright", "semantics"}});
        root.push_back({"additionalProperties", false});
        root.push_back({"properties", std::move(properties)});
        root.push_back({"$defs", std::move(definitions_)});
        return json_pages(root);
    }

   private:
    static JsonValue version(int number, std::string_view doc) {
        return JsonObject{{"description", doc}, {"const", number}};
    }
    static JsonObject reference(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }
    bool define(std::string_view name) {
        for (const JsonMember& definition : definitions_)
            if (definition.key == name) return false;
        definitions_.push_back({std::string(name), JsonValue{}});
        return true;
    }
    void fill(std::string_view name, JsonObject schema) {
        for (JsonMember& definition : definitions_)
            if (definition.key == name) {
                definition.value = JsonValue(std::move(schema));
                return;
            }
    }

    template <class T>
    JsonObject of(std::type_identity<std::optional<T>>) {
        return of(std::type_identity<T>{});
    }
    template <class T>
    JsonObject of(std::type_identity<std::vector<T>>) {
        return {{"type", "array"}, {"items", of(std::type_identity<T>{})}};
    }
    template <class V>
    JsonObject of(std::type_identity<std::map<std::string, V>>) {
        JsonObject each{{"type", "object"}, {"additionalProperties", of(std::type_identity<V>{})}};
        if constexpr (std::is_same_v<V, double>) return {{"anyOf", JsonArray{JsonObject{{"type", "number"}}, each}}};
        return each;
    }
    JsonObject of(std::type_identity<bool>) { return {{"type", "boolean"}}; }
    JsonObject of(std::type_identity<double>) { return {{"type", "number"}}; }
    JsonObject of(std::type_identity<std::string>) { return {{"type", "string"}}; }
    template <std::integral I>
    requires(!std::same_as<I, bool>) JsonObject of(std::type_identity<I>) {
        return {{"type", "integer"},
                {"minimum", static_cast<std::int64_t>(std::numeric_limits<I>::min())},
                {"maximum", static_cast<std::int64_t>(std::numeric_limits<I>::max())}};
    }
    template <Named E>
    JsonObject of(std::type_identity<E>) {
        JsonArray choices;
        for (const auto& choice : Choices<E>::list)
            choices.push_back(JsonObject{{"const", choice.name}, {"description", choice.doc}});
        return {{"oneOf", std::move(choices)}};
    }
    JsonObject of(std::type_identity<Duration>) {
        if (define("duration")) {
            std::string units;
            for (const UnitName& unit : unit_names) units += (units.empty() ? "" : "|") + std::string(unit.name);
            fill("duration",
                 {{"description",
                   "A number and its unit, as in \"4.2 min\". A bare number only where time_unit is declared."},
                  {"anyOf", JsonArray{JsonObject{{"type", "string"},
                                                 {"pattern", "^-?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)? *(" +
                                                                 units + ")$"}},
                                      JsonObject{{"type", "number"}}}}});
        }
        return reference("duration");
    }
    JsonObject of(std::type_identity<Distribution>) {
        if (define("distribution")) {
            JsonArray forms{of(std::type_identity<Duration>{})};
            for_each_law([&]<class L>(std::type_identity<L>) { forms.push_back(law<L>()); });
            fill("distribution", {{"description", "How long something takes: always the same, or a distribution."},
                                  {"anyOf", std::move(forms)}});
        }
        return reference("distribution");
    }
    JsonObject of(std::type_identity<Times>) {
        if (define("times")) {
            const JsonObject one = of(std::type_identity<Distribution>{});
            JsonObject each{
                {"type", "object"},
                {"properties",
                 JsonObject{{"by_product", JsonObject{{"description", "The time for each product, by its name."},
                                                      {"type", "object"},
                                                      {"additionalProperties", one}}},
                            {"otherwise", JsonObject{{"$ref", one.front().value},
                                                     {"description", "The time for all other products."}}}}},
                {"additionalProperties", false},
                {"minProperties", 1}};
            fill("times", {{"description", "The time of an operation: one for every product, or one for each."},
                           {"anyOf", JsonArray{one, std::move(each)}}});
        }
        return reference("times");
    }
    template <Described T>
    JsonObject of(std::type_identity<T>) {
        const std::string_view name = Fields<T>::name;
        if (define(name)) {
            JsonObject properties;
            add_fields<T>(properties);
            JsonObject element{
                {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
            JsonObject definition{{"description", Fields<T>::doc}};
            if constexpr (HasShorthand<T>) {
                definition.push_back(
                    {"anyOf", JsonArray{JsonObject{{"type", "string"}, {"description", shorthand_doc<T>()}}, element}});
            } else {
                for (JsonMember& member : element) definition.push_back(std::move(member));
            }
            fill(name, std::move(definition));
        }
        return reference(name);
    }

    template <class T>
    static std::string shorthand_doc() {
        std::string doc;
        for_each_field<T>([&](const auto& field) {
            if (detail::is_shorthand_of(field.member))
                doc = "Short for {\"" + std::string(field.key) + "\": ...}: " + std::string(field.doc);
        });
        return doc;
    }

    template <class L>
    JsonObject law() {
        JsonObject properties{{"type", JsonObject{{"const", Fields<L>::name}}}};
        JsonArray required{"type"};
        for_each_field<L>([&](const auto& field) {
            using P = std::remove_cvref_t<decltype(L{}.*field.member)>;
            properties.push_back({std::string(field.key), described(of(std::type_identity<P>{}), field.doc)});
            required.push_back(field.key);
        });
        properties.push_back({"offset", described(of(std::type_identity<Duration>{}), offset_doc)});
        return {{"description", Fields<L>::doc},
                {"type", "object"},
                {"required", std::move(required)},
                {"additionalProperties", false},
                {"properties", std::move(properties)}};
    }

    static JsonValue described(JsonObject schema, std::string_view doc) {
        schema.insert(schema.begin(), JsonMember{"description", doc});
        return schema;
    }

    template <class T>
    void add_fields(JsonObject& properties) {
        const T standard{};
        for_each_field<T>([&](const auto& field) {
            using V = std::remove_cvref_t<decltype(standard.*field.member)>;
            JsonObject schema = of(std::type_identity<V>{});
            if constexpr (std::is_same_v<V, std::vector<std::string>>) {
                if (detail::is_shorthand_of(field.member))
                    schema = {{"anyOf", JsonArray{JsonObject{{"type", "string"}}, schema}}};
            }
            // A default is worth a word where a value stands in its place: numbers, choices, yes or no, a text.
            if constexpr (std::is_arithmetic_v<V> || Named<V>) {
                schema.push_back({"default", Writing().write(standard.*field.member)});
            } else if constexpr (std::is_same_v<V, std::string>) {
                if (!(standard.*field.member).empty()) schema.push_back({"default", standard.*field.member});
            } else if constexpr (detail::is_vector<V>) {
                if (!(standard.*field.member).empty())
                    schema.push_back({"default", Writing().write(standard.*field.member)});
            }
            properties.push_back({std::string(field.key), described(std::move(schema), field.doc)});
        });
    }

    JsonObject definitions_{};
};

}  // namespace

std::string plant_schema() { return Schema().text(); }

}  // namespace linewright
