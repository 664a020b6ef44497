# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Factors: what of a plant may be changed, and between which values.

Designs, screenings and optimisers all take the same factors.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from linewright import _core
from linewright.errors import EditError
from linewright.scenario import Scenario

if TYPE_CHECKING:
    from linewright.plant import Plant

Factors: TypeAlias = "Iterable[Factor] | Mapping[str, Factor | tuple[Any, Any] | Sequence[Any]]"
Point: TypeAlias = Mapping[str, Any]
"""A value by the name of each factor."""

_Faults: TypeAlias = list[tuple[str, str, str]]


class Factor:
    """Something of a plant that may be changed: where it stands, and from which value to which.

    ``Factor("operators/miller/count", 1, 4)`` takes the whole numbers from 1 to 4,
    ``Factor("changeovers/mill/rules/0/time", "24 min", "40 min")`` any time between,
    ``Factor("stations/mill/cycle", 0.8, 1.0, scale=True)`` multiplies what stands there: a law keeps its form.
    Two whole numbers give whole numbers; ``1.0, 4.0`` any number between. `step` allows every so much only:
    ``step="1 min"``. `levels` is a list of values instead: ``levels=["fifo", "edd"]``; numbers and times keep their
    distances, texts have none. Several paths are set together. `name` stands in tables; not given, the path does.

    Raises EditError with all that is wrong with it.
    """

    def __init__(
        self,
        path: str | Iterable[str],
        low: Any = None,
        high: Any = None,
        *,
        levels: Iterable[Any] | None = None,
        scale: bool = False,
        step: Any = None,
        name: str | None = None,
    ) -> None:
        """A path and its values."""
        self.paths = (path,) if isinstance(path, str) else tuple(path)
        """Where it stands in the plant; several are set together."""
        self.name = name if name is not None else " + ".join(map(str, self.paths))
        """What it is called in tables and points."""
        self.scale = scale
        """Whether what stands there is multiplied."""
        self.unit = ""
        """Of the numbers between `low` and `high`, for times."""
        self._low = self._high = math.nan  # of a factor that takes any number between
        self._levels: Sequence[Any] | None = None
        faults: _Faults = []
        if not self.paths or not all(map(_is_name, self.paths)):
            faults.append((self.name, f"has no path, but {path!r}", 'Give it one: "operators/miller/count"'))
        if not _is_name(self.name):
            faults.append(("", f"a factor is called {self.name!r}", "Give it a name, a text"))
        if levels is not None:
            if (low, high, step) != (None, None, None):
                faults.append((self.name, "has levels, and a range or step too", "Give one or the other"))
            self._listed([_plain(value) for value in levels], faults)
        elif low is None or high is None:
            faults.append((self.name, "lacks its range", "Give it low and high, or levels"))
        else:
            self._ranged(_plain(low), _plain(high), _plain(step), faults)
        if scale and not faults and not all(_is_number(v) and v > 0 for v in self.levels or self.bounds):
            faults.append((self.name, "scales by what isn't a number above 0", "Give factors such as 0.6 and 1.0"))
        if faults:
            raise EditError(faults)

    def _listed(self, levels: list[Any], faults: _Faults) -> None:
        if len({_key(value) for value in levels}) < len(levels):
            faults.append((self.name, f"has a level twice: {levels}", "Name each once"))
        elif len(levels) < 2:
            faults.append((self.name, f"has {len(levels)} level{'s' * (len(levels) != 1)}", "Give it two or more"))
        self._levels = levels

    def _ranged(self, low: Any, high: Any, step: Any, faults: _Faults) -> None:
        given = f"from {low!r} to {high!r}" + ("" if step is None else f" by {step!r}")
        numbers: list[float | None]
        if _is_number(low) and _is_number(high):
            numbers = [low, high, None if step is None else step if _is_number(step) else math.nan]
        else:
            first, last = _duration(low), _duration(high)
            if first is None or last is None:
                faults.append(
                    (self.name, f"goes {given}", 'Give it two numbers, two times ("24 min"), or a list of levels')
                )
                return
            self.unit = first.unit
            small = None if step is None else _duration(step)
            numbers = [first.value, _in_unit(last, self.unit)]
            numbers.append(None if step is None else math.nan if small is None else _in_unit(small, self.unit))
        begin, end, by = numbers
        if not (begin is not None and end is not None and begin < end):
            faults.append((self.name, f"goes {given}", "The low value must be below the high one"))
            return
        if by is not None and not 0 < by <= end - begin:
            faults.append((self.name, f"goes {given}", "The step must be above 0, of their unit, and fit in between"))
            return
        whole = all(isinstance(value, int) for value in (begin, end, 1 if by is None else by)) and not self.scale
        if whole:
            self._levels = range(int(begin), int(end) + 1, 1 if by is None else int(by))
        elif by is not None:
            steps = math.floor((end - begin) / by * (1 + 1e-12))
            self._levels = [self._said(begin + k * by) for k in range(steps + 1)]
        else:
            self._low, self._high = float(begin), float(end)

    def _said(self, number: float) -> Any:
        """As it is written into a plant: at most six digits, with the unit of times."""
        return f"{number:.6g} {self.unit}" if self.unit else float(f"{number:.6g}")

    # ---- values

    @property
    def levels(self) -> Sequence[Any] | None:
        """The values that it can take; None where it takes any between `low` and `high`."""
        return self._levels

    @property
    def low(self) -> Any:
        """The first value."""
        return self._levels[0] if self._levels is not None else self._said(self._low)

    @property
    def high(self) -> Any:
        """The last value."""
        return self._levels[-1] if self._levels is not None else self._said(self._high)

    @property
    def bounds(self) -> tuple[float, float]:
        """The ends as numbers, of a factor without levels; times in `unit`."""
        return self._low, self._high

    def value_of(self, number: float) -> Any:
        """The value of a number between the `bounds`: ``31.5`` becomes ``"31.5 min"``."""
        return self._said(min(max(number, self._low), self._high))

    def at(self, share: float) -> Any:
        """The value at a share of the way, from 0 to 1: levels have equal parts of it."""
        if not 0.0 <= share <= 1.0:
            raise ValueError(f"a share of the way is between 0 and 1, is {share}")
        if self._levels is None:
            return self._said(self._low + share * (self._high - self._low))
        return self._levels[min(int(share * len(self._levels)), len(self._levels) - 1)]

    def spread(self, most: int) -> list[Any]:
        """At most so many values, evenly from the first to the last: all levels where they aren't more."""
        if most < 2:
            raise ValueError(f"a factor is spread over two values or more, not {most}")
        if self._levels is None:
            return [self.at(k / (most - 1)) for k in range(most)]
        last = len(self._levels) - 1
        if last < most or not self._measured():
            return list(self._levels)
        return [self._levels[(2 * k * last + most - 1) // (2 * (most - 1))] for k in range(most)]

    def _measured(self) -> bool:
        """Whether its values have distances: numbers and times have, texts and the like haven't."""
        levels = self._levels
        return levels is None or all(map(_is_number, levels)) or all(_duration(v) is not None for v in levels)

    def place(self, value: Any) -> float:
        """Where a value stands, from 0 (the least) to 1 (the largest); of levels without distances by their order."""
        if self._levels is not None and not self._measured():
            return list(map(_key, self._levels)).index(_key(value)) / (len(self._levels) - 1)
        if self._levels is None:
            ends: tuple[float, ...] = self.bounds
        else:
            ends = tuple(self._number(v) for v in self._levels)
        return (self._number(value) - min(ends)) / (max(ends) - min(ends))

    def _number(self, value: Any) -> float:
        if _is_number(value):
            return float(value)
        time = _duration(value)
        if time is None:
            raise ValueError(f"{self.name}: {value!r} is neither a number nor a time")
        return _in_unit(time, self.unit) if self.unit else time.seconds

    def holds(self, value: Any) -> bool:
        """Whether it can take this value."""
        if self._levels is not None:
            return _key(value) in map(_key, self._levels)
        if (_duration(value) is None) if self.unit else not _is_number(value):
            return False
        return bool(self._low * (1 - 1e-9) <= self._number(value) <= self._high * (1 + 1e-9))

    def edits(self, value: Any) -> list[dict[str, Any]]:
        """The edits of a plant that set this value; see `Scenario`."""
        kind = "scale" if self.scale else "value"
        return [{"path": path, kind: value} for path in self.paths]

    # ---- display

    def _of(self) -> str:
        if self._levels is None or isinstance(self._levels, range):
            by = f" by {self._levels.step}" if isinstance(self._levels, range) and self._levels.step != 1 else ""
            return f"{value_text(self, self.low)} to {value_text(self, self.high)}{by}"
        return ", ".join(value_text(self, value) for value in self._levels)

    def __repr__(self) -> str:
        """Its name, where it stands and what it takes."""
        where = " + ".join(self.paths)
        return f"<Factor {self.name!r}{'' if where == self.name else f' ({where})'}: {self._of()}>"

    def _repr_html_(self) -> str:
        import html

        return f"<code>{html.escape(repr(self))}</code>"

    def __eq__(self, other: object) -> bool:
        """The same name, paths and values."""
        return self._state() == other._state() if isinstance(other, Factor) else NotImplemented

    def __hash__(self) -> int:
        """Of all that it is."""
        return hash(self._state())

    def _state(self) -> tuple[Any, ...]:
        levels = None if self._levels is None else tuple(map(_key, self._levels))
        ends = None if levels is not None else (self._low, self._high)
        return self.name, self.paths, self.scale, self.unit, levels, ends


def value_text(factor: Factor, value: Any) -> str:
    """A value as a table shows it."""
    text = value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else json.dumps(value)
    return f"x {text}" if factor.scale else text


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _plain(value: Any) -> Any:
    """Numbers of numpy as Python's own, times as texts."""
    if isinstance(value, _core.Duration | dt.timedelta):
        return str(_core.Duration(value))
    return value.item() if hasattr(value, "item") else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _duration(value: Any) -> _core.Duration | None:
    if _is_number(value):
        return None
    try:
        return _core.Duration(value)
    except (ValueError, TypeError):
        return None


def _in_unit(time: _core.Duration, unit: str) -> float:
    return time.value if time.unit == unit else time.seconds / _core.Duration(f"1 {unit}").seconds


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


# ---- several of them


def factors_of(given: Factors) -> list[Factor]:
    """The factors: a list of them, or a dict of names or paths with a `Factor`, a pair (low, high) or a list of levels.

    With a pair or a list the key is the path; ``"stations/mill/cycle *="`` multiplies. Raises EditError with all that
    is wrong with any of them.
    """
    made: list[Factor] = []
    faults: _Faults = []
    if isinstance(given, Mapping):
        for key, value in given.items():
            try:
                made.append(_factor(key, value))
            except EditError as error:
                faults += [(fault.place, fault.what, fault.remedy) for fault in error.faults]
    else:
        each: Any
        for each in given:
            if isinstance(each, Factor):
                made.append(each)
            else:
                faults.append(("", f"{each!r} is no factor", 'Write Factor("operators/miller/count", 1, 4)'))
    names = [factor.name for factor in made]
    paths = [path for factor in made for path in factor.paths]
    for what, all_of_them in (("name", names), ("path", paths)):
        faults += [
            (twice, f"is the {what} of two factors", "Each needs its own")
            for twice in dict.fromkeys(all_of_them)
            if all_of_them.count(twice) > 1 and not (what == "path" and twice in names and names.count(twice) > 1)
        ]
    if not made and not faults:
        faults.append(("", "there are no factors", 'Give some: {"operators/miller/count": (1, 4)}'))
    if faults:
        raise EditError(faults)
    return made


def _factor(key: str, value: Any) -> Factor:
    if isinstance(value, Factor):
        twin = object.__new__(Factor)
        twin.__dict__.update(value.__dict__, name=key)
        return twin
    scale = key.rstrip().endswith("*=")
    path = key.rstrip().removesuffix("*=").rstrip() if scale else key
    if isinstance(value, tuple) and len(value) == 2:
        return Factor(path, *value, scale=scale)
    if isinstance(value, list | range):
        return Factor(path, levels=value, scale=scale)
    raise EditError([(key, f"takes {value!r}", "Give it (low, high), a list of levels, or a Factor")])


def check_on(factors: Sequence[Factor], plant: Plant) -> None:
    """Tries each factor on the plant at its ends and between.

    Raises EditError with all edits that can't be made, and PlantError with all faults of the plants that come of them.
    """
    from linewright.errors import PlantError

    edits: dict[tuple[str, str, str], None] = {}
    plants: dict[tuple[str, str, str], None] = {}
    for factor in factors:
        for value in map(factor.at, (0.0, 0.3819, 1.0)) if factor.levels is None else factor.spread(5):
            try:
                made = scenario_at("tried", factors, {factor.name: value}).on(plant)
            except EditError as error:
                for fault in error.faults:
                    place = fault.place.removeprefix('"tried": ')
                    what = fault.what if place == factor.name else f"{place}: {fault.what}"
                    edits[factor.name, what, fault.remedy] = None
                continue
            for fault in made.check():
                where = f"{factor.name} = {value_text(factor, value)}"
                plants[where, f"{fault.place}: {fault.what}", fault.remedy] = None
    if edits:
        raise EditError(edits)
    if plants:
        raise PlantError(plants)


def scenario_at(name: str, factors: Iterable[Factor], point: Point) -> Scenario:
    """The scenario that sets these values; factors that the point doesn't name stay as they are."""
    return Scenario(
        name, [edit for factor in factors if factor.name in point for edit in factor.edits(point[factor.name])]
    )


def check_point(factors: Sequence[Factor], point: Any, who: str) -> dict[str, Any]:
    """The point with its values in the order of the factors; raises ValueError with all that is wrong with it."""
    if not isinstance(point, Mapping):
        raise TypeError(f"{who} is {point!r}; it must be a dict with a value by the name of each factor")
    known = [factor.name for factor in factors]
    wrong = [
        f"no factor is called {name!r}. {_core.did_you_mean(str(name), known, 'factor')}"
        for name in point
        if name not in known
    ]
    wrong += [f"it lacks {name!r}" for name in known if name not in point]
    wrong += [
        f"{factor.name} = {point[factor.name]!r} is outside of {factor._of()}"
        for factor in factors
        if factor.name in point and not factor.holds(point[factor.name])
    ]
    if wrong:
        raise ValueError(f"{who} is no point of these factors: {'; '.join(wrong)}")
    return {name: point[name] for name in known}
