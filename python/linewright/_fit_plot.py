# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The picture of a fit: densities over the times, Q-Q and P-P beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linewright.fitting import Fit, FittedLaw

_COLOURS = ("#0072b2", "#d55e00", "#009e73")  # told apart by everybody (Okabe and Ito)
_OBSERVED = "#5c6670"


def plot(fit: Fit, law: FittedLaw) -> Any:
    """Three pictures beside one another; see `Fit.plot`."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError("pictures need Matplotlib: pip install 'linewright[plot]'") from error
    import numpy as np

    from linewright import _laws

    class Picture(Figure):
        """A figure that a notebook shows even when nothing of pyplot was asked for before."""

        def _repr_png_(self) -> bytes:
            import io

            out = io.BytesIO()
            self.savefig(out, format="png", dpi=96)
            return out.getvalue()

    figure = Picture(figsize=(12, 3.9), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    x, c = np.sort(fit.times), fit.censored
    shown = [law, *(other for other in fit.laws if other is not law)][:3]
    top = float(max(x[-1], c.max() if len(c) else 0.0))
    grid = np.linspace(0.0 if x[0] < 0.5 * top else x[0] - 0.1 * (top - x[0]), 1.05 * top, 400)
    times, shares = _laws.kaplan_meier(x, c)
    if len(c):
        left.step([0, *times], [1, *(1 - shares)], where="post", color=_OBSERVED, label="observed")
        at = np.searchsorted(times, c, side="right")
        left.plot(c, np.array([1, *(1 - shares)])[at], "|", color=_OBSERVED, markersize=9, label="censored")
        for colour, other in zip(_COLOURS, shown, strict=False):
            left.plot(grid, 1 - other.cdf(grid), color=colour, label=other.name)
        left.set_ylabel("share that is longer")
        left.set_ylim(0, 1.03)
    else:
        bins = np.histogram_bin_edges(x, bins="auto")
        left.hist(x, bins=bins[:61] if len(bins) > 60 else bins, density=True, color="#d3d9de", edgecolor="white")
        for colour, other in zip(_COLOURS, shown, strict=False):
            left.plot(grid, other.pdf(grid), color=colour, label=other.name)
        left.plot(x, np.zeros_like(x), "|", color=_OBSERVED, markersize=7, clip_on=False)
        left.set_ylabel(f"density [1/{fit.unit}]")
    left.set_xlabel(f"time [{fit.unit}]")
    left.set_xlim(grid[0], grid[-1])
    left.legend(frameon=False)
    left.set_title(law.text(), fontsize=10)

    if len(c):
        q_times, position = times, (np.array([0, *shares[:-1]]) + shares) / 2
    else:
        q_times, position = x, (np.arange(1, len(x) + 1) - 0.5) / len(x)  # Hazen
    expected = law.quantile(position)
    p = "" if np.isnan(law.p_value) else f", p = {law.p_value:.3g}"
    if not len(c):
        rng = np.random.default_rng(1)
        drawn = law.offset + np.sort(law.frozen().rvs((499, len(x)), random_state=rng), axis=1)
        low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
        middle.fill_between(expected, low, high, color=_COLOURS[0], alpha=0.15, linewidth=0)
        share = np.sort(rng.random((499, len(x))), axis=1)
        low, high = np.quantile(share, [0.025, 0.975], axis=0)
        right.fill_between(position, low, high, color=_COLOURS[0], alpha=0.15, linewidth=0)
    ends = [min(expected.min(), q_times.min()), max(expected.max(), q_times.max())]
    for axes, line, a, b in ((middle, ends, expected, q_times), (right, [0, 1], position, law.cdf(q_times))):
        axes.plot(line, line, color="black", linewidth=0.8)
        axes.plot(a, b, "o", color=_COLOURS[0], markersize=3.5, alpha=0.8)
    middle.set_xlabel(f"{law.name} says [{fit.unit}]")
    middle.set_ylabel(f"observed [{fit.unit}]")
    middle.set_title(f"Q-Q: {law.kind} {law.statistic:.3g}{p}", fontsize=10)
    right.set_xlabel("observed share")
    right.set_ylabel(f"share by {law.name}")
    right.set_xlim(0, 1)
    right.set_ylim(0, 1)
    right.set_title("P-P", fontsize=10)
    for axes in (left, middle, right):
        axes.spines[["top", "right"]].set_visible(False)
    return figure
