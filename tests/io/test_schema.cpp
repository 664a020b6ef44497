// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Whether the schema judges plants as the reader does is tried by check_schema.py (Python's jsonschema) over plants
// that are made and broken here.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "io/full_plant.hpp"
#include "linewright/io/json.hpp"
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
    EXPECT_TRUE(copy == plant_schema())
        << "the fields of plants have changed: run this test with LINEWRIGHT_UPDATE=1 and "
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
    all_there(std::type_identity<Maintenance>{});
    all_there(std::type_identity<VehicleFleet>{});
    all_there(std::type_identity<Conveyor>{});
    all_there(std::type_identity<Aisle>{});
    all_there(std::type_identity<Spot>{});
    all_there(std::type_identity<TransferBatch>{});
    all_there(std::type_identity<Material>{});
    all_there(std::type_identity<Consumption>{});
    all_there(std::type_identity<Refill>{});
    all_there(std::type_identity<SparePart>{});
    all_there(std::type_identity<SupplierStop>{});
    all_there(std::type_identity<Subcontractor>{});
    all_there(std::type_identity<Standby>{});
    all_there(std::type_identity<Condition>{});
    all_there(std::type_identity<Split>{});
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

/// Every value of a tree.
void gather(JsonValue& value, std::vector<JsonValue*>& all) {
    all.push_back(&value);
    if (JsonArray* items = value.array())
        for (JsonValue& item : *items) gather(item, all);
    if (JsonObject* members = value.object())
        for (JsonMember& member : *members) gather(member.value, all);
}

/// A plant's document, broken in a way that may or may not matter.
void mutate(JsonValue& root, std::mt19937& random) {
    static const std::vector<JsonValue> others{3,
                                               2.5,
                                               -1,
                                               true,
                                               JsonValue{},
                                               "mill",
                                               "3 min",
                                               "3",
                                               "3 mins",
                                               "-.5e+3h",
                                               "200 cycles",
                                               "restart",
                                               "busy",
                                               "*",
                                               "",
                                               JsonArray{},
                                               JsonArray{"mill"},
                                               JsonArray{3},
                                               JsonArray{JsonObject{{"name", "mill"}}},
                                               JsonObject{},
                                               JsonObject{{"name", "mill"}},
                                               JsonObject{{"type", "exponential"}, {"mean", "3 min"}},
                                               JsonObject{{"type", "exponential"}},
                                               JsonObject{{"type", "exponential"}, {"mean", 3}, {"sd", 3}},
                                               JsonObject{{"by_product", JsonObject{{"A", 3}}}},
                                               JsonObject{{"otherwise", "3 s"}},
                                               JsonObject{{"by_product", JsonObject{{"A", "x"}}}, {"otherwise", 3}},
                                               4000000000.0,
                                               3.0};
    std::vector<JsonValue*> all;
    gather(root, all);
    JsonValue& chosen = *all[1 + random() % (all.size() - 1)];
    JsonObject* members = chosen.object();
    switch (random() % 4) {
        case 0:
            if (members != nullptr && !members->empty()) members->erase(members->begin());
            break;
        case 1:
            if (members != nullptr && !members->empty()) members->back().key += "s";
            break;
        case 2: {
            const JsonValue copy = *all[random() % all.size()];
            chosen = copy;
            break;
        }
        default:
            chosen = others[random() % others.size()];
            break;
    }
}

TEST(Schema, JudgesPlantsAsTheReaderDoes) {
    namespace fs = std::filesystem;
    std::mt19937 random(3);
    JsonArray cases;
    std::size_t good = 0;
    const auto add = [&](const JsonValue& plant) {
        const ReadResult result = try_read_plant(json_line(plant));
        JsonObject made{{"reads", result.plant.has_value()}, {"plant", plant}};
        good += result ? 1 : 0;
        if (!result) made.push_back({"why", result.faults.front().text()});
        cases.push_back(std::move(made));
    };
    Plant small{.name = "line"};
    small.add(Source{.name = "in", .interarrival = exponential({3, Unit::min})});
    small.add(Station{.name = "mill", .cycle = Duration{3, Unit::min}, .breakdowns = {{.crew = {{"fitter"}}}}});
    small.add(Route{.name = "main", .steps = {"B1", "mill", any({"a", "b"})}});
    for (const Plant& plant : {Plant{}, small, full_plant()}) {
        JsonValue root = *parse_json(write_plant(plant)).value;
        root.object()->push_back({"time_unit", "min"});  // the schema can't tell bare numbers apart by it
        add(root);
        const bool large = plant == full_plant();
        for (int i = 0; i < (large ? 120 : 400); ++i) {
            JsonValue broken = root;
            mutate(broken, random);
            add(broken);
        }
    }
    const fs::path folder = fs::path(testing::TempDir());
    const std::string stem = (folder / ("linewright_schema_" + std::to_string(std::random_device{}()))).string();
    std::ofstream(stem + ".schema.json", std::ios::binary) << plant_schema();
    std::ofstream(stem + ".cases.json", std::ios::binary) << json_line(cases);
    const std::string command = "python3 \"" LINEWRIGHT_SOURCE_DIR "/tests/io/check_schema.py\" \"" + stem +
                                ".schema.json\" \"" + stem + ".cases.json\" > \"" + stem + ".out\"";
    const int code = std::system(command.c_str());
    std::ifstream stream(stem + ".out");
    const std::string said{std::istreambuf_iterator<char>(stream), {}};
    for (const char* end : {".schema.json", ".cases.json", ".out"}) fs::remove(stem + end);
    if (said.empty()) GTEST_SKIP() << "needs python3 with the package jsonschema";
    EXPECT_EQ(code, 0) << said;
    EXPECT_GT(good, 150U) << said;
    EXPECT_GT(cases.size() - good, 300U) << said;
}

}  // namespace
}  // namespace linewright
