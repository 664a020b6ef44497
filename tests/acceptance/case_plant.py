"""From a model in the format of the acceptance cases and traces to a Linewright plant, by general rules.

The cases describe a plant station by station (`in`, `out`), Linewright describes the way of each product. So for every
part and every place where it enters, a product of its own is made whose route follows `in` and `out`; figures by part
are summed over its products. What the format defines but the plant can't say, and every key that isn't known here, is
refused by name (`UnsupportedError`); what the format leaves open is said in `notes`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

OPERATORS = "operators"
REPAIRMEN = "repairmen"
MACHINE, STOCK, BACKORDERS, SHIPPING = "machine", "stock", "backorders", "shipping"

NOT_BUILT = {}


class UnsupportedError(Exception):
    """What the model asks for that Linewright doesn't have, each with its reason."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass
class Case:
    """A plant, and what is needed to read its figures in the words of the case."""

    plant: Json
    parts: list[str]
    part_of: dict[str, str]  # product -> part
    stations: list[str]  # the model's own, in its order
    buffers: dict[str, str]  # the model's buffer -> the plant's
    kind: str = "line"  # or kanban, make_to_stock
    operators: int = 0
    repairmen: int = 0
    base_stock: int = 0
    preemptive: bool = False
    assemblies: dict[str, list[str]] = field(default_factory=dict)  # station -> buffers
    random: bool = True
    time_scale: float = 1.0  # the longest mean in the model
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return json.dumps(self.plant)

    def mean_service(self, part: str) -> float | None:
        """The mean time at the only station of a plant, else nothing."""
        if len(self.plant["stations"]) != 1:
            return None
        cycle = self.plant["stations"][0]["cycle"]
        if isinstance(cycle, dict) and "by_product" in cycle:
            cycle = cycle["by_product"][self.products_of(part)[0]]
        return mean_of(cycle)

    def products_of(self, part: str) -> list[str]:
        return [product for product, its in self.part_of.items() if its == part]


def mean_of(law: Any) -> float:
    """The mean of a distribution in the plant's words."""
    if not isinstance(law, dict):
        return float(law)
    if "mean" in law:
        return float(law["mean"])
    if law["type"] == "hyperexponential":
        return sum(w * m for w, m in zip(law["weights"], law["means"], strict=True)) / sum(law["weights"])
    corners = [law[name] for name in ("low", "mode", "high") if name in law]
    return sum(corners) / len(corners)


def build(model: Json, time_unit: str = "h") -> Case:
    """The plant of a model; bare times are in `time_unit`. Raises UnsupportedError."""
    return _Builder(model, time_unit).build()


class _Builder:
    def __init__(self, model: Json, time_unit: str) -> None:
        self.model = model
        self.time_unit = time_unit
        self.reasons: list[str] = []
        self.notes: list[str] = []
        self.means: list[float] = []
        self.random = False

    # -- what is asked for ---------------------------------------------------------------------------------------

    def refuse(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def keys(self, where: str, given: Json, known: set[str]) -> None:
        for key in given:
            if key in known:
                continue
            if key in NOT_BUILT:
                self.refuse(f"{where}{key}: {NOT_BUILT[key]}")
            else:
                self.refuse(f"{where}{key}: unknown key")

    def distribution(self, where: str, given: Any) -> Any:
        """One of the format's distributions as Linewright writes it."""
        if isinstance(given, int | float) and not isinstance(given, bool):
            given = {"dist": "constant", "value": given}
        if not isinstance(given, dict) or "dist" not in given:
            self.refuse(f"{where}: not a distribution")
            return 0
        law = given["dist"]
        parameters = {
            "exp": ["mean"],
            "erlang": ["k", "mean"],
            "hyperexp": ["p", "means"],
            "constant": ["value"],
            "uniform": ["low", "high"],
            "triangular": ["low", "mode", "high"],
            "lognormal": ["mean", "cv"],
            "gamma": ["mean", "cv"],
        }.get(law)
        if parameters is None:
            self.refuse(f"{where}: unknown distribution {law!r}")
            return 0
        self.keys(f"{where}.", given, {"dist", *parameters})
        missing = [name for name in parameters if name not in given]
        if missing:
            self.refuse(f"{where}: {law} without {', '.join(missing)}")
            return 0
        if law == "constant":
            self.means.append(given["value"])
            return given["value"]
        self.random = True
        if law == "hyperexp":
            self.means += given["means"]
            return {"type": "hyperexponential", "weights": given["p"], "means": given["means"]}
        if law in ("uniform", "triangular"):
            self.means.append(given["high"])
            return {"type": law, **{name: given[name] for name in parameters}}
        self.means.append(given["mean"])
        if law == "exp":
            return {"type": "exponential", "mean": given["mean"]}
        if law == "erlang":
            return {"type": "erlang", "k": given["k"], "mean": given["mean"]}
        if given["cv"] == 0:
            return given["mean"]
        return {"type": law, "mean": given["mean"], "sd": given["mean"] * given["cv"]}

    # -- the whole -----------------------------------------------------------------------------------------------

    def build(self) -> Case:
        if "kanban_stages" in self.model:
            case = self.kanban()
        elif "base_stock" in self.model or "machine" in self.model:
            case = self.make_to_stock()
        else:
            case = self.line()
        if self.reasons:
            raise UnsupportedError(self.reasons)
        case.plant = {"linewright": 1, "semantics": 1, "time_unit": self.time_unit, **case.plant}
        case.random = self.random
        case.time_scale = max(self.means, default=1.0)
        case.notes = self.notes
        return case

    def line(self) -> Case:
        model = self.model
        self.keys(
            "",
            model,
            {
                "time_unit",
                "parts",
                "stations",
                "buffers",
                "sources",
                "number_of_parts",
                "release_finished",
                "operators",
                "repairmen",
                "vehicles",
                "conwip",
                "state_window",
            },
        )
        if model.get("time_unit", "minute") not in ("minute", "min"):
            self.note(f"time unit {model['time_unit']!r} read as the same for all durations")
        self.stations: list[Json] = model.get("stations", [])
        self.buffer_list: list[Json] = model.get("buffers", [])
        self.by_name = {station["name"]: station for station in self.stations}
        self.parts = self.find_parts()
        taken = set(self.by_name)
        self.buffers: dict[str, str] = {}
        for buffer in self.buffer_list:
            name = buffer["name"]
            self.buffers[name] = f"buffer {name}" if name in taken else name
        self.consumers: dict[str, list[str]] = {name: [] for name in self.buffers}
        self.assemblies: dict[str, list[str]] = {}
        self.read_stations()
        self.vehicles = self.read_vehicles()
        self.entries: list[tuple[str, tuple[str, str]]] = []  # (part, where it enters), in the order found
        self.inspections: dict[str, Json] = {}
        sources = self.read_sources()
        buffers = self.read_buffers()
        conwip = self.read_conwip(sources)
        if self.reasons:
            raise UnsupportedError(self.reasons)
        assembled = self.read_assemblies()

        # Names of products: the part's own where it enters at one place only.
        per_part = {part: [e for e in self.entries if e[0] == part] for part in self.parts}
        self.names: dict[tuple[str, tuple[str, str]], str] = {}
        for part, entries in per_part.items():
            for entry in entries:
                self.names[entry] = part if len(entries) == 1 else f"{part} from {entry[1][1]}"
        products, routes = [], []
        for entry in sorted(self.entries, key=lambda e: self.parts.index(e[0])):
            products.append({"name": self.names[entry], "family": entry[0]})
            routes.append(self.route(entry))
        products += [{"name": part, "family": part} for part in self.parts if not per_part[part]]
        priority = self.priorities()
        for product in products:
            if priority.get(product["family"]):
                product["priority"] = priority[product["family"]]
        part_of = {product["name"]: product["family"] for product in products}
        for source in sources:
            self.name_products(source)
        for buffer in buffers:
            for jobs in buffer.get("initial", []):
                jobs["product"] = self.names[jobs["product"]]
        stations = [self.station(station, assembled, part_of) for station in self.stations]
        plant: Json = {
            "products": products,
            "sources": sources,
            "stations": stations,
            "buffers": buffers,
            "routes": routes,
        }
        changeovers = [table for station in self.stations if (table := self.changeover(station))]
        if changeovers:
            plant["changeovers"] = changeovers
        calendars = [
            {
                "name": f"hours of {station['name']}",
                "spans": [{"from": a, "to": b} for a, b in station["calendar"].get("off", [])],
            }
            for station in self.stations
            if "calendar" in station
        ]
        if calendars:
            plant["calendars"] = calendars
        pools = []
        if "operators" in model:
            pools.append(self.operators(plant))
        if "repairmen" in model:
            pools.append({"name": REPAIRMEN, "count": model["repairmen"]["count"]})
        if pools:
            plant["operators"] = pools
        if self.vehicles:
            plant["vehicles"] = [{"name": v["name"], "count": v.get("count", 1)} for v in self.vehicles.values()]
        if conwip:
            plant["cards"] = [conwip]
        return Case(
            plant,
            self.parts,
            part_of,
            list(self.by_name),
            self.buffers,
            operators=model.get("operators", {}).get("count", 0),
            repairmen=model.get("repairmen", {}).get("count", 0),
            preemptive=any(s.get("preemption") for s in stations),
            assemblies=self.assemblies,
        )

    def find_parts(self) -> list[str]:
        parts = list(self.model.get("parts") or [])
        named = [station_part for s in self.stations for station_part in s.get("sequence", [])]
        named += [
            arrival[1] for s in self.model.get("sources", []) for arrival in s.get("arrivals", []) if len(arrival) > 1
        ]
        named += [s["part"] for s in self.model.get("sources", []) if "part" in s]
        named += [part for b in self.buffer_list for part in b.get("initial", [])]
        for part in named:
            if part not in parts:
                if "parts" in self.model:
                    self.note(f"part {part!r} is not in `parts`; added")
                parts.append(part)
        return parts or ["A"]

    # -- stations ------------------------------------------------------------------------------------------------

    def read_stations(self) -> None:
        for station in self.stations:
            where = f"stations.{station['name']}."
            self.keys(
                where,
                station,
                {
                    "name",
                    "in",
                    "out",
                    "service",
                    "failure",
                    "operator",
                    "setup_between",
                    "initial_setup",
                    "sequence",
                    "number_of_parts",
                    "dated_down",
                    "maintenance",
                    "preempt",
                    "calendar",
                    "batch",
                },
            )
            come = station.get("in")
            if isinstance(come, list):
                self.assemblies[station["name"]] = come
                for buffer in come:
                    if buffer not in self.buffers:
                        self.refuse(f"{where}in: there is no buffer {buffer!r}")
            elif come in self.buffers:
                self.consumers[come].append(station["name"])
            elif come != "source":
                self.refuse(f'{where}in: {come!r} is neither "source" nor a buffer')
            if station.get("preempt") not in (None, "resume"):
                self.refuse(f"{where}preempt: {station['preempt']!r} is not defined")
            if station.get("operator") and "operators" not in self.model:
                self.refuse(f"{where}operator: the model has no operators")
            for key in ("sequence", "number_of_parts"):
                if key in station and come != "source":
                    self.refuse(f'{where}{key}: the station is not fed by "source"')
            for to, share in self.ways(station):
                if to not in self.buffers and to not in ("OUT", "SCRAP"):
                    self.refuse(f'{where}out: {to!r} is neither a buffer nor "OUT" nor "SCRAP"')
                if not 0 <= share <= 1 + 1e-9:
                    self.refuse(f"{where}out: {share} is not a probability")
        for crew, known in (
            (OPERATORS, {"count", "rule", "priority", "during_down", "start_at", "walk"}),
            (REPAIRMEN, {"count", "rule", "priority"}),
        ):
            people = self.model.get(crew)
            if people is None:
                continue
            self.keys(f"{crew}.", people, known)
            rule = people.get("rule", "fifo")
            if rule == "nearest" and crew == OPERATORS and "walk" not in people:
                self.note("operators: nearest without walking is fifo")
            elif rule not in ("fifo", "priority") and not (rule == "nearest" and crew == OPERATORS):
                self.refuse(f"{crew}.rule: {rule!r} is not defined")
            if rule == "priority" and "priority" not in people:
                self.refuse(f"{crew}.rule: priority without its order")
            if people.get("during_down", "hold") not in ("hold", "release"):
                self.refuse(f"{crew}.during_down: {people['during_down']!r} is not defined")
            if "start_at" in people and "walk" not in people:
                self.note("operators: start_at means nothing without walking")

    def read_vehicles(self) -> dict[tuple[str, str], Json]:
        """The vehicles by the way on which they carry: from a station to a buffer."""
        vehicles: dict[tuple[str, str], Json] = {}
        for i, given in enumerate(self.model.get("vehicles", [])):
            where = f"vehicles.{i}."
            self.keys(where, given, {"name", "count", "from", "to", "loaded", "empty", "capacity", "parked"})
            come, to = given.get("from"), given.get("to")
            if come not in self.by_name:
                self.refuse(f"{where}from: there is no station {come!r}")
                continue
            if to not in [way for way, _ in self.ways(self.by_name[come]) if way in self.buffers]:
                self.refuse(f"{where}to: no way leads from {come!r} to a buffer {to!r}")
                continue
            if given.get("capacity", 1) != 1:
                self.refuse(f"{where}capacity: vehicles that carry several jobs are not built")
            if given.get("parked", come) != come:
                self.refuse(f"{where}parked: vehicles that stand elsewhere than at their station are not built")
            if (come, to) in vehicles or given.get("name") in [v["name"] for v in vehicles.values()]:
                self.refuse(f"{where}: a second one of the same name or on the same way")
            feeds = self.by_name[come].get("in")
            if isinstance(feeds, str) and len(self.consumers.get(feeds, [])) > 1:
                self.refuse(f"{where}from: several stations take from {feeds!r}, and a step has one way on")
            vehicles[come, to] = {
                **given,
                "loaded": self.distribution(f"{where}loaded", given.get("loaded", 0)),
                "empty": self.distribution(f"{where}empty", given.get("empty", 0)),
            }
        return vehicles

    @staticmethod
    def ways(station: Json) -> list[tuple[str, float]]:
        out = station.get("out", "OUT")
        return [(out, 1.0)] if isinstance(out, str) else [(to, share) for to, share in out]

    def precedence(self, crew: str, station: str) -> int:
        people = self.model[crew]
        if people.get("rule") != "priority":
            return 0
        order = people["priority"]
        return len(order) - order.index(station) if station in order else 0

    def station(
        self, station: Json, assembled: dict[str, tuple[str, tuple[str, str]]], part_of: dict[str, str]
    ) -> Json:
        name = station["name"]
        where = f"stations.{name}."
        out: Json = {"name": name, "cycle": self.times(where, station.get("service"), part_of)}
        if name in assembled:
            come = self.assemblies[name]
            components: list[Any] = [
                self.buffers[b] if come.count(b) == 1 else {"from": self.buffers[b], "quantity": come.count(b)}
                for b in dict.fromkeys(come)
            ]
            out["assembly"] = {"components": components, "makes": self.names[assembled[name]]}
        breakdowns: list[Json] = []
        failures = station.get("failure", [])
        for failure in failures if isinstance(failures, list) else [failures]:
            self.keys(f"{where}failure.", failure, {"type", "ttf", "ttr"})
            clock = {"odf": "busy", "tdf": "calendar"}.get(failure.get("type"))
            if clock is None:
                self.refuse(f"{where}failure.type: {failure.get('type')!r} is not defined")
            uptime = self.distribution(f"{where}failure.ttf", failure.get("ttf"))
            repair = self.distribution(f"{where}failure.ttr", failure.get("ttr"))
            breakdowns.append({"uptime": uptime, "repair": repair, "clock": clock})
        if station.get("dated_down"):
            dates = sorted(station["dated_down"], key=lambda date: date[0])
            breakdowns.append({"dated": [{"at": at, "repair": repair} for at, repair in dates]})
        for breakdown in breakdowns:
            if "repairmen" in self.model:
                breakdown["crew"] = [REPAIRMEN]
                breakdown["priority"] = self.precedence(REPAIRMEN, name)
        if breakdowns:
            out["breakdowns"] = breakdowns
        if "maintenance" in station:
            given = station["maintenance"]
            self.keys(f"{where}maintenance.", given, {"after_parts", "duration"})
            parts, time = given.get("after_parts"), given.get("duration")
            if isinstance(parts, bool) or not isinstance(parts, int) or parts < 1:
                self.refuse(f"{where}maintenance.after_parts: {parts!r} is not a number of jobs")
            out["maintenance"] = [
                {
                    "clock": "cycles",
                    "every": f"{parts} cycles",
                    "duration": self.distribution(f"{where}maintenance.duration", time),
                }
            ]
        if station.get("operator"):
            out["operators"] = [OPERATORS]
            out["operator_priority"] = self.precedence(OPERATORS, name)
            if self.model[OPERATORS].get("during_down") == "release":
                out["people_on_breakdown"] = "release"
        if station.get("preempt") == "resume" or self.discipline_of(station) == "preemptive_resume":
            if self.before(station).get("capacity") != 0:
                out["preemption"] = "resume"
            else:
                self.note(f"stations.{name}: no job waits before it; preemption means nothing")
        if self.model.get("release_finished"):
            out["release_finished"] = True
        if "initial_setup" in station:
            out["initial_setup"] = station["initial_setup"]
        if name in self.inspections:
            out["inspection"] = self.inspections[name]
        if "calendar" in station:
            hours = station["calendar"]
            self.keys(f"{where}calendar.", hours, {"off", "policy"})
            if hours.get("policy", "suspend") not in ("suspend", "finish_job"):
                self.refuse(f"{where}calendar.policy: {hours['policy']!r} is not defined")
            out["calendar"] = f"hours of {name}"
            out["at_shift_end"] = hours.get("policy", "suspend")
        if station.get("operator") and self.model[OPERATORS].get("rule") == "nearest":
            out["pick"] = "nearest"
        if "batch" in station:
            out["batch"] = self.batch(station)
        return out

    def operators(self, plant: Json) -> Json:
        """The pool of operators; those who walk begin somewhere, and their ways go into the plant's table."""
        people = self.model[OPERATORS]
        pool: Json = {"name": OPERATORS, "count": people["count"]}
        if "walk" not in people:
            return pool
        plant["walks"] = [
            {"from": a, "to": b, "time": time, "both_ways": False}
            for a, row in people["walk"].items()
            for b, time in row.items()
            if a != b
        ]
        begin = people.get("start_at", [])
        if begin and len(begin) != people["count"]:
            self.refuse(f"operators.start_at: {len(begin)} stations for {people['count']} operators")
        if begin:
            pool["people"] = [
                {"name": f"operator {number}", "begin_at": at} for number, at in enumerate(begin, start=1)
            ]
            del pool["count"]
        if people.get("rule") == "nearest":
            pool["next_task"] = "nearest"
        return pool

    def batch(self, station: Json) -> Json:
        """Whatever waits goes together; the format knows no families."""
        where = f"stations.{station['name']}."
        batch = station["batch"]
        self.keys(f"{where}batch.", batch, {"min", "max"})
        sizes = {name: batch.get(name) for name in ("min", "max")}
        if sizes["min"] is None:
            sizes["min"] = 1
            self.note(f"{where}batch: no min is given; taken as 1")
        for name, size in sizes.items():
            if isinstance(size, bool) or not isinstance(size, int):
                self.refuse(f"{where}batch.{name}: {size!r} is not a size")
        if isinstance(station.get("in"), list):
            self.refuse(f"{where}batch: an assembly in batches is not defined")
        if self.before(station).get("capacity") == 0:
            self.refuse(f"{where}batch: a buffer without places before it is not built")
        if any("batch" not in self.by_name[name] for name in self.consumers.get(station.get("in"), [])):
            self.refuse(f"{where}batch: a buffer shared with stations that take single jobs is not built")
        service = station.get("service")
        if isinstance(service, dict) and "dist" not in service and len(service) > 1:
            self.note(f"stations.{station['name']}: the time of a batch of several parts is that of its first job")
        return {"smallest": sizes["min"], "largest": sizes["max"], "family": "any"}

    def before(self, station: Json) -> Json:
        """The buffer that a station takes from; empty when there is none."""
        return next((buffer for buffer in self.buffer_list if buffer["name"] == station.get("in")), {})

    def discipline_of(self, station: Json) -> str:
        return str(self.before(station).get("discipline", "fifo"))

    def times(self, where: str, service: Any, part_of: dict[str, str]) -> Any:
        if not isinstance(service, dict) or "dist" in service:
            return self.distribution(f"{where}service", service)
        by_part = {part: self.distribution(f"{where}service.{part}", law) for part, law in service.items()}
        for part in by_part:
            if part not in self.parts:
                self.refuse(f"{where}service.{part}: no such part")
        return {"by_product": {product: by_part[part] for product, part in part_of.items() if part in by_part}}

    def changeover(self, station: Json) -> Json | None:
        """The changeover table; a station that only asks for the type last made gets one without times."""
        name = station["name"]
        where = f"stations.{name}.setup_between"
        same_type = self.discipline_of(station) == "same_type_first" and self.before(station).get("capacity") != 0
        if "setup_between" not in station and not same_type and "initial_setup" not in station:
            return None
        rules, given = [], set()
        for pair, law in station.get("setup_between", {}).items():
            before, arrow, after = pair.partition(">")
            if not arrow or any(part not in (*self.parts, "*") for part in (before, after)):
                self.refuse(f"{where}: {pair!r} is not a pair of parts")
                continue
            if same_type and before == after:
                self.refuse(
                    f"{where}: {pair!r} together with same_type_first: the rule looks for jobs without changeover"
                )
            given.add((before, after))
            rules.append({"from": before, "to": after, "time": self.distribution(f"{where}.{pair}", law)})
        wanted = [(a, b) for a in self.parts for b in self.parts if a != b]
        missing = [f"{a}>{b}" for a, b in wanted if not {(a, b), ("*", b), (a, "*"), ("*", "*")} & given]
        if missing:
            if given:
                self.note(f"stations.{name}: no changeover is given for {', '.join(missing)}; taken as none")
            rules.append({"from": "*", "to": "*", "time": 0})
        return {"name": name, "by": "family", "rules": rules}

    # -- what comes in -------------------------------------------------------------------------------------------

    def entry(self, part: str, where: tuple[str, str]) -> tuple[str, tuple[str, str]]:
        if (part, where) not in self.entries:
            self.entries.append((part, where))
        return part, where

    def the_part(self, where: str) -> str:
        if len(self.parts) > 1:
            self.note(f"{where}: no part is named; {self.parts[0]!r}, the first, is taken")
        return self.parts[0]

    def read_assemblies(self) -> dict[str, tuple[str, tuple[str, str]]]:
        """What each assembly makes; upstream ones first, since theirs may be components of others."""
        assembled: dict[str, tuple[str, tuple[str, str]]] = {}
        left = list(self.assemblies)
        while left:
            name = next((n for n in left if all(self.parts_in(b) for b in self.assemblies[n])), left[0])
            left.remove(name)
            assembled[name] = self.entry(self.assembled_part(name), ("station", name))
        return assembled

    def assembled_part(self, name: str) -> str:
        service = self.by_name[name].get("service")
        if isinstance(service, dict) and "dist" not in service and len(service) == 1:
            return next(iter(service))
        coming = sorted({p for b in self.assemblies[name] for p in self.parts_in(b)}, key=self.parts.index)
        if len(coming) > 1:
            self.note(f"stations.{name}: the merged job of parts {', '.join(coming)} is taken as {coming[0]!r}")
        return coming[0] if coming else self.the_part(f"stations.{name}")

    def parts_in(self, buffer: str) -> set[str]:
        """The parts that can come to a buffer without an assembly on the way."""
        return {part for part, where in self.entries if ("buffer", buffer) in self.reachable(where)}

    def read_sources(self) -> list[Json]:
        sources: list[Json] = []
        for station in self.stations:
            if station.get("in") != "source":
                continue
            where = ("station", station["name"])
            source: Json = {"name": f"source of {station['name']}", "always": True}
            if "sequence" in station:
                source["sequence"] = [self.entry(part, where) for part in station["sequence"]]
            else:
                source["products"] = [self.entry(self.the_part(f"stations.{station['name']}"), where)]
            count = station.get("number_of_parts", self.model.get("number_of_parts"))
            if count is not None:
                source["count"] = min(count, len(station["sequence"])) if "sequence" in station else count
            sources.append(source)
        for i, given in enumerate(self.model.get("sources", [])):
            where = f"sources.{i}."
            self.keys(where, given, {"buffer", "part", "interarrival", "when_full", "batch", "arrivals", "name"})
            buffer = given.get("buffer")
            if buffer not in self.buffers:
                self.refuse(f"{where}buffer: there is no buffer {buffer!r}")
                continue
            if given.get("when_full", "lost") != "lost":
                self.refuse(f"{where}when_full: {given['when_full']!r} is not defined")
            entry = ("buffer", buffer)
            source = {"name": given.get("name", f"source {i + 1}"), "when_full": "lost"}
            if "arrivals" in given:
                if "interarrival" in given:
                    self.refuse(f"{where}interarrival: beside arrivals")
                schedule = []
                for at, *kind in sorted(given["arrivals"], key=lambda arrival: arrival[0]):
                    part = kind[0] if kind else given.get("part") or self.the_part(f"sources.{i}")
                    schedule.append({"at": at, "product": self.entry(part, entry)})
                source["schedule"] = schedule
            else:
                source["interarrival"] = self.distribution(f"{where}interarrival", given.get("interarrival"))
                source["products"] = [self.entry(given.get("part") or self.the_part(f"sources.{i}"), entry)]
                batch = given.get("batch", 1)
                if isinstance(batch, bool) or not isinstance(batch, int):
                    self.refuse(f"{where}batch: {batch!r} is not a size")
                elif batch != 1:
                    source["batch"] = batch
            sources.append(source)
        return sources

    def name_products(self, source: Json) -> None:
        for key in ("products", "sequence"):
            if key in source:
                source[key] = [self.names[entry] for entry in source[key]]
        for arrival in source.get("schedule", []):
            arrival["product"] = self.names[arrival["product"]]

    def read_conwip(self, sources: list[Json]) -> Json | None:
        conwip = self.model.get("conwip")
        if conwip is None:
            return None
        self.keys("conwip.", conwip, {"cards", "buffer", "part"})
        if conwip.get("buffer") not in self.buffers:
            self.refuse(f"conwip.buffer: there is no buffer {conwip.get('buffer')!r}")
            return None
        where = ("buffer", conwip["buffer"])
        inside = self.reachable(where, through_assemblies=True)
        for _, entry in self.entries:
            if entry == where:
                self.note("conwip: other jobs that enter its buffer hold cards too")
                continue
            shared = inside & {n for n in self.reachable(entry) if n[0] == "station"}
            if shared:
                self.refuse(
                    f"conwip beside jobs of {entry[1]} on the same stations ({', '.join(sorted(n[1] for n in shared))})"
                )
        source: Json = {
            "name": "conwip",
            "always": True,
            "products": [self.entry(conwip.get("part") or self.the_part("conwip"), where)],
        }
        if "number_of_parts" in self.model:
            source["count"] = self.model["number_of_parts"]
        sources.append(source)
        names = {"buffer": self.buffers, "station": {name: name for name in self.by_name}}
        members = [names[kind][name] for kind, name in sorted(inside)]
        return {"name": "conwip", "cards": conwip["cards"], "members": members}

    # -- buffers -------------------------------------------------------------------------------------------------

    def read_buffers(self) -> list[Json]:
        buffers = []
        for buffer in self.buffer_list:
            where = f"buffers.{buffer['name']}."
            self.keys(where, buffer, {"name", "capacity", "discipline", "priority", "initial"})
            out: Json = {"name": self.buffers[buffer["name"]]}
            if buffer.get("capacity") is not None:
                out["capacity"] = buffer["capacity"]
            discipline = buffer.get("discipline", "fifo")
            takers = [name for name, come in self.assemblies.items() if buffer["name"] in come]
            if buffer.get("capacity") == 0 and discipline in ("priority", "preemptive_resume", "same_type_first"):
                self.note(f"buffers.{buffer['name']}: without places nothing is chosen; {discipline} means nothing")
            elif discipline in ("priority", "preemptive_resume"):
                out["queue"] = ["priority", "fifo"]
            elif discipline == "same_type_first":
                out["queue"] = ["same_setup", "fifo"]
            elif discipline != "fifo":
                self.refuse(f"{where}discipline: {discipline!r} is not defined")
            if discipline != "fifo" and takers and len(self.parts) > 1:
                self.refuse(f"{where}discipline: an assembly ({', '.join(takers)}) takes first come, first served only")
            if takers and buffer.get("capacity") == 0:
                self.refuse(
                    f"{where}capacity: an assembly ({', '.join(takers)}) can't take from a buffer without places"
                )
            if (
                "priority" in buffer
                and discipline not in ("priority", "preemptive_resume")
                and not self.preempts(buffer["name"])
            ):
                self.note(f"buffers.{buffer['name']}: its priority list means nothing under {discipline}")
            entry = ("buffer", buffer["name"])
            if buffer.get("initial"):
                jobs: list[Json] = []
                for part in buffer["initial"]:
                    product = self.entry(part, entry)
                    if jobs and jobs[-1]["product"] == product:
                        jobs[-1]["quantity"] += 1
                    else:
                        jobs.append({"product": product, "quantity": 1})
                out["initial"] = jobs
            buffers.append(out)
        return buffers

    def preempts(self, buffer: str) -> bool:
        return any(self.by_name[name].get("preempt") for name in self.consumers[buffer])

    def priorities(self) -> dict[str, int]:
        """One number per part that agrees with the order of every buffer."""
        after: dict[str, set[str]] = {part: set() for part in self.parts}
        for buffer in self.buffer_list:
            ranked = buffer.get("discipline") in ("priority", "preemptive_resume") or self.preempts(buffer["name"])
            if not ranked:
                continue
            order = buffer.get("priority")
            if order is None:
                order = self.parts
                if len(order) > 1:
                    self.note(f"buffers.{buffer['name']}: no order of priority is given; that of `parts` is taken")
            rest = [part for part in self.parts if part not in order]
            for i, part in enumerate(order):
                if part not in after:
                    self.refuse(f"buffers.{buffer['name']}.priority: no such part {part!r}")
                    return {}
                after[part] |= {p for p in [*order[i + 1 :], *rest] if p in after}
        ranks: dict[str, int] = {}
        left = dict(after)
        level = 0
        while left:
            last = [part for part, below in left.items() if not below & set(left)]
            if not last:
                self.refuse(
                    "buffers: orders of priority that contradict each other (a product has one priority in the plant)"
                )
                return {}
            for part in last:
                ranks[part] = level
                del left[part]
            level += 1
        return ranks if level > 1 else {}

    # -- routes --------------------------------------------------------------------------------------------------

    def group(self, buffer: str) -> list[str]:
        return self.consumers[buffer]

    def onwards(self, node: tuple[str, str], through_assemblies: bool = False) -> list[tuple[str, str]]:
        kind, name = node
        if kind == "buffer":
            on = [("station", station) for station in self.group(name)]
            if through_assemblies:
                on += [("station", s) for s, come in self.assemblies.items() if name in come]
            return on
        return [("buffer", to) for to, share in self.ways(self.by_name[name]) if to in self.buffers]

    def reachable(self, start: tuple[str, str], through_assemblies: bool = False) -> set[tuple[str, str]]:
        seen = {start}
        todo = [start]
        while todo:
            for node in self.onwards(todo.pop(), through_assemblies):
                if node not in seen:
                    seen.add(node)
                    todo.append(node)
        return seen

    def route(self, entry: tuple[str, tuple[str, str]]) -> Json:
        """The steps from where the part enters, upstream first; every way on is written out."""
        order: list[tuple[str, str]] = []  # buffers, and the station where it enters, upstream first
        seen: set[tuple[str, str]] = set()

        def stops_after(node: tuple[str, str]) -> list[tuple[str, str]]:
            stations = [node[1]] if node[0] == "station" else self.group(node[1])
            return [("buffer", to) for s in stations for to, share in self.ways(self.by_name[s]) if to in self.buffers]

        stack = [(entry[1], iter(stops_after(entry[1])))]
        seen.add(entry[1])
        while stack:
            node, ways = stack[-1]
            following = next((n for n in ways if n not in seen), None)
            if following is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(stops_after(following))))
        steps: list[Json] = []
        for kind, name in reversed(order):
            if kind == "buffer":
                steps.append({"at": [self.buffers[name]], "name": f"wait in {name}"})
                stations = self.group(name)
                if not stations:
                    continue
            else:
                stations = [name]
            steps.append(
                {
                    "at": stations,
                    "name": f"work after {name}" if kind == "buffer" else f"work on {name}",
                    "to": self.branches(stations),
                }
            )
        # A job that a vehicle brings comes to a step of its own: the same buffer, the same stations after it.
        for (come, to), vehicle in self.vehicles.items():
            if ("station", come) not in self.reachable(entry[1]):
                continue
            steps.append(
                {
                    "at": [self.buffers[to]],
                    "name": f"from {come} to {to}",
                    "transfer": vehicle["loaded"],
                    "vehicle": vehicle["name"],
                    "back": vehicle["empty"],
                }
            )
            if stations := self.group(to):
                steps.append({"at": stations, "name": f"work after {come} and {to}", "to": self.branches(stations)})
        return {"name": self.names[entry], "products": [self.names[entry]], "steps": steps}

    def branch(self, to: str, share: float, come: str) -> Json:
        wait = f"from {come} to {to}" if (come, to) in self.vehicles else f"wait in {to}"
        return {"to": {"OUT": "exit", "SCRAP": "scrap"}.get(to, wait), "share": share}

    def branches(self, stations: list[str]) -> list[Json]:
        """The ways on of the stations of one step. A step has one split; where its stations differ, the others send
        their jobs on as if rejected by an inspection, which can be given for each station."""
        ways = {s: sorted(w for w in self.ways(self.by_name[s]) if w[1] > 0) for s in stations}
        distinct = {tuple(w) for w in ways.values()}
        if len(distinct) == 1:
            return [self.branch(to, share, stations[0]) for to, share in self.ways(self.by_name[stations[0]])]
        for leader in stations:
            others = [s for s in stations if ways[s] != ways[leader]]
            if (
                all(len(ways[s]) == 1 and ways[s][0][0] != "OUT" for s in others)
                and len({ways[s][0][0] for s in others} - {"SCRAP"}) <= 1
            ):
                for s in others:
                    to = ways[s][0][0]
                    self.inspections[s] = (
                        {"false_alarm": 1.0}
                        if to == "SCRAP"
                        else {"false_alarm": 1.0, "rework": f"wait in {to}", "rework_limit": 1000}
                    )
                return [self.branch(to, share, leader) for to, share in self.ways(self.by_name[leader])]
        self.refuse(
            f"stations {', '.join(stations)} take from one buffer and send on by different splits: a step has one"
        )
        return []

    # -- kanban and make to stock --------------------------------------------------------------------------------

    def kanban(self) -> Case:
        """A job holds a card of its stage from the release into the stage until the next stage has a card for it. The
        hand-over between stages is a station that takes no time."""
        model = self.model
        self.keys("", model, {"kanban_stages", "raw_material", "demand", "parts", "time_unit"})
        for key in ("raw_material", "demand"):
            if model.get(key, "unlimited") != "unlimited":
                self.refuse(f'{key}: only "unlimited" is defined for a kanban line')
        stations, buffers, cards, steps, handovers = [], [], [], [], []
        names = []
        count = len(model["kanban_stages"])
        for i, stage in enumerate(model["kanban_stages"], 1):
            self.keys(f"kanban_stages.{i - 1}.", stage, {"service", "cards", "name"})
            name = stage.get("name", f"S{i}")
            names.append(name)
            stations.append(
                {"name": name, "cycle": self.distribution(f"kanban_stages.{i - 1}.service", stage["service"])}
            )
            buffers.append({"name": f"queue {i}"})
            members = [f"queue {i}", name]
            if i > 1:
                handovers.append({"name": f"hand-over {i}", "cycle": 0})
                members.insert(0, f"hand-over {i}")
                steps.append(f"hand-over {i}")
            steps += [f"queue {i}", name]
            if i < count:
                buffers.append({"name": f"output {i}"})
                members.append(f"output {i}")
                steps.append(f"output {i}")
            cards.append({"name": f"kanban {i}", "cards": stage["cards"], "members": members})
        part = (model.get("parts") or ["A"])[0]
        plant: Json = {
            "products": [{"name": part}],
            "sources": [{"name": "raw material", "always": True}],
            "stations": stations + handovers,
            "buffers": buffers,
            "routes": [{"name": part, "products": [part], "steps": steps}],
            "cards": cards,
        }
        return Case(plant, [part], {part: part}, names, {}, kind="kanban")

    def make_to_stock(self) -> Case:
        """One machine that makes to stock. Finished goods hold a card each; a demand takes one and so sets a card free,
        which lets the machine make another. Without stock at all the demands themselves queue at the machine."""
        model = self.model
        self.keys("", model, {"demand", "machine", "base_stock", "unmet_demand", "parts", "time_unit"})
        if model.get("unmet_demand", "backordered") != "backordered":
            self.refuse(f"unmet_demand: {model['unmet_demand']!r} is not defined")
        stock = model.get("base_stock")
        if isinstance(stock, bool) or not isinstance(stock, int) or stock < 0:
            self.refuse(f"base_stock: {stock!r} is not a number of units")
            stock = 0
        demand = self.distribution("demand", model.get("demand"))
        machine = self.distribution("machine", model.get("machine"))
        if stock == 0:
            plant: Json = {
                "products": [{"name": "unit"}],
                "sources": [{"name": "demand", "interarrival": demand}],
                "stations": [{"name": MACHINE, "cycle": machine}],
                "buffers": [{"name": BACKORDERS}],
                "routes": [{"name": "unit", "products": ["unit"], "steps": [BACKORDERS, MACHINE]}],
            }
            return Case(plant, ["unit"], {"unit": "unit"}, [MACHINE], {}, kind="make_to_stock")
        plant = {
            "products": [{"name": "unit"}, {"name": "demand"}, {"name": "delivery"}],
            "sources": [
                {"name": "raw material", "always": True, "products": ["unit"]},
                {"name": "demand", "interarrival": demand, "products": ["demand"]},
            ],
            "stations": [
                {"name": MACHINE, "cycle": machine},
                {"name": SHIPPING, "cycle": 0, "assembly": {"components": [STOCK, BACKORDERS], "makes": "delivery"}},
            ],
            "buffers": [{"name": STOCK, "initial": [{"product": "unit", "quantity": stock}]}, {"name": BACKORDERS}],
            "routes": [
                {"name": "unit", "products": ["unit"], "steps": [MACHINE, STOCK]},
                {"name": "demand", "products": ["demand"], "steps": [BACKORDERS]},
                {"name": "delivery", "products": ["delivery"], "steps": [SHIPPING]},
            ],
            "cards": [{"name": "base stock", "cards": stock, "members": [MACHINE, STOCK]}],
        }
        part_of = {"unit": "unit", "demand": "demand", "delivery": "delivery"}
        return Case(
            plant,
            ["unit"],
            part_of,
            [MACHINE],
            {},
            kind="make_to_stock",
            base_stock=stock,
            assemblies={SHIPPING: [STOCK, BACKORDERS]},
        )
