# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The report: what it says is the study's, it holds all that it shows, and no name does anything in it."""

import base64
import html.parser
import http.server
import pathlib
import pickle
import re
import shutil
import subprocess
import threading
import xml.etree.ElementTree as ET
from typing import Any

import linewright as lw
import matplotlib as mpl
import pytest
from tests_hostile import ALTERNATIVES, IMAGE, SCRIPT, STATIONS
from tests_hostile import study as hostile
from tests_lines import gearbox, hall

mpl.use("Agg")
SVG = "data:image/svg+xml;base64,"


def study(replications: int = 8) -> lw.Study:
    return lw.compare(
        {
            "today": gearbox(),
            "again": gearbox(),
            "second miller": {"operators/miller/count": 2},
            "faster": lw.Scenario("faster", ["stations/mill/cycle *= 0.8"]),
            "slower": lw.Scenario("slower", ["stations/mill/cycle *= 1.3"]),
        },
        "5 d",
        "1 d",
        replications=replications,
        seed=3,
    )


@pytest.fixture(scope="module")
def made() -> lw.Study:
    return study()


@pytest.fixture(scope="module")
def text(made: lw.Study, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(made, tmp_path_factory.mktemp("report"))


class Page(html.parser.HTMLParser):
    """The tags with their attributes, and the texts by the tag that they stand in."""

    EMPTY = ("meta", "img", "br")

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def text(self) -> str:
        return "".join(text for tag, text in self.texts if tag != "style")


def written(made: lw.Study, folder: pathlib.Path, *figure: str, **more: Any) -> str:
    made.report(folder / "report.html", *figure, **more)
    return (folder / "report.html").read_text(encoding="utf-8")


# ---- findings


def test_the_best_is_named_first_with_its_figure_and_who_comes_next(made: lw.Study) -> None:
    said = made.findings()
    faster = made["faster"].throughput
    best = {row.name: row for row in made.best()}
    assert [name for name, row in best.items() if row.may_be_best] == ["faster"]
    assert said[0] == f'"faster" is best in throughput, 95 % sure: {faster} jobs/h.'
    d = made.difference("slower")
    share = 100 * d.difference.mean / d.base.mean
    wide = lw.Interval(abs(d.difference.mean), d.together, 0, 0, 0, 2)
    assert f'"slower": throughput is {wide} jobs/h lower than with "today" ({share:+.1f} %).' in said
    assert '"again": throughput is exactly that of "today".' in said
    factors = {name: made.difference(name).variance_factor for name in ("second miller", "faster", "slower")}
    useless = [name for name, factor in factors.items() if factor <= 1]
    assert useless == ["slower"]
    assert said[-2].startswith("All ran on the same seeds, with the same luck: separate ones would take ")
    assert said[-1] == 'The same seeds don\'t help with "slower": separate ones would do as well.'


def test_what_may_be_the_best_as_well_is_said_to_be_so() -> None:
    def alone(name: str) -> lw.Plant:  # plants that share no name share no luck
        return lw.Plant(
            sources=[lw.Source(f"in {name}", interarrival=lw.exponential("3 min"))],
            stations=[lw.Station(f"mill {name}", cycle=lw.exponential("2 min"))],
            routes=[lw.Route("r", steps=[f"queue {name}", f"mill {name}"])],
            buffers=[lw.Buffer(f"queue {name}")],
        )

    near = lw.compare({"today": alone("a"), "other": alone("b")}, "1 d", replications=3)
    first, other = sorted(near.best(measure="lead_time"), key=lambda row: row.value.mean)
    assert other.may_be_best
    said = near.findings(measure="lead_time")
    unit, factor = ("min", 60) if first.value.mean >= 120 else ("s", 1)
    assert said[0] == (
        f'"{first.name}" is ahead in lead time ({first.value.scaled(1 / factor)} {unit}), but it can\'t be told apart '
        f'from "{other.name}" (at most {other.high / factor:.3g} {unit} behind). More replications may tell.'
    )
    assert said[1].startswith('"other" can\'t be told from "today" in lead time: the difference is between ')


def test_what_is_best_never_contradicts_the_difference_from_the_base() -> None:
    seen = 0
    for seed in range(6):
        for percent in (2, 5, 8):
            cases = {"today": gearbox(), "faster": [f"stations/mill/cycle *= {1 - percent / 100}"]}
            said = lw.compare(cases, "8 h", replications=3, seed=seed).findings()
            unclear = any(line.startswith('"faster" can\'t be told from "today"') for line in said)
            assert unclear == ("can't be told apart" in said[0])
            seen += unclear
    assert 0 < seen < 18


def test_where_nothing_is_better_that_is_the_finding() -> None:
    made = lw.compare({"today": gearbox(), "slower": ["stations/mill/cycle *= 1.3"], "same": gearbox()}, "4 d")
    said = made.findings()
    assert said[0] == f'No change is better than "today" in throughput: {made["today"].throughput} jobs/h.'
    assert said[1] == '"same" gives exactly the same in every replication.'


def test_of_losses_the_smallest_is_best_unless_told_otherwise(made: lw.Study) -> None:
    least = min(made.names, key=lambda name: made[name].figure("stations", "drill", "starved").mean)
    assert made.findings("stations", "drill", "starved")[0].startswith(f'"{least}" is best in starved of "drill"')
    most = made.findings("stations", "drill", "starved", largest=True)[0]
    assert most.startswith('"slower" is best')


def test_a_single_run_finds_nothing() -> None:
    said = study(1).findings()
    assert said[0].startswith("Each alternative ran once only.")
    assert '"faster" is ahead in throughput in this one run' in said[1]
    assert not any("sure" in line or "±" in line for line in said)


def test_many_alternatives_are_not_all_in_sentences(tmp_path: pathlib.Path) -> None:
    cases = {"today": gearbox()} | {f"variant {k}": gearbox().edit("buffers/B1/capacity", 6 + k) for k in range(40)}
    made = lw.compare(cases, "1 d", replications=3)
    said = made.findings()
    assert "The other 28 alternatives stand in the tables." in said
    assert max(map(len, said)) < 900
    page = Page(written(made, tmp_path))
    assert all(f"variant {k}" in page.text() for k in range(40))


def test_a_study_against_another_base_has_the_same_results(made: lw.Study) -> None:
    other = made.against("faster")
    assert other.base == "faster"
    assert other.words["faster"] == ""
    assert other.words["today"].startswith("mill cycle: ")
    assert other.words["second miller"].endswith("miller: 1 → 2 people")
    assert other.difference("today").difference.mean == -made.difference("faster").difference.mean
    again = pickle.loads(pickle.dumps(made))
    assert again.against("faster").words == other.words
    assert again.findings() == made.findings()


# ---- the page


def test_the_page_holds_all_that_it_shows(made: lw.Study, text: str) -> None:
    page = Page(text)
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert {tag for tag, _ in page.tags} == {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer"),
        *("h1", "h2", "h3", "p", "ul", "li", "bdi", "i", "code", "div", "figure", "img", "figcaption"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not page.all("script")
    for _, attributes in page.tags:
        assert not {"onload", "onerror", "href", "style"} & set(attributes)
    assert all(str(image["src"]).startswith(SVG) for image in page.all("img"))
    assert all(str(image["alt"]) for image in page.all("img"))
    (policy,) = [meta for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy["content"]).startswith("default-src 'none'")
    assert "http" not in re.sub(r'http-equiv|"data:[^"]*"', "", text)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(a["scope"] in ("col", "row") for a in page.all("th"))
    said = page.text()
    for line in made.findings():
        assert line.replace('"', "") in said.replace('"', "")
    for words in ("miller: 1 → 2 people", "operators/miller/count", "replications of each", "seed of all"):
        assert words in said
    assert gearbox().hash in said
    assert lw.__version__ in said


def test_the_pictures_are_of_the_base_and_of_the_best(text: str) -> None:
    page = Page(text)
    captions = [line for line in re.findall(r"[^\n]+", page.text()) if line]
    for what in ("Throughput with intervals", "Difference of throughput from today"):
        assert what in captions
    for what in ("Time of the stations by state", "Where the time of the bottleneck goes", "Time of the people"):
        assert [line for line in captions if line.startswith(what)] == [f"{what}: today", f"{what}: faster"]
    for what in ("WIP over time", "Lead times", "Work for one good job, each person"):
        assert [line for line in captions if line.startswith(what)] == [f"{what}: today", f"{what}: faster"]
    for image in page.all("img"):
        ET.fromstring(base64.b64decode(str(image["src"]).removeprefix(SVG)))


def test_the_same_study_gives_the_same_bytes_whatever_the_settings(
    made: lw.Study, text: str, tmp_path: pathlib.Path
) -> None:
    with mpl.rc_context({"svg.fonttype": "none", "figure.dpi": 50, "axes.facecolor": "red", "font.size": 20}):
        assert written(pickle.loads(pickle.dumps(made)), tmp_path) == text
    assert mpl.rcParams["svg.hashsalt"] is None
    dated = written(made, tmp_path, title="A title & more", date="23 November 2026")
    assert "<title>A title &amp; more</title>" in dated
    assert "23 November 2026" in dated


def test_a_large_hall_is_drawn_in_parts_that_fit_on_a_sheet(tmp_path: pathlib.Path) -> None:
    plant = hall(60)
    made = lw.compare({"today": plant, "b": {"operators/setter/count": 6}}, "2 d", replications=2)
    page = Page(written(made, tmp_path, "plant", "", "full_cost_per_good"))
    heights = [
        float(
            str(ET.fromstring(base64.b64decode(str(image["src"]).removeprefix(SVG))).get("height")).removesuffix("pt")
        )
        for image in page.all("img")
    ]
    assert max(heights) < 780  # of the 842 points of A4
    assert sum(str(image["alt"]).startswith("shares of states of 30 stations") for image in page.all("img")) >= 2


def test_no_name_does_anything(tmp_path: pathlib.Path) -> None:
    made = hostile()
    text = written(made, tmp_path, title="")
    page = Page(text)
    assert not page.all("script")
    assert len(page.all("title")) == 1
    assert [text for tag, text in page.texts if tag == "title"] == [f"</title>{SCRIPT}: what-if study"]
    assert all(str(image["src"]).startswith(SVG) for image in page.all("img"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)
    said = page.text()
    for name in ALTERNATIVES:
        assert name in said
    assert "49" not in re.findall(r"line (\S+)", said)
    for image in page.all("img"):
        picture = ET.fromstring(base64.b64decode(str(image["src"]).removeprefix(SVG)))
        assert not list(picture.iter("{http://www.w3.org/2000/svg}script"))
        assert not list(picture.iter("{http://www.w3.org/2000/svg}image"))


def test_what_cannot_be_reported_is_refused(tmp_path: pathlib.Path) -> None:
    made = study(2)
    with pytest.raises(KeyError, match="Did you mean"):
        made.report(tmp_path / "r.html", "plant", "", "througput")
    plant = gearbox()
    nothing = lw.compare({"a": plant, "b": plant}, "5 h", max_events=5, replications=2, carry_on=True)
    with pytest.raises(ValueError, match="nothing of the study was done"):
        nothing.report(tmp_path / "r.html")
    assert not list(tmp_path.iterdir())


# ---- in a browser


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(BROWSER is None, reason="there is no browser here")
def test_a_browser_runs_nothing_and_asks_nobody(tmp_path: pathlib.Path) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = hostile(server.server_port)
        made.report(tmp_path / "report.html")
        assert BROWSER is not None
        command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command += ["--virtual-time-budget=2000", "--dump-dom", (tmp_path / "report.html").as_uri()]
        shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
        server.shutdown()
    assert asked == []
    page = Page(re.sub(r"^<!DOCTYPE html>", "", shown))
    assert not page.all("script")
    assert [text for tag, text in page.texts if tag == "title"] == [f"</title>{SCRIPT}: what-if study"]
    assert IMAGE.format(port=server.server_port) in page.text()
    assert STATIONS[0] in page.text()
