"""The workbench's tools: pure functions, text to text. They know nothing of any case."""

from casefile.tools import (
    calls,
    checkdigits,
    checkerboard,
    collate,
    columnar,
    counter,
    crib,
    grid,
    keypad,
    lattice,
    morse,
    overlay,
    playfair,
    reckoner,
    rotor,
    shares,
    timeline,
    vigenere,
)
from casefile.tools.tool import Parameter, Tool

_RACK = (
    morse,
    reckoner,
    grid,
    overlay,
    vigenere,
    playfair,
    columnar,
    checkerboard,
    counter,
    crib,
    calls,
    timeline,
    lattice,
    rotor,
    keypad,
    checkdigits,
    shares,
    collate,
)

TOOLS: dict[str, Tool] = {tool.TOOL.id: tool.TOOL for tool in _RACK}
"""Every tool by its id, in the order of the workbench."""

__all__ = ["TOOLS", "Parameter", "Tool"]
