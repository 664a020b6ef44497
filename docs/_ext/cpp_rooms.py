# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The C++ reference: doxygen reads the public headers, breathe shows what it found, a page for each room.

`<!-- headers of ROOM -->` in a page becomes one section for each public header of that room, with the words that the
header itself begins with. New headers come in by themselves.
"""

from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
INCLUDE = HERE.parents[1] / "include" / "linewright"
ROOMS = ("core", "plant", "engine", "record", "study", "analytic", "io")
# Of these rooms most headers are how it works inside; public are:
ONLY = {
    "core": {"distribution", "moments", "random", "time"},
    "engine": {"compile", "ids", "orders", "prices", "program", "simulation", "states"},
    "io": {
        "edit",
        "json",
        "json_value",
        "result_csv",
        "result_json",
        "result_report",
        "result_trace",
        "scenario",
        "schema",
    },
}
NEVER = re.compile(r"_body$|^reckon_|^fingerprints?$|^pool$|^fields$|^hash$|^laws$|^collect$")
# Inside a public header, what isn't for those who use it.
HIDDEN = [
    "linewright::detail*",
    "linewright::literals*",
    "linewright::Run",
    "linewright::DirectRun",
    "linewright::Range",
    "linewright::Order",
    "linewright::OrderBook",
    "linewright::RuleKind",
    "linewright::SlotKind",
    "linewright::none",
    "std*",
]
QUALIFIED = re.compile(r"<name>([^<]*)</name>\s*<qualifiedname>([^<]*)</qualifiedname>")
OPTIONS = {
    "PROJECT_NAME": "Linewright",
    "EXTRACT_PRIVATE": "NO",
    "EXTRACT_LOCAL_CLASSES": "NO",
    "ENABLE_PREPROCESSING": "YES",
    "MACRO_EXPANSION": "YES",
    "EXPAND_ONLY_PREDEF": "YES",
    "PREDEFINED": '"LINEWRIGHT_ONCE=" "LINEWRIGHT_INLINE=inline" "LINEWRIGHT_COMPILED="',
    "MARKDOWN_SUPPORT": "YES",
    "AUTOLINK_SUPPORT": "NO",
    "GENERATE_HTML": "NO",
    "GENERATE_LATEX": "NO",
    "GENERATE_XML": "YES",
    "XML_PROGRAMLISTING": "NO",
    "QUIET": "YES",
    "WARN_IF_UNDOCUMENTED": "NO",
    "WARN_IF_DOC_ERROR": "YES",
    "WARN_AS_ERROR": "FAIL_ON_WARNINGS",
}


def headers(room: str) -> list[pathlib.Path]:
    """The public headers of a room; one that has nothing but `detail` isn't."""
    return [
        path
        for path in sorted((INCLUDE / room).glob("*.hpp"))
        if not NEVER.search(path.stem)
        and path.stem in ONLY.get(room, {path.stem})
        and "\nnamespace linewright {\n" in path.read_text(encoding="utf-8")
    ]


def run_doxygen(folder: pathlib.Path) -> pathlib.Path:
    """Reads the public headers; gives the folder of its XML. Its warnings are errors."""
    program = shutil.which("doxygen")
    if program is None:
        raise RuntimeError("the C++ reference needs doxygen (Debian: apt-get install doxygen); `make docs` installs it")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = OPTIONS | {
        "OUTPUT_DIRECTORY": f'"{folder}"',
        "INPUT": " ".join(f'"{path}"' for room in ROOMS for path in headers(room)),
        "EXCLUDE_SYMBOLS": " ".join(f'"{symbol}"' for symbol in HIDDEN),
        "INPUT_FILTER": f'"\\"{sys.executable}\\" \\"{HERE / "doxygen_filter.py"}\\""',
        "FILTER_SOURCE_FILES": "NO",
    }
    text = "\n".join(f"{name} = {value}" for name, value in options.items())
    done = subprocess.run([program, "-"], input=text, capture_output=True, text=True)
    if done.returncode != 0 or done.stderr.strip():
        raise RuntimeError(f"doxygen found faults:\n{done.stderr}")
    # What stands in a group is to bear its whole name: breathe asks a member of a group for no more than `name`.
    for path in (folder / "xml").glob("group__*.xml"):
        whole = QUALIFIED.sub(r"<name>\2</name>\n<qualifiedname>\2</qualifiedname>", path.read_text(encoding="utf-8"))
        path.write_text(whole, encoding="utf-8")
    return folder / "xml"


def opening(header: pathlib.Path) -> str:
    """What a header says of itself before its code begins."""
    lines = []
    for line in header.read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").removeprefix(" "))
    return "\n".join(lines).strip()


def section(room: str, header: pathlib.Path) -> str:
    """A header as a section of its room's page."""
    return f"""## {room}/{header.name}

{opening(header)}

    #include <linewright/{room}/{header.name}>

```{{doxygengroup}} {room}_{header.stem}
:content-only:
:members:
:undoc-members:
```
"""


def filled(text: str) -> str:
    """A page's text with the sections that it asks for."""
    return re.sub(
        r"<!-- headers of (\w+) -->", lambda m: "\n".join(section(m[1], path) for path in headers(m[1])), text
    )
