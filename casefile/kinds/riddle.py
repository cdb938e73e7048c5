"""What every kind of puzzle takes and gives."""

import random
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

import msgspec

from casefile.errors import Refusal

Answer = tuple[str, ...]
"""One text for each field of the lock."""

FAMILIES = ("cipher", "table", "map", "document", "abstract")
"""What a puzzle feels like to whoever solves it; an act mixes them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Certificate:
    """How it was shown that exactly one answer holds."""

    space: int
    """Answers among which a stranger who knows the kind and the author's lists would have to search."""
    method: str
    """How it was searched: `enumerated`, or `declared` where the author vouches for it."""
    searched: int
    """Candidates that were tried against what the papers show."""
    survivors: int
    """How many of them hold. Anything but 1 is not sealed."""
    note: str = ""
    """What was searched, in words; for the author and the host, never for players."""
    depth: int = 0
    """How many guesses stand one inside another before a contradiction tells which was right; 0 for reason alone."""


@dataclass(frozen=True, slots=True)
class Near:
    """An answer that is wrong in a way worth a word."""

    answer: Answer
    why: str
    """Stable word of the kind's; the words for players are the author's."""


@dataclass(frozen=True, slots=True)
class Riddle:
    """A dealt puzzle."""

    values: dict[str, Any]
    """What the papers are written with; plain texts, numbers, lists and tables."""
    answers: tuple[Answer, ...]
    """The answer, then other ways to write it."""
    near: tuple[Near, ...]
    refused: tuple[Answer, ...]
    """Likely wrong answers; none of them is an answer in any normal form."""
    toy: str
    """The method on a small example that gives nothing of this puzzle away; for the third rung of a hint."""
    certificate: Certificate


@runtime_checkable
class Kind(Protocol):
    """A kind of puzzle: deals riddles, and solves them as a player would."""

    name: str
    family: str
    """One of `FAMILIES`, or nothing where each puzzle says it for itself."""
    tool: str
    """The workbench tool that a player would want for it; nothing where none would help."""
    language_bound: bool
    """Its method lives in the letters of one language, so that a translated text needs a deal of its own."""
    in_clear: bool
    """Its answer stands in the papers as it is and is found by reason, not by decoding."""

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
        """Deal a riddle. The same parameters and stream give the same riddle.

        Raises:
            Refusal: `kind-params` or `kind-…` when nothing fair can be dealt from these parameters.
        """
        ...

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The part of the parameters that a solver may know."""
        ...

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """Find the answer from what a player can read.

        Shares no code with `generate`.

        Args:
            papers: Paper id to text, as markup or as the line mode prints it.
            params: What `public` gave.

        Raises:
            Refusal: `kind-unsolved` when the papers do not lead to one answer.
        """
        ...


class Params(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the kinds' parameters: strict, so that a slip of the author's is told and not ignored."""


P = TypeVar("P", bound=Params)


def read(params: Mapping[str, Any], shape: type[P]) -> P:
    """Check an author's parameters; texts that templates made of numbers count as numbers."""
    try:
        return msgspec.convert(dict(params), shape, strict=False, str_keys=True)
    except msgspec.ValidationError as error:
        raise Refusal("kind-params", f"params: {error}.") from error


def settle(deal: Callable[[], T | None], tries: int, why: str) -> T:
    """Deal until it holds.

    Args:
        deal: Draws from its stream; None when what was drawn is not good enough.
        tries: After so many the parameters are to blame.
        why: Sentence for the author then.
    """
    for _ in range(tries):
        if (dealt := deal()) is not None:
            return dealt
    raise Refusal("kind-no-deal", why)


def unsolved(why: str) -> Refusal:
    """The refusal of a solver that cannot get on."""
    return Refusal("kind-unsolved", why)


def fold(text: str) -> str:
    """The loosest form in which two answers could be taken for one: letters and digits without case or marks."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in letters if char.isalnum())


def apart(answers: tuple[Answer, ...], refused: list[Answer]) -> tuple[Answer, ...]:
    """Those of the wrong answers that really are wrong, each once, in order."""
    right = {tuple(map(fold, answer)) for answer in answers}
    kept: dict[tuple[str, ...], Answer] = {}
    for answer in refused:
        kept.setdefault(tuple(map(fold, answer)), answer)
    return tuple(answer for folded, answer in kept.items() if folded not in right)


def clock(minute: int) -> str:
    """Minute of the day as `HH.MM`."""
    return f"{minute // 60 % 24:02d}.{minute % 60:02d}"


def minute_of(text: str) -> int:
    """`HH.MM` as minute of the day."""
    hour, _, minute = text.partition(".")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise Refusal("kind-params", f"params: “{text}” is no clock; write it as 21.49.")
    return int(hour) * 60 + int(minute)
