// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/scenario.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "linewright/io/json_value.hpp"
#include "linewright/io/path.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

namespace {

// ---- as JSON

JsonValue parsed(const std::string& json) {
    JsonDocument document = parse_json(json);
    return document.value ? std::move(*document.value) : JsonValue(json);
}

JsonValue tree_of(const Edit& edit) {
    JsonObject members{{"path", edit.path}};
    switch (edit.kind) {
        case EditKind::set:
            members.push_back({"value", parsed(edit.value)});
            break;
        case EditKind::scale:
            members.push_back({"scale", edit.factor});
            break;
        case EditKind::add:
            members.push_back({"add", parsed(edit.value)});
            break;
        case EditKind::remove:
            members.push_back({"remove", true});
            break;
    }
    return members;
}

JsonValue tree_of(const Scenario& scenario) {
    JsonArray edits;
    for (const Edit& edit : scenario.edits) edits.push_back(tree_of(edit));
    return JsonObject{{"name", scenario.name}, {"edits", std::move(edits)}};
}

/// Reads scenarios from a tree; what is wrong goes to `faults`, with the place in the text.
class Reader {
   public:
    Reader(std::string_view text, std::string_view source) : text_(text), source_(source) {}
    Faults faults{};

    Scenario scenario(const JsonValue& value, const std::string& place) {
        Scenario out;
        const JsonObject* members = value.object();
        if (members == nullptr) {
            fault(value, place, "must be an object with name and edits", "Write {\"name\": ..., \"edits\": [...]}");
            return out;
        }
        for (const JsonMember& member : *members) {
            const std::string below = under(place, member.key);
            if (member.key == "name") {
                if (const std::string* name = member.value.string(); name != nullptr && !name->empty())
                    out.name = *name;
                else
                    fault(member.value, below, "must be a text", "Give the scenario a name");
            } else if (member.key == "edits") {
                if (const JsonArray* edits = member.value.array()) {
                    for (std::size_t i = 0; i < edits->size(); ++i)
                        edit((*edits)[i], under(below, std::to_string(i)), out.edits);
                } else {
                    fault(member.value, below, "must be a list", "Write [{\"path\": ..., \"value\": ...}]");
                }
            } else if (!(place.empty() && (member.key == "linewright" || member.key == "$schema"))) {
                unknown(member, place, std::array<std::string_view, 2>{"name", "edits"});
            }
        }
        if (value.find("name") == nullptr) fault(value, under(place, "name"), "is missing", "Give the scenario a name");
        return out;
    }

    template <class Names>
    void unknown(const JsonMember& member, const std::string& place, const Names& names) {
        JsonValue at;
        at.at = member.key_at;
        fault(at, under(place, member.key), "is not a field here", did_you_mean(member.key, names, "field"));
    }
    void fault(const JsonValue& value, const std::string& place, std::string what, std::string remedy) {
        if (faults.size() < JsonLimits{}.faults)
            faults.push_back({(place.empty() ? std::string() : place + " ") + line_and_column(text_, value.at, source_),
                              std::move(what), std::move(remedy)});
    }
    static std::string under(const std::string& place, std::string_view key) {
        return place.empty() ? std::string(key) : place + "/" + std::string(key);
    }

   private:
    void edit(const JsonValue& value, const std::string& place, std::vector<Edit>& edits) {
        if (const std::string* line = value.string()) {
            try {
                edits.push_back(read_edit(*line));
            } catch (const EditError& error) {
                fault(value, place, error.faults().front().what, error.faults().front().remedy);
            }
            return;
        }
        const JsonValue* path = value.find("path");
        if (path == nullptr || path->string() == nullptr) {
            fault(value, place, "must have a path, a text",
                  "Write {\"path\": \"operators/miller/count\", \"value\": 3}");
            return;
        }
        Edit made;
        made.path = *path->string();
        int kinds = 0;
        for (const JsonMember& member : *value.object()) {
            const std::string below = under(place, member.key);
            if (member.key == "path") continue;
            ++kinds;
            if (member.key == "value") {
                made.value = json_line(member.value);
            } else if (member.key == "add") {
                made.kind = EditKind::add;
                made.value = json_line(member.value);
            } else if (member.key == "scale") {
                made.kind = EditKind::scale;
                if (const JsonNumber* factor = member.value.number())
                    made.factor = factor->value;
                else
                    fault(member.value, below, "must be a number", "Write 0.6 for 40 % less");
            } else if (member.key == "remove") {
                made.kind = EditKind::remove;
                if (const bool* yes = member.value.boolean(); yes == nullptr || !*yes)
                    fault(member.value, below, "must be true", "Leave the edit out when nothing is to be removed");
            } else {
                unknown(member, place, std::array<std::string_view, 5>{"path", "value", "scale", "add", "remove"});
            }
        }
        if (kinds != 1)
            fault(value, place, "must have one of value, scale, add and remove, has " + std::to_string(kinds),
                  "Make it several edits, one after the other");
        edits.push_back(std::move(made));
    }

    std::string_view text_, source_;
};

// ---- in words

/// "breakdown" of "breakdowns", "buffer" of "buffers"; other words as they are. Underscores are blanks.
std::string word(std::string_view key, bool one = false) {
    std::string text(key);
    for (char& c : text)
        if (c == '_') c = ' ';
    if (!one) return text;
    if (text == "operators") return "pool";
    if (text == "vehicles") return "fleet";
    if (text.size() > 3 && text.compare(text.size() - 3, 3, "ies") == 0) return text.substr(0, text.size() - 3) + "y";
    if (text.size() > 1 && text.back() == 's' && text[text.size() - 2] != 's') text.pop_back();
    return text;
}
bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}
/// "exponential(3 min)" for {"type": "exponential", "mean": "3 min"}; what is long is cut.
std::string value_words(const std::string& text) {
    if (text.empty()) return "not given";
    std::string out = text;
    if (text.front() == '{') {
        const JsonValue tree = parsed(text);
        const JsonValue* type = tree.find("type");
        if (type != nullptr && type->string() != nullptr) {
            std::string inner;
            for (const JsonMember& member : *tree.object())
                if (member.key != "type") {
                    const std::string* s = member.value.string();
                    inner += (inner.empty() ? "" : ", ") + (s != nullptr ? *s : json_line(member.value));
                }
            out = *type->string() + "(" + inner + ")";
        }
    }
    constexpr std::size_t most = 100;
    if (out.size() > most) {
        std::size_t end = most - 3;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;  // no half of a character
        out = out.substr(0, end) + "...";
    }
    return out;
}

const ChangeoverRule* rule_at(const Plant& plant, const std::string& table, const std::string& number) {
    for (const Changeover& changeover : plant.changeovers)
        if (changeover.name == table && is_number(number) && number.size() < 9) {
            const auto i = static_cast<std::size_t>(std::stoul(number));
            if (i < changeover.rules.size()) return &changeover.rules[i];
        }
    return nullptr;
}

/// Where a difference is, and whether the path's end is an element of a list.
struct Place {
    std::string text{};
    std::string unit{};
    bool element = false;
};
Place place_words(const Plant& before, const Plant& after, const Difference& d) {
    const std::vector<detail::PathPart> parts = detail::path_parts(d.path);
    Place out;
    const auto key = [&](std::size_t i) -> const std::string& { return parts[i].name; };
    std::size_t from = 1;
    const bool appears = d.before.empty() || d.after.empty();
    if (parts.size() == 1) {
        out.text = word(key(0));
        return out;
    }
    const std::string& list = key(0);
    if (list == "changeovers" && parts.size() >= 4 && key(2) == "rules") {
        const ChangeoverRule* rule = rule_at(before, key(1), key(3));
        if (rule == nullptr) rule = rule_at(after, key(1), key(3));
        if (rule != nullptr) {
            const auto what = [](const std::string& product) { return product == "*" ? "any" : product; };
            out.text = key(1) + " changeover " + what(rule->from) + "→" + what(rule->to);
            from = parts.size() > 4 && key(4) == "time" ? 5 : 4;
            out.element = parts.size() == 4 && appears;
        }
    }
    if (out.text.empty()) {
        static constexpr std::array<std::string_view, 6> by_name{"stations", "buffers",  "operators",
                                                                 "vehicles", "products", "sources"};
        const bool own = std::find(by_name.begin(), by_name.end(), list) != by_name.end() && parts.size() > 2;
        if (list == "money" || list == "energy") {
            out.text = word(list) + " " + word(key(1));
        } else {
            const std::string name = is_number(key(1)) ? std::to_string(std::stoul(key(1).substr(0, 9)) + 1) : key(1);
            out.text = own ? name : word(list, true) + " " + name;
        }
        from = 2;
        if (parts.size() == 2 && list != "money" && list != "energy") out.element = appears;
    }
    for (std::size_t i = from; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (last && key(i) == "count" && parts.size() == 3 && (list == "operators" || list == "vehicles")) {
            out.unit = list == "operators" ? " people" : " vehicles";
        } else if (is_number(key(i))) {
            out.text += " " + std::to_string(std::stoul(key(i).substr(0, 9)) + 1);
        } else if (key(i) == "by_product" || key(i) == "otherwise") {
            if (key(i) == "otherwise") out.text += " of others";
        } else {
            const bool of_list = !last && (is_number(key(i + 1)) || key(i) == "steps");
            out.text += " " + word(key(i), of_list);
        }
        if (last && appears && (is_number(key(i)) || key(i - 1) == "steps")) out.element = true;
    }
    if (out.unit.empty() && parts.size() == 3 && list == "buffers" && key(2) == "capacity") out.unit = " jobs";
    return out;
}

}  // namespace

Plant edited(const Plant& plant, const Scenario& scenario) {
    Plant result = plant;
    Faults faults;
    for (const Edit& edit : scenario.edits) {
        try {
            result = edited(result, edit);
        } catch (const EditError& error) {
            for (Fault fault : error.faults()) {
                fault.place = "\"" + scenario.name + "\": " + fault.place;
                faults.push_back(std::move(fault));
            }
        }
    }
    if (!faults.empty()) throw EditError(std::move(faults));
    return result;
}

std::string words(const Plant& before, const Plant& after) {
    std::string text;
    for (const Difference& d : diff(before, after, true)) {
        const Place place = place_words(before, after, d);
        if (!text.empty()) text += "; ";
        text += place.text;
        if (place.element) {
            text += d.before.empty() ? " added" : " removed";
            continue;
        }
        text += ": " + value_words(d.before) + " → " + value_words(d.after);
        if (!d.after.empty()) text += place.unit;
    }
    return text.empty() ? "no change" : text;
}

std::string words(const Plant& plant, const Scenario& scenario) { return words(plant, edited(plant, scenario)); }

std::string write_scenario(const Scenario& scenario) {
    JsonObject root{{"linewright", plant_format}};
    const JsonValue tree = tree_of(scenario);
    for (const JsonMember& member : *tree.object()) root.push_back(member);
    return json_pages(root);
}

std::string write_scenarios(const std::vector<Scenario>& scenarios) {
    JsonArray list;
    for (const Scenario& scenario : scenarios) list.push_back(tree_of(scenario));
    return json_pages(JsonObject{{"linewright", plant_format}, {"scenarios", std::move(list)}});
}

std::vector<Scenario> read_scenarios(std::string_view text, const ReadOptions& options) {
    JsonDocument document = parse_json(text, options.limits, options.source);
    if (!document.value || !document.faults.empty()) throw PlantError(std::move(document.faults));
    Reader reader(text, options.source);
    const JsonValue& root = *document.value;
    std::vector<Scenario> out;
    if (const JsonValue* format = root.find("linewright")) {
        const JsonNumber* number = format->number();
        if (number == nullptr || number->whole != plant_format)
            reader.fault(*format, "linewright", "is not a version that this Linewright reads",
                         "It reads version " + std::to_string(plant_format));
    }
    const JsonValue* list = root.find("scenarios");
    if (list == nullptr) {
        out.push_back(reader.scenario(root, {}));
    } else if (const JsonArray* items = list->array()) {
        for (const JsonMember& member : *root.object())
            if (member.key != "linewright" && member.key != "scenarios" && member.key != "$schema")
                reader.unknown(member, {}, std::array<std::string_view, 2>{"linewright", "scenarios"});
        std::set<std::string> names;
        for (std::size_t i = 0; i < items->size(); ++i) {
            const std::string place = "scenarios/" + std::to_string(i);
            out.push_back(reader.scenario((*items)[i], place));
            if (!out.back().name.empty() && !names.insert(out.back().name).second)
                reader.fault((*items)[i], place + "/name", "is the name of another scenario, too: " + out.back().name,
                             "Give each its own name");
        }
    } else {
        reader.fault(*list, "scenarios", "must be a list", "Write [{\"name\": ..., \"edits\": [...]}]");
    }
    if (!reader.faults.empty()) throw PlantError(std::move(reader.faults));
    return out;
}

Scenario read_scenario(std::string_view text, const ReadOptions& options) {
    std::vector<Scenario> all = read_scenarios(text, options);
    if (all.size() != 1)
        throw PlantError({{options.source, "has " + std::to_string(all.size()) + " scenarios, not one",
                           "Read it with read_scenarios"}});
    return std::move(all.front());
}

std::string scenario_schema() {
    const auto text = [](std::string_view doc) { return JsonObject{{"description", doc}, {"type", "string"}}; };
    const JsonObject any{{"description", "What takes its place, as it would stand in a plant's file."}};
    const JsonObject added{{"description", "What goes to the end of the list that the path names."}};
    const JsonObject factor{{"description", "Numbers, durations and the times of distributions are multiplied by it."},
                            {"type", "number"},
                            {"minimum", 0}};
    const JsonObject gone{{"description", "The element leaves its list; a field goes back to its default."},
                          {"const", true}};
    JsonArray forms{text("An edit on a line: path = value, path *= factor, path += value, remove path.")};
    for (const auto& [key, schema] :
         {std::pair<std::string, JsonObject>{"value", any}, {"scale", factor}, {"add", added}, {"remove", gone}})
        forms.push_back(
            JsonObject{{"type", "object"},
                       {"required", JsonArray{"path", key}},
                       {"additionalProperties", false},
                       {"properties",
                        JsonObject{{"path", text("Where: stations/mill/cycle; * stands for all elements of a list.")},
                                   {key, schema}}}});
    const JsonObject name{{"description", "What it is called."}, {"type", "string"}, {"minLength", 1}};
    const JsonObject edits{{"description", "What it changes, one edit after the other."},
                           {"type", "array"},
                           {"items", JsonObject{{"$ref", "#/$defs/edit"}}}};
    const JsonObject version{{"description", "The version of the file format."}, {"const", plant_format}};
    const JsonObject scenario{{"type", "object"},
                              {"required", JsonArray{"name"}},
                              {"additionalProperties", false},
                              {"properties", JsonObject{{"name", name}, {"edits", edits}}}};
    const JsonObject editor = text("Where editors find this schema; for them only.");
    JsonArray roots{
        JsonObject{
            {"type", "object"},
            {"required", JsonArray{"scenarios"}},
            {"additionalProperties", false},
            {"properties", JsonObject{{"linewright", version},
                                      {"$schema", editor},
                                      {"scenarios", JsonObject{{"type", "array"},
                                                               {"items", JsonObject{{"$ref", "#/$defs/scenario"}}}}}}}},
        JsonObject{{"type", "object"},
                   {"required", JsonArray{"name"}},
                   {"additionalProperties", false},
                   {"properties",
                    JsonObject{{"linewright", version}, {"$schema", editor}, {"name", name}, {"edits", edits}}}}};
    return json_pages(
        JsonObject{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "Linewright scenarios"},
                   {"description", "Edits of a plant, each list of them under a name."},
                   {"anyOf", std::move(roots)},
                   {"$defs", JsonObject{{"scenario", scenario}, {"edit", JsonObject{{"anyOf", std::move(forms)}}}}}});
}

}  // namespace linewright
