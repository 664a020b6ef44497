"""Reading the wafer fabs of MIMAC. The files are kept beside the repository, not in it."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import types

import linewright as lw
import pytest
from linewright.io import mimac

ROOT = pathlib.Path(__file__).parents[2]
SMALL = """# a small fab
3   # groups
2
# route A: four operations
1 2;RED 3 1
# route B: two
2;BLUE 3
5 20 90;X;6 7.5
30 60;Y;6
1
machineName
clean
numInGroup
2
2
setup
3
DEF_SETUP x 10 10
RED 25 x 15
BLUE 25 30 x
numInGroup
2
3
machineName
oven
"""


def folder() -> pathlib.Path:
    place = pathlib.Path(os.environ.get("LINEWRIGHT_MIMAC", ROOT.parent / "shared" / "data" / "mimac"))
    if not (place / "fab4r.txt").exists():
        pytest.skip(f"{place}/fab4r.txt isn't there: LINEWRIGHT_MIMAC names the folder")
    return place


@pytest.fixture(scope="module")
def example() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("real_mimac", ROOT / "examples" / "real_plants" / "mimac.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(path: pathlib.Path, text: str) -> pathlib.Path:
    path.write_text(text)
    return path


def test_a_group_becomes_a_station_with_a_buffer(tmp_path: pathlib.Path) -> None:
    path = write(tmp_path / "small.txt", SMALL)
    plant = mimac.read(path, lots_per_day=[4, 2], queue=["same_setup", "fifo"], smallest=0.5, due_factor=2)
    assert plant.check() == []
    assert [(s.name, s.places) for s in plant.stations] == [("clean", 2), ("group 2", 2), ("oven", 1)]
    assert [b.name for b in plant.buffers] == ["before clean", "before group 2", "before oven"]
    assert plant.buffers[0].queue == ["same_setup", "fifo"]
    batch = plant.stations["oven"].batch
    assert (batch.smallest, batch.largest, batch.family, batch.rule) == (3, 6, "operation", "first_ready")
    assert [(r.from_, r.to, r.time) for r in plant.changeovers[0].rules] == [
        ("RED", "BLUE", lw.Distribution("15 min")),
        ("BLUE", "RED", lw.Distribution("30 min")),
        ("DEF_SETUP", "*", lw.Distribution("10 min")),
        ("*", "*", lw.Distribution("25 min")),
    ]
    assert [s.interarrival.mean() for s in plant.sources] == [6 * 3600, 12 * 3600]
    assert [s.due for s in plant.sources] == [lw.Distribution("245 min"), lw.Distribution("180 min")]
    assert [step.name for step in plant.routes[0].steps][2:4] == ["before 2 group 2", "2 group 2"]
    assert mimac.offered(plant)["oven"] == pytest.approx((4 * 90 + 2 * 60) / 1440 / 6)


def test_all_faults_of_a_file_come_with_their_lines(tmp_path: pathlib.Path) -> None:
    bad = SMALL.replace("1 2;RED 3 1", "1 2;GREEN 3 4").replace("30 60;Y;6", "30 sixty;Y;6 1").replace("30 x", "30 3")
    with pytest.raises(lw.PlantError) as caught:
        mimac.read(write(tmp_path / "bad.txt", bad), lots_per_day=[1, 1])
    assert [(f.place, f.what) for f in caught.value.faults] == [
        ("bad.txt, line 5", "'4' is no group of tools, they go from 1 to 3"),
        ("bad.txt, line 9", "route B has 2 operations, but 3 times stand here"),
        ("bad.txt, line 9", "a time must be a number of minutes >= 0, is 'sixty'"),
        ("bad.txt, line 20", "a change from 'BLUE' to itself must be x"),
        ("bad.txt, line 8", "group 'group 2' has no setting 'GREEN'"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"line 1: the file ends here, the number of groups is missing"),
        ("two", r"line 1: the number of groups must be a whole number, is 'two'"),
        (SMALL.replace("\n2\n# route A", "\n0\n# route A"), r"line 3: the number of routes must be at least 1, is 0"),
        (SMALL + "jobs\n", r"line 26: jobs in the file are not read"),
        (SMALL + "colour\n", r"line 26: 'colour' is not read here"),
        (SMALL.replace("60;Y;6", "60;Y;4"), r"group 'oven' takes batches of 4 and 6, which is not built"),
        (SMALL.replace("60;Y;6", "60;X;6"), r"batch family 'X' stands at several operations of group 'oven'"),
    ],
)
def test_what_can_not_be_read_is_refused(tmp_path: pathlib.Path, text: str, said: str) -> None:
    with pytest.raises(lw.PlantError, match=said):
        mimac.read(write(tmp_path / "x.txt", text), lots_per_day=[1, 1])


def test_arrivals_are_given_where_none_are_published(tmp_path: pathlib.Path) -> None:
    path = write(tmp_path / "small.txt", SMALL)
    with pytest.raises(ValueError, match="no rates of arrival are published for 'small'"):
        mimac.read(path)
    with pytest.raises(ValueError, match="2 routes, but arrivals are given for 1"):
        mimac.read(path, lots_per_day=[1])


def test_the_command_writes_a_plant(tmp_path: pathlib.Path) -> None:
    path = write(tmp_path / "small.txt", SMALL)
    command = [sys.executable, "-m", "linewright.io.mimac", str(path)]
    done = subprocess.run([*command, "--lots-per-day", "4", "2"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert lw.loads(done.stdout) == mimac.read(path, lots_per_day=[4, 2])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "give lots_per_day" in done.stderr


def test_fab4r_offers_each_group_its_published_load(example: types.ModuleType) -> None:
    assert example.static(folder()) < 5.1e-5  # the published figures have four digits


def test_fab4r_with_deterministic_arrivals_comes_within_one_per_cent(example: types.ModuleType) -> None:
    started, finished, flow = example.deterministic(folder())
    assert started == 459
    assert finished == pytest.approx(368, rel=0.02)  # ties of events go by other rules
    assert flow == pytest.approx(6029.62771739, rel=0.01)


@pytest.mark.parametrize("policy", ["most complete batch", "first ready family, 5 of 8"])
def test_fab4r_over_five_years_lies_among_our_runs(example: types.ModuleType, policy: str) -> None:
    key, rule, smallest = example.POLICIES[policy]
    published = json.loads((folder() / "expected_fab4r_5years.json").read_text())[key]
    whole, groups = example.five_years(folder(), published, rule, smallest, 12)
    assert [line for line in [*whole, *groups] if abs(line.off) > 3.0] == []


def test_fab4r_without_a_smallest_batch_is_unstable(example: types.ModuleType) -> None:
    published = json.loads((folder() / "expected_fab4r_5years.json").read_text())["mimac4rResBestOfFamilyBatching"]
    whole, _ = example.five_years(folder(), published, "first_ready", 0.0, 4)
    lines = {line.name: line for line in whole}
    assert lines["WIP at the end, lots"].mean > 1000
    assert lines["mean flow time, min"].mean > 200_000


def test_fab6_is_refused_with_the_lines_that_are_not_built() -> None:
    place = folder() / "fab6.txt"
    if not place.exists():
        pytest.skip("fab6.txt isn't there")
    with pytest.raises(lw.PlantError, match=r"fab6.txt, line \d+: group '.*' takes batches of 2 and 3"):
        mimac.read(place, lots_per_day=[1] * 9)
