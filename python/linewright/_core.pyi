# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
# Written by python/bindings/make_stubs.py.
"""
The compiled part of linewright.
"""

import collections.abc
import typing

import numpy
import numpy.typing

__all__: list[str] = [
    "Comparison",
    "Distribution",
    "Duration",
    "KimNelson",
    "Ocba",
    "Plant",
    "Result",
    "Scenario",
    "Simulation",
    "Trace",
    "WaitingJob",
    "assembled",
    "batch_means",
    "compare",
    "compare_with_best",
    "courses",
    "did_you_mean",
    "elements",
    "fingerprint",
    "fingerprints",
    "happening_names",
    "laws",
    "long_run",
    "mean_series",
    "merged",
    "mser",
    "ocba_shares",
    "oee_profiles",
    "offset_doc",
    "prediction_interval",
    "quantile_interval",
    "random_unit",
    "random_words",
    "ratio_interval",
    "read_scenarios",
    "result_format",
    "run",
    "run_until",
    "scenario_schema",
    "schema",
    "settle",
    "state_names",
    "stopping_state",
    "stream_key",
    "study_contingencies",
    "t_interval",
    "t_quantile",
    "trace",
    "values_for_quantile",
    "welch",
    "words",
    "write_scenarios",
]

class Duration:
    """
    A span of time with its unit: Duration("4.2 min"). 60 s equals 1 min.
    """
    def __copy__(self) -> Duration: ...
    def __deepcopy__(self, arg0: dict[typing.Any, typing.Any]) -> Duration: ...
    def __eq__(self, arg0: object) -> typing.Any: ...
    def __ge__(self, arg0: typing.Any) -> bool: ...
    def __getstate__(self) -> tuple[float, int]: ...
    def __gt__(self, arg0: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __init__(self, span: typing.Any) -> None:
        """
        From "4.2 min", a datetime.timedelta or another Duration.
        """
    def __le__(self, arg0: typing.Any) -> bool: ...
    def __lt__(self, arg0: typing.Any) -> bool: ...
    def __mul__(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> Duration: ...
    def __rmul__(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> Duration: ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None: ...
    @property
    def seconds(self) -> float:
        """
        The span in seconds (a count for cycles).
        """
    @property
    def unit(self) -> str:
        """
        us, ms, s, min, h, d, wk or cycles.
        """
    @property
    def value(self) -> float:
        """
        The number, in `unit`.
        """

class Distribution:
    """
    How long something takes: a law and its parameters. It never changes; make a new one instead.

    Figures are in seconds (counts for cycles), the offset included.
    """
    def __copy__(self) -> Distribution: ...
    def __deepcopy__(self, arg0: dict[typing.Any, typing.Any]) -> Distribution: ...
    def __eq__(self, arg0: object) -> typing.Any: ...
    def __getstate__(self) -> tuple[str]: ...
    def __hash__(self) -> int: ...
    def __init__(self, value: typing.Any) -> None:
        """
        From "3 min" (constant), a timedelta, a dict as in a plant's file, or another Distribution.
        """
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None: ...
    def cdf(self, x: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        The probability of a value of at most x seconds.
        """
    def mean(self) -> float:
        """
        The mean, seconds.
        """
    def quantile(self, p: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        The least x, in seconds, that a share p of the values does not exceed.
        """
    def sd(self) -> float:
        """
        The standard deviation, seconds.
        """
    def variance(self) -> float:
        """
        The variance, square seconds.
        """
    @property
    def offset(self) -> Duration:
        """
        What is added to every draw.
        """
    @property
    def parameters(self) -> typing.Any:
        """
        The law's parameters, by name.
        """
    @property
    def type(self) -> str:
        """
        The name of the law.
        """

class Plant:
    """
    A plant as the engine reads it; linewright.Plant is the one to edit.
    """
    @staticmethod
    def load(path: str) -> Plant: ...
    @staticmethod
    def read(text: str, source: str = "") -> Plant: ...
    def __eq__(self, arg0: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __init__(self, description: typing.Any) -> None: ...
    def check(self, registry: typing.Any = None) -> list[typing.Any]: ...
    def diff(self, other: Plant) -> list[typing.Any]: ...
    def edited(self, path: str, value: typing.Any) -> Plant: ...
    def edited_by_line(self, line: str) -> Plant: ...
    def edits_to(self, other: Plant) -> list[str]: ...
    def hash(self) -> str: ...
    def save(self, path: str) -> None: ...
    def scaled(self, path: str, factor: typing.SupportsFloat | typing.SupportsIndex) -> Plant: ...
    def to_dict(self) -> typing.Any: ...
    def to_json(self) -> str: ...
    def with_added(self, path: str, value: typing.Any) -> Plant: ...
    def without(self, path: str) -> Plant: ...

class Result:
    """
    All replications of a plant; linewright.Result makes tables of it.
    """
    @staticmethod
    def load(bytes: bytes) -> Result: ...
    def __getstate__(self) -> tuple[bytes]: ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None: ...
    def bottleneck(self) -> typing.Any: ...
    def cost_rows(self) -> list[typing.Any]: ...
    def energy_rows(self) -> list[typing.Any]: ...
    def figure(self, kind: str, element: str, measure: str) -> tuple[typing.Any, ...]: ...
    def level_rows(self) -> list[typing.Any]: ...
    def loss_rows(self, most: typing.SupportsInt | typing.SupportsIndex) -> list[typing.Any]: ...
    def output_rows(self) -> list[typing.Any]: ...
    def part(
        self, first: typing.SupportsInt | typing.SupportsIndex, count: typing.SupportsInt | typing.SupportsIndex
    ) -> Result: ...
    def product_cost_rows(self) -> list[typing.Any]: ...
    def replication_table(self) -> tuple[typing.Any, ...]: ...
    def save(self) -> bytes: ...
    def state_rows(self) -> list[typing.Any]: ...
    def summary_rows(self) -> list[typing.Any]: ...
    @property
    def cancelled(self) -> bool: ...
    @property
    def confidence(self) -> float: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def events(self) -> int: ...
    @property
    def failures(self) -> list[typing.Any]: ...
    @property
    def first_replication(self) -> int: ...
    @property
    def horizon(self) -> Duration: ...
    @property
    def identity(self) -> int: ...
    @property
    def plant(self) -> str: ...
    @property
    def replications(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def wanted(self) -> int: ...
    @property
    def warmup(self) -> Duration: ...

class Scenario:
    """
    Edits under one name; linewright.Scenario is the one to use.
    """
    @staticmethod
    def between(name: str, before: Plant, after: Plant) -> Scenario: ...
    @staticmethod
    def of(tree: typing.Any) -> Scenario: ...
    @staticmethod
    def read(text: str) -> Scenario: ...
    def __eq__(self, arg0: object) -> bool: ...
    def __hash__(self) -> int: ...
    def __init__(self, name: str, edits: collections.abc.Iterable[tuple[str, str, str, float]]) -> None: ...
    def edited(self, plant: Plant) -> Plant: ...
    def lines(self) -> list[str]: ...
    def to_json(self) -> str: ...
    def words(self, plant: Plant) -> str: ...
    @property
    def edits(self) -> tuple[typing.Any, ...]: ...
    @property
    def name(self) -> str: ...

class Comparison:
    """
    Results on the same seeds; linewright.Study makes tables of it.
    """
    def __init__(
        self,
        names: collections.abc.Sequence[str],
        results: collections.abc.Iterable[Result],
        base: typing.SupportsInt | typing.SupportsIndex,
    ) -> None: ...
    def best_rows(self, kind: str, element: str, measure: str, largest: bool) -> list[typing.Any]: ...
    def rows(self, alternative: typing.SupportsInt | typing.SupportsIndex) -> list[typing.Any]: ...

class KimNelson:
    """
    The procedure KN; linewright.statistics.KimNelson gives it names.
    """
    def __init__(
        self,
        alternatives: typing.SupportsInt | typing.SupportsIndex,
        difference: typing.SupportsFloat | typing.SupportsIndex,
        confidence: typing.SupportsFloat | typing.SupportsIndex,
        first: typing.SupportsInt | typing.SupportsIndex,
        larger_is_better: bool,
    ) -> None: ...
    def ask(self, at_once: typing.SupportsInt | typing.SupportsIndex) -> list[typing.Any]: ...
    def tell(
        self,
        alternative: typing.SupportsInt | typing.SupportsIndex,
        values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    ) -> None: ...
    @property
    def best(self) -> int: ...
    @property
    def done(self) -> bool: ...
    @property
    def dropped_at(self) -> list[int]: ...
    @property
    def left(self) -> list[int]: ...
    @property
    def looked(self) -> int: ...
    @property
    def means(self) -> list[float]: ...
    @property
    def says(self) -> str: ...
    @property
    def used(self) -> list[int]: ...

class Ocba:
    """
    Optimal computing budget allocation; linewright.statistics.Ocba gives it names.
    """
    def __init__(
        self,
        alternatives: typing.SupportsInt | typing.SupportsIndex,
        budget: typing.SupportsInt | typing.SupportsIndex,
        first: typing.SupportsInt | typing.SupportsIndex,
        step: typing.SupportsInt | typing.SupportsIndex,
        larger_is_better: bool,
    ) -> None: ...
    def ask(self) -> list[typing.Any]: ...
    def tell(
        self,
        alternative: typing.SupportsInt | typing.SupportsIndex,
        values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    ) -> None: ...
    @property
    def best(self) -> int: ...
    @property
    def done(self) -> bool: ...
    @property
    def means(self) -> list[float]: ...
    @property
    def probability(self) -> float: ...
    @property
    def says(self) -> str: ...
    @property
    def spent(self) -> int: ...
    @property
    def used(self) -> list[int]: ...

class WaitingJob:
    """
    What a rule of your own sees of a waiting job. Times are in seconds.
    """
    @property
    def due(self) -> float:
        """
        Its due date; infinite when it has none.
        """
    @property
    def now(self) -> float:
        """
        The time on the clock.
        """
    @property
    def number(self) -> int:
        """
        Its number at its source, from 0.
        """
    @property
    def priority(self) -> int:
        """
        The product's priority.
        """
    @property
    def process(self) -> float:
        """
        The mean processing time at this station.
        """
    @property
    def product(self) -> str:
        """
        Its product.
        """
    @property
    def released(self) -> float:
        """
        When it entered the plant.
        """
    @property
    def setup(self) -> float:
        """
        The mean changeover that taking it would cost.
        """
    @property
    def waiting_since(self) -> float:
        """
        When it came to this queue.
        """

class Simulation:
    """
    One run; linewright.Simulation gives its elements names.
    """
    @staticmethod
    def load(plant: Plant, bytes: bytes, registry: typing.Any = None) -> Simulation: ...
    def __init__(
        self,
        plant: Plant,
        seed: typing.SupportsInt | typing.SupportsIndex,
        replication: typing.SupportsInt | typing.SupportsIndex,
        warmup: typing.Any,
        registry: typing.Any = None,
        max_events_per_instant: typing.SupportsInt | typing.SupportsIndex = 10000000,
        max_events: typing.SupportsInt | typing.SupportsIndex | None = None,
        max_jobs: typing.SupportsInt | typing.SupportsIndex = 50000000,
        max_memory: typing.SupportsInt | typing.SupportsIndex = 8589934592,
    ) -> None: ...
    def backlog(self, index: typing.SupportsInt | typing.SupportsIndex) -> int: ...
    def content(self, index: typing.SupportsInt | typing.SupportsIndex) -> int: ...
    def copy(self) -> Simulation: ...
    def free_people(self, index: typing.SupportsInt | typing.SupportsIndex) -> int: ...
    def inject(
        self,
        product: typing.SupportsInt | typing.SupportsIndex,
        quantity: typing.SupportsInt | typing.SupportsIndex,
        due: typing.Any,
    ) -> None: ...
    def places(self, station: typing.SupportsInt | typing.SupportsIndex) -> list[typing.Any]: ...
    def product_wip(self, index: typing.SupportsInt | typing.SupportsIndex) -> int: ...
    def result(self, confidence: typing.SupportsFloat | typing.SupportsIndex = 0.95) -> Result: ...
    def run_until(self, until: typing.Any) -> str: ...
    def save(self) -> bytes: ...
    def step(self) -> str: ...
    @property
    def buffer_names(self) -> list[str]: ...
    @property
    def events(self) -> int: ...
    @property
    def next(self) -> typing.Any: ...
    @property
    def now(self) -> typing.Any: ...
    @property
    def now_ticks(self) -> int: ...
    @property
    def pool_names(self) -> list[str]: ...
    @property
    def product_names(self) -> list[str]: ...
    @property
    def replication(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def source_names(self) -> list[str]: ...
    @property
    def station_names(self) -> list[str]: ...
    @property
    def wip(self) -> int: ...

class Trace:
    """
    The events of one run as columns; linewright.Trace gives them names.
    """
    def __len__(self) -> int: ...
    def at(self) -> numpy.typing.NDArray[numpy.int64]: ...
    def buffer(self) -> numpy.typing.NDArray[numpy.int32]: ...
    def detail(self) -> numpy.typing.NDArray[numpy.int32]: ...
    def job(self) -> numpy.typing.NDArray[numpy.int64]: ...
    def people(self) -> list[typing.Any]:
        """
        Ticks, person, what they do from then on, the number of the station whose task it is, and when a walk ends.
        """
    def place(self) -> numpy.typing.NDArray[numpy.int32]:
        """
        The number of the place at its station, from 0.
        """
    def product(self) -> numpy.typing.NDArray[numpy.int32]: ...
    def state(self) -> numpy.typing.NDArray[numpy.int8]: ...
    def station(self) -> numpy.typing.NDArray[numpy.int32]: ...
    def what(self) -> numpy.typing.NDArray[numpy.uint8]: ...
    @property
    def breakdown_names(self) -> list[list[str]]: ...
    @property
    def buffer_names(self) -> list[str]: ...
    @property
    def ended_at(self) -> int: ...
    @property
    def ending(self) -> str: ...
    @property
    def fleet_names(self) -> list[str]: ...
    @property
    def material_names(self) -> list[str]: ...
    @property
    def message(self) -> str: ...
    @property
    def persons(self) -> list[str]: ...
    @property
    def product_names(self) -> list[str]: ...
    @property
    def sink_names(self) -> list[str]: ...
    @property
    def source_names(self) -> list[str]: ...
    @property
    def station_names(self) -> list[str]: ...
    @property
    def subcontractor_names(self) -> list[str]: ...
    @property
    def tick_us(self) -> float: ...

def assembled(
    parts: collections.abc.Iterable[Result],
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> Result:
    """
    Parts of a study in the order of replications; those that are missing make it a cancelled one.
    """

def batch_means(
    series: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    batches: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[typing.Any, ...]: ...
def compare(
    names: collections.abc.Sequence[str],
    plants: collections.abc.Iterable[Plant],
    horizon: typing.Any,
    warmup: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_events: typing.SupportsInt | typing.SupportsIndex | None = None,
    max_events_per_instant: typing.SupportsInt | typing.SupportsIndex = 10000000,
    max_jobs: typing.SupportsInt | typing.SupportsIndex = 50000000,
    max_memory: typing.SupportsInt | typing.SupportsIndex = 8589934592,
    carry_on: bool = False,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> tuple[list[typing.Any], typing.Any]: ...
def compare_with_best(
    values: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]],
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    larger_is_better: bool,
) -> list[typing.Any]: ...
def courses(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    stretch: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_wall: typing.Any = None,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> tuple[typing.Any, ...]: ...
def did_you_mean(wrong: str, names: collections.abc.Sequence[str], kind: str) -> str:
    """
    The remedy for a wrong name.
    """

def elements() -> list[typing.Any]:
    """
    Every element of a plant: (name, doc, shorthand, [(field, kind, default, doc)]), inner ones first.
    """

def fingerprint(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    seed: typing.SupportsInt | typing.SupportsIndex,
    replication: typing.SupportsInt | typing.SupportsIndex,
    registry: typing.Any = None,
) -> int: ...
def fingerprints(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    registry: typing.Any = None,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> list[int]: ...
def laws() -> list[typing.Any]:
    """
    Every law of distribution: (name, doc, [(parameter, kind, default, doc)]).
    """

def long_run(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    stretch: typing.Any,
    batches: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_wall: typing.Any = None,
    replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> tuple[typing.Any, ...]: ...
def mean_series(
    replications: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]],
) -> list[float]: ...
def merged(
    parts: collections.abc.Iterable[Result], confidence: typing.SupportsFloat | typing.SupportsIndex | None = None
) -> Result: ...
def mser(
    series: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    batch: typing.SupportsInt | typing.SupportsIndex,
) -> tuple[typing.Any, ...]: ...
def ocba_shares(
    means: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    sds: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    larger_is_better: bool,
) -> list[float]: ...
def prediction_interval(
    values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[typing.Any, ...]: ...
def quantile_interval(
    values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    p: typing.SupportsFloat | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[typing.Any, ...]: ...
def random_unit(word: typing.SupportsInt | typing.SupportsIndex) -> float:
    """
    A word as a number between 0 and 1.
    """

def random_words(
    key: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex],
    replication: typing.SupportsInt | typing.SupportsIndex = 0,
    lane: typing.SupportsInt | typing.SupportsIndex = 0,
    draw: typing.SupportsInt | typing.SupportsIndex = 0,
    first: typing.SupportsInt | typing.SupportsIndex = 0,
    count: typing.SupportsInt | typing.SupportsIndex = 1,
) -> list[int]:
    """
    The 64-bit words at positions first, first + 1, ... of a stream.
    """

def ratio_interval(
    above: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    below: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[typing.Any, ...]: ...
def read_scenarios(text: str, source: str = "") -> list[Scenario]: ...
def run(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_wall: typing.Any = None,
    max_events: typing.SupportsInt | typing.SupportsIndex | None = None,
    max_events_per_instant: typing.SupportsInt | typing.SupportsIndex = 10000000,
    max_jobs: typing.SupportsInt | typing.SupportsIndex = 50000000,
    max_memory: typing.SupportsInt | typing.SupportsIndex = 8589934592,
    carry_on: bool = False,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> Result: ...
def run_until(
    plant: Plant,
    targets: collections.abc.Sequence[tuple[str, str, str, typing.SupportsFloat | typing.SupportsIndex, bool]],
    least: typing.SupportsInt | typing.SupportsIndex,
    passes: typing.SupportsInt | typing.SupportsIndex,
    most: typing.SupportsInt | typing.SupportsIndex,
    horizon: typing.Any,
    warmup: typing.Any,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_wall: typing.Any = None,
    max_events: typing.SupportsInt | typing.SupportsIndex | None = None,
    max_events_per_instant: typing.SupportsInt | typing.SupportsIndex = 10000000,
    max_jobs: typing.SupportsInt | typing.SupportsIndex = 50000000,
    max_memory: typing.SupportsInt | typing.SupportsIndex = 8589934592,
    carry_on: bool = False,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> tuple[typing.Any, ...]: ...
def scenario_schema() -> str: ...
def schema() -> str:
    """
    The JSON Schema of a plant's file.
    """

def settle(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    stretch: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_wall: typing.Any = None,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> tuple[typing.Any, ...]: ...
def stopping_state(
    statistics: collections.abc.Sequence[tuple[str, typing.SupportsFloat | typing.SupportsIndex, bool]],
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    least: typing.SupportsInt | typing.SupportsIndex,
    passes: typing.SupportsInt | typing.SupportsIndex,
    most: typing.SupportsInt | typing.SupportsIndex,
    so_far: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]],
) -> tuple[typing.Any, ...]: ...
def stream_key(seed: typing.SupportsInt | typing.SupportsIndex, element: str, purpose: str) -> tuple[int, int]:
    """
    The Philox key (k0, k1) of one element's one purpose.
    """

def study_contingencies(
    plant: Plant,
    horizon: typing.Any,
    warmup: typing.Any,
    replications: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    confidence: typing.SupportsFloat | typing.SupportsIndex,
    registry: typing.Any = None,
    progress: typing.Any = None,
    max_wall: typing.Any = None,
    max_events: typing.SupportsInt | typing.SupportsIndex | None = None,
    max_jobs: typing.SupportsInt | typing.SupportsIndex = 50000000,
    max_memory: typing.SupportsInt | typing.SupportsIndex = 8589934592,
    carry_on: bool = False,
    first_replication: typing.SupportsInt | typing.SupportsIndex = 0,
) -> tuple[str, list[float], list[typing.Any], list[typing.Any], bool]: ...
def t_interval(
    values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[typing.Any, ...]: ...
def t_quantile(
    p: typing.SupportsFloat | typing.SupportsIndex, degrees: typing.SupportsFloat | typing.SupportsIndex
) -> float: ...
def trace(
    plant: Plant,
    until: typing.Any = None,
    seed: typing.SupportsInt | typing.SupportsIndex = 1,
    replication: typing.SupportsInt | typing.SupportsIndex = 0,
    registry: typing.Any = None,
    max_events_per_instant: typing.SupportsInt | typing.SupportsIndex = 10000000,
    max_events: typing.SupportsInt | typing.SupportsIndex | None = None,
    max_jobs: typing.SupportsInt | typing.SupportsIndex = 50000000,
    max_memory: typing.SupportsInt | typing.SupportsIndex = 8589934592,
) -> Trace: ...
def values_for_quantile(
    p: typing.SupportsFloat | typing.SupportsIndex, confidence: typing.SupportsFloat | typing.SupportsIndex
) -> int: ...
def welch(
    series: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    window: typing.SupportsInt | typing.SupportsIndex,
) -> list[float]: ...
def words(before: Plant, after: Plant) -> str: ...
def write_scenarios(scenarios: collections.abc.Iterable[Scenario]) -> str: ...

__version__: str
happening_names: tuple[typing.Any, ...] = ...
oee_profiles: tuple[typing.Any, ...] = ...
offset_doc: str = "Added to every draw; not given: nothing."
result_format: int = 2
state_names: tuple[typing.Any, ...] = ...
