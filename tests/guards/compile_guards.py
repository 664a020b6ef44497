"""Guards that ask a compiler. Each compiles with -fsyntax-only, so that it is quick.

    compile_guards.py headers   CXX [-I...]   every public header compiles alone, twice included
    compile_guards.py refused   CXX [-I...]   tests/must_not_compile/*.cpp do not, for the reason they give
    compile_guards.py fast-math CXX [-I...]   the headers refuse -ffast-math and its parts
    ... --self-test                           the guard sees what is broken on purpose
    ... --cache=DIR                           headers: leave out what passed before and hasn't changed

A file of must_not_compile/ begins with `// expect: REGEX` (what the compiler must complain of) and has a twin under
`#ifdef TWIN`: nearly the same line, right, which must compile. Without the twin a misspelt name would pass for a guard.
"""

import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).parents[2]
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
FAST_MATH = ["-ffast-math", "-Ofast", "-ffinite-math-only"]
GNU_FAST_MATH = ["-funsafe-math-optimizations", "-fassociative-math", "-freciprocal-math"]  # clang defines no macro


class Compiler:
    def __init__(self, cxx: str, flags: list[str]):
        self.base = [cxx, "-std=c++20", "-fsyntax-only", *flags]
        version = subprocess.run([cxx, "--version"], capture_output=True, text=True, check=True).stdout
        self.clang = "clang" in version
        self.name = version + repr(self.base)

    def __call__(self, file: pathlib.Path, *flags: str) -> tuple[bool, str]:
        command = [*self.base, *flags, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"})
        lines = done.stderr.splitlines()
        errors = [line for line in lines if re.search(r"[ :](error|warning): ", line)]
        return done.returncode == 0, "\n".join(errors or lines[:12])


def digest(name: str, include: pathlib.Path, extra: str) -> str:
    """What a header says, with all of ours that it includes."""
    texts: dict[str, str] = {}
    pending = [name]
    while pending:
        now = pending.pop()
        if now not in texts and (include / now).exists():
            texts[now] = (include / now).read_text()
            pending += re.findall(r'#\s*include\s*[<"](linewright/[^">]+)[">]', texts[now])
    return hashlib.sha256(repr((extra, STRICT, sorted(texts.items()))).encode()).hexdigest()


def headers(cxx: Compiler, include: pathlib.Path, cache: pathlib.Path | None = None):
    """A line for every header below include/ that doesn't compile on its own."""
    names = sorted(str(h.relative_to(include)) for h in include.rglob("*.hpp"))
    with tempfile.TemporaryDirectory() as folder:

        def alone(name: str):
            passed = cache / digest(name, include, cxx.name) if cache else None
            if passed and passed.exists():
                return []
            file = pathlib.Path(folder) / (name.replace("/", "__") + ".cpp")
            file.write_text(f'#include "{name}"\n#include "{name}"\n')
            good, complaint = cxx(file, f"-I{include}", *STRICT)
            if good and passed:
                passed.touch()
            return [] if good else [f"{name} does not compile alone:\n{complaint}"]

        with ThreadPoolExecutor(max_workers=2) as pool:
            for found in pool.map(alone, names):
                yield from found


def refused(cxx: Compiler, cases: pathlib.Path, include: pathlib.Path):
    """A line for every case that compiles, or fails for another reason, or whose twin fails."""
    for case in sorted(cases.glob("*.cpp")):
        head = re.match(r"// expect: (.+)", case.read_text())
        if not head:
            yield f"{case.name}: its first line is not `// expect: REGEX`"
            continue
        good, complaint = cxx(case, f"-I{include}")
        if good:
            yield f"{case.name} compiles, and must not"
        elif not re.search(head[1], complaint):
            yield f"{case.name} fails, but not with {head[1]!r}:\n{complaint}"
        good, complaint = cxx(case, f"-I{include}", "-DTWIN", *STRICT)
        if not good:
            yield f"{case.name}: its twin must compile and does not:\n{complaint}"


def fast_math(cxx: Compiler, include: pathlib.Path):
    """A line for every header with arithmetic of time that takes a flag that loosens it."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "fast_math.cpp"
        file.write_text('#include "linewright/core/time.hpp"\n')
        for flag in ["-O2", *FAST_MATH, *([] if cxx.clang else GNU_FAST_MATH)]:
            flags = [flag] if flag != "-fassociative-math" else [flag, "-fno-signed-zeros", "-fno-trapping-math"]
            good, complaint = cxx(file, f"-I{include}", *flags)
            if flag == "-O2":
                if not good:
                    yield f"plain -O2 is refused:\n{complaint}"
            elif good:
                yield f"{flag} is not refused"
            elif "fast-math" not in complaint:
                yield f"{flag} is refused, but the message doesn't say why:\n{complaint}"


def self_test(what: str, cxx: Compiler) -> list[str]:
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)

        def count(texts: dict[str, str], run) -> int:
            for old in root.rglob("*.?pp"):
                old.unlink()
            for name, text in texts.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return len(list(run()))

        def want(number: int, why: str, texts: dict[str, str], run) -> None:
            found = count(texts, run)
            if found != number:
                problems.append(f"{why}: {found} faults reported, not {number}")

        if what == "headers":
            run = lambda: headers(cxx, root)  # noqa: E731
            want(0, "good header", {"a.hpp": "#pragma once\n#include <string>\nstd::string a();\n"}, run)
            want(1, "missing include", {"a.hpp": "#pragma once\nstd::string a();\n"}, run)
            want(1, "no guard", {"a.hpp": "struct A {};\n"}, run)
            with_cache = lambda: headers(cxx, root, root)  # noqa: E731
            deep = {"linewright/b.hpp": "#pragma once\n", "a.hpp": '#pragma once\n#include "linewright/b.hpp"\n'}
            want(0, "good, with a cache", deep, with_cache)
            want(0, "good, from the cache", deep, with_cache)
            want(2, "broken below, with a cache", deep | {"linewright/b.hpp": "#pragma once\nwhat?\n"}, with_cache)
            want(1, "a warning", {"a.hpp": "#pragma once\ninline int f(int x) { int y = 0; return x; }\n"}, run)
        elif what == "refused":
            run = lambda: refused(cxx, root, root)  # noqa: E731
            case = "// expect: x\nstruct S { explicit S(int); };\n#ifdef TWIN\nS s(1);\n#else\nS x = 1;\n#endif\n"
            want(0, "good case", {"a.cpp": case.replace("expect: x", "expect: conver|no viable")}, run)
            want(1, "another reason", {"a.cpp": case.replace("expect: x", "expect: no such complaint")}, run)
            want(1, "compiles", {"a.cpp": case.replace("explicit ", "")}, run)
            want(1, "twin fails", {"a.cpp": case.replace("expect: x", "expect: .").replace("s(1)", "s(1, 2)")}, run)
            want(1, "no regex", {"a.cpp": "int x = nothing;\n"}, run)
        else:
            run = lambda: fast_math(cxx, root)  # noqa: E731
            number = len(FAST_MATH) + (0 if cxx.clang else len(GNU_FAST_MATH))
            want(number, "the check taken out", {"linewright/core/time.hpp": "#pragma once\n"}, run)
            want(1, "plain refused", {"linewright/core/time.hpp": "#error no -ffast-math\n"}, run)
    return problems


def main() -> int:
    caches = [pathlib.Path(a.removeprefix("--cache=")) for a in sys.argv[1:] if a.startswith("--cache=")]
    what, cxx_path, *flags = [a for a in sys.argv[1:] if a != "--self-test" and not a.startswith("--cache=")]
    for folder in caches:
        folder.mkdir(parents=True, exist_ok=True)
    cxx = Compiler(cxx_path, flags)
    if "--self-test" in sys.argv:
        problems = self_test(what, cxx)
    elif what == "headers":
        problems = list(headers(cxx, ROOT / "include", *caches))
    elif what == "refused":
        problems = list(refused(cxx, ROOT / "tests" / "must_not_compile", ROOT / "include"))
    else:
        problems = list(fast_math(cxx, ROOT / "include"))
    print("\n".join(problems) or "ok")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
