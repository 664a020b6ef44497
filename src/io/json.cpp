// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/json.hpp"

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <system_error>
#include <utility>

#include "linewright/io/fields_json.hpp"

namespace linewright {

namespace {

/// Checks a version at the top of the file; false when the file is not for us.
bool check_version(Reading& reading, const JsonValue& root, std::string_view key, int ours, const std::string& what) {
    const Reading::Level down(reading, key);
    const JsonValue* given = root.find(key);
    const std::string line = "\"" + std::string(key) + "\": " + std::to_string(ours);
    if (given == nullptr) {
        reading.fault(root, "is missing", "A plant begins with the version of its " + what + ": " + line);
        return true;
    }
    const JsonNumber* number = given->number();
    if (number == nullptr || !number->whole) {
        reading.wrong(*given, "the version of the " + what + ", a whole number", "Write " + line);
        return false;
    }
    if (*number->whole == ours) return true;
    reading.fault(*given,
                  "is version " + std::to_string(*number->whole) + " of the " + what +
                      "; this Linewright knows version " + std::to_string(ours),
                  *number->whole > ours
                      ? "Use a newer Linewright"
                      : "Use an older Linewright, or bring the file up to version " + std::to_string(ours));
    return false;
}

void read_time_unit(Reading& reading, const JsonValue& root) {
    const JsonValue* given = root.find("time_unit");
    if (given == nullptr) return;
    const Reading::Level down(reading, "time_unit");
    const std::string* name = given->string();
    const std::optional<Unit> unit = name != nullptr ? unit_named(*name) : std::nullopt;
    if (unit && *unit != Unit::cycles) {
        reading.time_unit = unit;
        return;
    }
    // Go on as if a unit were declared: one fault here is enough.
    reading.time_unit = Unit::s;
    std::string remedy = "Write one of us, ms, s, min, h, d, wk";
    if (name != nullptr)
        if (const std::string_view meant = detail::unit_meant(*name); !meant.empty() && meant != "cycles")
            remedy = "Did you mean \"" + std::string(meant) + "\"?";
    reading.wrong(*given, "a unit of time", std::move(remedy));
}

}  // namespace

ReadResult try_read_plant(std::string_view text, const ReadOptions& options) {
    ReadResult result;
    JsonDocument document = parse_json(text, options.limits, options.source);
    result.faults = std::move(document.faults);
    if (!document.value) return result;
    const JsonValue& root = *document.value;
    Reading reading(text, options.source, {}, options.limits.faults);
    Plant plant;
    if (root.object() == nullptr) {
        reading.wrong(root, "a plant, an object", "Write { \"linewright\": 1, \"semantics\": 1, ... }");
    } else {
        const bool format = check_version(reading, root, "linewright", plant_format, "file format");
        const bool semantics = check_version(reading, root, "semantics", semantics_version, "rules of behaviour");
        if (format && semantics) {
            read_time_unit(reading, root);
            reading.other_keys = {"linewright", "semantics", "time_unit", "$schema"};
            reading.read(root, plant);
        }
    }
    for (Fault& fault : reading.take_faults()) result.faults.push_back(std::move(fault));
    if (result.faults.empty()) result.plant = std::move(plant);
    return result;
}

Plant read_plant(std::string_view text, const ReadOptions& options) {
    ReadResult result = try_read_plant(text, options);
    if (!result.plant) throw PlantError(std::move(result.faults));
    return std::move(*result.plant);
}

Plant load_plant(const std::filesystem::path& file, ReadOptions options) {
    if (options.source.empty()) options.source = file.filename().string();
    const auto fail = [&](int code) -> void {
        throw std::filesystem::filesystem_error("can't read the plant", file,
                                                std::error_code(code == 0 ? EIO : code, std::generic_category()));
    };
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) fail(EISDIR);
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) fail(errno);
    std::string text;
    std::string block(std::size_t{1} << 16U, '\0');
    while (stream && text.size() <= options.limits.bytes) {  // one block past the limit is enough to refuse it
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        text.append(block, 0, static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) fail(errno);
    return read_plant(text, options);
}

std::string write_plant(const Plant& plant) {
    Writing writing;
    JsonObject members;
    members.push_back({"linewright", plant_format});
    members.push_back({"semantics", semantics_version});
    writing.write_members(plant, members);
    if (!writing.faults().empty()) throw PlantError(writing.take_faults());
    return json_pages(members);
}

void save_plant(const Plant& plant, const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    const std::string text = write_plant(plant);
    std::error_code none;
    const fs::path target = fs::is_symlink(file, none) ? fs::canonical(file) : file;
    // A name that no other thread or process takes at the same time.
    const auto now = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    const auto here = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(&now));
    fs::path part = target;
    part += ".part-" + std::to_string(now ^ (here << 16U));
    const auto fail = [&](int code) -> void {
        std::error_code ignored;
        fs::remove(part, ignored);
        throw fs::filesystem_error("can't write the plant", target,
                                   std::error_code(code == 0 ? EIO : code, std::generic_category()));
    };
    errno = 0;
    {
        std::ofstream stream(part, std::ios::binary | std::ios::trunc);
        stream.write(text.data(), static_cast<std::streamsize>(text.size()));
        stream.close();
        if (!stream) fail(errno);
    }
    std::error_code error;
    fs::rename(part, target, error);
    if (error) fail(error.value());
}

}  // namespace linewright
