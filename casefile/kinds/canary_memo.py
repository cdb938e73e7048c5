"""A memo with places for other words, a quotation of it, and what is wrong with either."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from casefile.errors import Refusal
from casefile.kinds.riddle import Params

Words = tuple[str, ...]
Code = tuple[int, ...]
"""Of each slot of the memo, which of its variants a copy has."""

_SLOT = re.compile(r"\{(\w+):([^{}]*)\}")
_HOLE = re.compile(r"\{(\w+)(?:\|([^{}]*))?\}")
_MARKUP = re.compile(r"[*_|\[\]{}<>`#]")


class CanaryParams(Params, frozen=True, kw_only=True):
    """Parameters of a memo of which no two copies are the same."""

    text: str
    """The memo, with `{slot: one | other}` where its copies differ."""
    leak: str
    """What was quoted: `{slot}` word for word, `{slot|in other words}` word for word or not, as it is dealt."""
    asked: list[str]
    """Slots that the quotation has not; the answer is what the copy says there."""
    copies: int = 8
    shown: int = 6
    """Slots that are quoted word for word."""
    leaked: int = 0
    """The number of the copy that was quoted, where the story knows it; else it is drawn."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the memo at which its copies differ."""

    name: str
    variants: tuple[str, ...]
    cores: tuple[Words, ...]
    """The variants without the words with which all of them begin or end."""


@dataclass(frozen=True, slots=True)
class Memo:
    """The text of all copies: what stands in all of them, and slots between."""

    parts: tuple[str, ...]
    slots: tuple[Slot, ...]

    def copy(self, code: Code) -> str:
        """The memo as one copy has it."""
        said = [part + slot.variants[at] for part, slot, at in zip(self.parts, self.slots, code, strict=False)]
        return " ".join("".join([*said, self.parts[-1]]).split())

    def at(self, name: str) -> int:
        """Which of the slots has this name."""
        return next(at for at, slot in enumerate(self.slots) if slot.name == name)


@dataclass(frozen=True, slots=True)
class Leak:
    """The quotation: what is the same in every deal, and slots of the memo between."""

    parts: tuple[str, ...]
    holes: tuple[tuple[str, str | None], ...]
    """The slot, and what stands for it where it is not quoted; None where it always is."""

    def says(self, memo: Memo, code: Code, shown: Sequence[int]) -> str:
        """The quotation of a copy, these slots word for word."""
        said = []
        for part, (name, else_) in zip(self.parts, self.holes, strict=False):
            at = memo.at(name)
            said.append(part + (memo.slots[at].variants[code[at]] if at in shown else else_ or ""))
        return " ".join("".join([*said, self.parts[-1]]).split())


def words(text: str) -> Words:
    """The words of a text without case; an apostrophe or a hyphen parts none."""
    return tuple(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold()))


def stands_in(said: Words, text: Words) -> bool:
    """Whether these words stand in a text, one behind the other."""
    return any(text[at : at + len(said)] == said for at in range(len(text) - len(said) + 1))


def read_memo(params: CanaryParams) -> tuple[Memo, Leak]:
    """The memo and its quotation.

    Raises:
        Refusal: `kind-params`.
    """
    pieces, holes = _SLOT.split(params.text), _HOLE.split(params.leak)
    slots = [
        Slot(name, variants := tuple(one.strip() for one in said.split("|")), _cores([words(one) for one in variants]))
        for name, said in zip(pieces[1::3], pieces[2::3], strict=True)
    ]
    memo = Memo(tuple(pieces[::3]), tuple(slots))
    leak = Leak(tuple(holes[::3]), tuple(zip(holes[1::3], holes[2::3], strict=True)))
    for what in (*_wrong_sizes(params, memo), *_wrong_leak(params, memo, leak), *_wrong_words(params, memo, leak)):
        raise Refusal("kind-params", f"params: {what}")
    return memo, leak


def _cores(variants: list[Words]) -> tuple[Words, ...]:
    least, begin, end = min(map(len, variants)), 0, 0
    while begin < least and len({one[begin] for one in variants}) == 1:
        begin += 1
    while end < least - begin and len({one[-1 - end] for one in variants}) == 1:
        end += 1
    return tuple(one[begin : len(one) - end] for one in variants)


def _wrong_sizes(params: CanaryParams, memo: Memo) -> Iterator[str]:
    if not 8 <= params.copies <= 12 or params.shown not in {6, 8} or not 0 <= params.leaked <= params.copies:
        yield "there are 8 to 12 `copies`, of which one is `leaked`, with 6 or 8 slots `shown`."
    names = [slot.name for slot in memo.slots]
    if not 8 <= len(names) <= 14 or len(set(names)) < len(names):
        yield "the `text` has 8 to 14 slots, each with a name of its own, such as {door: main | front}."
    if any(not 2 <= len(slot.variants) <= 12 for slot in memo.slots):
        yield "a slot has 2 to 12 variants, with a bar between, such as {door: main | front}."
    if any(not words(part) for part in memo.parts[1:-1]):
        yield "between two slots of the `text` there is a word that all copies have."
    fixed = [*memo.parts, *(variant for slot in memo.slots for variant in slot.variants)]
    if any(map(_MARKUP.search, fixed)):
        yield "the `text` has no markup, and no braces but those of its slots."


def _wrong_leak(params: CanaryParams, memo: Memo, leak: Leak) -> Iterator[str]:
    names, told = {slot.name for slot in memo.slots}, [name for name, _ in leak.holes]
    if not set(told) <= names or len(set(told)) < len(told):
        yield "the `leak` has slots of the `text` and no others, each once."
    always = [name for name, else_ in leak.holes if else_ is None]
    if not len(always) <= params.shown <= len(told):
        yield "of the slots in the `leak` `shown` are quoted: as many as there are, without those in other words."
    if any(_MARKUP.search(said) for said in (*leak.parts, *(else_ or "" for _, else_ in leak.holes))):
        yield "the `leak` has no markup, and no braces but those of its slots."
    asked = params.asked
    if not 2 <= len(asked) <= 4 or not set(asked) <= names - set(told) or len(set(asked)) < len(asked):
        yield "2 to 4 slots are `asked`; they stand in the `text` and not in the `leak`."


def _wrong_words(params: CanaryParams, memo: Memo, leak: Leak) -> Iterator[str]:
    for slot in memo.slots:
        if not all(slot.cores) or any(set(one) & set(other) for one, other in combinations(slot.cores, 2)):
            yield f"the variants of “{slot.name}” share no word but at their beginnings and their ends."
        if slot.name in params.asked and any(words(one) != (one.casefold(),) for one in slot.variants):
            yield f"“{slot.name}” is asked for, so that its variants are one word each."
    fixed = [words(said) for said in (*memo.parts, *leak.parts, *(else_ or "" for _, else_ in leak.holes))]
    for slot in memo.slots:
        others = [words(one) for other in memo.slots if other is not slot for one in other.variants]
        for core in slot.cores:
            if any(stands_in(core, text) for text in (*fixed, *others)):
                yield f"“{' '.join(core)}” is for “{slot.name}” alone; it stands nowhere else in `text` or `leak`."
