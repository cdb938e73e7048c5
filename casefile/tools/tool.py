"""What a tool is, for whoever drives one: the workbench, the line mode, somebody else's front end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """One text that a tool takes."""

    id: str
    label: str
    about: str
    """One line: what may be typed here."""
    tall: bool
    """It wants several lines. Where each line is an entry of its own a semicolon ends one too (`lines`)."""
    example: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the workbench: any text in, text out, no memory, no knowledge of any case."""

    id: str
    title: str
    about: str
    """One line for the list of tools."""
    parameters: tuple[Parameter, ...]
    run: Callable[[Mapping[str, str]], str]
    """Takes the parameters by id, missing ones count as empty; gives lines of at most 76 columns.

    Raises `Refusal` with a code `tool-…` when it can do nothing with what it was given.
    """


def lines(text: str) -> list[str]:
    """Split at line ends and semicolons, so that one line can hold several entries; blank ones are dropped."""
    return [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]
