#!/usr/bin/env python3
# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How long a newcomer waits: the staffing notebook from its first cell to the paired difference, three times.

    .venv/bin/python scripts/newcomer.py

40 stations at a takt of 3 min, three scenarios, 100 replications of a month of 21 two-shift days. What is printed is
compared with what stands in the notebook before a time counts.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time
from pathlib import Path

NOTEBOOK = Path(__file__).parents[1] / "examples" / "notebooks" / "staffing.ipynb"
LAST = "answer"


def cells() -> list[tuple[str, str, str]]:
    """The code cells up to the answer: id, source, and the text that each is known to print."""
    found = []
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        said = "".join("".join(output["text"]) for output in cell["outputs"] if output["output_type"] == "stream")
        found.append((cell["id"], "".join(cell["source"]), said))
        if cell["id"] == LAST:
            return found
    raise SystemExit(f"{NOTEBOOK.name} has no cell {LAST!r}")


def processor() -> float:
    """Processor seconds of this process so far, on all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> int:
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for _ in range(3):
        names: dict[str, object] = {}
        begun, used = time.perf_counter(), processor()
        for name, source, said in cells():
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(source, f"{NOTEBOOK.name}, cell {name}", "exec"), names)
            if out.getvalue() != said:
                print(f"cell {name} prints\n{out.getvalue()}\nand not what stands in the notebook:\n{said}")
                return 1
        seconds, processors = time.perf_counter() - begun, processor() - used
        print(f"from the first cell to the paired difference: {seconds:.1f} s, {processors:.1f} s of processor time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
