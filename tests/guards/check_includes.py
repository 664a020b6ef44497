"""The direction of includes: a reader sees the way of the data in the names of the folders, because it is so.

    check_includes.py [ROOT]      every wrong include of the tree with its file and line
    check_includes.py --self-test breaks a small tree on purpose and sees that each fault is found

An include points from a lower layer to a higher one, never back, and a layer uses only the libraries granted to it.
"""

import pathlib
import re
import sys
import tempfile

# What a folder of include/linewright/ may include besides itself.
ALLOWED = {
    "core": set(),
    "plant": {"core"},
    "engine": {"core", "plant"},
    "record": {"core", "plant", "engine"},
    "study": {"core", "plant", "engine", "record"},
    "analytic": {"core", "plant"},
    "io": {"core", "plant", "engine", "record", "study", "analytic"},
}
EVERYWHERE = {"version.hpp"}  # files beside the folders that know nothing of them
UMBRELLA = "linewright.hpp"  # includes all; nothing of the library includes it

# Libraries by their include, and who may see them. Public headers: Boost and Eigen only.
LIBRARIES = {
    re.compile(r"boost/|Eigen/"): {"include", "src", "python"},
    re.compile(r"nlohmann/"): {"src/io"},
    re.compile(r"CLI/"): {"src/cli"},
    re.compile(r"pybind11/|Python\.h"): {"python"},
    re.compile(r"gtest/|gmock/|benchmark/"): set(),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def library_faults(place: str, name: str):
    for pattern, granted in LIBRARIES.items():
        if pattern.match(name) and not any(place == g or place.startswith(g + "/") for g in granted):
            yield f"<{name}> may be included from {', '.join(sorted(granted)) or 'tests and benchmarks'} only"


def layer_faults(layer: str, kind: str, name: str):
    if not name.startswith("linewright/"):
        if kind == '"':
            yield f'"{name}": write the path from include/, "linewright/..."'
        return
    target = name.removeprefix("linewright/")
    if target == UMBRELLA:
        yield f'"{name}" is for users; include the header that is meant'
    elif "/" not in target:
        if target not in EVERYWHERE:
            yield f'"{name}": not a header that every layer may know'
    else:
        to = target.split("/")[0]
        if to not in ALLOWED:
            yield f'"{name}": the folder {to}/ is not in the ALLOWED table of {pathlib.Path(__file__).name}'
        elif to != layer and to not in ALLOWED[layer]:
            granted = ", ".join(sorted(ALLOWED[layer])) or "nothing"
            yield f'{layer}/ may include {granted}, not {to}/ ("{name}")'


def faults(root: pathlib.Path):
    """Every wrong include below root as "file:line: what is wrong"."""
    for top in ("include", "src", "python"):
        files = [*(root / top).rglob("*.hpp"), *(root / top).rglob("*.cpp")]
        for file in sorted(files):
            where = file.relative_to(root)
            place = str(where.parent)
            layer = ""
            if top == "include":
                inside = where.relative_to("include/linewright").parts
                layer = inside[0] if len(inside) > 1 else ""
                if layer and layer not in ALLOWED:
                    yield f"{where}:1: the folder {layer}/ is not in the ALLOWED table"
                    continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                kind, name = found.groups()
                wrong = list(library_faults(place, name))
                if layer:
                    wrong += layer_faults(layer, kind, name)
                for text in wrong:
                    yield f"{where}:{number}: {text}"


def self_test() -> int:
    good = {
        "include/linewright/version.hpp": "",
        "include/linewright/core/a.hpp": '#include "linewright/version.hpp"\n#include <boost/config.hpp>\n',
        "include/linewright/plant/b.hpp": '#include "linewright/core/a.hpp"\n',
        "include/linewright/record/c.hpp": '#include "linewright/engine/d.hpp"\n',
        "include/linewright/linewright.hpp": '#include "linewright/record/c.hpp"\n',
        "src/io/e.cpp": '#include <nlohmann/json.hpp>\n#include "linewright/io/e.hpp"\n',
    }
    broken = {
        "include/linewright/core/a.hpp": "\n" + '#include "linewright/plant/b.hpp"\n',
        "include/linewright/plant/b.hpp": "\n" + "#  include <linewright/engine/d.hpp>\n",
        "include/linewright/engine/d.hpp": "\n" + '#include "linewright/record/c.hpp"\n',
        "include/linewright/analytic/f.hpp": "\n" + '#include "linewright/engine/d.hpp"\n',
        "include/linewright/study/g.hpp": "\n" + '#include "linewright/io/e.hpp"\n',
        "include/linewright/record/h.hpp": "\n" + '#include "linewright/linewright.hpp"\n',
        "include/linewright/io/e.hpp": "\n" + "#include <nlohmann/json.hpp>\n",
        "include/linewright/plant/i.hpp": "\n" + '#include "common.hpp"\n',
        "include/linewright/plant/j.hpp": "\n" + '#include "linewright/misc/k.hpp"\n',
        "src/cli/l.cpp": "\n" + "#include <nlohmann/json.hpp>\n",
        "src/io/m.cpp": "\n" + "#include <pybind11/pybind11.h>\n",
        "src/io/n.cpp": "\n" + "#include <CLI/CLI.hpp>\n",
    }

    def run(tree):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in tree.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return list(faults(root))

    problems = [f"a good tree is refused: {f}" for f in run(good)]
    for name, text in broken.items():
        found = run(good | {name: text})
        if len(found) != 1 or not found[0].startswith(f"{name}:2: "):
            problems.append(f"{name}: {text.strip()} gave {found}")
    if len(run({"include/linewright/odd/a.hpp": ""})) != 1:
        problems.append("a folder that the table doesn't know is not found")
    print("\n".join(problems) or f"ok: {len(broken) + 1} faults made, {len(broken) + 1} found")
    return bool(problems)


if __name__ == "__main__":
    if "--self-test" in sys.argv:
        sys.exit(self_test())
    tree = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    wrong = list(faults(tree))
    print("\n".join(wrong) or "ok: every include points the right way")
    sys.exit(bool(wrong))
