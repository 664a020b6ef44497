# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Doxygen's input filter: a header as doxygen should see it, on standard output.

The meaning of a plant's fields and choices stands once, in the lists `Fields` and `Choices`, from where files, the
schema and Python take it. Here it is put beside the members, where doxygen looks. What stands in namespace linewright
goes to a group that bears the header's name.
"""

from __future__ import annotations

import pathlib
import re
import sys

INCLUDE = pathlib.Path(__file__).parents[2] / "include" / "linewright"
TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
FIELD = re.compile(r"Field\{\s*\"\w+\",\s*&(\w+)::(\w+),\s*" + TEXT)
CHOICE = re.compile(r"Choice<\w+>\{\s*\"[^\"]*\",\s*(\w+)::(\w+),\s*" + TEXT)
LISTS = re.compile(r"template <[^\n]*>\nstruct (?:Fields|Choices|Shorthand)<[^\n]*> \{")
STRUCT = re.compile(r"^struct (\w+)[^;{\n]*\{", re.MULTILINE)
ENUM = re.compile(r"^enum class (\w+)([^;{\n]*)\{([^{}/]*)\};", re.MULTILINE)
MEMBER = re.compile(r"^( +)([\w:][\w:<>, ]*?[\w>]) (\w+(?:, \w+)*)(\{[^;]*\}| = [^;]*)?;$", re.MULTILINE)
EQUALITY = re.compile(
    r"^ *(?:friend )?(?:constexpr )?(?:bool|auto) operator(?:==|<=>)\([^;{}]*\) (?:const )?= default;\n", re.MULTILINE
)
OUTSIDE = re.compile(r"^(?:template <[^\n]*>\n)?inline [^(\n]*?\b[A-Z]\w*::(?:~?\w+|operator[^ (]+)\(", re.MULTILINE)
OPAQUE = ("Prices", "Program")  # handed around, never looked into


def plain(literals: str) -> str:
    """One text out of the C++ literals that it stands in."""
    joined = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)).replace('\\"', '"')
    return re.sub(r"([<>@\\#%])", r"\\\1", joined)


def end_of_block(text: str, begin: int) -> int:
    """Just past the brace that closes the first one from `begin` on; braces in texts and comments come in pairs."""
    depth = 0
    for found in re.finditer(r'"(?:[^"\\\n]|\\.)*"|\'[{}]\'|//[^\n]*|[{}]', text[begin:]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return begin + found.end()
    return len(text)


def filtered(header: pathlib.Path, group: str) -> str:
    """The text of a header for doxygen."""
    meanings: dict[tuple[str, str], str] = {}
    for path in sorted(INCLUDE.rglob("*.hpp")):
        source = path.read_text(encoding="utf-8")
        for owner, member, text in [*FIELD.findall(source), *CHOICE.findall(source)]:
            meanings[owner, member] = plain(text)

    text = header.read_text(encoding="utf-8")
    while found := LISTS.search(text):
        end = end_of_block(text, found.start())
        text = text[: found.start()] + text[end:].removeprefix(";")
    for name in OPAQUE:
        if found := re.search(rf"^(?:struct|class) {name} \{{", text, re.MULTILINE):
            text = text[: found.end()] + text[end_of_block(text, found.start()) - 1 :]
    while found := OUTSIDE.search(text):  # a member's body; it was declared in its class
        end = text.find("\n", found.end() - 1)
        if not text[found.start() : end].endswith(("}", ";")):
            end = text.find("\n", end_of_block(text, found.start()))
        text = text[: found.start()] + text[end + 1 :]
    text = EQUALITY.sub("", text)

    def with_meanings(found: re.Match[str]) -> str:
        owner, rest, body = found.groups()
        names = [name.strip() for name in body.split(",") if name.strip()]
        if not any((owner, name) in meanings for name in names):
            return found[0]
        lines = [f"    {name},  ///< {meanings.get((owner, name), '')}" for name in names]
        return "\n".join([f"enum class {owner}{rest}{{", *lines, "};"])

    text = ENUM.sub(with_meanings, text)
    done, at = "", 0
    while found := STRUCT.search(text, at):
        end = end_of_block(text, found.start())
        owner = found[1]

        def explained(line: re.Match[str], owner: str = owner) -> str:
            indent, kind, names, value = line.groups()
            if not any((owner, name) in meanings for name in names.split(", ")):
                return line[0]
            return "\n".join(
                f"{indent}{kind} {name}{value or ''};  ///< {meanings.get((owner, name), '')}"
                for name in names.split(", ")
            )

        done += text[at : found.start()] + MEMBER.sub(explained, text[found.start() : end])
        at = end
    text = done + text[at:]
    text = re.sub(r"(?m)^namespace linewright \{$", rf"namespace linewright {{\n/// @addtogroup {group}\n/// @{{", text)
    return re.sub(r"(?m)^\}  // namespace linewright$", "/// @}\n}", text)


if __name__ == "__main__":
    file = pathlib.Path(sys.argv[1]).resolve()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(filtered(file, "_".join(file.relative_to(INCLUDE).with_suffix("").parts)))
