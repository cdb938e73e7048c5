"""How a player names a thing in the line mode: by its number, its id, or a part of its title that fits nothing else."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from casefile.errors import Refusal

T = TypeVar("T")
Names = Callable[[T], Sequence[str]]
"""What a thing is called: its title last, the short names before it."""


def find(what: str, word: str, things: Sequence[T], names: Names[T]) -> T:
    """The one thing that a word means.

    Args:
        what: What is looked for, for the sentence: `paper`, `lock`.
        word: What the player said.
        things: What there is.
        names: The names of each.

    Raises:
        Refusal: Nothing fits, or more than one thing does.
    """
    found = fitting(word, things, names)
    if len(found) == 1:
        return found[0]
    if not word.strip():
        raise Refusal("plain-which", f"Say which {what}. {listed(things, names)}".rstrip())
    if not found:
        raise Refusal("plain-unknown", f"There is no {what} {word!r} here. {listed(things, names)}".rstrip())
    raise Refusal("plain-which", f"More than one {what} fits {word!r}. {listed(found, names)}")


def fitting(word: str, things: Sequence[T], names: Names[T]) -> list[T]:
    """All that a word may mean: what is called exactly so, else what has it in its title."""
    wanted = word.strip().casefold()
    exact = [thing for thing in things if wanted in (name.casefold() for name in names(thing))]
    if exact or not wanted:
        return exact
    return [thing for thing in things if wanted in names(thing)[-1].casefold()]


def listed(things: Sequence[T], names: Names[T]) -> str:
    """The things in a sentence of their own, unless they are too many for one."""
    if not things or len(things) > 12:
        return ""
    named = "; ".join(f"{names(thing)[0]} {names(thing)[-1]}" for thing in things)
    return f"There {'is' if len(things) == 1 else 'are'}: {named}."
