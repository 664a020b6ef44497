# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants as files, values and scenarios."""

import json
import pathlib
import pickle
import xml.etree.ElementTree as ET

import jsonschema
import linewright as lw
import pytest
from tests_lines import gearbox

ROOT = pathlib.Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples" / "plants").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_example_plants_go_to_python_and_back_without_loss(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    plant = lw.load(path)
    assert plant.check() == []
    names = {name: getattr(lw, name) for name in lw.__all__} | {"lw": lw}
    assert eval(repr(plant), names) == plant  # built in Python it is the plant that was loaded
    plant.save(tmp_path / "again.json")
    again = lw.load(tmp_path / "again.json")
    assert again == plant == lw.loads(plant.to_json()) == pickle.loads(pickle.dumps(plant))
    assert again.hash == plant.hash
    assert plant.diff(again) == []
    jsonschema.validate(json.loads(plant.to_json()), lw.schema())
    ET.fromstring(plant._repr_svg_())


def test_all_faults_come_at_once_each_with_its_place() -> None:
    plant = gearbox()
    plant.stations["mill"].cycle = "-3 min"
    plant.stations["drill"].cycle = lw.lognormal("3 min", "-1 min")
    faults = plant.check()
    assert [fault.place for fault in faults] == ["stations/mill/cycle/value", "stations/drill/cycle/sd"]
    assert faults[0].remedy
    with pytest.raises(lw.PlantError) as caught:
        plant.run()
    assert caught.value.faults == faults
    assert str(faults[0]) in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).faults == faults


def test_faults_of_different_kinds_come_at_once_too() -> None:
    plant = gearbox()
    plant.stations["mill"].cycle = "-3 min"
    plant.routes[0].steps.append("dril")
    assert len(plant.check()) == 2


def test_a_bad_file_says_where(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"linewright": 1, "semantics": 1,\n "stations": [{"name": "a", "cicle": "3 min"}]}')
    with pytest.raises(lw.PlantError, match=r"bad.json, line 2.*cycle"):
        lw.load(path)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        lw.load(tmp_path / "nowhere.json")
    with pytest.raises(IsADirectoryError):
        lw.load(tmp_path)
    with pytest.raises(lw.PlantError):
        lw.loads("[" * 100_000)
    with pytest.raises(lw.PlantError):
        lw.loads('{"linewright": 99, "semantics": 1}')


def test_an_edit_makes_another_plant() -> None:
    plant = gearbox()
    before = plant.hash
    assert plant.edit("operators/miller/count", 3).operators["miller"].count == 3
    assert plant.edit("stations/drill/cycle", scale=0.5).stations["drill"].cycle == "1.1 min"
    assert plant.edit("stations/drill/cycle", lw.exponential("1 min")).stations["drill"].cycle.type == "exponential"
    assert plant.edit("stations/drill/cycle = 5 min").stations["drill"].cycle == "5 min"
    assert plant.without("stations/mill/breakdowns/0").stations["mill"].breakdowns == []
    assert plant.with_added("buffers", lw.Buffer("B2")).buffers.names() == ["B1", "B2"]
    assert plant.hash == before
    with pytest.raises(lw.EditError, match="mill") as caught:
        plant.edit("stations/mil/cycle", "3 min")
    assert caught.value.faults[0].remedy
    with pytest.raises(TypeError, match="not both"):
        plant.edit("stations/drill/cycle", "3 min", scale=2)


def test_a_difference_is_what_turns_one_into_the_other() -> None:
    plant = gearbox()
    other = plant.edit("operators/miller/count", 3).edit("stations/drill/cycle", "2 min")
    assert [str(d) for d in plant.diff(other)] == [
        "stations/drill/cycle: 2.2 min -> 2 min",
        "operators/miller/count: 1 -> 3",
    ]
    made = plant
    for line in plant.edits_to(other):
        made = made.edit(line)
    assert made == other


def test_equal_plants_have_equal_hashes() -> None:
    one, other = gearbox(), gearbox()
    one.stations["drill"].cycle = "2.5 min"
    other.stations["drill"].cycle = "150 s"
    assert one == other
    assert hash(one) == hash(other)
    assert one.hash == other.hash
    assert len({one, other}) == 1
    other.stations["drill"].cycle = "133 s"
    assert one != other
    assert hash(one) != hash(other)


HOSTILE = [
    "<script>alert(1)</script>",
    "a\"b'c&d",
    "]]><svg/>",
    "x\x00\x1b",
    "\u202egnp",
    "日本語",
    "a" * 10_000,
    "",
    " ",
]


def test_hostile_names_are_harmless_in_pictures_and_tables() -> None:
    plant = lw.Plant(
        name=HOSTILE[0],
        sources=[lw.Source(f"{name}in", always=True) for name in HOSTILE],
        stations=[lw.Station(f"{name}!", cycle="1 min") for name in HOSTILE],
        buffers=[lw.Buffer(name) for name in HOSTILE],
        routes=[lw.Route("r", steps=[part for name in HOSTILE if name for part in (name, f"{name}!")])],
    )
    picture = ET.fromstring(plant._repr_svg_())
    assert {element.tag.split("}")[1] for element in picture.iter()} <= {
        *("svg", "title", "defs", "marker", "path", "rect", "g", "text"),
    }
    line = lw.Plant(
        name="<b>&",
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("<img src=x onerror=alert(1)>", cycle="1 min")],
    )
    table = ET.fromstring(line.run("1 h")._repr_html_())
    assert {element.tag for element in table.iter()} <= {"div", "table", "caption", "tbody", "tr", "td"}


@pytest.mark.parametrize(
    "plant", [lw.Plant(), lw.Plant(sources=[lw.Source("in")]), lw.Plant(stations=[lw.Station("a")])]
)
def test_half_a_plant_can_be_drawn_and_checked(plant: lw.Plant) -> None:
    ET.fromstring(plant._repr_svg_())
    assert isinstance(plant.check(), list)
