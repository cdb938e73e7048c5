"""Kinds that other packages bring, under the entry points group `casefile.kinds`."""

import difflib
import random
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Kind, Riddle
from casefile.text import clean

GROUP = "casefile.kinds"

T = TypeVar("T")


def plug_ins() -> tuple[str, ...]:
    """Names of the kinds that are announced by installed packages."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def plug_in(name: str, known: list[str]) -> Kind:
    """Load a plug-in's kind; whatever it raises, then or later, becomes a refusal.

    Raises:
        Refusal: `kind-unknown`, `kind-plugin`.
    """
    entries = [entry for entry in entry_points(group=GROUP) if entry.name == name]
    if not entries:
        guess = difflib.get_close_matches(name, [*known, *plug_ins()], 1)
        meant = f" Did you mean “{guess[0]}”?" if guess else f" There are {', '.join(known)}."
        raise Refusal("kind-unknown", f"There is no kind of puzzle “{clean(name, lines=False)}”.{meant}")
    if len({entry.value for entry in entries}) > 1:
        raise Refusal("kind-plugin", f"Two installed packages bring a kind “{name}”. Remove one of them.")
    return _Guarded(entries[0])


class _Guarded:
    """A plug-in's kind that cannot throw anything but refusals at us."""

    def __init__(self, entry: EntryPoint) -> None:
        self.name = entry.name
        self._package = entry.dist.name if entry.dist else entry.value
        made = self._guard("be loaded", entry.load)
        found = self._guard("be made", made) if isinstance(made, type) else made
        if not isinstance(found, Kind):
            raise self._refusal("be used: it has not the attributes of a kind")
        self._kind = found
        self.family, self.tool = str(found.family), str(found.tool)
        self.language_bound, self.in_clear = bool(found.language_bound), bool(found.in_clear)

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
        riddle = self._guard("deal", lambda: self._kind.generate(params, world, stream))
        if not isinstance(riddle, Riddle):
            raise self._refusal("deal: it gave something else than a riddle")
        return riddle

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        return self._guard("say what is public", lambda: self._kind.public(params))

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        return self._guard("solve", lambda: self._kind.solve(papers, params))

    def _guard(self, what: str, call: Callable[[], T]) -> T:
        try:
            return call()
        except Refusal:
            raise
        except Exception as error:  # it is foreign code: anything may come
            raise self._refusal(f"{what}: {type(error).__name__}: {error}") from error

    def _refusal(self, what: str) -> Refusal:
        sentence = (
            f"The kind “{self.name}” of the package {self._package} could not {what}. Mend or remove that package."
        )
        return Refusal("kind-plugin", clean(sentence, lines=False))
