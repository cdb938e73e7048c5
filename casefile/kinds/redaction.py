"""One text in two copies that are blacked in different places; three words are black in both."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Params, Riddle, apart, fold, read, settle, unsolved
from casefile.kinds.tables import rows
from casefile.tools.overlay import Gap, lay

_TOY = (
    "Suppose that one copy says “bring the [black: 5]” and the other “bring the l[black: 8]”. The first was blacked to "
    "the true length: five letters. The second was done with a broad pen, which says nothing about the length but has "
    "left an l. The index has lamp, light and plank for this paragraph: lamp has four letters, plank no l. It is light."
)
_TOY_WORDS = frozenset(re.findall(r"[a-z]+", _TOY))
_BRACES = re.compile(r"\{(?:(?P<side>a|b|who):(?P<words>[^{}]+)|(?P<slot>\w+))\}")
_DECOYS = 3
"""Index words of a slot's paragraph beside the right one and its two neighbours."""


class Slot(Params, frozen=True, kw_only=True):
    """A word that is black in both copies."""

    id: str
    pool: list[str]
    """Words that fit its place."""


class RedactionParams(Params, frozen=True, kw_only=True):
    """Parameters of a redacted minute."""

    paragraphs: list[str]
    """`{a:words}` black in copy A, `{b:words}` in copy B, `{slot}` in both, `{who:name}` in both at one width."""
    slots: list[Slot]
    pen: int = 8
    name_width: int = 9
    extra: dict[int, list[str]] = msgspec.field(default_factory=dict)
    """Further words of the index, by paragraph."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A dealt slot."""

    paragraph: int
    right: str
    index: tuple[str, ...]
    """All words of the index for its paragraph."""


class Redaction:
    """Deals the words and prints both copies; restores them from the copies and the index."""

    name = "redaction"
    family = "document"
    tool = "overlay"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        redaction = read(params, RedactionParams)
        order = _order(redaction)
        words = _deal(redaction, order, stream)
        answer = tuple(word.right for word in words.values())
        clear = {slot: word.right for slot, word in words.items()}
        values = {
            **{f"copy_{side}": _print(redaction, clear, side) for side in "ab"},
            "clear": _print(redaction, clear, ""),
            "index": _index(redaction, words),
            "words": list(answer),
            "slots": clear,
            "widths": [len(word) for word in answer],
            "answer": list(answer),
            "toy": _TOY,
        }
        refused = [
            (*answer[:at], wrong, *answer[at + 1 :]) for at, word in enumerate(words.values()) for wrong in word.index
        ]
        refused.append(answer[::-1])
        certificate = _certify(redaction, words, values)
        return Riddle(values, (answer,), (), apart((answer,), refused), _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing: the copies and the index say it all."""
        read(params, RedactionParams)
        return {}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:  # noqa: ARG002
        """See `Kind.solve`."""
        copies = sorted((_numbered(text) for text in papers.values()), key=_blackness)[-2:] or [{}]
        index = _read_index("\n".join(papers.values()))
        found = [
            _restore(gap, index.get(number, ()))
            for number in sorted(copies[0].keys() & copies[-1].keys())
            for gap in lay(copies[0][number], copies[-1][number]).gaps
            if gap.initial
        ]
        if not found:
            raise unsolved("No word is black in both copies with its first letter left.")
        return tuple(found)


def _order(redaction: RedactionParams) -> dict[str, int]:
    """Slot to the number of its paragraph, in the order of the text."""
    pools = {slot.id: slot.pool for slot in redaction.slots}
    order: dict[str, int] = {}
    for number, text in enumerate(redaction.paragraphs, 1):
        found = [match["slot"] for match in _BRACES.finditer(text) if match["slot"]]
        if len(found) > 1 or any(slot not in pools or slot in order for slot in found):
            raise Refusal("kind-params", f"params: paragraph {number} has an unknown slot, one twice, or two slots.")
        order |= dict.fromkeys(found, number)
    if not order or order.keys() != pools.keys():
        raise Refusal("kind-params", "params: each slot stands in one paragraph of its own.")
    for slot, pool in pools.items():
        if any(not re.fullmatch(r"[a-z]{4,12}", word) for word in pool) or len(set(pool)) < len(pool):
            raise Refusal(
                "kind-params", f"params: the pool of “{slot}” takes different words of 4 to 12 small letters."
            )
    text = "".join(redaction.paragraphs)
    if not {"a", "b"} <= {match["side"] for match in _BRACES.finditer(text)}:
        raise Refusal("kind-params", "params: each copy must black something that the other shows.")
    return order


def _deal(redaction: RedactionParams, order: Mapping[str, int], stream: random.Random) -> dict[str, _Word]:
    pools = {slot.id: slot.pool for slot in redaction.slots}
    dealt: dict[str, _Word] = {}
    for slot, number in order.items():
        used = _TOY_WORDS | {word.right for word in dealt.values()}
        pool = [word for word in pools[slot] if word not in used]
        extra = redaction.extra.get(number, [])
        why = f"params: the pool of “{slot}” never leaves exactly one word of a width and a first letter."
        right, index = settle(lambda: _word(pool, extra, stream), 300, why)  # noqa: B023  called within the round
        dealt[slot] = _Word(number, right, index)
    return dealt


def _word(pool: Sequence[str], extra: Sequence[str], stream: random.Random) -> tuple[str, tuple[str, ...]] | None:
    """A word and its paragraph's index: one neighbour of its width, one of its letter, none of both."""
    right = stream.choice(pool)
    twins = [word for word in pool if word != right and len(word) == len(right) and word[0] == right[0]]
    wide = [word for word in pool if len(word) == len(right) and word[0] != right[0]]
    alike = [word for word in pool if len(word) != len(right) and word[0] == right[0]]
    if not wide or not alike or any(_fits(word, len(right), right[0]) for word in extra):
        return None
    index = {right, stream.choice(wide), stream.choice(alike)}
    others = [word for word in pool if word not in index and word not in twins]
    index |= set(stream.sample(others, min(_DECOYS, len(others))))
    return right, tuple(sorted(index | set(extra)))


def _fits(word: str, width: int, initial: str) -> bool:
    return len(word) == width and word[:1] == initial


def _print(redaction: RedactionParams, words: Mapping[str, str], copy: str) -> list[dict[str, Any]]:
    """The paragraphs of copy `a` or `b`, or in clear."""

    def cover(match: re.Match[str]) -> str:
        shown = match["words"] or words[match["slot"]]
        if not copy or (match["side"] in {"a", "b"} and match["side"] != copy):
            return shown
        if match["side"] == "who":
            return f"[[black {redaction.name_width}]]"
        if copy == "a":
            return f"[[black {len(shown)}]]"
        return f"{shown[0] if match['slot'] else ''}[[black {redaction.pen}]]"

    return [{"no": number, "text": _BRACES.sub(cover, text)} for number, text in enumerate(redaction.paragraphs, 1)]


def _index(redaction: RedactionParams, words: Mapping[str, _Word]) -> list[dict[str, Any]]:
    index = {number: tuple(sorted(set(more))) for number, more in redaction.extra.items()}
    index |= {word.paragraph: word.index for word in words.values()}
    return [{"no": number, "words": list(index[number]), "text": ", ".join(index[number])} for number in sorted(index)]


def _certify(redaction: RedactionParams, words: Mapping[str, _Word], values: Mapping[str, Any]) -> Certificate:
    """Put every choice from the index into the blanks and print both copies again."""
    tried = 0
    standing: list[Answer] = []
    for choice in product(*(word.index for word in words.values())):
        tried += 1
        filled = dict(zip(words, choice, strict=True))
        if all(_print(redaction, filled, side) == values[f"copy_{side}"] for side in "ab"):
            standing.append(choice)
    answer = tuple(word.right for word in words.values())
    space = prod(len(slot.pool) for slot in redaction.slots)
    note = "every choice of words from the index, printed and compared with both copies"
    return Certificate(space, "enumerated", tried, len(standing) if answer in standing else 0, note)


def _numbered(text: str) -> dict[int, str]:
    """Paragraphs that begin with a number, by it."""
    found: dict[int, str] = {}
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*\d+\.\s)", text):
        plain = " ".join(re.sub(r"^[\s>|│]+", "", line) for line in paragraph.replace("*", "").splitlines())
        if match := re.match(r"\s*(\d+)\.\s+(\S.*)", plain):
            found[int(match[1])] = match[2].strip()
    return found


def _blackness(paragraphs: Mapping[int, str]) -> int:
    return sum(len(re.findall(r"\[\[black|\[black:|[█▓■]+", text)) for text in paragraphs.values())


def _read_index(text: str) -> dict[int, tuple[str, ...]]:
    """Rows of a number and words with commas between them."""
    return {
        int(cells[0]): tuple(cells[1].split(", "))
        for cells in rows(text)
        if len(cells) == 2 and cells[0].isdigit() and re.fullmatch(r"[a-z]+(?:, [a-z]+)*", cells[1])
    }


def _restore(gap: Gap, index: Sequence[str]) -> str:
    """The word of the index that the gap has room for; the stroke without a letter is the one of true width."""
    width = gap.second.width if gap.first.initial else gap.first.width
    possible = [word for word in index if len(word) == width and fold(word)[:1] == fold(gap.initial)]
    if len(possible) != 1:
        raise unsolved(f"{len(possible)} words of the index have {width} letters and begin with {gap.initial}.")
    return possible[0]
