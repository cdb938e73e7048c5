"""The parameters of a log of turnstiles, and what is wrong with them."""

import re
from collections.abc import Iterator

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold, minute_of

FASTEST = 6
"""Minutes that a clock is wrong by at the most."""
_LONGEST = 16
"""Characters of a door's name, which stands on the plan."""
_SPAN = 240
_FIRST, _LAST = FASTEST, 24 * 60 - FASTEST - 1
_SLOTS = {
    "fast": ("minutes",),
    "slow": ("minutes",),
    "exact": (),
    "walk": (),
    "lift": ("one", "other"),
}


class Holder(Params, frozen=True, kw_only=True):
    """Somebody who has a pass."""

    name: str
    note: str = ""


class Wording(Params, frozen=True, kw_only=True):
    """How clocks and rules are said; each names its slots once."""

    fast: str = "{minutes} min fast"
    slow: str = "{minutes} min slow"
    exact: str = "right"
    walk: str = (
        "From one door to another it takes the minutes of the plan, by the shortest way, past other doors if need be. "
        "Nobody is quicker, and whoever has just so many minutes can do it."
    )
    lift: str = "Between {one} and {other} is the lift, and one waits for it."


class AlibiParams(Params, frozen=True, kw_only=True):
    """Parameters of a log of turnstiles."""

    doors: list[str]
    """Names of the doors; the first is A."""
    passes: list[Holder]
    """Who has one; the numbers are drawn."""
    hours: tuple[str, str]
    """The true clocks between which the log runs."""
    passages: int = 42
    whose: str = ""
    """Holder of the pass that was in two hands; anybody's if it is not said."""
    wording: Wording = msgspec.field(default_factory=Wording)


def check(listed: AlibiParams) -> None:
    """Refuse what no log can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    for what in (*_wrong_names(listed), *_wrong_numbers(listed), *_wrong_wording(listed.wording)):
        raise Refusal("kind-params", f"params: {what}")


def _wrong_names(listed: AlibiParams) -> Iterator[str]:
    doors, holders = listed.doors, [holder.name for holder in listed.passes]
    if not 6 <= len(doors) <= 8 or not _are_apart(doors) or max(map(len, doors)) > _LONGEST:
        yield f"`doors` are 6 to 8 different names of 2 to {_LONGEST} characters."
    if not 7 <= len(holders) <= 10 or not _are_apart(holders):
        yield "`passes` have 7 to 10 holders with different names."
    if any(re.search(r"[|;:*]|\s{2}", text) for text in (*doors, *holders, *(one.note for one in listed.passes))):
        yield "names and notes have no bar, colon, semicolon or star."
    if listed.whose and listed.whose not in holders:
        yield f"`whose` is one of the holders of `passes`; “{listed.whose}” is none."


def _are_apart(names: list[str]) -> bool:
    return len(set(map(fold, names))) == len(names) and all(len(fold(name)) > 1 for name in names)


def _wrong_numbers(listed: AlibiParams) -> Iterator[str]:
    begins, ends = map(minute_of, listed.hours)
    if not 36 <= listed.passages <= 48:
        yield "a log has 36 to 48 `passages`."
    if ends - begins < _SPAN or begins < _FIRST or ends > _LAST:
        yield "`hours` are four hours apart at least, on one day, and not within some minutes of midnight."


def _wrong_wording(wording: Wording) -> Iterator[str]:
    for name, slots in _SLOTS.items():
        if sorted(re.findall(r"\{(\w+)\}", getattr(wording, name))) != sorted(slots):
            yield f"`wording.{name}` names {' and '.join(slots) or 'nothing'} in braces, once each."
            return
    said = [wording.fast, wording.slow, wording.exact]
    if len({text.casefold() for text in said}) < 3 or any(
        not text.strip() or re.search(r"[|;]", text) for text in said
    ):
        yield "`wording` says `fast`, `slow` and `exact` in three ways, without a bar or a semicolon."
