"""The parameters of a keypad, how its clauses are worded, and what is wrong with either."""

import re

import msgspec

from casefile.errors import Refusal
from casefile.kinds.keypad_rules import KINDS, PLACES, Clause
from casefile.kinds.riddle import Params, fold

FEWEST, MOST = 5, 7
"""Codes of either sort in the log."""
KNOWN = (2, 3)
"""Digits that are known beforehand."""
_LEAST = 7
"""Kinds of clause on a leaflet."""


class Phrase(Params, frozen=True, kw_only=True):
    """How one kind of clause is worded."""

    leaflet: str
    """The kind, for the leaflet."""
    clause: list[str]
    """One clause of it; a sentence for each way that it has."""


PHRASES = {
    "pair": Phrase(leaflet="Two places add up to a number, 3 to 15.", clause=["{p} and {q} add up to {n}."]),
    "apart": Phrase(leaflet="One place is 1 to 6 more than another.", clause=["{p} is {n} more than {q}."]),
    "more": Phrase(leaflet="One place is more than another, whatever by.", clause=["{p} is more than {q}."]),
    "run": Phrase(
        leaflet="Three places side by side, or four, rise: each is more than the one to its left. Or they fall.",
        clause=["{p} to {q} rise.", "{p} to {q} fall."],
    ),
    "twice": Phrase(
        leaflet="No digit stands twice; or just one does; or just two do. In each case none stands oftener.",
        clause=["No digit stands twice.", "Just one digit stands twice.", "Just two digits stand twice."],
    ),
    "parity": Phrase(leaflet="A place is odd, or is even. 0 is even.", clause=["{p} is odd.", "{p} is even."]),
    "total": Phrase(leaflet="All six add up to a number, 12 to 42.", clause=["All six add up to {n}."]),
    "divided": Phrase(
        leaflet="What all six add up to can be divided by 3, by 4, by 5 or by 7.",
        clause=["What all six add up to can be divided by {n}."],
    ),
    "halves": Phrase(
        leaflet="ABC, read as a number, is more than DEF. Or it is less.",
        clause=["ABC is more than DEF.", "ABC is less than DEF."],
    ),
    "odd": Phrase(leaflet="A given number of the six are odd, 0 to 6.", clause=["Of the six, {n} are odd."]),
    "digit": Phrase(
        leaflet="A certain digit stands somewhere in the code. Or it stands nowhere.",
        clause=["There is a {n} in it.", "There is no {n} in it."],
    ),
}
_SLOTS = dict.fromkeys(("total", "divided", "odd", "digit"), "n") | {
    "pair": "npq",
    "apart": "npq",
    "more": "pq",
    "run": "pq",
    "parity": "p",
}


class KeypadParams(Params, frozen=True, kw_only=True):
    """Parameters of a keypad and the log of its service."""

    given: str = "**????"
    """A sign for each place: a digit that is known beforehand, `*` for one that the seed draws, `?` for the rest."""
    leaflet: list[str] = msgspec.field(default_factory=lambda: list(KINDS))
    """Kinds of clause that the makers use."""
    accepted: int = 5
    refused: int = 6
    words: tuple[str, str] = ("opened", "refused")
    """What the log says of a code that was accepted, and of one that was not."""
    wording: dict[str, Phrase] = msgspec.field(default_factory=dict)
    """Other words for some kinds of clause."""

    @property
    def fixed(self) -> int:
        """How many of the digits are the author's."""
        return sum(map(str.isdigit, self.given))

    @property
    def kinds(self) -> list[str]:
        """Kinds of clause on the leaflet, in its order."""
        return [kind for kind in KINDS if kind in self.leaflet]

    def phrase(self, kind: str) -> Phrase:
        """How a kind of clause is worded here."""
        return self.wording.get(kind, PHRASES[kind])

    def sentence(self, clause: Clause) -> str:
        """A clause in words."""
        slots = {"p": PLACES[clause.places[0]], "q": PLACES[clause.places[-1]]} if clause.places else {}
        said = self.phrase(clause.kind).clause[clause.way]
        for slot, text in (slots | {"n": str(clause.number)}).items():
            said = said.replace(f"{{{slot}}}", text)
        return said


def check(keypad: KeypadParams) -> None:
    """Refuse what no keypad can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    known = sum(sign != "?" for sign in keypad.given)
    if not re.fullmatch(rf"[0-9*?]{{{len(PLACES)}}}", keypad.given, re.ASCII) or known not in KNOWN:
        words = "params: `given` has six signs: two or three are a digit or *, and the others are ?."
        raise Refusal("kind-params", words)
    if len(set(keypad.leaflet)) < max(_LEAST, len(keypad.leaflet)) or not set(keypad.leaflet) <= set(KINDS):
        words = f"params: `leaflet` names {_LEAST} kinds of clause at least, each once, of: {', '.join(KINDS)}."
        raise Refusal("kind-params", words)
    if not all(FEWEST <= count <= MOST for count in (keypad.accepted, keypad.refused)):
        raise Refusal("kind-params", f"params: `accepted` and `refused` are {FEWEST} to {MOST} codes each.")
    if len(set(map(fold, keypad.words))) < 2 or not all(map(re.compile(r"[^\W\d_][^\d|;:*]*").fullmatch, keypad.words)):
        words = "params: `words` are two different words for the log, without figures, bars, colons or stars."
        raise Refusal("kind-params", words)
    _check_wording(keypad)


def _check_wording(keypad: KeypadParams) -> None:
    for kind, phrase in keypad.wording.items():
        if kind not in KINDS:
            raise Refusal("kind-params", f"params: `wording` has “{kind}”, which is no kind of clause.")
        ways, slots = len(PHRASES[kind].clause), _SLOTS.get(kind, "")
        fits = all("".join(sorted(re.findall(r"\{(\w+)\}", text))) == slots for text in phrase.clause)
        if len(phrase.clause) != ways or not fits or not phrase.leaflet.strip():
            named = " ".join(f"{{{slot}}}" for slot in slots) or "no slots"
            words = f"params: `wording.{kind}` has a `leaflet` and {ways} of `clause`, with {named} once each."
            raise Refusal("kind-params", words)
