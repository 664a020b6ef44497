#!/usr/bin/env python3
# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Draws every picture of the tests with 5 and with 60 stations, names as they are and of 40 letters, to be looked at.

    .venv/bin/python scripts/pictures.py build/pictures

Writes a PNG each, at the size that a notebook shows, and index.html with all of them.
"""

import html
import importlib.util
import json
import pathlib
import sys
from typing import Any

import linewright as lw
import matplotlib as mpl

mpl.use("Agg")
TESTS = pathlib.Path(__file__).resolve().parents[1] / "tests" / "python"


def module(name: str, file: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, TESTS / file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def with_long_names(plant: lw.Plant) -> lw.Plant:
    """Every station's name made 40 letters long, alike in the middle."""
    text = plant.to_json()
    for station in sorted(plant.stations, key=lambda station: -len(station.name)):
        name = station.name
        text = text.replace(json.dumps(name), json.dumps(f"{name[:20]} {'in the new hall ' * 3}"[:37] + name[-3:]))
    return lw.loads(text)


def main() -> None:
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/pictures")
    only = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    lines = module("tests_lines", "lines.py")
    tests = module("tests_plot", "test_plot.py")
    plain = lines.hall
    page = ["<!DOCTYPE html><meta charset='utf-8'><title>Pictures</title>"]
    for names in ("plain", "long"):
        tests.hall = plain if names == "plain" else lambda stations: with_long_names(plain(stations))
        tests._cases.clear()
        for stations in (5, 60):
            for name, draw in tests.PICTURES.items():
                if only and name not in only:
                    continue
                figure = draw(tests.case(stations)).figure
                file = f"{name}_{stations}_{names}.png"
                figure.savefig(folder / file, dpi=100)
                mpl.pyplot.close(figure)
                page.append(f"<h2>{html.escape(file)}</h2><img alt='{html.escape(file)}' src='{file}'>")
    (folder / "index.html").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
