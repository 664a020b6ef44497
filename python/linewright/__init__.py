"""Linewright: a factory simulator for planners."""

from linewright._core import __version__

__all__ = ["__version__"]
