"""The parameters of a chain of forms that contradict one another, and what is wrong with them."""

import re
from collections.abc import Iterator
from enum import IntEnum

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold, minute_of


class Box(IntEnum):
    """The boxes of a form by their numbers."""

    NUMBER = 1
    DAY = 2
    BY = 3
    OUT = 4
    TO = 5
    AT = 6
    WEIGHT = 7
    STAMP = 8


class Rule(IntEnum):
    """What is printed as a rule, by its number."""

    CHAIN = 1
    ARRIVAL = 2
    DUTY = 3
    WEIGHT = 4
    STAMP = 5
    ORDER = 6


SPOILT = {
    Rule.ARRIVAL: Box.AT,
    Rule.DUTY: Box.TO,
    Rule.WEIGHT: Box.WEIGHT,
    Rule.STAMP: Box.STAMP,
    Rule.ORDER: Box.NUMBER,
}
"""The box that is false where a rule is broken; who handed over is told by the form before."""


class Person(Params, frozen=True, kw_only=True):
    """Somebody who may sign, and the hours."""

    name: str
    on: str
    off: str


class Stamp(Params, frozen=True, kw_only=True):
    """A stamp, and the day from which it is in use."""

    name: str
    day: str


class Labels(Params, frozen=True, kw_only=True):
    """What the boxes are called on the form."""

    number: str = "Form"
    day: str = "Date"
    by: str = "Released by"
    out: str = "Released at"
    to: str = "Received by"
    at: str = "Received at"
    weight: str = "Weight"
    stamp: str = "Stamp"

    @property
    def all(self) -> list[str]:
        """The labels of boxes 1 to 8."""
        return [getattr(self, box.name.lower()) for box in Box]


class Heads(Params, frozen=True, kw_only=True):
    """What the columns of the two tables are called."""

    name: str = "Name"
    on: str = "On duty"
    off: str = "Off duty"
    stamp: str = "Stamp no."
    since: str = "In use from"


class Sentences(Params, frozen=True, kw_only=True):
    """The rules as they are printed; `{to}` and the like become the numbers of the boxes."""

    chain: str
    arrival: str
    duty: str
    weight: str
    stamp: str
    order: str

    def sentence(self, rule: Rule) -> str:
        """A rule with the numbers of its boxes."""
        text: str = getattr(self, rule.name.lower())
        return re.sub(r"\{(\w+)\}", lambda slot: str(Box[slot[1].upper()].value), text)


class ContradictionParams(Params, frozen=True, kw_only=True):
    """Parameters of a chain of forms."""

    forms: int = 9
    false: int = 3
    """Forms with a box that cannot be true, each against another rule."""
    first: int = 4101
    """About where the numbers of the forms begin."""
    prefix: str = ""
    days: list[str]
    """In order."""
    people: list[Person]
    stamps: list[Stamp]
    """In the order in which they came into use."""
    weight: tuple[int, int]
    unit: str = "g"
    labels: Labels = msgspec.field(default_factory=Labels)
    heads: Heads = msgspec.field(default_factory=Heads)
    rules: Sentences

    def hours(self, person: str) -> range:
        """Minutes of the day at which somebody may sign; none for a stranger."""
        found = (range(minute_of(one.on), minute_of(one.off) + 1) for one in self.people if one.name == person)
        return next(found, range(0))

    def since(self, stamp: str) -> int:
        """The day from which a stamp is in use, counted from 0; beyond the last for a stamp that there is not."""
        return next((self.days.index(one.day) for one in self.stamps if one.name == stamp), len(self.days))


def check(params: ContradictionParams) -> None:
    """Refuse what no chain can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    for what in (*_wrong_sizes(params), *_wrong_lists(params), *_wrong_texts(params)):
        raise Refusal("kind-params", f"params: {what}")


def _wrong_sizes(params: ContradictionParams) -> Iterator[str]:
    if not 7 <= params.forms <= 14 or not 2 <= params.false <= 4:
        yield "a chain has 7 to 14 forms, of which 2 to 4 are false."
    if not 100 <= params.first <= 99_000:
        yield "the first number is from 100 to 99000."
    low, high = params.weight
    if not 20 <= low <= high - 10:
        yield "`weight` runs from 20 or more to at least 10 more than that."


def _wrong_lists(params: ContradictionParams) -> Iterator[str]:
    if len(params.days) < 4 or len(params.people) < 5 or len(params.stamps) < 3:
        yield "give 4 `days`, 5 `people` and 3 `stamps` at least."
        return
    for names in (params.days, [one.name for one in params.people], [one.name for one in params.stamps]):
        if len({fold(name) for name in names}) < len(names):
            yield "no two days, people or stamps have one name."
    if any(minute_of(one.off) - minute_of(one.on) < 180 for one in params.people):
        yield "nobody is on duty for less than three hours, or over midnight."
    unknown = [one.day for one in params.stamps if one.day not in params.days]
    if unknown:
        yield f"the stamps came into use on one of the `days`, and “{unknown[0]}” is none."
        return
    since = [params.days.index(one.day) for one in params.stamps]
    if since != sorted(since) or since[0] or since[-1] < 2:
        yield "the first stamp is in use from the first day, the last not before the third; they stand in this order."


def _wrong_texts(params: ContradictionParams) -> Iterator[str]:
    heads = [getattr(params.heads, name) for name in ("name", "on", "off", "stamp", "since")]
    texts = [*params.labels.all, *heads, *params.days, *(one.name for one in params.people)]
    texts += [one.name for one in params.stamps]
    if any(re.search(r"[|;:*\n]|^\s|\s$|^$", text) for text in texts) or re.search(
        r"[|;:*\s]", params.prefix + params.unit
    ):
        yield "labels, heads, names and days are texts without a bar, colon, semicolon, star or line end."
    if len({fold(label) for label in params.labels.all}) < len(Box) or len({fold(head) for head in heads}) < len(heads):
        yield "no two boxes have one label, and no two columns one head."
    sentences = [getattr(params.rules, rule.name.lower()) for rule in Rule]
    slots = {slot for text in sentences for slot in re.findall(r"\{(\w+)\}", text)}
    if slots - {box.name.lower() for box in Box}:
        yield f"a rule may name {', '.join(box.name.lower() for box in Box)} in braces, and nothing else."
    if any(len(text.split()) < 4 for text in sentences) or len({fold(text) for text in sentences}) < len(sentences):
        yield "each of the six rules is a sentence of its own, of four words or more."
