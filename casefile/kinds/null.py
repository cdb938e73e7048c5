"""A null cipher: a harmless letter in which one word of each sentence counts."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds import null_solver, on_paper
from casefile.kinds.lexicon import Lexicon
from casefile.kinds.message import Message, MessageParams
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read
from casefile.tools.counter import count, words
from casefile.tools.letters import letters

_TOYS = {
    "initial": (
        "Suppose that it says “Please take the key. We each did well. Now alter nothing.” and that the second word of "
        "each sentence counts. They are take, each, alter; they begin with T, E, A. It says TEA. No other word matters."
    ),
    "word": (
        "Suppose that it says “Please bring your mother. Some tea would be kind. She may now sit down.” and that the "
        "second word of each sentence counts. They are bring, tea, may: nothing yet. Try the first, the third, the "
        "fourth, and see which of them makes sense when it is read straight through."
    ),
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_FAR = 12
_MARKUP = re.compile(r"[*_|\[\]{}<>`#\n]")


class NullParams(MessageParams, frozen=True, kw_only=True):
    """Parameters of a letter that says more than it seems."""

    bank: list[list[str]]
    """Sentences by topic. A topic is a paragraph; topics keep their order, sentences are drawn."""
    nth: int = 1
    """The word that counts."""
    unit: Literal["initial", "word"] = "initial"
    """Whether its first letter counts, or the word."""


class Null:
    """Deals sentences whose nth words say a message; tries every simple rule on the letters that papers hold."""

    name = "null"
    family = "cipher"
    tool = "counter"
    language_bound = True
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        null = read(params, NullParams)
        hidden.check(null)
        _check(null)
        why = "params: the bank cannot say a message in this way and no other; more sentences of each topic are wanted."
        return hidden.sound(lambda: _deal(null, stream), why)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language."""
        return hidden.public(read(params, NullParams))

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return null_solver.solve(papers, params)


def _check(null: NullParams) -> None:
    if not 1 <= null.nth <= _FAR:
        raise Refusal("kind-params", f"params: the word that counts is the first to the {_ORDINALS[-1]}.")
    said = [sentence for topic in null.bank for sentence in topic]
    for sentence in said:
        found = [one for paragraph in count(sentence) for one in paragraph.sentences]
        if _MARKUP.search(sentence) or len(found) != 1 or not re.search(r"[.!?]$", sentence):
            raise Refusal("kind-params", f"params: “{sentence}” must be one sentence with a stop, and no markup.")
        if len(found[0]) < null.nth:
            raise Refusal("kind-params", f"params: “{sentence}” has no {_ORDINALS[null.nth - 1]} word.")
    wanted = {unit for word in hidden.vocabulary(null) for unit in _units(null, word)}
    if missing := sorted(wanted - {_unit(null, sentence) for sentence in said}):
        unit = "letter" if null.unit == "initial" else "word"
        raise Refusal("kind-params", f"params: no sentence of the bank gives the {unit} {', '.join(missing[:5])}.")


def _units(null: NullParams, text: str) -> list[str]:
    found = hidden.plain(text).split()
    return found if null.unit == "word" else list("".join(found))


def _unit(null: NullParams, sentence: str) -> str:
    word = letters(words(sentence)[null.nth - 1])
    return word if null.unit == "word" else word[:1]


def _deal(null: NullParams, stream: random.Random) -> Riddle | None:
    message = hidden.draw(null, stream)
    topics = _letter(null, _units(null, message.clear), stream)
    if topics is None:
        return None
    paragraphs = [" ".join(topic) for topic in topics]
    counted = [words(sentence)[null.nth - 1] for topic in topics for sentence in topic]
    ordinal = _ORDINALS[null.nth - 1]
    rules = [
        "Every sentence counts. The greeting, the heading and the signature are no sentences.",
        f"Take the {ordinal} word of each sentence"
        + ("." if null.unit == "word" else ", and of that the first letter."),
    ]
    values = {
        "paragraphs": paragraphs,
        "sentences": [sentence for topic in topics for sentence in topic],
        "counted": counted,
        "nth": null.nth,
        "ordinal": ordinal,
        **on_paper.card(rules),
        "clear": message.clear,
        "count": len(counted),
        "toy": _TOYS[null.unit],
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
    }
    near = hidden.near(message, **({"words": hidden.plain(" ".join(counted))} if null.unit == "initial" else {}))
    certificate = _certify(null, message, topics)
    return Riddle(
        values, (message.answer,), near, apart((message.answer,), list(message.wrong)), _TOYS[null.unit], certificate
    )


def _letter(null: NullParams, units: Sequence[str], stream: random.Random) -> list[list[str]] | None:
    """Sentences for the units, topic by topic, none of them twice; nothing where the bank has too few."""
    topics = null.bank[: len(units)]
    stock = [Counter(_unit(null, sentence) for sentence in topic) for topic in topics]
    hopeless: set[tuple[int, int]] = set()

    def ends(topic: int, first: int) -> list[int] | None:
        """Where each topic from this one ends, the paragraphs of about one length."""
        if topic == len(topics):
            return [] if first == len(units) else None
        even = first + (len(units) - first) / (len(topics) - topic)
        for last in sorted(range(first + 1, len(units) + 1), key=lambda end: abs(end - even) + stream.random() * 2):
            if (topic + 1, last) not in hopeless and Counter(units[first:last]) <= stock[topic]:
                if (rest := ends(topic + 1, last)) is not None:
                    return [last, *rest]
                hopeless.add((topic + 1, last))
        return None

    if (cuts := ends(0, 0)) is None:
        return None
    return [
        _drawn(null, topic, units[first:last], stream)
        for topic, first, last in zip(topics, [0, *cuts], cuts, strict=False)
    ]


def _drawn(null: NullParams, topic: Sequence[str], units: Sequence[str], stream: random.Random) -> list[str]:
    left = stream.sample(topic, len(topic))
    drawn: list[str] = []
    for unit in units:
        drawn.append(next(sentence for sentence in left if _unit(null, sentence) == unit and sentence not in drawn))
    return drawn


def _certify(null: NullParams, message: Message, topics: Sequence[Sequence[str]]) -> Certificate:
    """Read the letter by every simple rule."""
    known = hidden.vocabulary(null)
    bank = {letters(word) for topic in null.bank for sentence in topic for word in words(sentence)}
    lexicon = Lexicon({*known, *(word for word in bank if len(word) > 2)})
    told = [[[letters(word) for word in words(sentence)] for sentence in topic] for topic in topics]
    tried = 0
    standing: set[str] = set()
    for found, whole in _by_rules(told):
        tried += 1
        text = "".join(found)
        reads = set(found) <= set(known) if whole else lexicon.reads(text)
        if reads and 2 * len(text) >= len(message.letters):
            standing.add(text)
    survivors = len(standing) if message.letters in standing else 0
    note = (
        "first and last letters and whole words, the nth of each sentence, paragraph or of all, nth letters, every nth "
    )
    note += "sentence, n to twelve from either end, against the words of the messages and of the bank"
    return Certificate(hidden.space(null), "enumerated", tried, survivors, note)


def _by_rules(topics: Sequence[Sequence[Sequence[str]]]) -> Iterator[tuple[list[str], bool]]:
    """What each rule takes out of a letter, and whether it is whole words."""
    sentences = [sentence for topic in topics for sentence in topic]
    everything = [word for sentence in sentences for word in sentence]
    paragraphs = [[word for sentence in topic for word in sentence] for topic in topics]
    for at in (*range(_FAR), *range(-_FAR, 0)):
        for units in (sentences, paragraphs):
            nth = [unit[at] for unit in units if -len(unit) <= at < len(unit)]
            yield nth, True
            yield [word[0] for word in nth], False
            yield [word[-1] for word in nth], False
            spelled = ["".join(unit) for unit in units]
            yield [unit[at] for unit in spelled if -len(unit) <= at < len(unit)], False
    for step in range(1, _FAR + 1):
        yield everything[step - 1 :: step], True
        yield [word[0] for word in everything[step - 1 :: step]], False
        yield [sentence[0][0] for sentence in sentences[step - 1 :: step]], False
