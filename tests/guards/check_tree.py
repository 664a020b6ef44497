"""What must not stand in the tree: paths of one machine, unfinished work, package sources of one site.

check_tree.py [ROOT]      every offence with its file and line
check_tree.py --self-test breaks a small tree on purpose and sees that each fault is found
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# Words are checked in what runs; prose may speak of them. Paths and package sources are checked everywhere.
WORDS = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError|not implemented|placeholder)\b")
PATHS = re.compile(r"(?<![\w.}~])/(?:home|Users)/\w|(?<![\w.}~])/root/")
SOURCES = re.compile(r"--(?:extra-)?index-url|\bindex[-_]url\s*=|--trusted-host")
PROSE = {".md", ".rst", ".txt"}
MERGE = re.compile(r"^(<{7} |>{7} |={7}$)")


def tracked(root: pathlib.Path):
    """The files that git knows or would add; all files where there is no git."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0 and (root / ".git").exists():
        return sorted(root / name for name in set(listed.stdout.split("\0")) if name)
    return sorted(p for p in root.rglob("*") if p.is_file())


def faults(root: pathlib.Path, here: tuple[str, ...]):
    own = re.compile("|".join(r"(?<![\w.}])" + re.escape(p) + r"(?![\w-])" for p in here if len(p) > 3) or "(?!)")
    for file in tracked(root):
        where = file.relative_to(root)
        if not file.is_file() or where.name == pathlib.Path(__file__).name:
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if found := PATHS.search(line) or own.search(line):
                yield f"{where}:{number}: a path of one machine: {found[0]}"
            if found := SOURCES.search(line):
                yield f"{where}:{number}: a package source of one site: {found[0]}"
            if found := MERGE.match(line):
                yield f"{where}:{number}: a merge left undone"
            if where.suffix not in PROSE and (found := WORDS.search(line)):
                yield f"{where}:{number}: unfinished by its own word: {found[0]}"


def self_test() -> int:
    good = {
        "src/a.cpp": "// ~/x and include/root/x and ${prefix}/home/x\n",
        "docs/b.md": "A TODO list is a list.\n",
        "c.sh": "pip install numpy\n",
    }
    broken = {
        "src/a.cpp": "\n// TODO: later\n",
        "python/b.py": "\nraise NotImplementedError\n",
        "docs/c.md": "\nsee /home/anna/plant.json\n",
        "d.toml": '\nindex-url = "x"\n',
        "e.sh": "\ncp /root/x .\n",
        "f.txt": "\n<<<<<<< HEAD\n",
        "g.cmake": "\nset(x /opt/here/linewright/build)\n",
    }

    def run(tree):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in tree.items():
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            return list(faults(pathlib.Path(folder), ("/opt/here/linewright",)))

    problems = [f"a good tree is refused: {f}" for f in run(good)]
    for name, text in broken.items():
        found = run(good | {name: text})
        if len(found) != 1 or not found[0].startswith(f"{name}:2: "):
            problems.append(f"{name}: {text.strip()} gave {found}")
    print("\n".join(problems) or f"ok: {len(broken)} faults made, {len(broken)} found")
    return bool(problems)


if __name__ == "__main__":
    if "--self-test" in sys.argv:
        sys.exit(self_test())
    tree = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    wrong = list(faults(tree, (str(tree), str(pathlib.Path.home()))))
    print("\n".join(wrong) or "ok")
    sys.exit(bool(wrong))
