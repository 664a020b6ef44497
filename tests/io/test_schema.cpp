// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The schema itself is tried against plants by tests/io/check_schema.py (Python's jsonschema).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "linewright/io/json_value.hpp"
#include "linewright/io/schema.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {
namespace {

/// The definition of an element, in which its properties stand directly or behind a short form.
const JsonValue* properties_of(const JsonValue& schema, std::string_view element) {
    const JsonValue* definition = schema.find("$defs")->find(element);
    if (definition == nullptr) return nullptr;
    if (const JsonValue* forms = definition->find("anyOf")) definition = &forms->array()->back();
    return definition->find("properties");
}

TEST(Schema, TheCopyInTheDocsIsTheOneThatTheFieldsGive) {
    const std::string file = LINEWRIGHT_SOURCE_DIR "/docs/plant.schema.json";
    if (std::getenv("LINEWRIGHT_UPDATE") != nullptr) std::ofstream(file, std::ios::binary) << plant_schema();
    std::ifstream stream(file, std::ios::binary);
    const std::string copy{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_TRUE(copy == plant_schema()) << "the fields of plants have changed: run this test with LINEWRIGHT_UPDATE=1 and "
                                           "commit docs/plant.schema.json";
}

TEST(Schema, EveryFieldOfTheElementsStandsInItWithItsMeaning) {
    const JsonDocument document = parse_json(plant_schema());
    ASSERT_TRUE(document.value.has_value());
    const auto all_there = [&]<class T>(std::type_identity<T>) {
        const JsonValue* properties = properties_of(*document.value, Fields<T>::name);
        ASSERT_NE(properties, nullptr) << Fields<T>::name;
        EXPECT_EQ(properties->object()->size(), std::tuple_size_v<std::remove_cvref_t<decltype(Fields<T>::list)>>);
        for_each_field<T>([&](const auto& field) {
            const JsonValue* property = properties->find(field.key);
            ASSERT_NE(property, nullptr) << field.key;
            EXPECT_EQ(*property->find("description")->string(), field.doc);
        });
    };
    all_there(std::type_identity<Station>{});
    all_there(std::type_identity<Source>{});
    all_there(std::type_identity<Buffer>{});
    all_there(std::type_identity<Step>{});
    all_there(std::type_identity<Breakdown>{});
    all_there(std::type_identity<Need>{});
    all_there(std::type_identity<OperatorPool>{});
    all_there(std::type_identity<ChangeoverRule>{});
}

TEST(Schema, DefaultsAreThoseOfTheElements) {
    const JsonDocument document = parse_json(plant_schema());
    const JsonValue* station = properties_of(*document.value, "station");
    EXPECT_EQ(json_line(*station->find("places")->find("default")), "1");
    EXPECT_EQ(json_line(*station->find("blocking")->find("default")), "\"after_service\"");
    EXPECT_EQ(json_line(*station->find("release_finished")->find("default")), "false");
    EXPECT_EQ(json_line(*properties_of(*document.value, "changeover_rule")->find("from")->find("default")), "\"*\"");
    EXPECT_EQ(json_line(*properties_of(*document.value, "need")->find("phases")->find("default")), "[\"process\"]");
}

}  // namespace
}  // namespace linewright
