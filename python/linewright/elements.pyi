# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
# Written by python/bindings/make_stubs.py.

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Literal, TypeAlias

from linewright._core import Distribution, Duration
from linewright._element import Element, ElementList, Times

DurationLike: TypeAlias = str | timedelta | Duration
DistributionLike: TypeAlias = DurationLike | Distribution | Mapping[str, Any]
TimesLike: TypeAlias = DistributionLike | Mapping[str, DistributionLike] | None

LAWS: dict[str, Callable[..., Distribution]]
_classes: dict[str, type[Element]]
_plant: tuple[str, str, str | None, list[tuple[str, Any, Any, str]]]

def _class_name(name: str) -> str: ...
def attribute(field: str) -> str: ...

class Product(Element):
    'A kind of job. A plant without products makes one, called "job".'

    def __init__(
        self,
        name: str = ...,
        *,
        family: str = ...,
        priority: int = ...,
        pieces: int = ...,
        weight: float = ...,
        plan_per_hour: float | None = ...,
        material: float = ...,
        scrap_value: float = ...,
        holding_per_hour: float = ...,
        late_per_job: float = ...,
        late_per_hour: float = ...,
    ) -> None: ...

    name: str
    "Its name."

    family: str
    "Its family, for changeovers by family; empty: the product's own name."

    priority: int
    "Higher goes first where a queue rule is `priority`."

    pieces: int
    "Pieces in a job, when it is a lot: for times and batches by the piece."

    weight: float
    "What its lateness counts, for the queue rules `atc` and `wmod`."

    plan_per_hour: float | None
    "Planned output an hour, for output against plan."

    material: float
    "What the material of a job costs, paid at its release."

    scrap_value: float
    "What a scrapped job is sold for."

    holding_per_hour: float
    "What an hour of a job in the plant costs."

    late_per_job: float
    "The penalty for a good job that exits after its due date."

    late_per_hour: float
    "The penalty for each hour that it is late."

class Share(Element):
    "One product's part of a source's mix."

    def __init__(self, product: str = ..., *, share: float = ...) -> None: ...

    product: str
    "The product."

    share: float
    "Its weight; the weights of a mix need not sum to 1."

class Arrival(Element):
    "One dated delivery of a source."

    def __init__(
        self,
        *,
        at: DurationLike = ...,
        product: str = ...,
        quantity: int = ...,
        due: DurationLike | None = ...,
        order: str = ...,
    ) -> None: ...
    @property
    def at(self) -> Duration:
        "When, from the start."

    @at.setter
    def at(self, value: DurationLike) -> None: ...

    product: str
    "What; empty: the source's first product."

    quantity: int
    "How many jobs at once."

    @property
    def due(self) -> Duration | None:
        "The due date of these jobs, from the start: together they are one order, complete when all of them have left the plant good."

    @due.setter
    def due(self, value: DurationLike | None) -> None: ...

    order: str
    "The name of this order: the result tells when it was complete. No two of a plant alike."

class Source(Element):
    "Where jobs come from. Exactly one of interarrival, rate_by_hour, schedule and always says when."

    def __init__(
        self,
        name: str = ...,
        *,
        products: Iterable[Share | Mapping[str, Any] | str] = ...,
        interarrival: DistributionLike | None = ...,
        rate_by_hour: Iterable[float] = ...,
        schedule: Iterable[Arrival | Mapping[str, Any]] = ...,
        always: bool = ...,
        sequence: Iterable[str] = ...,
        count: int | None = ...,
        first: DurationLike | None = ...,
        batch: int = ...,
        when_full: Literal["wait", "lost", "stop"] = ...,
        due: DistributionLike | None = ...,
        release_before_due: DurationLike | None = ...,
        workload_limit: DurationLike | None = ...,
        scrapped_jobs: Literal["short", "replace"] = ...,
        route: str = ...,
    ) -> None: ...

    name: str
    "Its name."

    @property
    def products(self) -> ElementList[Share]:
        "What it sends, drawn by share; empty: the plant's first product."

    @products.setter
    def products(self, value: Iterable[Share | Mapping[str, Any] | str]) -> None: ...
    @property
    def interarrival(self) -> Distribution | None:
        "Time from one arrival to the next."

    @interarrival.setter
    def interarrival(self, value: DistributionLike | None) -> None: ...
    @property
    def rate_by_hour(self) -> list[float]:
        "24 rates, jobs an hour from hour 0 to 23 of each day: arrivals at random (a Poisson process)."

    @rate_by_hour.setter
    def rate_by_hour(self, value: Iterable[float]) -> None: ...
    @property
    def schedule(self) -> ElementList[Arrival]:
        "Dated arrivals."

    @schedule.setter
    def schedule(self, value: Iterable[Arrival | Mapping[str, Any]]) -> None: ...

    always: bool
    "A job is always there: it enters whenever the first place can take it."

    @property
    def sequence(self) -> list[str]:
        "The products in this order, once through; then no more. Instead of products."

    @sequence.setter
    def sequence(self, value: Iterable[str]) -> None: ...

    count: int | None
    "So many jobs in all; not given: without end."

    @property
    def first(self) -> Duration | None:
        "When the first arrival comes; not given: one interval after the start."

    @first.setter
    def first(self, value: DurationLike | None) -> None: ...

    batch: int
    "Jobs that arrive together."

    when_full: Literal["wait", "lost", "stop"]
    "What happens to a job when its first place is full."

    @property
    def due(self) -> Distribution | None:
        "Due date: so long after the arrival; each job is an order of its own."

    @due.setter
    def due(self, value: DistributionLike | None) -> None: ...
    @property
    def release_before_due(self) -> Duration | None:
        "The jobs of a schedule are released so long before their due date (backward scheduling with a planned lead time), no earlier than `at`; not given: at `at`."

    @release_before_due.setter
    def release_before_due(self, value: DurationLike | None) -> None: ...
    @property
    def workload_limit(self) -> Duration | None:
        "A job waits outside until the mean processing that the jobs in the plant still had before them when they were released, its own included, is at most so much (workload control, aggregate load); into an empty plant it may always. Not given: no limit."

    @workload_limit.setter
    def workload_limit(self, value: DurationLike | None) -> None: ...

    scrapped_jobs: Literal["short", "replace"]
    "What happens to an order of the schedule when one of its jobs is scrapped or becomes a lower grade."

    route: str
    "The route of its jobs; empty: the route of the product."

class DatedBreakdown(Element):
    "A breakdown at a date; one that falls while the station is down is dropped."

    def __init__(self, *, at: DurationLike = ..., repair: DurationLike = ...) -> None: ...
    @property
    def at(self) -> Duration:
        "When, from the start."

    @at.setter
    def at(self, value: DurationLike) -> None: ...
    @property
    def repair(self) -> Duration:
        "The repair work, without waiting."

    @repair.setter
    def repair(self, value: DurationLike) -> None: ...

class Need(Element):
    "People that a phase needs, all at once."

    def __init__(
        self,
        skill: str = ...,
        *,
        number: int = ...,
        phases: Iterable[Literal["setup", "load", "process", "unload", "repair"]] = ...,
        time_factors: Iterable[float] = ...,
    ) -> None: ...

    skill: str
    "The skill asked for; a pool's own name is a skill of its people."

    number: int
    "How many people; the least, where more go faster."

    @property
    def phases(self) -> list[Literal["setup", "load", "process", "unload", "repair"]]:
        "The phases they are needed in; people are kept through consecutive phases of one need. In a breakdown's crew the phase is always repair and need not be given."

    @phases.setter
    def phases(self, value: Iterable[Literal["setup", "load", "process", "unload", "repair"]]) -> None: ...
    @property
    def time_factors(self) -> list[float]:
        "Where more go faster: the factor on the time with number people, with one more, and so on to the most that are taken; empty: number, no more."

    @time_factors.setter
    def time_factors(self, value: Iterable[float]) -> None: ...

class SparePart(Element):
    "A part that a repair or a maintenance needs before it can begin."

    def __init__(self, material: str = ..., *, quantity: float = ...) -> None: ...

    material: str
    "The material."

    quantity: float
    "How much of it each one needs."

class Breakdown(Element):
    "One way in which a station breaks down: by up-time, by availability, by probability per cycle, or by dates."

    def __init__(
        self,
        name: str = ...,
        *,
        uptime: DistributionLike | None = ...,
        repair: DistributionLike = ...,
        availability: float | None = ...,
        probability: float | None = ...,
        dated: Iterable[DatedBreakdown | Mapping[str, Any]] = ...,
        clock: Literal["busy", "calendar", "cycles", "per_cycle", "on_shift", "pieces"] = ...,
        job: Literal["resume", "restart", "resample", "scrap", "finish_first"] = ...,
        renew: Literal["own", "all"] = ...,
        scope: Literal["station", "place"] = ...,
        crew: Iterable[Need | Mapping[str, Any] | str] = ...,
        priority: int = ...,
        repair_clock: Literal["crew", "calendar"] = ...,
        cost: float = ...,
        parts: Iterable[SparePart | Mapping[str, Any] | str] = ...,
    ) -> None: ...
    @property
    def uptime(self) -> Distribution | None:
        "From the end of a repair to the next failure, in the clock's own time (a number of cycles for the clock cycles)."

    @uptime.setter
    def uptime(self, value: DistributionLike | None) -> None: ...
    @property
    def repair(self) -> Distribution:
        "The repair work alone; waiting for a crew comes on top."

    @repair.setter
    def repair(self, value: DistributionLike) -> None: ...

    availability: float | None
    "Instead of uptime: up-times are exponential with mean repair x A / (1 - A)."

    probability: float | None
    "For the clock per_cycle: the chance of a jam at each job."

    @property
    def dated(self) -> ElementList[DatedBreakdown]:
        "Instead of uptime: breakdowns at dates known beforehand."

    @dated.setter
    def dated(self, value: Iterable[DatedBreakdown | Mapping[str, Any]]) -> None: ...

    clock: Literal["busy", "calendar", "cycles", "per_cycle", "on_shift", "pieces"]
    "What the up-time counts."

    job: Literal["resume", "restart", "resample", "scrap", "finish_first"]
    "What becomes of the job in process."

    renew: Literal["own", "all"]
    "Which clocks the repair starts anew."

    scope: Literal["station", "place"]
    "What stops: the station, or one of its places."

    @property
    def crew(self) -> ElementList[Need]:
        "The people that the repair needs; empty: every repair starts at once."

    @crew.setter
    def crew(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...

    priority: int
    "Higher is repaired first where several wait for the same people."

    name: str
    "Its name in results; empty: its number."

    repair_clock: Literal["crew", "calendar"]
    "What the repair does while its crew is off shift."

    cost: float
    "What each one costs besides people, time and parts: a service."

    @property
    def parts(self) -> ElementList[SparePart]:
        "Spare parts that the repair needs: its crew is called when they are there."

    @parts.setter
    def parts(self, value: Iterable[SparePart | Mapping[str, Any] | str]) -> None: ...

class Condition(Element):
    "Maintenance by condition: what falls due is a check; only what is worn far enough is worked on, and renewed."

    def __init__(self, *, breakdown: str = ..., worn: float = ..., check: DistributionLike = ...) -> None: ...

    breakdown: str
    "The breakdown of the station whose wear is looked at; the work renews it."

    worn: float
    "The share of the up-time to its next failure that must be used up, above 0 up to 1, in its clock's time."

    @property
    def check(self) -> Distribution:
        "How long the check takes; the work comes on top."

    @check.setter
    def check(self, value: DistributionLike) -> None: ...

class Maintenance(Element):
    "A planned maintenance: due by a clock or at dates. It is no failure; while it waits for its crew and while it is done, the station is in planned_maintenance."

    def __init__(
        self,
        name: str = ...,
        *,
        clock: Literal["busy", "calendar", "cycles", "on_shift", "pieces"] = ...,
        every: DistributionLike | None = ...,
        first: DurationLike | None = ...,
        staggered: bool = ...,
        from_: Literal["end", "start"] = ...,
        scope: Literal["station", "place"] = ...,
        dated: Iterable[DurationLike] = ...,
        duration: DistributionLike = ...,
        mode: Literal["immediate", "after_job", "opportunistic"] = ...,
        deadline: DurationLike | None = ...,
        renews: Iterable[str] = ...,
        condition: Condition | Mapping[str, Any] | None = ...,
        crew: Iterable[Need | Mapping[str, Any] | str] = ...,
        priority: int = ...,
        cost: float = ...,
        parts: Iterable[SparePart | Mapping[str, Any] | str] = ...,
    ) -> None: ...

    name: str
    "Its name in results; empty: its number."

    clock: Literal["busy", "calendar", "cycles", "on_shift", "pieces"]
    "What the interval counts."

    @property
    def every(self) -> Distribution | None:
        "From one to the next falling due, in the clock's own time (a number of cycles for the clocks cycles and pieces)."

    @every.setter
    def every(self, value: DistributionLike | None) -> None: ...
    @property
    def first(self) -> Duration | None:
        "When it falls due for the first time, in the clock's own time; not given: drawn like the others."

    @first.setter
    def first(self, value: DurationLike | None) -> None: ...

    staggered: bool
    "Of n places, place k has its first after k / n of `first`: one after the other, the last at `first`."

    from_: Literal["end", "start"]
    "What `every` counts from."

    scope: Literal["station", "place"]
    "What stops: the station, or one of its places."

    @property
    def dated(self) -> list[Duration]:
        "Instead of every: the dates at which it falls due, from the start; one that comes before the last is done is dropped."

    @dated.setter
    def dated(self, value: Iterable[DurationLike]) -> None: ...
    @property
    def duration(self) -> Distribution:
        "The work alone; waiting for a crew comes on top."

    @duration.setter
    def duration(self, value: DistributionLike) -> None: ...

    mode: Literal["immediate", "after_job", "opportunistic"]
    "When it begins once it has fallen due."

    @property
    def deadline(self) -> Duration | None:
        "For the mode opportunistic: how long it waits for its moment before it goes on as after_job."

    @deadline.setter
    def deadline(self, value: DurationLike | None) -> None: ...
    @property
    def renews(self) -> list[str]:
        "The breakdowns of the station whose clocks start anew at its end."

    @renews.setter
    def renews(self, value: Iterable[str]) -> None: ...
    @property
    def condition(self) -> Condition | None:
        "Given: a check comes first, and the work only if it is needed."

    @condition.setter
    def condition(self, value: Condition | Mapping[str, Any] | None) -> None: ...
    @property
    def crew(self) -> ElementList[Need]:
        "The people that it needs; empty: it begins without."

    @crew.setter
    def crew(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...

    priority: int
    "Higher gets the crew first."

    cost: float
    "What each one costs besides people, time and parts: a service."

    @property
    def parts(self) -> ElementList[SparePart]:
        "Parts that it needs: its crew is called when they are there."

    @parts.setter
    def parts(self, value: Iterable[SparePart | Mapping[str, Any] | str]) -> None: ...

class InitialState(Element):
    "One thing about a station at the start of the run: a job on a place, what a place is set up for, a breakdown or a maintenance under way, the clock of a breakdown."

    def __init__(
        self,
        *,
        place: int | None = ...,
        product: str = ...,
        quantity: int = ...,
        step: str = ...,
        phase: Literal["setup", "load", "process", "unload", "finished"] = ...,
        remaining: DurationLike | None = ...,
        remaining_share: float | None = ...,
        age: DurationLike | None = ...,
        due: DurationLike | None = ...,
        order: str = ...,
        setup: str = ...,
        breakdown: str = ...,
        maintenance: str = ...,
        clock: DurationLike | None = ...,
    ) -> None: ...

    place: int | None
    "Which of its places, counted from 1; not given: for a job the first without one, else the station."

    product: str
    "The job on the place; empty: none."

    quantity: int
    "Where the station takes batches: so many jobs together."

    step: str
    "The step of its route that is done; empty: the first one at this station."

    phase: Literal["setup", "load", "process", "unload", "finished"]
    "What the job is at."

    @property
    def remaining(self) -> Duration | None:
        "What is left of that phase, or of the repair or maintenance: work for people of level 1."

    @remaining.setter
    def remaining(self, value: DurationLike | None) -> None: ...

    remaining_share: float | None
    "Instead of remaining: the share that is left of the phase's time, which is drawn; neither: all of it."

    @property
    def age(self) -> Duration | None:
        "How long the job has been in the plant; lead times count from its release."

    @age.setter
    def age(self, value: DurationLike | None) -> None: ...
    @property
    def due(self) -> Duration | None:
        'When it is due, from the start; "-3 h" was three hours ago.'

    @due.setter
    def due(self, value: DurationLike | None) -> None: ...

    order: str
    "The order it is for: complete when all jobs at the start that name it are good and out."

    setup: str
    "What the place was last set up for, instead of initial_setup; with the phase setup: before that."

    breakdown: str
    "A breakdown of the station, by its name or number."

    maintenance: str
    "A maintenance of the station that is under way."

    @property
    def clock(self) -> Duration | None:
        "The breakdown's clock has run so long since the last repair, or so many cycles."

    @clock.setter
    def clock(self, value: DurationLike | None) -> None: ...

class Component(Element):
    "What an assembly takes from one buffer."

    def __init__(self, *, from_: str = ..., product: str = ..., quantity: int = ..., lot: bool = ...) -> None: ...

    from_: str
    "The buffer that it is taken from."

    product: str
    "Only jobs of this product; empty: whatever waits there."

    quantity: int
    "How many."

    lot: bool
    "Instead of a quantity: the parts of one lot that was split, all that are left of it."

class Assembly(Element):
    "The station takes all components when they are there and it is idle; the product is released here."

    def __init__(
        self, *, components: Iterable[Component | Mapping[str, Any] | str] = ..., makes: str = ...
    ) -> None: ...
    @property
    def components(self) -> ElementList[Component]:
        "What it takes, all at once."

    @components.setter
    def components(self, value: Iterable[Component | Mapping[str, Any] | str]) -> None: ...

    makes: str
    "The product that goes on from here; empty: the plant's first product."

class Batch(Element):
    "A place of the station takes several waiting jobs at once and lets them go together; each place has a batch of its own."

    def __init__(
        self,
        *,
        smallest: int = ...,
        largest: int = ...,
        longest_wait: DurationLike | None = ...,
        family: Literal["product", "family", "any", "operation"] = ...,
        time: Literal["per_batch", "per_job"] = ...,
        count: Literal["jobs", "pieces"] = ...,
        rule: Literal["first_ready", "highest_job", "most_complete"] = ...,
    ) -> None: ...

    smallest: int
    "It loads when at least so many jobs wait that may go together."

    largest: int
    "It takes at most so many, in the order of the queue's rule."

    @property
    def longest_wait(self) -> Duration | None:
        "When the first of them has waited so long, it loads with fewer than the smallest size; not given: never."

    @longest_wait.setter
    def longest_wait(self, value: DurationLike | None) -> None: ...

    family: Literal["product", "family", "any", "operation"]
    "Which jobs may go together."

    time: Literal["per_batch", "per_job"]
    "How long the batch is worked on."

    count: Literal["jobs", "pieces"]
    "What the sizes count."

    rule: Literal["first_ready", "highest_job", "most_complete"]
    "Which batch starts where jobs of several families wait."

class Split(Element):
    "Here a lot ends: so many jobs of another product are released in its stead, and leave one after the other."

    def __init__(self, *, product: str = ..., quantity: int = ...) -> None: ...

    product: str
    "What its parts are; they go on from the first step of that product's route."

    quantity: int
    "How many parts a lot has."

class Inspection(Element):
    "The operation looks for defects that arose here or before. What it finds is reworked, downgraded or scrapped."

    def __init__(
        self,
        *,
        miss: float = ...,
        false_alarm: float = ...,
        rework: str = ...,
        rework_limit: int = ...,
        downgrade: str = ...,
    ) -> None: ...

    miss: float
    "The chance that a defective job passes."

    false_alarm: float
    "The chance that a good job is taken for defective."

    rework: str
    "The step that rejected jobs go back to; empty: no rework."

    rework_limit: int
    "How often a job may be reworked; past it, it is scrapped."

    downgrade: str
    "Rejected jobs go on as this product (a lower grade) instead of being scrapped."

class Point(Element):
    "A point on the floor."

    def __init__(self, *, x: float = ..., y: float = ...) -> None: ...

    x: float
    "Metres to the right."

    y: float
    "Metres up the drawing."

class Spot(Element):
    "Where something stands on the aisles: at a node, or along an aisle."

    def __init__(self, node: str = ..., *, aisle: str = ..., metres: float = ...) -> None: ...

    node: str
    "The node at which it stands."

    aisle: str
    "Instead of a node: the aisle along which it stands."

    metres: float
    "So far into that aisle, from where it begins."

class Refill(Element):
    "A material that lies at each place of the station: when there is less of it than the next job needs, the place is filled up from the store before the job begins."

    def __init__(
        self,
        *,
        charge: float = ...,
        initial: float | None = ...,
        rest: Literal["kept", "discarded"] = ...,
        time: DistributionLike = ...,
        crew: Iterable[Need | Mapping[str, Any] | str] = ...,
    ) -> None: ...

    charge: float
    "What a place holds when it is full."

    initial: float | None
    "What it holds at the start; not given: a charge."

    rest: Literal["kept", "discarded"]
    "What becomes of what is left in it then."

    @property
    def time(self) -> Distribution:
        "How long it takes; the station stands meanwhile."

    @time.setter
    def time(self, value: DistributionLike) -> None: ...
    @property
    def crew(self) -> ElementList[Need]:
        "The people that it needs; empty: it goes by itself."

    @crew.setter
    def crew(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...

class Consumption(Element):
    "What a station uses up of one material with each job. It is taken when the job is to be loaded; until all of it is there the station waits for material, with the job on it."

    def __init__(
        self,
        *,
        material: str = ...,
        quantity: Mapping[str, float] | float = ...,
        per: Literal["job", "piece"] = ...,
        refill: Refill | Mapping[str, Any] | None = ...,
    ) -> None: ...

    material: str
    "The material."

    @property
    def quantity(self) -> dict[str, float]:
        'How much, for each product; "*" for all others, one number for all. Products that aren\'t named need none.'

    @quantity.setter
    def quantity(self, value: Mapping[str, float] | float) -> None: ...

    per: Literal["job", "piece"]
    "Whether that is for a job or for each of its pieces."

    @property
    def refill(self) -> Refill | None:
        "It lies at the station and is filled up from time to time; not given: each job's part is taken from the store."

    @refill.setter
    def refill(self, value: Refill | Mapping[str, Any] | None) -> None: ...

class Standby(Element):
    "Each place of the station is switched off when it has been starved for some time, and warms up before its next job, as part of the setup."

    def __init__(
        self,
        *,
        after: DurationLike = ...,
        warm_up: DurationLike = ...,
        cools_in: DurationLike | None = ...,
        cold_at_start: bool = ...,
        power_kw: float = ...,
    ) -> None: ...
    @property
    def after(self) -> Duration:
        "How long it is starved before it is switched off."

    @after.setter
    def after(self, value: DurationLike) -> None: ...
    @property
    def warm_up(self) -> Duration:
        "How long it warms up from cold."

    @warm_up.setter
    def warm_up(self, value: DurationLike) -> None: ...
    @property
    def cools_in(self) -> Duration | None:
        "It cools down exponentially with this time constant: off for a time t it needs warm_up x (1 - exp(-t / cools_in)); not given: it is cold at once."

    @cools_in.setter
    def cools_in(self, value: DurationLike | None) -> None: ...

    cold_at_start: bool
    "At the start it is off, and cold; else as if just used."

    power_kw: float
    "The power that a place takes while it is off, instead of that of starved."

class Station(Element):
    "A place, or several equal places, where work is done."

    def __init__(
        self,
        name: str = ...,
        *,
        cycle: TimesLike = ...,
        per: Literal["job", "piece"] = ...,
        places: int = ...,
        slots: int = ...,
        interval: DurationLike | None = ...,
        load_ahead: bool = ...,
        load: TimesLike = ...,
        unload: TimesLike = ...,
        breakdowns: Iterable[Breakdown | Mapping[str, Any]] = ...,
        maintenance: Iterable[Maintenance | Mapping[str, Any]] = ...,
        operators: Iterable[Need | Mapping[str, Any] | str] = ...,
        operators_instead: Iterable[Iterable[Need | Mapping[str, Any] | str]] = ...,
        operator_priority: int = ...,
        pick: Literal["least_versatile", "best_level", "longest_idle", "nearest"] = ...,
        hold_while_blocked: bool = ...,
        people_on_breakdown: Literal["hold", "release"] = ...,
        queue: Iterable[str] = ...,
        from_: Iterable[str] = ...,
        blocking: Literal["after_service", "before_service"] = ...,
        preemption: Literal["none", "resume", "restart"] = ...,
        release_finished: bool = ...,
        initial_setup: str = ...,
        initial: Iterable[InitialState | Mapping[str, Any]] = ...,
        assembly: Assembly | Mapping[str, Any] | None = ...,
        batch: Batch | Mapping[str, Any] | None = ...,
        splits: Split | Mapping[str, Any] | None = ...,
        defects: Mapping[str, float] | float = ...,
        inspection: Inspection | Mapping[str, Any] | None = ...,
        ideal_cycle: DurationLike | None = ...,
        calendar: str = ...,
        at_shift_end: Literal["suspend", "restart", "finish_job", "finish_if_within", "no_start_unless_it_fits"] = ...,
        finish_within: DurationLike | None = ...,
        late_break: Literal["keep_clock", "keep_length"] = ...,
        position: Point | Mapping[str, Any] | None = ...,
        at: Spot | Mapping[str, Any] | str | None = ...,
        cost_per_hour: Mapping[str, float] | float = ...,
        cost_per_setup: float = ...,
        power_kw: Mapping[str, float] | float = ...,
        consumes: Iterable[Consumption | Mapping[str, Any]] = ...,
        standby: Standby | Mapping[str, Any] | None = ...,
    ) -> None: ...

    name: str
    "Its name."

    @property
    def cycle(self) -> Distribution | Times | None:
        "The processing time of a job, for all products or for each."

    @cycle.setter
    def cycle(self, value: TimesLike) -> None: ...

    per: Literal["job", "piece"]
    "What the cycle and the interval are for."

    places: int
    "Parallel places: jobs that can be worked on at once."

    slots: int
    "Slots one behind the other in each place (a cascading tool): a new job enters while the last is further in."

    @property
    def interval(self) -> Duration | None:
        "With slots: how much of its processing a job has in each slot but the last, which has the rest; not given: all of it in the first."

    @interval.setter
    def interval(self, value: DurationLike | None) -> None: ...

    load_ahead: bool
    "With slots: while there is room for it, the next job is set up and loaded beside those inside, and waits before the first slot; not given: that is done in the first slot."

    @property
    def load(self) -> Distribution | Times | None:
        "Time to put a job in, before processing."

    @load.setter
    def load(self, value: TimesLike) -> None: ...
    @property
    def unload(self) -> Distribution | Times | None:
        "Time to take a job out, after processing."

    @unload.setter
    def unload(self, value: TimesLike) -> None: ...
    @property
    def breakdowns(self) -> ElementList[Breakdown]:
        "The ways in which it breaks down."

    @breakdowns.setter
    def breakdowns(self, value: Iterable[Breakdown | Mapping[str, Any]]) -> None: ...
    @property
    def maintenance(self) -> ElementList[Maintenance]:
        "Its planned maintenance."

    @maintenance.setter
    def maintenance(self, value: Iterable[Maintenance | Mapping[str, Any]]) -> None: ...
    @property
    def operators(self) -> ElementList[Need]:
        "The people it needs, by skill and phase."

    @operators.setter
    def operators(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...
    @property
    def operators_instead(self) -> list[ElementList[Need]]:
        "Alternatives to operators, in order of preference: the first that can be met now is taken."

    @operators_instead.setter
    def operators_instead(self, value: Iterable[Iterable[Need | Mapping[str, Any] | str]]) -> None: ...

    operator_priority: int
    "Higher gets people first; equal: first come."

    pick: Literal["least_versatile", "best_level", "longest_idle", "nearest"]
    "Which of several free people is taken."

    hold_while_blocked: bool
    "People stay while the finished job is blocked."

    people_on_breakdown: Literal["hold", "release"]
    "What people do when the station breaks down."

    @property
    def queue(self) -> list[str]:
        "Which waiting job goes first; empty: the rule of the buffer."

    @queue.setter
    def queue(self, value: Iterable[str]) -> None: ...
    @property
    def from_(self) -> list[str]:
        "The only buffers it takes jobs from; empty: all that routes lead through."

    @from_.setter
    def from_(self, value: Iterable[str]) -> None: ...

    blocking: Literal["after_service", "before_service"]
    "When a lack of room ahead holds the station up."

    preemption: Literal["none", "resume", "restart"]
    "What a job of higher priority does to the one in process."

    release_finished: bool
    "While down it lets a job leave that was finished and blocked before."

    initial_setup: str
    "The product (or family) it is set up for at the start; empty: the first job needs no changeover."

    @property
    def initial(self) -> ElementList[InitialState]:
        "How it stands at the start: jobs, breakdowns, maintenance under way."

    @initial.setter
    def initial(self, value: Iterable[InitialState | Mapping[str, Any]]) -> None: ...
    @property
    def assembly(self) -> Assembly | None:
        "What it puts together; not given: it works on single jobs."

    @assembly.setter
    def assembly(self, value: Assembly | Mapping[str, Any] | None) -> None: ...
    @property
    def batch(self) -> Batch | None:
        "How many jobs it works on together; not given: one at a time."

    @batch.setter
    def batch(self, value: Batch | Mapping[str, Any] | None) -> None: ...
    @property
    def splits(self) -> Split | None:
        "Into what it splits the lots that it has worked on; not given: into nothing."

    @splits.setter
    def splits(self, value: Split | Mapping[str, Any] | None) -> None: ...
    @property
    def defects(self) -> dict[str, float]:
        'The chance that a defect arises at this operation, for each product; "*" for all others.'

    @defects.setter
    def defects(self, value: Mapping[str, float] | float) -> None: ...
    @property
    def inspection(self) -> Inspection | None:
        "What it looks for and what it does about it."

    @inspection.setter
    def inspection(self, value: Inspection | Mapping[str, Any] | None) -> None: ...
    @property
    def ideal_cycle(self) -> Duration | None:
        "The ideal cycle time, for OEE; not given: no OEE."

    @ideal_cycle.setter
    def ideal_cycle(self, value: DurationLike | None) -> None: ...

    calendar: str
    "Its shift calendar; empty: always on shift."

    at_shift_end: Literal["suspend", "restart", "finish_job", "finish_if_within", "no_start_unless_it_fits"]
    "What happens to its work when a shift ends or a break begins."

    @property
    def finish_within(self) -> Duration | None:
        "The longest time past the end, for finish_if_within."

    @finish_within.setter
    def finish_within(self, value: DurationLike | None) -> None: ...

    late_break: Literal["keep_clock", "keep_length"]
    "How long a break lasts that a job to be finished has put off."

    @property
    def position(self) -> Point | None:
        "Where it stands; with it people walk."

    @position.setter
    def position(self, value: Point | Mapping[str, Any] | None) -> None: ...
    @property
    def at(self) -> Spot | None:
        "Where it stands on the aisles, instead of a position."

    @at.setter
    def at(self, value: Spot | Mapping[str, Any] | str | None) -> None: ...
    @property
    def cost_per_hour(self) -> dict[str, float]:
        'What an hour of each place costs, by the state it is in; "*" for all others, one number for all.'

    @cost_per_hour.setter
    def cost_per_hour(self, value: Mapping[str, float] | float) -> None: ...

    cost_per_setup: float
    "What each changeover costs besides people and time: tools, cleaning."

    @property
    def power_kw(self) -> dict[str, float]:
        'The power that each place takes, by the state it is in; "*" for all others, one number for all.'

    @power_kw.setter
    def power_kw(self, value: Mapping[str, float] | float) -> None: ...
    @property
    def consumes(self) -> ElementList[Consumption]:
        "The materials that it uses up."

    @consumes.setter
    def consumes(self, value: Iterable[Consumption | Mapping[str, Any]]) -> None: ...
    @property
    def standby(self) -> Standby | None:
        "When it is switched off while starved; not given: never."

    @standby.setter
    def standby(self, value: Standby | Mapping[str, Any] | None) -> None: ...

class InitialJobs(Element):
    "Jobs that wait in a buffer at the start, head first."

    def __init__(
        self,
        product: str = ...,
        *,
        quantity: int = ...,
        step: str = ...,
        age: DurationLike | None = ...,
        due: DurationLike | None = ...,
        order: str = ...,
        arrives_in: DurationLike | None = ...,
    ) -> None: ...

    product: str
    "What waits; empty: the plant's first product."

    quantity: int
    "How many."

    step: str
    "The step of the route they stand at; empty: the first one at this buffer."

    @property
    def age(self) -> Duration | None:
        "How long they have been in the plant; lead times count from their release."

    @age.setter
    def age(self, value: DurationLike | None) -> None: ...
    @property
    def due(self) -> Duration | None:
        'When they are due, from the start; "-3 h" was three hours ago.'

    @due.setter
    def due(self, value: DurationLike | None) -> None: ...

    order: str
    "The order they are for: complete when all jobs at the start that name it are good and out."

    @property
    def arrives_in(self) -> Duration | None:
        "They are on their way here over the step's transfer, and arrive then."

    @arrives_in.setter
    def arrives_in(self, value: DurationLike | None) -> None: ...

class Buffer(Element):
    "A place where jobs wait between stations."

    def __init__(
        self,
        name: str = ...,
        *,
        capacity: int | None = ...,
        queue: Iterable[str] = ...,
        dispatch: Literal["first", "longest_idle", "least_setup", "random"] = ...,
        initial: Iterable[InitialJobs | Mapping[str, Any] | str] = ...,
        position: Point | Mapping[str, Any] | None = ...,
        at: Spot | Mapping[str, Any] | str | None = ...,
    ) -> None: ...

    name: str
    "Its name."

    capacity: int | None
    "Places, without those of the stations; 0: handed over only to a station that can take the job at once; not given: no limit."

    @property
    def queue(self) -> list[str]:
        "Which job goes first: a list of rules, the later ones settle ties of the earlier (fifo, lifo, priority, spt, lpt, edd, slack, critical_ratio, atc, least_setup, same_setup, fasfs, odd, wmod, or a rule of your own by name); empty: fifo."

    @queue.setter
    def queue(self, value: Iterable[str]) -> None: ...

    dispatch: Literal["first", "longest_idle", "least_setup", "random"]
    "Which idle station gets a job that several could take."

    @property
    def initial(self) -> ElementList[InitialJobs]:
        "Jobs that wait here at the start, head first."

    @initial.setter
    def initial(self, value: Iterable[InitialJobs | Mapping[str, Any] | str]) -> None: ...
    @property
    def position(self) -> Point | None:
        "Where it stands; not given: where the first station that takes from it does."

    @position.setter
    def position(self, value: Point | Mapping[str, Any] | None) -> None: ...
    @property
    def at(self) -> Spot | None:
        "Where it stands on the aisles, instead of a position."

    @at.setter
    def at(self, value: Spot | Mapping[str, Any] | str | None) -> None: ...

class Branch(Element):
    "One way on from a step, taken by a share of the jobs."

    def __init__(self, to: str = ..., *, share: float = ...) -> None: ...

    to: str
    'The step to go to, or "exit", or "scrap", or the name of a sink.'

    share: float
    "Its weight; the weights of a split need not sum to 1."

class TransferBatch(Element):
    "Jobs that move to a step only together. They leave their station and wait beside it."

    def __init__(self, *, size: int = ..., longest_wait: DurationLike | None = ...) -> None: ...

    size: int
    "So many move at once, when there is room for all of them."

    @property
    def longest_wait(self) -> Duration | None:
        "So long after the first of them they move with fewer; not given: they wait for the others, the last ones for ever."

    @longest_wait.setter
    def longest_wait(self, value: DurationLike | None) -> None: ...

class BatchSize(Element):
    "The sizes of a batch at one step."

    def __init__(self, *, smallest: int = ..., largest: int = ...) -> None: ...

    smallest: int
    "It loads when at least so many wait that may go together."

    largest: int
    "It takes at most so many."

class TimeLimit(Element):
    "A limit on the time from the end of an earlier step until the job is loaded here. It is measured, not enforced."

    def __init__(self, *, since: str = ..., within: DurationLike = ...) -> None: ...

    since: str
    "The earlier step; its end, unloading included, counts."

    @property
    def within(self) -> Duration:
        "The longest time."

    @within.setter
    def within(self, value: DurationLike) -> None: ...

class Step(Element):
    "One stop on a route: a buffer, a station, or alternatives."

    def __init__(
        self,
        at: str | Iterable[str] = ...,
        *,
        name: str = ...,
        cycle: TimesLike = ...,
        to: Iterable[Branch | Mapping[str, Any] | str] = ...,
        transfer: DistributionLike | None = ...,
        vehicle: str = ...,
        back: DistributionLike | None = ...,
        conveyor: str = ...,
        carried_by: Iterable[Need | Mapping[str, Any] | str] = ...,
        transfer_batch: TransferBatch | Mapping[str, Any] | None = ...,
        setup: str = ...,
        interval: DurationLike | None = ...,
        per: Literal["job", "piece"] = ...,
        batch: BatchSize | Mapping[str, Any] | None = ...,
        sampling: float = ...,
        same_place_as: str = ...,
        limits: Iterable[TimeLimit | Mapping[str, Any]] = ...,
        material: float = ...,
    ) -> None: ...
    @property
    def at(self) -> list[str]:
        "The buffer or station, or alternatives in order of preference: the first that takes the job gets it; or a subcontractor."

    @at.setter
    def at(self, value: str | Iterable[str]) -> None: ...

    name: str
    "What branches call this step; empty: the name of its first place."

    @property
    def cycle(self) -> Distribution | Times | None:
        "The time of this operation here, instead of the station's own."

    @cycle.setter
    def cycle(self, value: TimesLike) -> None: ...
    @property
    def to(self) -> ElementList[Branch]:
        "Where jobs go next, by share; empty: to the next step, after the last one out."

    @to.setter
    def to(self, value: Iterable[Branch | Mapping[str, Any] | str]) -> None: ...
    @property
    def transfer(self) -> Distribution | None:
        "How long the way to this step takes; not given: by the distance where somebody carries who has a speed, else no time."

    @transfer.setter
    def transfer(self, value: DistributionLike | None) -> None: ...

    vehicle: str
    "The fleet that carries jobs here: a finished job stays on its station until a vehicle is free and there is room, and the trip begins. Empty: none is needed."

    @property
    def back(self) -> Distribution | None:
        "How long the vehicle's empty way back takes; not given: no time."

    @back.setter
    def back(self, value: DistributionLike | None) -> None: ...

    conveyor: str
    "The conveyor that brings jobs here: a finished job enters it when there is room on it, and goes on at its end when there is room here. Empty: none."

    @property
    def carried_by(self) -> ElementList[Need]:
        "The people who carry jobs here: asked for when a job is finished and its place here is reserved; they walk to the job, carry it and are free here. How long they carry is the transfer or, not given, their walk. Empty: nobody is needed."

    @carried_by.setter
    def carried_by(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...
    @property
    def transfer_batch(self) -> TransferBatch | None:
        "Jobs move here only so many together; not given: one by one."

    @transfer_batch.setter
    def transfer_batch(self, value: TransferBatch | Mapping[str, Any] | None) -> None: ...

    setup: str
    "What the station must be set up for here, for changeover tables by setup; empty: any setting will do, and stays."

    @property
    def interval(self) -> Duration | None:
        "At a station with slots: how much of the processing is done in each slot but the last; not given: what the station says."

    @interval.setter
    def interval(self, value: DurationLike | None) -> None: ...

    per: Literal["job", "piece"]
    "What the step's own cycle and interval are for."

    @property
    def batch(self) -> BatchSize | None:
        "The sizes of batches of this step, instead of the station's."

    @batch.setter
    def batch(self, value: BatchSize | Mapping[str, Any] | None) -> None: ...

    sampling: float
    "At a station: the share of the jobs that are worked on here; the others go on to the step after it, in no time."

    same_place_as: str
    "At a station: an earlier step. The job goes to the very place that worked on it there; not given: to any."

    @property
    def limits(self) -> ElementList[TimeLimit]:
        "At a station: limits on the time since earlier steps, measured."

    @limits.setter
    def limits(self, value: Iterable[TimeLimit | Mapping[str, Any]]) -> None: ...

    material: float
    "What is consumed here costs so much for each job, paid when its processing ends."

class Route(Element):
    "The way of a product through the plant."

    def __init__(
        self, name: str = ..., *, products: Iterable[str] = ..., steps: Iterable[Step | Mapping[str, Any] | str] = ...
    ) -> None: ...

    name: str
    "Its name."

    @property
    def products(self) -> list[str]:
        "The products that take it; empty: all that no other route names."

    @products.setter
    def products(self, value: Iterable[str]) -> None: ...
    @property
    def steps(self) -> ElementList[Step]:
        "The stops, in order: buffers to wait in and stations to be worked on."

    @steps.setter
    def steps(self, value: Iterable[Step | Mapping[str, Any] | str]) -> None: ...

class Learning(Element):
    "Wright's curve: the n-th repetition takes n^(log2 rate) of the first one's time. Each person learns alone."

    def __init__(self, *, rate: float = ..., least: float = ..., done_before: int = ...) -> None: ...

    rate: float
    "What is left of the time when the repetitions double: 0.8 is 80 %."

    least: float
    "The time never falls under this share of the first one's."

    done_before: int
    "Repetitions that they have behind them at the start."

class Skill(Element):
    "What a person can do, and how fast."

    def __init__(
        self, skill: str = ..., *, level: float = ..., learning: Learning | Mapping[str, Any] | None = ...
    ) -> None: ...

    skill: str
    "The skill."

    level: float
    "Divides the manual time: 1 is the standard, 1.25 takes 80 % of the time."

    @property
    def learning(self) -> Learning | None:
        "How they get faster; not given: they don't."

    @learning.setter
    def learning(self, value: Learning | Mapping[str, Any] | None) -> None: ...

class Person(Element):
    "A person with a name; has the skills of the pool and these."

    def __init__(
        self,
        name: str = ...,
        *,
        skills: Iterable[Skill | Mapping[str, Any] | str] = ...,
        calendar: str = ...,
        begin_at: str = ...,
    ) -> None: ...

    name: str
    "The name."

    @property
    def skills(self) -> ElementList[Skill]:
        "Own skills; one of the pool's skills named again changes its level."

    @skills.setter
    def skills(self, value: Iterable[Skill | Mapping[str, Any] | str]) -> None: ...

    calendar: str
    "Their own shift calendar; empty: that of the pool."

    begin_at: str
    "The station, buffer or node at which they are at the start; empty: as the pool."

class Attendance(Element):
    "How many people of a pool are there while a calendar is on shift."

    def __init__(self, *, calendar: str = ..., count: int = ...) -> None: ...

    calendar: str
    "The calendar."

    count: int
    "How many are there while it is on shift."

class Absence(Element):
    "People who aren't there though their calendar says so; over a stretch of time, or by chance from shift to shift."

    def __init__(
        self,
        *,
        people: Iterable[str] = ...,
        count: int | None = ...,
        from_: DurationLike | None = ...,
        to: DurationLike | None = ...,
        first_day: str = ...,
        last_day: str = ...,
        chance: float | None = ...,
    ) -> None: ...
    @property
    def people(self) -> list[str]:
        "Who, by name; empty: `count` of the pool, or all of them."

    @people.setter
    def people(self, value: Iterable[str]) -> None: ...

    count: int | None
    "How many of the pool, whoever is idle first; not given: those named, or all."

    @property
    def from_(self) -> Duration | None:
        "Its begin, from the start; not given: the start."

    @from_.setter
    def from_(self, value: DurationLike | None) -> None: ...
    @property
    def to(self) -> Duration | None:
        "Its end, from the start; not given: it lasts on."

    @to.setter
    def to(self, value: DurationLike | None) -> None: ...

    first_day: str
    'Instead of from: its first whole day, "2026-12-21".'

    last_day: str
    'Instead of to: its last whole day, "2026-12-31".'

    chance: float | None
    "The chance that each of them is absent from a shift that begins in this time, drawn once a shift; not given: they are absent all the time."

class OperatorPool(Element):
    "A pool of operators or a repair crew; its name is a skill of its people."

    def __init__(
        self,
        name: str = ...,
        *,
        count: int = ...,
        skills: Iterable[Skill | Mapping[str, Any] | str] = ...,
        people: Iterable[Person | Mapping[str, Any] | str] = ...,
        calendar: str = ...,
        attendance: Iterable[Attendance | Mapping[str, Any]] = ...,
        absence: Iterable[Absence | Mapping[str, Any]] = ...,
        at_shift_end: Literal["suspend", "restart", "finish_job", "finish_if_within", "no_start_unless_it_fits"] = ...,
        finish_within: DurationLike | None = ...,
        speed: float = ...,
        begin_at: str = ...,
        next_task: Literal["fifo", "nearest"] = ...,
        at_higher_priority: Literal["finish", "leave"] = ...,
        after_work: Literal["stay", "go_home"] = ...,
        most_at_one_task: DurationLike | None = ...,
        rest_from_task: DurationLike | None = ...,
        wage_per_hour: float = ...,
        paid: Literal["attendance", "work"] = ...,
        overtime_premium: float = ...,
    ) -> None: ...

    name: str
    "Its name."

    count: int
    "How many people, where they have no names of their own."

    @property
    def skills(self) -> ElementList[Skill]:
        "What all of them can do, besides the pool's own name."

    @skills.setter
    def skills(self, value: Iterable[Skill | Mapping[str, Any] | str]) -> None: ...
    @property
    def people(self) -> ElementList[Person]:
        "People with names; given these, count is not used."

    @people.setter
    def people(self, value: Iterable[Person | Mapping[str, Any] | str]) -> None: ...

    calendar: str
    "Their shift calendar; empty: always there."

    @property
    def attendance(self) -> ElementList[Attendance]:
        "Instead of a calendar: how many are there while which calendar is on shift; where several are, the sum. No more than count."

    @attendance.setter
    def attendance(self, value: Iterable[Attendance | Mapping[str, Any]]) -> None: ...
    @property
    def absence(self) -> ElementList[Absence]:
        "Who isn't there though a calendar says so, and when."

    @absence.setter
    def absence(self, value: Iterable[Absence | Mapping[str, Any]]) -> None: ...

    at_shift_end: Literal["suspend", "restart", "finish_job", "finish_if_within", "no_start_unless_it_fits"]
    "What happens to the work of those who leave at a shift's end or for a break."

    @property
    def finish_within(self) -> Duration | None:
        "The longest time past the end, for finish_if_within."

    @finish_within.setter
    def finish_within(self, value: DurationLike | None) -> None: ...

    speed: float
    "Walking speed, metres a second."

    begin_at: str
    "The station, buffer or node at which they are at the start; empty: their first walk takes no time."

    next_task: Literal["fifo", "nearest"]
    "Which of several waiting requests they go to."

    at_higher_priority: Literal["finish", "leave"]
    "What they do when a task of higher priority asks for them and nobody is free."

    after_work: Literal["stay", "go_home"]
    "Where they go when nothing is left for them to do."

    @property
    def most_at_one_task(self) -> Duration | None:
        "After so long at one station nobody of them is taken for it again before they have worked at another one or rested from it; not given: no limit."

    @most_at_one_task.setter
    def most_at_one_task(self, value: DurationLike | None) -> None: ...
    @property
    def rest_from_task(self) -> Duration | None:
        "How long somebody is away from a station, at no other one, to be taken for it again."

    @rest_from_task.setter
    def rest_from_task(self, value: DurationLike | None) -> None: ...

    wage_per_hour: float
    "What an hour of each of them costs."

    paid: Literal["attendance", "work"]
    "For which time."

    overtime_premium: float
    "What overtime costs more, as a share of the wage: 0.25 for 25 %."

class ChangeoverStep(Element):
    "One step of a changeover."

    def __init__(
        self,
        name: str = ...,
        *,
        time: DistributionLike = ...,
        kind: Literal["internal", "external"] = ...,
        crew: Iterable[Need | Mapping[str, Any] | str] = ...,
    ) -> None: ...

    name: str
    "Its name."

    @property
    def time(self) -> Distribution:
        "How long it takes."

    @time.setter
    def time(self, value: DistributionLike) -> None: ...

    kind: Literal["internal", "external"]
    "Whether the station stands meanwhile."

    @property
    def crew(self) -> ElementList[Need]:
        "Who does it; empty: of an internal step the operators that the station names for setup, of an external one nobody."

    @crew.setter
    def crew(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...

class ChangeoverRule(Element):
    "One line of a changeover table; the first that matches is taken."

    def __init__(
        self,
        *,
        from_: str = ...,
        to: str = ...,
        time: DistributionLike = ...,
        steps: Iterable[ChangeoverStep | Mapping[str, Any]] = ...,
    ) -> None: ...

    from_: str
    'What was made last; "*": anything.'

    to: str
    'What is made next; "*": anything.'

    @property
    def time(self) -> Distribution:
        "How long the changeover takes."

    @time.setter
    def time(self, value: DistributionLike) -> None: ...
    @property
    def steps(self) -> ElementList[ChangeoverStep]:
        "Instead of time: what it is made of (SMED)."

    @steps.setter
    def steps(self, value: Iterable[ChangeoverStep | Mapping[str, Any]]) -> None: ...

class Campaign(Element):
    "The least run after a change: until it is over a place takes no job that needs another setting, of whatever priority."

    def __init__(
        self,
        *,
        least_jobs: int = ...,
        least_time: DurationLike | None = ...,
        release: Literal["none_waits", "after_wait"] = ...,
        longest_wait: DurationLike | None = ...,
    ) -> None: ...

    least_jobs: int
    "So many jobs of the new setting are made before another change."

    @property
    def least_time(self) -> Duration | None:
        "And for so long, in processing time of those jobs; not given: the jobs alone count."

    @least_time.setter
    def least_time(self, value: DurationLike | None) -> None: ...

    release: Literal["none_waits", "after_wait"]
    "What ends a least run early, when its jobs don't come."

    @property
    def longest_wait(self) -> Duration | None:
        "For after_wait: how long an empty place waits for a job of its setting."

    @longest_wait.setter
    def longest_wait(self, value: DurationLike | None) -> None: ...

class Cleaning(Element):
    "The longest run: after so much of one setting a place is cleaned before its next job, as part of the setup."

    def __init__(
        self,
        *,
        time: DistributionLike = ...,
        after_jobs: int | None = ...,
        after_time: DurationLike | None = ...,
        at_change: bool = ...,
        crew: Iterable[Need | Mapping[str, Any] | str] = ...,
    ) -> None: ...
    @property
    def time(self) -> Distribution:
        "How long it takes."

    @time.setter
    def time(self, value: DistributionLike) -> None: ...

    after_jobs: int | None
    "After so many jobs since the last change or cleaning."

    @property
    def after_time(self) -> Duration | None:
        "Or after so much of their processing time, whichever is first."

    @after_time.setter
    def after_time(self, value: DurationLike | None) -> None: ...

    at_change: bool
    "Before every change of the setting, too."

    @property
    def crew(self) -> ElementList[Need]:
        "Who does it; empty: the operators that the station names for setup."

    @crew.setter
    def crew(self, value: Iterable[Need | Mapping[str, Any] | str]) -> None: ...

class FirstJobs(Element):
    "The start-up after a change of the setting: its first jobs are scrap, or slow."

    def __init__(self, *, jobs: int = ..., scrap: bool = ..., time_factor: float = ...) -> None: ...

    jobs: int
    "How many they are."

    scrap: bool
    "They are scrapped when they are done, as defects of this station."

    time_factor: float
    "Multiplies their processing time."

class Changeover(Element):
    "A changeover table: ordered rules from, to, time. Equal ones need none unless a rule says so; otherwise no match is a fault."

    def __init__(
        self,
        name: str = ...,
        *,
        stations: Iterable[str] = ...,
        by: Literal["product", "family", "setup"] = ...,
        rules: Iterable[ChangeoverRule | Mapping[str, Any]] = ...,
        campaign: Campaign | Mapping[str, Any] | None = ...,
        cleaning: Cleaning | Mapping[str, Any] | None = ...,
        first_jobs: FirstJobs | Mapping[str, Any] | None = ...,
        early: bool = ...,
    ) -> None: ...

    name: str
    "Its name."

    @property
    def stations(self) -> list[str]:
        "The stations it holds for; empty: the station of the same name."

    @stations.setter
    def stations(self, value: Iterable[str]) -> None: ...

    by: Literal["product", "family", "setup"]
    "What counts: the product, its family, or the setup of the step."

    @property
    def rules(self) -> ElementList[ChangeoverRule]:
        "The lines, first match wins."

    @rules.setter
    def rules(self, value: Iterable[ChangeoverRule | Mapping[str, Any]]) -> None: ...
    @property
    def campaign(self) -> Campaign | None:
        "The least run after a change; not given: none."

    @campaign.setter
    def campaign(self, value: Campaign | Mapping[str, Any] | None) -> None: ...
    @property
    def cleaning(self) -> Cleaning | None:
        "The longest run before a cleaning; not given: none."

    @cleaning.setter
    def cleaning(self, value: Cleaning | Mapping[str, Any] | None) -> None: ...
    @property
    def first_jobs(self) -> FirstJobs | None:
        "What the first jobs after a change are like; not given: as all."

    @first_jobs.setter
    def first_jobs(self, value: FirstJobs | Mapping[str, Any] | None) -> None: ...

    early: bool
    "An idle station begins the changeover as soon as its next job is on its way, and doesn't wait until it is there."

class VehicleFleet(Element):
    "A fleet of equal vehicles that carry jobs. Steps of routes name it."

    def __init__(
        self,
        name: str = ...,
        *,
        count: int = ...,
        speed: float | None = ...,
        capacity: int = ...,
        longest_wait: DurationLike | None = ...,
        load: DistributionLike | None = ...,
        unload: DistributionLike | None = ...,
        next_call: Literal["longest_waiting", "nearest"] = ...,
        begin_at: str = ...,
        after_work: Literal["stay", "go_home"] = ...,
        cost_per_hour: float = ...,
    ) -> None: ...

    name: str
    "Its name."

    count: int
    "How many vehicles."

    speed: float | None
    "Metres a second. With it each vehicle has a place on the floor: it is called, drives empty to the job, carries it by the shortest way and is free where it has unloaded. Not given: it is where it is needed, the step's `transfer` says how long it carries and `back` how long it is away then."

    capacity: int
    "Jobs that a vehicle carries at once, from one station to one place ahead."

    @property
    def longest_wait(self) -> Duration | None:
        "So long a vehicle waits at the station for a full load; not given: it takes the jobs that are there."

    @longest_wait.setter
    def longest_wait(self, value: DurationLike | None) -> None: ...
    @property
    def load(self) -> Distribution | None:
        "How long it takes to load each job; until then it is on its station."

    @load.setter
    def load(self, value: DistributionLike | None) -> None: ...
    @property
    def unload(self) -> Distribution | None:
        "How long it takes to unload each job."

    @unload.setter
    def unload(self, value: DistributionLike | None) -> None: ...

    next_call: Literal["longest_waiting", "nearest"]
    "Which of several jobs that wait a free vehicle goes to."

    begin_at: str
    "The station, buffer or node where they are at the start; empty: the first drive takes no time."

    after_work: Literal["stay", "go_home"]
    "Where a vehicle goes when no job waits for it."

    cost_per_hour: float
    "What an hour of each of them costs, loaded, empty or idle."

class CardLoop(Element):
    "A loop of cards: a job enters the members only with a free card (kanban: a part of the line, CONWIP: all); or cards of a pair of cells (POLCA): a job that will go from the first to the second holds one in both."

    def __init__(
        self,
        name: str = ...,
        *,
        cards: int = ...,
        members: Iterable[str] = ...,
        from_: Iterable[str] = ...,
        to: Iterable[str] = ...,
        returned: Literal["singly", "together"] = ...,
    ) -> None: ...

    name: str
    "Its name."

    cards: int
    "How many cards."

    @property
    def members(self) -> list[str]:
        "The stations and buffers of the loop; empty: the whole plant, from release to exit (CONWIP)."

    @members.setter
    def members(self, value: Iterable[str]) -> None: ...
    @property
    def from_(self) -> list[str]:
        "POLCA, instead of members: the stations of the first cell. A job takes a card where it is first loaded here, if its route goes on to the second cell."

    @from_.setter
    def from_(self, value: Iterable[str]) -> None: ...
    @property
    def to(self) -> list[str]:
        "POLCA: the stations of the second cell. The card is free again when the job has left them."

    @to.setter
    def to(self, value: Iterable[str]) -> None: ...

    returned: Literal["singly", "together"]
    "When cards are free again."

class Sink(Element):
    "A named way out: good jobs that leave here are counted by its name."

    def __init__(self, name: str = ...) -> None: ...

    name: str
    "Its name."

class ShiftBreak(Element):
    "A break within a shift."

    def __init__(self, *, from_: str = ..., to: str = ...) -> None: ...

    from_: str
    'Its begin, a time of the day: "09:00".'

    to: str
    "Its end; not later than the shift's."

class Shift(Element):
    "A shift, as times of the day. One that ends at or before its begin ends on the next day."

    def __init__(
        self,
        name: str = ...,
        *,
        days: Iterable[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] = ...,
        from_: str = ...,
        to: str = ...,
        breaks: Iterable[ShiftBreak | Mapping[str, Any]] = ...,
    ) -> None: ...

    name: str
    "Its name; a rotation calls its shifts by it."

    @property
    def days(self) -> list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]]:
        "The days of the week on which it begins; empty: every day."

    @days.setter
    def days(self, value: Iterable[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]]) -> None: ...

    from_: str
    'Its begin, a time of the day: "06:00".'

    to: str
    'Its end; "24:00" is midnight.'

    @property
    def breaks(self) -> ElementList[ShiftBreak]:
        "The breaks within it."

    @breaks.setter
    def breaks(self, value: Iterable[ShiftBreak | Mapping[str, Any]]) -> None: ...

class Rotation(Element):
    "Shifts that come round in another rhythm than the week's."

    def __init__(
        self,
        *,
        rule: Literal["listed", "2-2-3", "9/80", "five_crews"] = ...,
        days: Iterable[str] = ...,
        first: str = ...,
        crew: int = ...,
    ) -> None: ...

    rule: Literal["listed", "2-2-3", "9/80", "five_crews"]
    "A rotation known by name, or listed."

    @property
    def days(self) -> list[str]:
        'When listed: the name of the shift of each day, "-" for a day off.'

    @days.setter
    def days(self, value: Iterable[str]) -> None: ...

    first: str
    'The date of the first day of crew 1: "2026-11-23"; empty: the day of the plant\'s start, or the Monday of its week for 9/80.'

    crew: int
    "Which of the rule's crews this is."

class CalendarDate(Element):
    "A date on which other shifts begin than the pattern's."

    def __init__(
        self, date: str = ..., *, shifts: Iterable[Shift | Mapping[str, Any]] = ..., reason: str = ...
    ) -> None: ...

    date: str
    'The date: "2026-12-25".'

    @property
    def shifts(self) -> ElementList[Shift]:
        "The shifts that begin on it; empty: a day off. Their days aren't read."

    @shifts.setter
    def shifts(self, value: Iterable[Shift | Mapping[str, Any]]) -> None: ...

    reason: str
    "Why; for the reader only."

class CalendarSpan(Element):
    "A stretch of time, from the start, that differs from the pattern."

    def __init__(
        self, *, from_: DurationLike = ..., to: DurationLike = ..., as_: Literal["on", "break", "off"] = ...
    ) -> None: ...
    @property
    def from_(self) -> Duration:
        "Its begin, from the start."

    @from_.setter
    def from_(self, value: DurationLike) -> None: ...
    @property
    def to(self) -> Duration:
        "Its end, from the start; not in it."

    @to.setter
    def to(self, value: DurationLike) -> None: ...

    as_: Literal["on", "break", "off"]
    "What holds in it; where spans overlap the later in the list."

class OvertimeRule(Element):
    "Planned overtime: at the end of a shift it goes on when too much waits, or too little was made."

    def __init__(
        self,
        *,
        buffer: str = ...,
        more_than: int = ...,
        fewer_than: int | None = ...,
        product: str = ...,
        step: DurationLike = ...,
        most_a_day: DurationLike | None = ...,
        most_a_week: DurationLike | None = ...,
    ) -> None: ...

    buffer: str
    "The buffer that is looked at."

    more_than: int
    "The shift goes on when more jobs than these wait in it."

    fewer_than: int | None
    "Instead of a buffer: it goes on when fewer good jobs than these have left the plant since it began."

    product: str
    "Of which product, for fewer_than; empty: of all."

    @property
    def step(self) -> Duration:
        "How long it goes on; then it is looked at again."

    @step.setter
    def step(self, value: DurationLike) -> None: ...
    @property
    def most_a_day(self) -> Duration | None:
        "The most on one day, that on which the shift began; not given: to the next shift."

    @most_a_day.setter
    def most_a_day(self, value: DurationLike | None) -> None: ...
    @property
    def most_a_week(self) -> Duration | None:
        "The most from Monday to Sunday; not given: no limit."

    @most_a_week.setter
    def most_a_week(self, value: DurationLike | None) -> None: ...

class Calendar(Element):
    "When a station works, or people are there."

    def __init__(
        self,
        name: str = ...,
        *,
        shifts: Iterable[Shift | Mapping[str, Any]] = ...,
        rotation: Rotation | Mapping[str, Any] | None = ...,
        dates: Iterable[CalendarDate | Mapping[str, Any] | str] = ...,
        spans: Iterable[CalendarSpan | Mapping[str, Any]] = ...,
        overtime: OvertimeRule | Mapping[str, Any] | None = ...,
    ) -> None: ...

    name: str
    "Its name."

    @property
    def shifts(self) -> ElementList[Shift]:
        "The shifts of a week; empty: always on shift, save for what follows."

    @shifts.setter
    def shifts(self, value: Iterable[Shift | Mapping[str, Any]]) -> None: ...
    @property
    def rotation(self) -> Rotation | None:
        "The rhythm of the shifts; not given: the days of the week."

    @rotation.setter
    def rotation(self, value: Rotation | Mapping[str, Any] | None) -> None: ...
    @property
    def dates(self) -> ElementList[CalendarDate]:
        "Dates on which other shifts hold."

    @dates.setter
    def dates(self, value: Iterable[CalendarDate | Mapping[str, Any] | str]) -> None: ...
    @property
    def spans(self) -> ElementList[CalendarSpan]:
        "Stretches from the start that differ; they go before all else."

    @spans.setter
    def spans(self, value: Iterable[CalendarSpan | Mapping[str, Any]]) -> None: ...
    @property
    def overtime(self) -> OvertimeRule | None:
        "When a shift goes on past its end; not given: never."

    @overtime.setter
    def overtime(self, value: OvertimeRule | Mapping[str, Any] | None) -> None: ...

class ClockChange(Element):
    "A change of the local clock, for daylight saving time."

    def __init__(self, *, at: str = ..., by: DurationLike = ...) -> None: ...

    at: str
    'When, by the clock as it went before: "2026-03-29 02:00".'

    @property
    def by(self) -> Duration:
        'How far it is put forward ("1 h") or back ("-1 h").'

    @by.setter
    def by(self, value: DurationLike) -> None: ...

class Walk(Element):
    "The time to walk from one station or buffer to another."

    def __init__(self, *, from_: str = ..., to: str = ..., time: DurationLike = ..., both_ways: bool = ...) -> None: ...

    from_: str
    "The station or buffer that somebody leaves."

    to: str
    "The station or buffer that they go to."

    @property
    def time(self) -> Duration:
        "How long it takes."

    @time.setter
    def time(self, value: DurationLike) -> None: ...

    both_ways: bool
    "The way back takes as long, unless another line says otherwise."

class Conveyor(Element):
    "A belt or roller track. Jobs enter one spacing apart and leave at its end in the same order, when there is room ahead. Steps of routes name it."

    def __init__(
        self,
        name: str = ...,
        *,
        length: float = ...,
        speed: float = ...,
        spacing: float | None = ...,
        places: int | None = ...,
        accumulating: bool = ...,
    ) -> None: ...

    name: str
    "Its name."

    length: float
    "Metres from where jobs enter to where they leave, kept to the millionth."

    speed: float
    "Metres a second."

    spacing: float | None
    "Metres from the front of a job to that of the next one behind it, at least."

    places: int | None
    "Instead of the spacing: so many jobs fill the whole length."

    accumulating: bool
    "Jobs close up when the first one can't leave. False: the whole conveyor stands until it can."

class Aisle(Element):
    "An aisle between two nodes. People and vehicles go the shortest way over the aisles."

    def __init__(
        self, name: str = ..., *, from_: str = ..., to: str = ..., length: float = ..., both_ways: bool = ...
    ) -> None: ...

    name: str
    "Its name."

    from_: str
    "The node where it begins; aisles that name the same node meet there."

    to: str
    "The node where it ends."

    length: float
    "Metres from one to the other, kept to the millionth."

    both_ways: bool
    "False: people and vehicles go only from `from` to `to`."

class Contingency(Element):
    "A dated event that the plant has to cope with: a station is out, people are absent, a source brings nothing or more than usual, power is short. Exactly one of station, operators, source, power_kw says what it concerns."

    def __init__(
        self,
        name: str = ...,
        *,
        from_: DurationLike = ...,
        to: DurationLike | None = ...,
        duration: DurationLike | None = ...,
        station: str = ...,
        place: int | None = ...,
        job: Literal["resume", "restart", "resample", "scrap", "finish_first"] = ...,
        operators: str = ...,
        count: int | None = ...,
        share: float | None = ...,
        people: Iterable[str] = ...,
        source: str = ...,
        stopped_jobs: Literal["late", "lost", "postponed"] = ...,
        rate_factor: float | None = ...,
        power_kw: float | None = ...,
    ) -> None: ...

    name: str
    "Its name."

    @property
    def from_(self) -> Duration:
        "Its begin, from the start."

    @from_.setter
    def from_(self, value: DurationLike) -> None: ...
    @property
    def to(self) -> Duration | None:
        "Its end, from the start."

    @to.setter
    def to(self, value: DurationLike | None) -> None: ...
    @property
    def duration(self) -> Duration | None:
        "Instead of to: how long it lasts."

    @duration.setter
    def duration(self, value: DurationLike | None) -> None: ...

    station: str
    "A station that is out; its state is repair."

    place: int | None
    "Only this one of its places, counted from 1; not given: the whole station."

    job: Literal["resume", "restart", "resample", "scrap", "finish_first"]
    "What becomes of the jobs on that station."

    operators: str
    "A pool of which some are absent: people, count or share say who."

    count: int | None
    "How many of the pool are absent, whoever is idle first."

    share: float | None
    "Instead of count: the share of the pool, to the nearest whole number, at least one."

    @property
    def people(self) -> list[str]:
        "Instead of count: who is absent, by name."

    @people.setter
    def people(self, value: Iterable[str]) -> None: ...

    source: str
    "A source that brings nothing, or with rate_factor more or less."

    stopped_jobs: Literal["late", "lost", "postponed"]
    "What becomes of the jobs that it should have brought."

    rate_factor: float | None
    "The source brings so many times its usual rate instead of nothing: 1.5 is half as much again."

    power_kw: float | None
    "The most power that all stations may take together: processing starts only while it stays under that."

class Money(Element):
    "What the plant as a whole costs, and the currency of all prices."

    def __init__(self, *, currency: str = ..., fixed_per_hour: float = ..., interest: float = ...) -> None: ...

    currency: str
    'Its name, as results show it: "EUR". All prices are in it.'

    fixed_per_hour: float
    "Rent, management and the like, for every hour of the window."

    interest: float
    "What a year of holding a job costs, as a share of its product's material: 0.08 for 8 %."

class Energy(Element):
    "What the energy costs that stations take (their power_kw), and the CO2 that comes with it."

    def __init__(
        self,
        *,
        per_kwh: float = ...,
        per_kwh_by_hour: Iterable[float] = ...,
        per_peak_kw: float = ...,
        co2_g_per_kwh: float = ...,
        co2_g_per_kwh_by_hour: Iterable[float] = ...,
        peak: bool = ...,
    ) -> None: ...

    per_kwh: float
    "The price of a kWh."

    @property
    def per_kwh_by_hour(self) -> list[float]:
        "Instead of per_kwh: 24 prices, from hour 0 to 23 of each day by the clock on the wall, or 168 from Monday's hour 0 to Sunday's hour 23."

    @per_kwh_by_hour.setter
    def per_kwh_by_hour(self, value: Iterable[float]) -> None: ...

    per_peak_kw: float
    "What each kW of the highest quarter-hour costs, once for the window."

    co2_g_per_kwh: float
    "Grams of CO2 that come with a kWh."

    @property
    def co2_g_per_kwh_by_hour(self) -> list[float]:
        "Instead of co2_g_per_kwh: 24 or 168 of them, as for prices."

    @co2_g_per_kwh_by_hour.setter
    def co2_g_per_kwh_by_hour(self, value: Iterable[float]) -> None: ...

    peak: bool
    "Watch the power, and tell the quarter-hour with the highest mean (on the full quarters of the clock on the wall). Prices or CO2 by hour do so too."

class SupplierStop(Element):
    "A span in which the supplier ships nothing, or later. What is on its way arrives as planned."

    def __init__(
        self, *, from_: DurationLike = ..., to: DurationLike = ..., delay: DurationLike | None = ...
    ) -> None: ...
    @property
    def from_(self) -> Duration:
        "When it begins, from the start."

    @from_.setter
    def from_(self, value: DurationLike) -> None: ...
    @property
    def to(self) -> Duration:
        "When it is over, from the start."

    @to.setter
    def to(self, value: DurationLike) -> None: ...
    @property
    def delay(self) -> Duration | None:
        "What is ordered meanwhile has its lead time, and so much more; not given: it is shipped when the span is over, and its lead time begins then."

    @delay.setter
    def delay(self, value: DurationLike | None) -> None: ...

class Material(Element):
    "What stations consume and repairs need, and the store in which it lies. Amounts are numbers in its unit, with three decimals at most."

    def __init__(
        self,
        name: str = ...,
        *,
        unit: str = ...,
        initial: float | None = ...,
        reorder_point: float | None = ...,
        order_quantity: float = ...,
        order_up_to: float | None = ...,
        smallest_order: float = ...,
        lead_time: DistributionLike = ...,
        stops: Iterable[SupplierStop | Mapping[str, Any]] = ...,
        supplier_up: DistributionLike | None = ...,
        supplier_down: DistributionLike | None = ...,
        price: float = ...,
        cost_per_order: float = ...,
        holding_per_hour: float = ...,
    ) -> None: ...

    name: str
    "Its name."

    unit: str
    'What its amounts count, as results show it: "g"; empty: pieces.'

    initial: float | None
    "What lies in the store at the start; not given: there is always enough, and nothing is ordered."

    reorder_point: float | None
    "More is ordered when what is there and what is ordered, less what is waited for, comes to this or less; not given: nothing is ordered."

    order_quantity: float
    "How much is ordered then; as many times that as are needed to be above the reorder point."

    order_up_to: float | None
    "Instead of order_quantity: so much as is missing to this."

    smallest_order: float
    "With order_up_to: no order is smaller."

    @property
    def lead_time(self) -> Distribution:
        "From shipping, usually at the order, to arrival in the store."

    @lead_time.setter
    def lead_time(self, value: DistributionLike) -> None: ...
    @property
    def stops(self) -> ElementList[SupplierStop]:
        "Spans in which the supplier ships nothing, or later; in their order."

    @stops.setter
    def stops(self, value: Iterable[SupplierStop | Mapping[str, Any]]) -> None: ...
    @property
    def supplier_up(self) -> Distribution | None:
        "How long the supplier ships on end, from the start; then it ships nothing for supplier_down, again and again. Not given: always."

    @supplier_up.setter
    def supplier_up(self, value: DistributionLike | None) -> None: ...
    @property
    def supplier_down(self) -> Distribution | None:
        "How long it ships nothing then."

    @supplier_down.setter
    def supplier_down(self, value: DistributionLike | None) -> None: ...

    price: float
    "What a unit costs, paid when it is used up."

    cost_per_order: float
    "What each order costs besides."

    holding_per_hour: float
    "What an hour of a unit in the store costs."

class Subcontractor(Element):
    "Somebody who does a step of a route outside. The job is in the plant's WIP and on no station; when it is back it goes on as soon as there is a place for it."

    def __init__(
        self,
        name: str = ...,
        *,
        lead_time: TimesLike = ...,
        capacity: int | None = ...,
        price: Mapping[str, float] | float = ...,
        price_per: Literal["job", "piece"] = ...,
    ) -> None: ...

    name: str
    "Its name, as steps of routes give it in `at`."

    @property
    def lead_time(self) -> Distribution | Times | None:
        "From leaving the plant to being back, for all products or for each."

    @lead_time.setter
    def lead_time(self, value: TimesLike) -> None: ...

    capacity: int | None
    "Jobs that may be out at once, those that are back and find no place among them; not given: no limit."

    @property
    def price(self) -> dict[str, float]:
        'What each job costs, paid when it is back, for each product; "*" for all others, one number for all.'

    @price.setter
    def price(self, value: Mapping[str, float] | float) -> None: ...

    price_per: Literal["job", "piece"]
    "Whether the price is for a job or for each of its pieces."

class PlantFields(Element):
    "A factory: everything that a planner may change."

    def __init__(
        self,
        name: str = ...,
        *,
        description: str = ...,
        tick: DurationLike | None = ...,
        products: Iterable[Product | Mapping[str, Any]] = ...,
        sources: Iterable[Source | Mapping[str, Any]] = ...,
        stations: Iterable[Station | Mapping[str, Any]] = ...,
        buffers: Iterable[Buffer | Mapping[str, Any]] = ...,
        routes: Iterable[Route | Mapping[str, Any]] = ...,
        operators: Iterable[OperatorPool | Mapping[str, Any]] = ...,
        changeovers: Iterable[Changeover | Mapping[str, Any]] = ...,
        vehicles: Iterable[VehicleFleet | Mapping[str, Any]] = ...,
        cards: Iterable[CardLoop | Mapping[str, Any]] = ...,
        sinks: Iterable[Sink | Mapping[str, Any] | str] = ...,
        calendars: Iterable[Calendar | Mapping[str, Any]] = ...,
        start: str = ...,
        clock_changes: Iterable[ClockChange | Mapping[str, Any]] = ...,
        walks: Iterable[Walk | Mapping[str, Any]] = ...,
        conveyors: Iterable[Conveyor | Mapping[str, Any]] = ...,
        aisles: Iterable[Aisle | Mapping[str, Any]] = ...,
        contingencies: Iterable[Contingency | Mapping[str, Any]] = ...,
        money: Money | Mapping[str, Any] | None = ...,
        energy: Energy | Mapping[str, Any] | None = ...,
        materials: Iterable[Material | Mapping[str, Any]] = ...,
        subcontractors: Iterable[Subcontractor | Mapping[str, Any]] = ...,
    ) -> None: ...

    name: str
    "Its name."

    description: str
    "What it is, in a sentence; for the reader only."

    @property
    def tick(self) -> Duration | None:
        "The resolution of the clock; not given: 1 us."

    @tick.setter
    def tick(self, value: DurationLike | None) -> None: ...
    @property
    def products(self) -> ElementList[Product]:
        'The kinds of jobs; empty: one, called "job".'

    @products.setter
    def products(self, value: Iterable[Product | Mapping[str, Any]]) -> None: ...
    @property
    def sources(self) -> ElementList[Source]:
        "Where jobs come from."

    @sources.setter
    def sources(self, value: Iterable[Source | Mapping[str, Any]]) -> None: ...
    @property
    def stations(self) -> ElementList[Station]:
        "Where work is done. The order settles ties."

    @stations.setter
    def stations(self, value: Iterable[Station | Mapping[str, Any]]) -> None: ...
    @property
    def buffers(self) -> ElementList[Buffer]:
        "Where jobs wait."

    @buffers.setter
    def buffers(self, value: Iterable[Buffer | Mapping[str, Any]]) -> None: ...
    @property
    def routes(self) -> ElementList[Route]:
        "The ways of the products; empty: through all stations in their order, without buffers between."

    @routes.setter
    def routes(self, value: Iterable[Route | Mapping[str, Any]]) -> None: ...
    @property
    def operators(self) -> ElementList[OperatorPool]:
        "Pools of operators and repair crews."

    @operators.setter
    def operators(self, value: Iterable[OperatorPool | Mapping[str, Any]]) -> None: ...
    @property
    def changeovers(self) -> ElementList[Changeover]:
        "Changeover tables."

    @changeovers.setter
    def changeovers(self, value: Iterable[Changeover | Mapping[str, Any]]) -> None: ...
    @property
    def vehicles(self) -> ElementList[VehicleFleet]:
        "Fleets of vehicles."

    @vehicles.setter
    def vehicles(self, value: Iterable[VehicleFleet | Mapping[str, Any]]) -> None: ...
    @property
    def cards(self) -> ElementList[CardLoop]:
        "Loops of cards: kanban, CONWIP."

    @cards.setter
    def cards(self, value: Iterable[CardLoop | Mapping[str, Any]]) -> None: ...
    @property
    def sinks(self) -> ElementList[Sink]:
        'Named ways out, besides "exit" and "scrap".'

    @sinks.setter
    def sinks(self, value: Iterable[Sink | Mapping[str, Any] | str]) -> None: ...
    @property
    def calendars(self) -> ElementList[Calendar]:
        "Shift calendars of stations and people."

    @calendars.setter
    def calendars(self, value: Iterable[Calendar | Mapping[str, Any]]) -> None: ...

    start: str
    'The local date and time at which a run starts: "2026-11-23 06:00"; empty: a Monday, 00:00.'

    @property
    def clock_changes(self) -> ElementList[ClockChange]:
        "Begins and ends of daylight saving time, in their order."

    @clock_changes.setter
    def clock_changes(self, value: Iterable[ClockChange | Mapping[str, Any]]) -> None: ...
    @property
    def walks(self) -> ElementList[Walk]:
        "Walking times between stations, where positions don't say it."

    @walks.setter
    def walks(self, value: Iterable[Walk | Mapping[str, Any]]) -> None: ...
    @property
    def conveyors(self) -> ElementList[Conveyor]:
        "Belts and roller tracks."

    @conveyors.setter
    def conveyors(self, value: Iterable[Conveyor | Mapping[str, Any]]) -> None: ...
    @property
    def aisles(self) -> ElementList[Aisle]:
        "The aisles: the ways of people and vehicles, with their lengths."

    @aisles.setter
    def aisles(self, value: Iterable[Aisle | Mapping[str, Any]]) -> None: ...
    @property
    def contingencies(self) -> ElementList[Contingency]:
        "Dated events that the plant has to cope with."

    @contingencies.setter
    def contingencies(self, value: Iterable[Contingency | Mapping[str, Any]]) -> None: ...
    @property
    def money(self) -> Money | None:
        "What the plant as a whole costs, and the currency."

    @money.setter
    def money(self, value: Money | Mapping[str, Any] | None) -> None: ...
    @property
    def energy(self) -> Energy | None:
        "What energy costs, and its CO2; not given: only kWh are told."

    @energy.setter
    def energy(self, value: Energy | Mapping[str, Any] | None) -> None: ...
    @property
    def materials(self) -> ElementList[Material]:
        "What stations consume and repairs need, and their suppliers."

    @materials.setter
    def materials(self, value: Iterable[Material | Mapping[str, Any]]) -> None: ...
    @property
    def subcontractors(self) -> ElementList[Subcontractor]:
        "Who does steps of routes outside."

    @subcontractors.setter
    def subcontractors(self, value: Iterable[Subcontractor | Mapping[str, Any]]) -> None: ...

def constant(value: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Always the same."

def uniform(low: DurationLike, high: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Any value from low to high, all equally likely."

def triangular(
    low: DurationLike, mode: DurationLike, high: DurationLike, *, offset: DurationLike | None = None
) -> Distribution:
    "A foreman's guess: least, most likely, most."

def exponential(mean: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Without memory: arrivals at random, times between failures."

def hyperexponential(
    weights: Iterable[float], means: Iterable[DurationLike], *, offset: DurationLike | None = None
) -> Distribution:
    "One of several exponentials: more variable than one."

def erlang(k: int, mean: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "The sum of k equal exponentials: less variable than one."

def gamma(mean: DurationLike, sd: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Gamma by its own mean and standard deviation."

def normal(mean: DurationLike, sd: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Normal, cut at 0: values below 0 are drawn again."

def lognormal(mean: DurationLike, sd: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Lognormal by its own mean and standard deviation, not those of its logarithm."

def weibull(shape: float, scale: DurationLike, *, offset: DurationLike | None = None) -> Distribution:
    "Weibull: for early failures or for wear."

def beta(
    alpha: float, beta: float, low: DurationLike, high: DurationLike, *, offset: DurationLike | None = None
) -> Distribution:
    "Beta, stretched from low to high."

def pert(
    low: DurationLike, mode: DurationLike, high: DurationLike, *, offset: DurationLike | None = None
) -> Distribution:
    "PERT: a smooth foreman's guess; mean (low + 4 mode + high) / 6."

def discrete(
    values: Iterable[DurationLike], weights: Iterable[float], *, offset: DurationLike | None = None
) -> Distribution:
    "One of the values, by weight."

def empirical(values: Iterable[DurationLike], *, offset: DurationLike | None = None) -> Distribution:
    "Observed values; each is drawn equally often."

def histogram(
    edges: Iterable[DurationLike], counts: Iterable[float], *, offset: DurationLike | None = None
) -> Distribution:
    "Observed values in classes; uniform inside a class."

def time_series(values: Iterable[DurationLike], *, offset: DurationLike | None = None) -> Distribution:
    "A recorded series in its order; after the last value comes the first."

__all__ = [
    "Absence",
    "Aisle",
    "Arrival",
    "Assembly",
    "Attendance",
    "Batch",
    "BatchSize",
    "Branch",
    "Breakdown",
    "Buffer",
    "Calendar",
    "CalendarDate",
    "CalendarSpan",
    "Campaign",
    "CardLoop",
    "Changeover",
    "ChangeoverRule",
    "ChangeoverStep",
    "Cleaning",
    "ClockChange",
    "Component",
    "Condition",
    "Consumption",
    "Contingency",
    "Conveyor",
    "DatedBreakdown",
    "Energy",
    "FirstJobs",
    "InitialJobs",
    "InitialState",
    "Inspection",
    "Learning",
    "Maintenance",
    "Material",
    "Money",
    "Need",
    "OperatorPool",
    "OvertimeRule",
    "Person",
    "Point",
    "Product",
    "Refill",
    "Rotation",
    "Route",
    "Share",
    "Shift",
    "ShiftBreak",
    "Sink",
    "Skill",
    "Source",
    "SparePart",
    "Split",
    "Spot",
    "Standby",
    "Station",
    "Step",
    "Subcontractor",
    "SupplierStop",
    "TimeLimit",
    "TransferBatch",
    "VehicleFleet",
    "Walk",
    "beta",
    "constant",
    "discrete",
    "empirical",
    "erlang",
    "exponential",
    "gamma",
    "histogram",
    "hyperexponential",
    "lognormal",
    "normal",
    "pert",
    "time_series",
    "triangular",
    "uniform",
    "weibull",
]
