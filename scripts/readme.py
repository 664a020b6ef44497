#!/usr/bin/env python3
# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Puts the README's programs and their recorded outputs into it, from examples/ and from what `scripts/demo` printed.

scripts/readme.py                 fills the marked parts from the examples
scripts/readme.py --demo FILE     also takes the demo's output from FILE
scripts/readme.py --check         fails when the README differs from the examples (run by the tests)
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def fenced(language: str, *files: str) -> str:
    return "\n".join(
        f"```{language if i == 0 else ''}\n{(ROOT / f).read_text().rstrip()}\n```" for i, f in enumerate(files)
    )


def fill(text: str, mark: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- {re.escape(mark)}: begin[^>]*-->\n).*?(<!-- {re.escape(mark)}: end -->)", re.DOTALL)
    if not pattern.search(text):
        sys.exit(f"the README has no part marked {mark}")
    return pattern.sub(lambda m: m.group(1) + content + "\n" + m.group(2), text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    readme = ROOT / "README.md"
    before = readme.read_text()
    text = fill(before, "C++", fenced("cpp", "examples/cpp/first.cpp"))
    text = fill(text, "Python", fenced("python", "examples/python/first.py"))
    text = fill(text, "output", fenced("text", "examples/cpp/first.out"))
    if options.demo:
        text = fill(text, "make demo", "```text\n" + options.demo.read_text().rstrip() + "\n```")
    if options.check:
        if text != before:
            sys.exit("README.md differs from examples/: run scripts/readme.py")
        return 0
    readme.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
