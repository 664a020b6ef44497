#!/usr/bin/env python3
"""Switches each rule of docs/semantics.md off in turn and sees the tests that its row names fail.

    scripts/rules.py                    build, check the table, switch everything off in turn
    scripts/rules.py moves. states.x    only the switches whose keys begin so
    scripts/rules.py --no-build         with what build/rules has
    scripts/rules.py --jobs 4           so many tests at once (all cores)

In a table of docs/semantics.md the column `switch` names the keys of a row's rules; in the code each stands where its
rule is kept, as rule<"key">() (include/linewright/core/rules.hpp). Both must be the same set. A row's tests must pass
with nothing switched off, and with each of its keys off at least one of them must fail; a crash and 60 s count as
failing, and are listed. Why it is done so: docs/rationale/rules.md.

A name of a test may be shortened with ... or *; without its suite it belongs to the suite named last in its section.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "rules"
PROGRAMS = ["test_engine", "test_record", "test_study"]
LIMIT = 60.0  # seconds


@dataclass
class Row:
    """One rule of the table: where it stands, what its tests are called there, and its keys."""

    line: int
    rule: str
    names: list[str]
    keys: list[str]
    tests: dict[str, list[str]] = field(default_factory=dict)  # program -> tests


@dataclass
class Seen:
    """What became of the tests of one row with one key off."""

    key: str
    row: Row
    failed: list[str]
    ending: str = ""  # crash, timeout, or nothing
    reached: bool = False


def table(text: str) -> list[Row]:
    """The rows of all tables whose header begins with `rule`."""
    rows: list[Row] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == "rule":
            inside = True
        elif inside and not set(cells[0]) <= {"-", " "}:
            names = re.findall(r"`([^`]+?)`", cells[1]) if len(cells) > 1 else []
            names = [name for name in names if "/" not in name]  # where the tests are
            if not names and rows:
                names = rows[-1].names  # "the same"
            keys = re.findall(r"`([^`]+)`", cells[2]) if len(cells) > 2 else []
            rows.append(Row(number, cells[0], names, keys))
    return rows


def tests_of(program: str) -> list[str]:
    listed = subprocess.run(
        [BUILD / "tests" / program, "--gtest_list_tests"], capture_output=True, text=True, check=True
    ).stdout
    tests: list[str] = []
    suite = ""
    for line in listed.splitlines():
        if line.startswith("  "):
            tests.append(suite + line.split()[0])
        elif re.match(r"\S+\.(\s|$)", line):
            suite = line.split()[0]
    return tests


def resolve(rows: list[Row], known: dict[str, list[str]]) -> list[str]:
    """Finds the tests that each row names; a complaint for each name that no test has."""
    complaints = []
    suite = ""
    for row in rows:
        for name in row.names:
            if re.fullmatch(r"[\w/]+\.(?!\.)[\w*.]+", name):
                suite, name = name.split(".", 1)
            pattern = re.compile(re.escape(name).replace(r"\.\.\.", ".*").replace(r"\*", ".*"))
            found = [
                (program, test)
                for program, tests in known.items()
                for test in tests
                if pattern.fullmatch(test.split(".", 1)[1])
            ]
            of_suite = [pair for pair in found if pair[1].split(".", 1)[0] == suite]
            if of_suite:
                found = of_suite
            elif len({test.split(".", 1)[0] for _, test in found}) == 1:
                suite = found[0][1].split(".", 1)[0]
            elif found:
                complaints.append(f"line {row.line}: `{name}` could be of several suites: write which")
            if not found:
                complaints.append(f"line {row.line}: there is no test `{suite}.{name}`")
            for program, test in found:
                if test not in row.tests.setdefault(program, []):
                    row.tests[program].append(test)
    return complaints


def run(row: Row, key: str | None) -> Seen:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GTEST_", "LINEWRIGHT_"))}
    if key:
        environment["LINEWRIGHT_RULE_OFF"] = key
    seen = Seen(key or "", row, [])
    for program, tests in row.tests.items():
        command = [str(BUILD / "tests" / program), "--gtest_brief=1", "--gtest_filter=" + ":".join(tests)]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", timeout=LIMIT
            )
        except subprocess.TimeoutExpired as late:
            seen.ending = "timeout"
            output = late.stderr.decode(errors="replace") if isinstance(late.stderr, bytes) else ""
            seen.reached |= f"rule {key} is switched off" in output
            continue
        seen.reached |= f"rule {key} is switched off" in done.stderr
        failed = re.findall(r"^\[  FAILED  \] (\w+\.\w+)", done.stdout, re.M)
        seen.failed += list(dict.fromkeys(failed))
        if done.returncode != 0 and not failed:
            seen.ending = "crash"
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", help="beginnings of the keys to try (all)")
    parser.add_argument("--no-build", action="store_true", help="take what is in build/rules")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="so many at once (all cores)")
    options = parser.parse_args()
    if not options.no_build:
        for command in (
            ["cmake", "--preset", "rules"],
            ["cmake", "--build", "--preset", "rules", "--target", *PROGRAMS],
        ):
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")

    rows = table((ROOT / "docs" / "semantics.md").read_text())
    complaints = resolve(rows, {program: tests_of(program) for program in PROGRAMS})
    in_docs = [key for row in rows for key in row.keys]
    code = [f for folder in ("include", "src") for f in (ROOT / folder).rglob("*.?pp") if f.name != "rules.hpp"]
    in_code = {key for f in code for key in re.findall(r'rule<"([^"]+)">', f.read_text())}
    complaints += [f"`{key}` is in no row of docs/semantics.md" for key in sorted(in_code - set(in_docs))]
    complaints += [f"`{key}` is nowhere in the code" for key in sorted(set(in_docs) - in_code)]
    without = [row for row in rows if not row.keys and not row.rule.startswith("Refused")]

    wanted = [
        (row, key)
        for row in rows
        for key in row.keys
        if key in in_code and (not options.keys or key.startswith(tuple(options.keys)))
    ]
    with ThreadPoolExecutor(options.jobs) as pool:
        used = list({id(row): row for row, _ in wanted}.values())
        for seen in pool.map(lambda row: run(row, None), used):
            if seen.failed or seen.ending:
                what = ", ".join(seen.failed) or seen.ending
                complaints.append(f"line {seen.row.line}: with nothing switched off: {what}")
        results = list(pool.map(lambda pair: run(*pair), wanted))

    unseen = []
    width = max((len(key) for _, key in wanted), default=0)
    for seen in results:
        said = (
            " ".join(f"{seen.failed[0]}{f' +{len(seen.failed) - 1}' if len(seen.failed) > 1 else ''}".split())
            if seen.failed
            else ""
        )
        if not seen.failed and not seen.ending:
            unseen.append(seen)
            said = "UNSEEN" if seen.reached else "UNSEEN: its tests never come there"
        print(f"{seen.key:{width}}  {' '.join(filter(None, [seen.ending.upper(), said]))}")
    hard = [seen for seen in results if seen.ending]
    print(
        f"\n{len(rows)} rows, {len(in_code)} switches; {len(results)} switched off, {len(results) - len(unseen)} seen"
        + (f" ({len(hard)} by a crash or timeout: {', '.join(s.key for s in hard)})" if hard else "")
    )
    for seen in unseen:
        print(f"unseen: {seen.key} (line {seen.row.line}: {', '.join(seen.row.names)})")
    for complaint in complaints:
        print(complaint)
    if without:
        print(f"{len(without)} rows that refuse nothing have no switch:")
        for row in without:
            print(f"  line {row.line}: {row.rule[:90]}")
    return 1 if unseen or complaints else 0


if __name__ == "__main__":
    sys.exit(main())
