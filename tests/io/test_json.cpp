// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <locale>
#include <random>
#include <string>

#include "io/full_plant.hpp"
#include "linewright/io/json.hpp"
#include "linewright/io/json_writer.hpp"
#include "linewright/io/text.hpp"

namespace linewright {
namespace {

using namespace literals;

/// A document with this body after the versions; its first line is line 1, the body begins on line 2.
std::string with(const std::string& body) { return "{\"linewright\": 1, \"semantics\": 1,\n" + body + "}"; }

/// All faults of a document, one a line.
std::string faults_of(const std::string& text, const ReadOptions& options = {}) {
    std::string all;
    for (const Fault& fault : try_read_plant(text, options).faults) all += (all.empty() ? "" : "\n") + fault.text();
    return all;
}

TEST(Json, ASmallPlantReadsAsItStands) {
    const Plant plant = read_plant(R"({
        // the versions come first, comments are allowed
        "linewright": 1, "semantics": 1,
        "name": "gearbox line",
        "sources": [{"name": "castings", "interarrival": {"type": "exponential", "mean": "3 min"}}],
        "stations": [{"name": "mill", "cycle": "4.2 min", "operators": ["miller"], "defects": 0.02},
                     {"name": "drill", "cycle": {"by_product": {"A": "2 min"}, "otherwise": "3 min"}}],
        "routes": [{"name": "main", "steps": ["mill", {"at": "drill", "transfer": "30 s"}, {"at": ["x", "y"]}]}]
    })");
    Plant expected{.name = "gearbox line"};
    expected.add(Source{.name = "castings", .interarrival = exponential(3_min)});
    expected.add(Station{.name = "mill", .cycle = 4.2_min, .operators = {{"miller"}}, .defects = {{"*", 0.02}}});
    Times drill{{{"A", 2_min}}};
    drill.every = 3_min;
    expected.add(Station{.name = "drill", .cycle = drill});
    expected.add(Route{.name = "main", .steps = {"mill", Step{"drill", {.transfer = 30_s}}, any({"x", "y"})}});
    EXPECT_EQ(plant, expected);
}

TEST(Json, APlantIsWrittenInAStableFormWithoutItsDefaults) {
    Plant plant{.name = "line"};
    plant.add(Source{.name = "in", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill", .cycle = 4.2_min, .operators = {{"miller"}, {"setter", 2}}});
    plant.add(Route{.name = "main", .steps = {"B1", "mill"}});
    EXPECT_EQ(write_plant(plant), R"({
  "linewright": 1,
  "semantics": 1,
  "name": "line",
  "sources": [{"name": "in", "interarrival": {"type": "exponential", "mean": "3 min"}}],
  "stations": [
    {"name": "mill", "cycle": "4.2 min", "operators": ["miller", {"skill": "setter", "number": 2}]}
  ],
  "routes": [{"name": "main", "steps": ["B1", "mill"]}]
}
)");
}

TEST(Json, AFullPlantComesBackEqual) {
    const Plant plant = full_plant();
    const std::string text = write_plant(plant);
    EXPECT_EQ(read_plant(text), plant);
    EXPECT_EQ(write_plant(read_plant(text)), text);
}

TEST(Json, AnEmptyPlantAndEmptyElementsComeBackEqual) {
    EXPECT_EQ(read_plant(write_plant(Plant{})), Plant{});
    Plant plant;
    plant.add(Station{.maintenance = {Maintenance{}}, .consumes = {Consumption{.refill = Refill{}}}})
        .add(Material{.stops = {SupplierStop{}}})
        .add(Subcontractor{})
        .add(VehicleFleet{})
        .add(Aisle{})
        .add(Conveyor{})
        .add(Station{.at = Spot{}})
        .add(Buffer{})
        .add(Route{.steps = {Step{}, Step{""}}})
        .add(Source{.products = {Share{}}})
        .add(Sink{});
    plant.add(OperatorPool{.people = {Person{}}}).add(Changeover{.rules = {ChangeoverRule{}}});
    EXPECT_EQ(read_plant(write_plant(plant)), plant);
}

TEST(Json, EveryDoubleComesBackWithTheSameBits) {
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        Plant plant;
        plant.products = {Product{.name = "A", .plan_per_hour = value}};
        const std::optional<double> back = read_plant(write_plant(plant)).products[0].plan_per_hour;
        ASSERT_TRUE(back.has_value());
        EXPECT_EQ(std::memcmp(&*back, &value, sizeof value), 0) << number_text(value);
    }
}

TEST(Json, LargeCountsComeBackExactly) {
    Plant plant;
    plant.add(Source{.name = "a", .count = std::numeric_limits<std::int64_t>::max()});
    plant.add(Source{.name = "b", .count = (std::int64_t{1} << 53) + 1});
    EXPECT_EQ(read_plant(write_plant(plant)), plant);
}

TEST(Json, NamesMayHoldAnyText) {
    for (const std::string name : {"a/b", "*", "~1", "\"quoted\"", "line\nbreak", "tab\t", "back\\slash",
                                   "M\xC3\xBChle", "\xF0\x9F\x94\xA7", "//no comment", "\x01\x1f\x7f", "{}", "0"}) {
        Plant plant{.name = name};
        plant.add(Station{.name = name, .cycle = Times{{{name, 3_min}}}, .defects = {{name, 0.5}}});
        plant.add(Route{.name = name, .steps = {Step{name}}});
        EXPECT_EQ(read_plant(write_plant(plant)), plant) << name;
    }
    Plant zero{.name = std::string("a\0b", 3)};
    EXPECT_EQ(read_plant(write_plant(zero)), zero);
}

TEST(Json, TheOrderOfKeysMeansNothing) {
    const Plant one = read_plant(R"({"linewright": 1, "semantics": 1, "time_unit": "min", "name": "x",
        "stations": [{"name": "mill", "cycle": {"type": "gamma", "mean": 3, "sd": 1}}]})");
    const Plant two = read_plant(R"({"stations": [{"cycle": {"sd": 1, "mean": 3, "type": "gamma"}, "name": "mill"}],
        "name": "x", "time_unit": "min", "semantics": 1, "linewright": 1})");
    EXPECT_EQ(one, two);
    EXPECT_EQ(one.stations[0].cycle, Times(gamma(3_min, 1_min)));
}

TEST(Json, BareNumbersTakeTheDeclaredUnitAndAreWrittenWithIt) {
    const Plant plant = read_plant(with(R"("time_unit": "h", "stations": [{"name": "mill", "cycle": 1.5}])"));
    EXPECT_EQ(plant.stations[0].cycle, Times(1.5_h));
    EXPECT_NE(write_plant(plant).find("\"cycle\": \"1.5 h\""), std::string::npos);
    EXPECT_EQ(write_plant(plant).find("time_unit"), std::string::npos);
}

TEST(Json, DurationsKeepTheirUnits) {
    for (const auto& [text, duration] :
         std::initializer_list<std::pair<std::string, Duration>>{{"4.2 min", 4.2_min},
                                                                 {"1.5h", 1.5_h},
                                                                 {"200 cycles", 200_cycles},
                                                                 {"3   wk", 3_wk},
                                                                 {"1e3 us", 1000_us},
                                                                 {".5 d", 0.5_d},
                                                                 {"-2 s", Duration{-2, Unit::s}},
                                                                 {"7 ms", 7_ms},
                                                                 {"1e-400 s", 0_s}}) {
        const ReadDuration read = read_duration(text);
        ASSERT_TRUE(read.duration.has_value()) << text << ": " << read.what;
        EXPECT_EQ(read.duration->value, duration.value) << text;
        EXPECT_EQ(read.duration->unit, duration.unit) << text;
    }
}

TEST(Json, BadDurationsSayWhatToWrite) {
    const auto fault = [](std::string_view text) {
        const ReadDuration read = read_duration(text);
        EXPECT_FALSE(read.duration.has_value()) << text;
        return read.what + ". " + read.remedy;
    };
    EXPECT_EQ(fault("4.2"),
              "has no unit, is \"4.2\". Write \"4.2 min\" or another unit: us, ms, s, min, h, d, wk, cycles");
    EXPECT_EQ(fault("4,2 min"), "must be a duration, is \"4,2 min\". Write a decimal point, as in \"4.2 min\"");
    EXPECT_EQ(fault("3 minutes"), "has the unknown unit \"minutes\", is \"3 minutes\". Did you mean \"3 min\"?");
    EXPECT_EQ(fault("3 xy"),
              "has the unknown unit \"xy\", is \"3 xy\". The units are us, ms, s, min, h, d, wk, cycles");
    for (const std::string_view text : {"", " ", "min", "inf min", "nan s", "0x10 s", "+3 s", "- 3 s", "-", ".",
                                        " 3 min", "3 min ", "--3 s", "1e999 s", "1e308 wk", "e3 s", "infinity h"})
        EXPECT_NE(fault(text), ". ") << text;
}

TEST(Json, AllFaultsComeAtOnceEachWithItsPlaceAndRemedy) {
    EXPECT_EQ(faults_of(R"({
  "linewright": 1, "semantics": 1, "stattions": [],
  "sources": {"name": "in"},
  "stations": [
    {"name": "mill", "cycle": "4.2 mins", "places": "two", "palces": 2,
     "breakdowns": [{"uptime": {"type": "exponential", "mean": 8}, "repair": {"type": "lognormal", "mean": "25 min"},
                     "job": "restrat", "crew": "fitter"}]},
    {"cycle": {"type": "expnential"}, "places": 2.5, "defects": "many"}
  ]
})"),
              R"(stattions: (line 2, column 36) is no key of a plant. Did you mean "stations"?
sources: (line 3, column 14) must be a list, is an object. Put it in [ ]
stations/mill/cycle: (line 5, column 31) has the unknown unit "mins", is "4.2 mins". Did you mean "4.2 min"?
stations/mill/places: (line 5, column 53) must be a whole number, is "two". Write a whole number, without quotes
stations/mill/palces: (line 5, column 60) is no key of a station. Did you mean "places"?
stations/mill/breakdowns/0/uptime/mean: (line 6, column 64) is a bare number, 8. Write its unit, as in "8 min", or declare "time_unit": "min" at the top
stations/mill/breakdowns/0/repair: (line 6, column 78) has no "sd". Give it: The standard deviation
stations/mill/breakdowns/0/job: (line 7, column 29) has no choice "restrat". Did you mean "restart"?
stations/mill/breakdowns/0/crew: (line 7, column 48) must be a list, is "fitter". Put it in [ ]
stations/1/cycle/type: (line 8, column 24) has no distribution "expnential". Did you mean "exponential"?
stations/1/places: (line 8, column 49) must be a whole number, is 2.5. Write a whole number, without quotes
stations/1/defects: (line 8, column 65) must be an object with a value for each name, is "many". Write {"A": ..., "B": ...})");
}

TEST(Json, EachKindOfWrongTypeIsNamed) {
    const auto one = [](const std::string& body) { return faults_of(with(body)); };
    EXPECT_EQ(one(R"("name": 3)"), "name: (line 2, column 9) must be a text, is 3. Write it in quotes");
    EXPECT_EQ(one(R"("tick": true)"),
              "tick: (line 2, column 9) must be a duration, is true. Write a number and its unit, as in \"4.2 min\"");
    EXPECT_EQ(one(R"("tick": null)"),
              "tick: (line 2, column 9) must not be null. Leave the key out when it is not given");
    EXPECT_EQ(one(R"("stations": ["mill"])"),
              "stations/0: (line 2, column 14) must be a station, an object, is \"mill\". Write { ... }");
    EXPECT_EQ(one(R"("sources": [{"name": "s", "always": 1}])"),
              "sources/s/always: (line 2, column 37) must be true or false, is 1. Write true or false, without quotes");
    EXPECT_EQ(
        one(R"("products": [{"name": "A", "plan_per_hour": "5"}])"),
        "products/A/plan_per_hour: (line 2, column 45) must be a number, is \"5\". Write a number, without quotes");
    EXPECT_EQ(one(R"("products": [{"name": "A", "priority": 3000000000}])"),
              "products/A/priority: (line 2, column 40) must be a whole number from -2147483648 to 2147483647, is "
              "3000000000");
    EXPECT_EQ(
        one(R"("stations": [{"name": "m", "cycle": []}])"),
        "stations/m/cycle: (line 2, column 37) must be a duration or a distribution, is a list. Write \"4.2 min\" or "
        "{\"type\": \"exponential\", \"mean\": \"4.2 min\"}");
    EXPECT_EQ(one(R"("stations": [{"name": "m", "blocking": true}])"),
              "stations/m/blocking: (line 2, column 40) must be the name of a choice, is true. Write one of "
              "\"after_service\", \"before_service\"");
    EXPECT_EQ(
        one(R"("stations": [{"name": "m", "cycle": {"by_product": {"A": "1"}, "othrwise": 1}}])"),
        "stations/m/cycle/by_product/A: (line 2, column 58) has no unit, is \"1\". Write \"1 min\" or another unit: "
        "us, ms, "
        "s, min, h, d, wk, cycles\nstations/m/cycle/othrwise: (line 2, column 64) is no key of a time. Did you mean "
        "\"otherwise\"?");
    EXPECT_EQ(one(R"("routes": [{"name": "r", "steps": ["a", {"at": "b", "cycle": "3"}]}])"),
              "routes/r/steps/b/cycle: (line 2, column 62) has no unit, is \"3\". Write \"3 min\" or another unit: us, "
              "ms, s, "
              "min, h, d, wk, cycles");
    EXPECT_EQ(one(R"("time_unit": "minutes")"),
              "time_unit: (line 2, column 14) must be a unit of time, is \"minutes\". Did you mean \"min\"?");
    EXPECT_EQ(faults_of("[1]"),
              "(line 1, column 1) must be a plant, an object, is a list. Write { \"linewright\": 1, "
              "\"semantics\": 1, ... }");
}

TEST(Json, AFileOfAnotherVersionIsRefusedWithWhatToDo) {
    EXPECT_EQ(faults_of("{}"),
              "linewright: (line 1, column 1) is missing. A plant begins with the version of its file format: "
              "\"linewright\": 1\n"
              "semantics: (line 1, column 1) is missing. A plant begins with the version of its rules of behaviour: "
              "\"semantics\": 1");
    EXPECT_EQ(
        faults_of(R"({"linewright": 2, "semantics": 1, "of the future": 1})"),
        "linewright: (line 1, column 16) is version 2 of the file format; this Linewright knows version 1. Use a newer "
        "Linewright");
    EXPECT_NE(faults_of(R"({"linewright": 1, "semantics": 0})").find("Use an older Linewright"), std::string::npos);
    EXPECT_NE(faults_of(R"({"linewright": "1", "semantics": 1})").find("a whole number, is \"1\""), std::string::npos);
}

TEST(Json, WhatIsNoJsonIsRefusedWithItsPlace) {
    const auto begins = [](const std::string& text, const std::string& start) {
        const std::string faults = faults_of(text);
        EXPECT_EQ(faults.substr(0, start.size()), start) << text << "\n" << faults;
        EXPECT_EQ(faults.find('\n'), std::string::npos) << faults;
    };
    begins("", "(line 1, column 1) the document ends too early: unexpected end of input");
    begins("{", "(line 1, column 2) the document ends too early");
    begins("{\"name\": \"x",
           "name: (line 1, column 12) the document ends too early: invalid string: missing closing quote");
    begins(with("\"name\": \"x\"") + " []", "(line 2, column 14) is no JSON: unexpected '['; expected end of input");
    begins(with("\"name\": NaN"), "name: (line 2, column 9) is no value that JSON knows. Write a number, true,");
    begins(with("\"name\": Infinity"), "name: (line 2, column 9) is no value that JSON knows");
    begins(with("\"stations\": [{\"name\": \"mill\", \"places\": -Infinity}]"),
           "stations/mill/places: (line 2, column 42)");
    begins(with("\"stations\": [{\"name\": \"mill\", \"places\": 1e999}]"),
           "stations/mill/places: (line 2, column 41) is a number too large for a double. Leave it out or write a "
           "smaller one");
    begins(with("\"stations\": [{},\n {\"places\": 01}]"),
           "stations/1/places: (line 3, column 14) is no JSON: unexpected number literal; expected '}'");
    begins(with("\"name\": \"x\","), "name: (line 2, column 13) is no JSON: unexpected '}'; expected string literal");
    begins(with("\"name\": 'x'"), "name: (line 2, column 9) is no value that JSON knows");
    begins(with("\"name\": mill"), "name: (line 2, column 9) is no value that JSON knows");
    begins(with("\"name\": \"a\nb\""), "name: (line 2, column 11) a text goes over the end of its line");
    begins(with("\"name\": \"\\ud800\""), "name: (line 2, column 16) is no JSON: invalid string: surrogate");
    begins(with("/* open"),
           "semantics: (line 2, column 9) the document ends too early: invalid comment; missing closing '*/'");
}

TEST(Json, TextThatIsNoUtf8IsRefusedWithItsPlace) {
    EXPECT_EQ(faults_of(with("\"name\": \"M\xFChle\"")), "(line 2, column 11) invalid UTF-8. Save the file as UTF-8");
    for (const std::string bad : {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF"})
        EXPECT_NE(faults_of(with("// " + bad + "\n")).find("invalid UTF-8"), std::string::npos);
    EXPECT_EQ(faults_of(std::string("{}\0{", 4)), "(line 1, column 3) a zero byte. Save the file as plain UTF-8 text");
    EXPECT_EQ(faults_of("\xEF\xBB\xBF" + with("\"name\": \"x\"")), "");
}

TEST(Json, ColumnsCountCharactersNotBytes) {
    EXPECT_EQ(faults_of(with("\"name\": \"M\xC3\xBChle\", \"nmae\": 1")),
              "nmae: (line 2, column 18) is no key of a plant. Did you mean \"name\"?");
}

TEST(Json, AKeyThatStandsTwiceIsAFaultBesideTheOthers) {
    EXPECT_EQ(
        faults_of(with(
            "\"stations\": [{\"name\": \"mill\",\n \"places\": 1, \"places\": 2}], \"nmae\": 1,\n \"name\": \"a\", "
            "\"name\": \"b\"")),
        "stations/mill/places: (line 3, column 15) stands twice in one object; first (line 3, column 2). Keep one of "
        "them\n"
        "name: (line 4, column 15) stands twice in one object; first (line 4, column 2). Keep one of them\n"
        "nmae: (line 3, column 30) is no key of a plant. Did you mean \"name\"?");
}

TEST(Json, TheNameOfTheFileStandsInTheMessage) {
    EXPECT_EQ(faults_of(with("\"nmae\": 1"), {.limits = {}, .source = "gearbox.json"}),
              "nmae: (gearbox.json, line 2, column 1) is no key of a plant. Did you mean \"name\"?");
}

TEST(Json, EndlessNestingIsRefused) {
    for (const std::string open : {"[", "{\"a\":", "[{\"name\":"}) {
        std::string text = "{\"linewright\": 1, \"stations\": ";
        while (text.size() < 10'000'000) text += open;
        const std::string faults = faults_of(text);
        EXPECT_NE(faults.find("is nested more than 64 deep"), std::string::npos) << faults.substr(0, 200);
        EXPECT_EQ(faults.substr(0, 8), "stations");
        EXPECT_LT(faults.size(), 1000U);
    }
    EXPECT_NE(faults_of(std::string(60'000'000, '[')).find("is nested more than 64 deep"), std::string::npos);
    std::string deepest = with("\"x\": " + std::string(63, '[') + std::string(63, ']'));
    EXPECT_NE(faults_of(deepest).find("is no key"), std::string::npos);  // 64 levels are read
}

TEST(Json, AGiantDocumentTextOrListIsRefused) {
    EXPECT_EQ(
        faults_of(with("\"name\": \"" + std::string(100'000'000, 'x') + "\"")),
        "the document has 100000045 bytes, more than the limit of 67108864. Leave out what the plant does not need, or "
        "raise the limit");
    EXPECT_EQ(faults_of(with("\"name\": \"" + std::string(30'000'000, 'x') + "\"")),
              "name: (line 2, column 9) is a text of 30000000 bytes, more than 1048576. Shorten it");
    EXPECT_NE(faults_of(with("\"" + std::string(2'000'000, 'x') + "\": 1"))
                  .find("(line 2, column 1) is a text of 2000000 bytes"),
              std::string::npos);
    std::string many = "\"sources\": [{\"name\": \"s\", \"rate_by_hour\": [";
    for (int i = 0; i < 5'000'000; ++i) many += "0,";
    const std::string faults = faults_of(with(many + "0]}]"));
    EXPECT_EQ(faults.substr(0, 40), "sources/s/rate_by_hour/1999993: (line 2,") << faults;
    EXPECT_NE(faults.find("more than 2000000 values"), std::string::npos);
}

TEST(Json, ManyFaultsAreReportedUpToALimit) {
    std::string body = "\"x\": 0";
    for (int i = 0; i < 10'000; ++i) body += ", \"x" + std::to_string(i) + "\": 0";
    const Faults faults = try_read_plant(with(body)).faults;
    ASSERT_EQ(faults.size(), 101U);
    EXPECT_EQ(faults.back().what, "and more faults, which are not listed");
}

TEST(Json, ReadPlantThrowsWithAllFaults) {
    try {
        (void)read_plant(with("\"nmae\": 1, \"x\": 2"));
        FAIL() << "it was read";
    } catch (const PlantError& error) {
        EXPECT_EQ(error.faults().size(), 2U);
        EXPECT_NE(std::string(error.what()).find("the plant has 2 faults:\n  nmae: (line 2, column 1)"),
                  std::string::npos);
    }
}

TEST(Json, WhatJsonCannotHoldIsNotWritten) {
    const auto refused = [](const Plant& plant) {
        try {
            (void)write_plant(plant);
        } catch (const PlantError& error) {
            return error.faults().front().text();
        }
        return std::string("written");
    };
    Plant plant;
    plant.add(Station{.name = "mill", .cycle = Duration{std::nan(""), Unit::min}});
    EXPECT_EQ(refused(plant), "stations/mill/cycle: is not a finite time, nan min. Give a finite time");
    plant = {};
    plant.add(Station{.name = "mill", .cycle = weibull(HUGE_VAL, 3_min)});
    EXPECT_EQ(refused(plant), "stations/mill/cycle/shape: is not a finite number, inf. Give a finite number");
    plant = Plant{.name = "\xFF"};
    EXPECT_EQ(refused(plant), "name: is not valid UTF-8. Give the text in UTF-8");
    plant = {};
    plant.add(Station{.name = "mill", .blocking = static_cast<Blocking>(77)});
    EXPECT_EQ(refused(plant), "stations/mill/blocking: is no choice that has a name. Give one of the choices");
}

TEST(Json, AFileIsSavedWholeAndLoadedBack) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(testing::TempDir()) / "linewright_json";
    fs::remove_all(folder);
    fs::create_directories(folder);
    const Plant plant = full_plant();
    save_plant(Plant{.name = "before"}, folder / "plant.json");
    save_plant(plant, folder / "plant.json");
    EXPECT_EQ(load_plant(folder / "plant.json"), plant);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1) << "no temporary file stays";
    EXPECT_THROW((void)load_plant(folder / "none.json"), fs::filesystem_error);
    EXPECT_THROW((void)load_plant(folder), fs::filesystem_error);
    EXPECT_THROW(save_plant(plant, folder / "none" / "plant.json"), fs::filesystem_error);
    std::ofstream(folder / "bad.json") << "{\n  \"linewright\": 1";
    try {
        (void)load_plant(folder / "bad.json");
        FAIL();
    } catch (const PlantError& error) {
        EXPECT_NE(std::string(error.what()).find("(bad.json, line 2, column 18)"), std::string::npos) << error.what();
    }
    fs::remove_all(folder);
}

TEST(Json, NoLocaleMatters) {
    struct Comma : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::string expected = write_plant(full_plant());
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
    for (const char* name : {"de_DE.UTF-8", "de_DE", "de_DE.ISO-8859-1", "C"}) {
        if (std::setlocale(LC_ALL, name) == nullptr) continue;
        EXPECT_EQ(write_plant(full_plant()), expected) << name;
        EXPECT_EQ(read_plant(expected), full_plant()) << name;
    }
    std::locale::global(before);
    std::setlocale(LC_ALL, "C");
}

TEST(Json, NoMutationOfADocumentDoesHarm) {
    const std::string original = write_plant(full_plant());
    static constexpr std::string_view pieces[] = {"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  "\"",
                                                  "null",
                                                  "1e999",
                                                  "-",
                                                  "\\u0000",
                                                  "\\ud800",
                                                  "//",
                                                  "/*",
                                                  "\xFF",
                                                  "true",
                                                  "\"type\"",
                                                  "\"name\": ",
                                                  "9999999999999999999",
                                                  "0.1",
                                                  " cycles\"",
                                                  "\n",
                                                  "*",
                                                  "\"by_product\": {}",
                                                  "\xC3"};
    std::mt19937 random(11);
    int read = 0;
    for (int i = 0; i < 4000; ++i) {
        std::string text = original;
        for (unsigned changes = 1 + random() % 4; changes > 0 && !text.empty(); --changes) {
            const std::size_t at = random() % text.size();
            const std::size_t length = random() % 12;
            switch (random() % 5) {
                case 0:
                    text.erase(at, length);
                    break;
                case 1:
                    text.insert(at, pieces[random() % std::size(pieces)]);
                    break;
                case 2:
                    text.replace(at, length, pieces[random() % std::size(pieces)]);
                    break;
                case 3:
                    text[at] = static_cast<char>(random() % 256);
                    break;
                default:
                    text.insert(at, text.substr(random() % text.size(), random() % 60));
                    break;
            }
        }
        const ReadResult result = try_read_plant(text);
        ASSERT_EQ(result.plant.has_value(), result.faults.empty()) << text;
        for (const Fault& fault : result.faults) ASSERT_FALSE(fault.what.empty());
        if (!result.plant) continue;
        ++read;
        ASSERT_EQ(read_plant(write_plant(*result.plant)), *result.plant) << text;
    }
    EXPECT_GT(read, 20) << "some mutations leave a plant";
}

TEST(Json, NoGarbageDoesHarm) {
    std::mt19937 random(13);
    for (int i = 0; i < 4000; ++i) {
        std::string text(random() % 200, '\0');
        static constexpr std::string_view letters = "{}[]\",:-+.eE0123456789truefalsn \n/*\\u";
        for (char& c : text) c = i % 2 == 0 ? letters[random() % letters.size()] : static_cast<char>(random() % 256);
        ASSERT_FALSE(try_read_plant(text).plant.has_value());
    }
}

TEST(JsonWriter, WritesTheSameBytesCallByCall) {
    JsonWriter line;
    line.begin_object()
        .member("wip", 3.25)
        .member("name", "a\"b\n")
        .key("list")
        .begin_array()
        .value(1)
        .value(true)
        .null();
    line.value(std::nan("")).value(3_min).end_array().key("empty").begin_object().end_object().end_object();
    EXPECT_TRUE(line.complete());
    EXPECT_EQ(line.text(), R"({"wip": 3.25, "name": "a\"b\n", "list": [1, true, null, null, "3 min"], "empty": {}})");
    JsonWriter pages(2);
    pages.begin_object()
        .member("a", 0.1)
        .key("b")
        .begin_array()
        .value(std::uint64_t{18446744073709551615U})
        .end_array();
    pages.end_object();
    EXPECT_EQ(pages.text(), "{\n  \"a\": 0.1,\n  \"b\": [\n    18446744073709551615\n  ]\n}");
}

TEST(JsonValue, ReadsBackWhatItWrites) {
    const std::string text = R"({"a": [1, -2.5, 1e+30, true, null], "b": {"c": "\u001f\"\\"}, "d": []})";
    const JsonDocument document = parse_json(text);
    ASSERT_TRUE(document.value.has_value());
    EXPECT_EQ(json_line(*document.value), text);
    EXPECT_EQ(document.value->find("b")->at, text.find("{\"c\""));
    EXPECT_EQ(document.value->find("none"), nullptr);
}

}  // namespace
}  // namespace linewright
