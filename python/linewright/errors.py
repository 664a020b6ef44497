# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What can go wrong, and what the exceptions carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linewright.study import Study


class Fault(NamedTuple):
    """One fault in a plant's description."""

    place: str
    """Where: ``stations/mill/cycle``."""
    what: str
    """What is wrong there."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        """The fault on one line."""
        line = f"{self.place}: {self.what}" if self.place else self.what
        return f"{line}. {self.remedy}" if self.remedy else line


class PlantError(ValueError):
    """A plant that can't be read or run; carries all its faults."""

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        """Made by Linewright."""
        self.faults = [Fault(*fault) for fault in faults]
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n  ".join([f"the plant has {count}:", *map(str, self.faults)]))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles."""
        return type(self), ([tuple(fault) for fault in self.faults],)


class EditError(ValueError):
    """An edit that can't be made; the plant is as it was."""

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        """Made by Linewright."""
        self.faults = [Fault(*fault) for fault in faults]
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles."""
        return type(self), ([tuple(fault) for fault in self.faults],)


class RunError(RuntimeError):
    """A run that could not go on: a deadlock, a loop without time, a limit. Says which replication and why."""

    def __init__(self, message: str, ending: str, replication: int, seed: int, at: float) -> None:
        """Made by Linewright."""
        super().__init__(f"replication {replication} (seed {seed}) ended at {at:.15g} s: {message}")
        self.message = message
        self.ending = ending
        self.replication = replication
        self.seed = seed
        self.at = at

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles."""
        return type(self), (self.message, self.ending, self.replication, self.seed, self.at)


class LostWorkersError(RuntimeError):
    """Workers were lost and the engine can't go on. What was done is in `study`, and in the store, if there is one."""

    study: Study | None = None
    """What was done by then; None where it was no study of `compare`."""


class StoreError(OSError):
    """A store that can't be opened, read or written to, or isn't one; what was in it is there still."""

    study: Study | None = None
    """What a study had done when its store failed, also what isn't in the store; None when it had not begun."""
