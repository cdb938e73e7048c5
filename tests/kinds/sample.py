"""What a sample of a kind is, and how its papers are printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Sample:
    """A kind with parameters and a way to print its riddle as papers."""

    params: dict[str, Any]
    papers: Callable[[Values], dict[str, str]]
    world: dict[str, Any] = field(default_factory=dict)
    """The hidden world, for a kind that looks at one."""


def words(text: str) -> list[str]:
    return text.split()


def table(*rows: tuple[object, ...]) -> str:
    return "\n".join("|" + "|".join(map(str, row)) + "|" for row in rows)
