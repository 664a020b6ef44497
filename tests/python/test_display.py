# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Every object of a study shows itself in a notebook: well-formed, escaped, in a box that scrolls."""

import random
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import linewright as lw
import pytest
from tests_lines import gearbox

st = lw.statistics
BAD = "<script>alert(1)<\x07 & ]]>"
_made: dict[str, Any] = {}


def plant() -> lw.Plant:
    """The gearbox line with a hostile name for its mill and its people, a changeover with steps, and positions."""
    made = gearbox()
    made.stations["mill"].name = f"mill {BAD}"
    made.routes[0].steps[0] = lw.Step(f"mill {BAD}")
    made.products = [lw.Product("A"), lw.Product("B")]
    made.sources[0].products = ["A", "B"]
    step = lw.ChangeoverStep(name=BAD, time="4 min")
    rule = lw.ChangeoverRule(from_="*", to="*", steps=[step])
    made.changeovers = [lw.Changeover("tools", stations=["drill"], rules=[rule])]
    for k, station in enumerate(made.stations):
        station.position = lw.Point(x=30.0 * k, y=0.0)
    made.operators[0].speed = 1.0
    return made


def study() -> lw.Study:
    if "study" not in _made:
        other = lw.Scenario(BAD, ["operators/miller/count = 2"])
        _made["study"] = lw.compare({"today": plant(), BAD: other, "b": ["stations/drill/cycle *= 0.9"]}, "1 d")
    return _made["study"]  # type: ignore[no-any-return]


def selection(of: Any) -> Any:
    dice = random.Random(1)
    while not of.done:
        for wanted in of.ask():
            values = [dice.gauss(wanted.alternative, 1.0) for _ in range(wanted.replications)]
            of.tell(wanted.alternative, values)
    return of


OBJECTS: dict[str, Callable[[], Any]] = {
    "study": study,
    "best": lambda: study().best(),
    "against best": lambda: study().best()[1],
    "difference": lambda: study().difference(BAD),
    "scenario": lambda: study().scenarios[BAD],
    "scenario of all kinds": lambda: lw.Scenario(
        BAD, ["operators/miller/count = 3", "stations/drill/cycle *= 0.5", "remove buffers/B1"]
    ),
    "no change": lambda: lw.Scenario(BAD),
    "result": lambda: study()["today"],
    "interval": lambda: study()["today"].throughput,
    "interval of one": lambda: plant().run("1 h").throughput,
    "staffing curve": lambda: lw.staffing_curve(plant(), "operators/miller/count", [1, 2], "8 h", "0 s", 3),
    "fewest people": lambda: lw.fewest_people(
        plant(), {"operators/miller/count": [1, 2]}, lw.Goal(at_least=5.0), "8 h", "0 s", 3, fresh=3
    ),
    "smed": lambda: lw.smed_worth(plant(), "tools", "8 h", "0 s", 3),
    "layout": lambda: lw.layout_pairs(plant(), "8 h", "0 s", 3),
    "fit": lambda: lw.fit(
        [random.Random(k).gammavariate(3, 2) for k in range(30)], ["gamma", "normal"], simulations=19
    ),
    "calibration": lambda: lw.calibrate(study()["today"], {f"stations/mill {BAD}/utilisation": "62 %"}),
    "truncation": lambda: st.mser([10 - 9 * 0.8**k for k in range(100)]),
    "batch means": lambda: st.batch_means([random.Random(k).random() for k in range(200)]),
    "quantile": lambda: st.quantile_interval(range(100), 0.9),
    "ratio": lambda: st.ratio_interval([1, 2, 3], [2, 3, 4.5]),
    "until": lambda: st.run_until(plant(), {"throughput": 0.5}, "8 h", least=3, most=5),
    "stopping": lambda: st.StoppingRule(0.1).feed([1.0, 1.1, 0.9]),
    "kn": lambda: selection(st.KimNelson(3, 0.5)),
    "kn before it began": lambda: st.KimNelson(3, 0.5),
    "ocba": lambda: selection(st.Ocba(3, 60)),
    "compared with best": lambda: st.compare_with_best([[1, 2, 3.0], [2, 3, 4.5]])[0],
    "contingencies": lambda: lw.contingency_study(
        lw.loads(
            '{"linewright": 1, "semantics": 1, "stations": [{"name": "a", "cycle": "1 min"}],'
            '"sources": [{"name": "in", "interarrival": "3 min"}],'
            '"contingencies": [{"name": "<script>", "station": "a", "from": "1 h", "to": "2 h"}]}'
        ),
        "6 h",
        replications=2,
    ),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_it_shows_itself_well_formed_and_escaped(name: str) -> None:
    shown = OBJECTS[name]()
    html = shown._repr_html_()
    made = ET.fromstring(f"<body>{html}</body>")
    assert {part.tag for part in made.iter()} <= {
        *("body", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "p", "ul", "li"),
    }
    assert "\x07" not in html
    assert "".join(made.itertext()).strip()
    parents = {child: parent for parent in made.iter() for child in parent}
    for table in made.iter("table"):
        assert "overflow-x:auto" in parents[table].get("style", "")
        widths = {len(row) for row in table.iter("tr")}
        assert len(widths) == 1


def test_what_is_in_the_tables_is_what_the_terminal_says() -> None:
    for name in ("staffing curve", "smed", "layout", "best"):
        shown = OBJECTS[name]()
        cells = [cell.text or "" for cell in ET.fromstring(shown._repr_html_()).iter() if cell.tag in ("th", "td")]
        text = repr(shown).replace("\x07", "\ufffd")
        assert all(cell in text for cell in cells)
    (words,) = ET.fromstring(f"<b>{study()['today'].throughput._repr_html_()}</b>")
    value = study()["today"].throughput
    assert str(words.text).startswith(f"{value} (10 replications, ")


def test_a_study_of_a_large_plant_shows_itself_at_once() -> None:
    from time import process_time

    from tests_lines import hall

    made = lw.compare({"a": hall(60), "b": hall(60), "c": hall(60)}, "6 h", replications=2)
    began = process_time()
    assert made._repr_html_()
    made.table()
    assert process_time() - began < 5.0
