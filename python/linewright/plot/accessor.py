# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The pictures of a result: ``result.plot.states()``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright.plot import paired, settling, shares, side_by_side, spread, stacks, waterfall

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from matplotlib.axes import Axes

    from linewright.plot._base import Time
    from linewright.result import Result
    from linewright.study import Study


class ResultPlots:
    """Pictures of one result. Each returns the axes of matplotlib and takes some to draw into."""

    def __init__(self, result: Result) -> None:
        """Made by `Result.plot`."""
        self._result = result

    def figure(
        self, kind: str = "plant", element: str = "", measure: str = "throughput", *, ax: Axes | None = None
    ) -> Axes:
        """One figure with its interval; several results beside each other: `linewright.plot.figure`."""
        return side_by_side.figure(self._result, kind, element, measure, ax=ax)

    def states(self, stations: Iterable[str] | None = None, *, ax: Axes | None = None) -> Axes:
        """The share of its time that each station was in each state."""
        return shares.states(self._result, stations, ax=ax)

    def people(self, pools: Iterable[str] | None = None, *, ax: Axes | None = None) -> Axes:
        """What the people of each pool did with their time."""
        return shares.people(self._result, pools, ax=ax)

    def losses(self, station: str | None = None, *, ax: Axes | None = None) -> Axes:
        """From the window through each loss to good output, of one station or the bottleneck."""
        return waterfall.losses(self._result, station, ax=ax)

    def yamazumi(
        self,
        takt: Time | None = None,
        *,
        of: Literal["stations", "people"] = "stations",
        names: Iterable[str] | None = None,
        activities: Iterable[str] | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """The work for one good job at each station or for each person, against takt."""
        return stacks.yamazumi(self._result, takt, of=of, names=names, activities=activities, ax=ax)

    def lead_times(self, *, ax: Axes | None = None) -> Axes:
        """The spread of the lead times of each product."""
        return spread.lead_times(self._result, ax=ax)

    def warmup(self, cut: Time | None = None, *, window: int | None = None, ax: Axes | None = None) -> Axes:
        """Good jobs by the hour and their moving average; for a result that ran without a warm-up."""
        return settling.warmup(self._result, cut, window=window, ax=ax)

    def __repr__(self) -> str:
        """What there is."""
        return "<pictures: figure, states, people, losses, yamazumi, lead_times, warmup>"


class StudyPlots:
    """Pictures of a study: its alternatives side by side. Each returns the axes of matplotlib and takes some."""

    def __init__(self, study: Study) -> None:
        """Made by `Study.plot`."""
        self._study = study

    def figure(
        self, kind: str = "plant", element: str = "", measure: str = "throughput", *, ax: Axes | None = None
    ) -> Axes:
        """One figure of every alternative, with intervals."""
        return side_by_side.figure(self._study.results, kind, element, measure, ax=ax)

    def throughput(self, *, ax: Axes | None = None) -> Axes:
        """Good jobs an hour of every alternative, with intervals."""
        return self.figure(ax=ax)

    def differences(
        self, kind: str = "plant", element: str = "", measure: str = "throughput", *, ax: Axes | None = None
    ) -> Axes:
        """How far every alternative is from the base in one figure: paired, with what holds for all at once."""
        study = self._study
        frame = study.summary()
        mine = (frame["kind"] == kind) & (frame["element"] == element) & (frame["measure"] == measure)
        study.difference(
            next(name for name in study.names if name != study.base), kind, element, measure
        )  # it is there
        rows = frame[mine & (frame["alternative"] != study.base)]
        return paired.differences(rows, base=study.base, currency=study.results[study.base].currency or "", ax=ax)

    def __repr__(self) -> str:
        """What there is."""
        return "<pictures: figure, throughput, differences>"
