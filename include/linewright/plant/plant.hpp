// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The plant: everything that a planner may change, as one plain value. It compares equal, reads from and
// writes to JSON without loss, and is compiled before it runs.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linewright/plant/changeovers.hpp"
#include "linewright/plant/contingencies.hpp"
#include "linewright/plant/conveyors.hpp"
#include "linewright/plant/flow.hpp"
#include "linewright/plant/layout.hpp"
#include "linewright/plant/materials.hpp"
#include "linewright/plant/people.hpp"
#include "linewright/plant/prices.hpp"
#include "linewright/plant/shifts.hpp"
#include "linewright/plant/station.hpp"
#include "linewright/plant/subcontractors.hpp"
#include "linewright/plant/vehicles.hpp"

namespace linewright {

/// The version of the plant's file format; a file with another one is refused.
inline constexpr int plant_format = 1;
/// The version of the rules of behaviour (docs/semantics.md) that plants, saved runs and results carry.
inline constexpr int semantics_version = 1;

/// A factory as data. Lists keep their order (it settles ties); names are unique within a list, and among
/// stations and buffers together, since routes name both.
struct Plant {
    std::string name{};
    std::string description{};
    std::optional<Duration> tick{};
    std::vector<Product> products{};
    std::vector<Source> sources{};
    std::vector<Station> stations{};
    std::vector<Buffer> buffers{};
    std::vector<Route> routes{};
    std::vector<OperatorPool> operators{};
    std::vector<Changeover> changeovers{};
    std::vector<VehicleFleet> vehicles{};
    std::vector<CardLoop> cards{};
    std::vector<Sink> sinks{};
    std::vector<ShiftCalendar> calendars{};
    std::string start{};
    std::vector<ClockChange> clock_changes{};
    std::vector<Walk> walks{};
    std::vector<Aisle> aisles{};
    std::vector<Conveyor> conveyors{};
    std::vector<Contingency> contingencies{};
    std::optional<Money> money{};
    std::optional<Energy> energy{};
    std::vector<Material> materials{};
    std::vector<Subcontractor> subcontractors{};

    // clang-format off
    Plant& add(Product e)      { products.push_back(std::move(e));    return *this; }
    Plant& add(Source e)       { sources.push_back(std::move(e));     return *this; }
    Plant& add(Station e)      { stations.push_back(std::move(e));    return *this; }
    Plant& add(Buffer e)       { buffers.push_back(std::move(e));     return *this; }
    Plant& add(Route e)        { routes.push_back(std::move(e));      return *this; }
    Plant& add(OperatorPool e) { operators.push_back(std::move(e));   return *this; }
    Plant& add(Changeover e)   { changeovers.push_back(std::move(e)); return *this; }
    Plant& add(VehicleFleet e) { vehicles.push_back(std::move(e));    return *this; }
    Plant& add(CardLoop e)     { cards.push_back(std::move(e));       return *this; }
    Plant& add(Sink e)         { sinks.push_back(std::move(e));       return *this; }
    Plant& add(ShiftCalendar e){ calendars.push_back(std::move(e));   return *this; }
    Plant& add(Walk e)         { walks.push_back(std::move(e));       return *this; }
    Plant& add(Conveyor e)     { conveyors.push_back(std::move(e));   return *this; }
    Plant& add(Aisle e)        { aisles.push_back(std::move(e));      return *this; }
    Plant& add(Material e)     { materials.push_back(std::move(e));   return *this; }
    Plant& add(Subcontractor e){ subcontractors.push_back(std::move(e)); return *this; }
    Plant& add(Contingency e)  { contingencies.push_back(std::move(e)); return *this; }
    // clang-format on

    bool operator==(const Plant&) const = default;
};
template <>
struct Fields<Plant> {
    static constexpr std::string_view name = "plant";
    static constexpr std::string_view doc = "A factory: everything that a planner may change.";
    static constexpr auto list = std::tuple{
        Field{"name", &Plant::name, "Its name."},
        Field{"description", &Plant::description, "What it is, in a sentence; for the reader only."},
        Field{"tick", &Plant::tick, "The resolution of the clock; not given: 1 us."},
        Field{"products", &Plant::products, "The kinds of jobs; empty: one, called \"job\"."},
        Field{"sources", &Plant::sources, "Where jobs come from."},
        Field{"stations", &Plant::stations, "Where work is done. The order settles ties."},
        Field{"buffers", &Plant::buffers, "Where jobs wait."},
        Field{"routes", &Plant::routes,
              "The ways of the products; empty: through all stations in their order, without buffers between."},
        Field{"operators", &Plant::operators, "Pools of operators and repair crews."},
        Field{"changeovers", &Plant::changeovers, "Changeover tables."},
        Field{"vehicles", &Plant::vehicles, "Fleets of vehicles."},
        Field{"cards", &Plant::cards, "Loops of cards: kanban, CONWIP."},
        Field{"sinks", &Plant::sinks, "Named ways out, besides \"exit\" and \"scrap\"."},
        Field{"calendars", &Plant::calendars, "Shift calendars of stations and people."},
        Field{"start", &Plant::start,
              "The local date and time at which a run starts: \"2026-11-23 06:00\"; empty: a Monday, 00:00."},
        Field{"clock_changes", &Plant::clock_changes, "Begins and ends of daylight saving time, in their order."},
        Field{"walks", &Plant::walks, "Walking times between stations, where positions don't say it."},
        Field{"conveyors", &Plant::conveyors, "Belts and roller tracks."},
        Field{"aisles", &Plant::aisles, "The aisles: the ways of people and vehicles, with their lengths."},
        Field{"contingencies", &Plant::contingencies, "Dated events that the plant has to cope with."},
        Field{"money", &Plant::money, "What the plant as a whole costs, and the currency."},
        Field{"energy", &Plant::energy, "What energy costs, and its CO2; not given: only kWh are told."},
        Field{"materials", &Plant::materials, "What stations consume and repairs need, and their suppliers."},
        Field{"subcontractors", &Plant::subcontractors, "Who does steps of routes outside."}};
};

}  // namespace linewright
