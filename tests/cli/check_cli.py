"""The command line as a shell sees it: exit codes, what goes to stdout and what to stderr, files, Ctrl-C.

check_cli.py LINEWRIGHT    the command that is tried; only Python's own library is needed
"""

import csv
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

COMMAND = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "linewright"
PLANTS = pathlib.Path(__file__).parents[2] / "examples" / "plants"
GEARBOX = str(PLANTS / "gearbox.json")
SHORT = ["--horizon", "2 d", "--replications", "3"]


def call(*words, given=None, locale="C.UTF-8"):
    environment = {**os.environ, "LC_ALL": locale}
    return subprocess.run(
        [COMMAND, *words], input=given, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=300
    )


class Command(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def test_help_and_version(self):
        for words in (["--help"], ["run", "--help"], ["check", "--help"], ["schema", "--help"], ["new", "--help"]):
            done = call(*words)
            self.assertEqual(done.returncode, 0, words)
            self.assertIn("Usage", done.stdout)
        self.assertRegex(
            call("--version").stdout, r"^linewright \d+\.\d+\.\d+ \(plant format 1, rules of behaviour 1\)\n$"
        )

    def test_usage_is_2(self):
        for words in ([], ["fly"], ["run"], ["run", GEARBOX, "--speed"], ["run", GEARBOX, "--replications", "many"]):
            done = call(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertEqual(done.stdout, "", words)
            self.assertNotEqual(done.stderr, "", words)

    def test_every_example_plant_has_no_faults_and_runs(self):
        for plant in sorted(PLANTS.glob("*.json")):
            self.assertEqual(call("check", str(plant)).returncode, 0, plant)
            done = call("run", str(plant), "--horizon", "20 h", "--replications", "2")
            self.assertEqual((done.returncode, done.stderr), (0, ""), plant)

    def test_all_faults_at_once_are_1(self):
        bad = self.file(
            "bad.json",
            '{"linewright": 1, "semantics": 1, "stations": [{"name": "mill", "cycle": "3 minutes", "speed": 1}]}',
        )
        for words in (["check", bad], ["run", bad, "--horizon", "30", "--warmup", "-1 h", "--confidence", "100"]):
            done = call(*words)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("2 faults", done.stderr)
            self.assertIn("stations/mill/cycle", done.stderr)
            self.assertIn('Did you mean "3 min"?', done.stderr)
        for option in ("--horizon", "--warmup", "--confidence"):
            self.assertIn(option, done.stderr)
        self.assertEqual(call("run", GEARBOX, "--warmup", "31 d").returncode, 1)
        missing = call("run", str(self.folder / "none.json"))
        self.assertEqual(missing.returncode, 1)
        self.assertIn("linewright new", missing.stderr)

    def test_a_deadlock_is_3_and_names_the_culprits(self):
        plant = {
            "linewright": 1,
            "semantics": 1,
            "name": "circle",
            "sources": [{"name": "in", "always": True}],
            "stations": [{"name": "P", "cycle": "1 min"}, {"name": "Q", "cycle": "3 min"}],
            "buffers": [{"name": "B", "capacity": 1}],
            "routes": [
                {
                    "name": "r",
                    "steps": ["P", "B", {"at": "Q", "to": [{"to": "P", "share": 0.9}, {"to": "exit", "share": 0.1}]}],
                }
            ],
        }
        done = call("run", self.file("circle.json", json.dumps(plant)), *SHORT)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("replication 0 (seed 1)", done.stderr)
        self.assertIn("P", done.stderr)

    def test_limits_end_a_run_with_3_and_say_which(self):
        plant = {
            "linewright": 1,
            "semantics": 1,
            "sources": [{"name": "in", "interarrival": "1 min"}],
            "stations": [{"name": "slow", "cycle": "2 min"}],
            "buffers": [{"name": "queue"}],
            "routes": [{"name": "r", "steps": ["queue", "slow"]}],
        }
        file = self.file("overfull.json", json.dumps(plant))
        for option, value, says in (
            ("--max-events", "1000", "more than 1000 events"),
            ("--max-jobs", "500", 'more than 500 jobs in the plant, most of them before or in buffer "queue"'),
            ("--max-memory", "1048576", "the memory of 1 MB is full"),
            ("--max-memory", "1 MiB", "the memory of 1 MB is full"),
        ):
            done = call("run", file, "--horizon", "100000 h", "--replications", "2", option, value)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual(done.stderr.count(says), 2, done.stderr)
        trace = self.folder / "trace.jsonl"
        done = call("run", file, "--horizon", "100000 h", "--max-events", "1000", "--trace", str(trace))
        self.assertEqual(done.returncode, 3)
        self.assertLess(len(trace.read_text(encoding="utf-8").splitlines()), 10_000)
        begun = time.monotonic()
        done = call("run", GEARBOX, "--horizon", "100000 d", "--max-wall", "0.2 s")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr.count("the study has run for 0.2 s, its limit"), 10)
        self.assertLess(time.monotonic() - begun, 10)

    def test_limits_that_make_no_sense_are_1(self):
        done = call("run", GEARBOX, "--max-jobs", "0", "--max-memory", "0", "--max-wall", "soon")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        for option in ("3 faults", "--max-jobs", "--max-memory", "--max-wall"):
            self.assertIn(option, done.stderr)
        self.assertEqual(call("run", GEARBOX, *SHORT, "--max-wall", "0 s").returncode, 1)
        for words in (["--max-events", "few"], ["--max-memory", "2 barrels"]):
            self.assertEqual(call("run", GEARBOX, *words).returncode, 2, words)

    def test_plants_come_through_a_pipe(self):
        starter = call("new").stdout
        self.assertEqual(call("check", "-", given=starter).returncode, 0)
        done = call("run", "-", *SHORT, given=starter)
        self.assertEqual(done.returncode, 0)
        self.assertIn("my line", done.stdout)

    def test_new_excel_writes_a_workbook_and_never_over_another(self):
        file = str(self.folder / "line.xlsx")
        self.assertEqual(call("new", "--excel", file).returncode, 0)
        with zipfile.ZipFile(file) as book:
            self.assertIsNone(book.testzip())
            self.assertIn(b"stations", book.read("xl/workbook.xml"))
        again = call("new", "--excel", file)
        self.assertEqual(again.returncode, 1)
        self.assertIn("is there already", again.stderr)
        nowhere = call("new", "--excel")
        self.assertEqual((nowhere.returncode, nowhere.stdout), (1, ""))
        self.assertIn("a workbook needs a file", nowhere.stderr)

    def test_new_writes_a_plant_that_runs_and_never_over_another(self):
        file = str(self.folder / "line.json")
        self.assertEqual(call("new", file).returncode, 0)
        self.assertEqual(call("run", file, *SHORT).returncode, 0)
        again = call("new", file)
        self.assertEqual(again.returncode, 1)
        self.assertIn("--force", again.stderr)
        self.assertEqual(call("new", file, "--force").returncode, 0)

    def test_schema_is_json(self):
        self.assertIn("$schema", json.loads(call("schema").stdout))

    def test_the_report_follows_the_locale(self):
        self.assertIn("\u00b1", call("run", GEARBOX, *SHORT).stdout)
        plain = call("run", GEARBOX, *SHORT, locale="C").stdout
        self.assertTrue(plain.isascii())
        self.assertIn("+-", plain)

    def test_json_is_the_same_for_any_number_of_threads(self):
        one, many = (call("run", GEARBOX, *SHORT, "--json", "--threads", n).stdout for n in ("1", "4"))
        self.assertEqual(one, many)
        result = json.loads(one)
        self.assertEqual((result["linewright_result"], result["completed"], len(result["runs"])), (1, 3, 3))
        self.assertEqual(result["options"]["replications"], 3)

    def test_tables_and_trace(self):
        tables, trace = self.folder / "out" / "tables", self.folder / "trace.jsonl"
        done = call("run", GEARBOX, *SHORT, "--csv", str(tables), "--trace", str(trace))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with (tables / "stations.csv").open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual({row["station"] for row in rows}, {"mill", "drill", "wash", "inspect"})
        with (tables / "products.csv").open(newline="") as stream:
            good = sum(int(row["good"]) for row in csv.DictReader(stream) if row["replication"] == "0")
        lines = trace.read_text(encoding="utf-8").splitlines()
        header = json.loads(lines[0])
        self.assertEqual((header["linewright_trace"], header["semantics"], header["plant"]), (1, 1, "gearbox line"))
        self.assertIn(header["identity"], call("check", GEARBOX).stdout)
        self.assertEqual(sum(json.loads(line)["event"] == "exit" for line in lines[1:]), good)

    def test_files_that_cannot_be_written_are_1(self):
        blocked = self.file("file", "")
        for words in (["--csv", blocked + "/x"], ["--trace", blocked + "/x"]):
            done = call("run", GEARBOX, *SHORT, *words)
            self.assertEqual(done.returncode, 1, words)
            self.assertIn("can't be written", done.stderr)
        if os.path.exists("/dev/full"):
            with open("/dev/full", "w") as full:
                code = subprocess.run(
                    [COMMAND, "run", GEARBOX, *SHORT], stdout=full, stderr=subprocess.DEVNULL
                ).returncode
            self.assertEqual(code, 1)

    def test_ctrl_c_stops_at_once_and_says_what_is_done(self):
        running = subprocess.Popen(
            [COMMAND, "run", GEARBOX, "--horizon", "100000 d"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(1.0)
        self.assertIsNone(running.poll())
        begun = time.monotonic()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
        taken = time.monotonic() - begun
        self.assertEqual(running.returncode, 130)
        self.assertIn("0 of 10 replications are complete", err)
        self.assertLess(taken, 0.5)  # 50 ms are promised; a loaded machine gets more
        self.assertEqual(out, "")


if __name__ == "__main__":
    unittest.main()
