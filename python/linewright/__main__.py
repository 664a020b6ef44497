# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The commands that need Python: ``python -m linewright new --excel line.xlsx``."""

from __future__ import annotations

import argparse
import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 when it did what was asked."""
    parser = argparse.ArgumentParser(prog="python -m linewright", description="Linewright, where Excel is needed.")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="write a workbook to begin with: every sheet, explained, with an example")
    new.add_argument("--excel", metavar="FILE", required=True, help="the workbook to write (.xlsx)")
    new.add_argument("--force", action="store_true", help="write over a file that is there")
    given = parser.parse_args(arguments)

    from linewright.io import tables

    try:
        tables.write_template(given.excel, force=given.force)
    except (OSError, ValueError, ImportError) as error:
        sys.stderr.write(f"linewright: {error}\n")
        return 1
    sys.stderr.write(f"{given.excel} is ready. Read it: linewright.io.tables.read({given.excel!r})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
