"""The counter: the third word of each sentence, or the words that numbers point at in a book."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casefile.errors import Refusal
from casefile.tools.letters import letters, rows
from casefile.tools.tool import Parameter, Tool

_TEXT_MAX = 60_000
_PLACES_MAX = 400
_SHOWN = 200
_NUMBER = re.compile(r"^\W{0,9}(\d{1,3})[.):*\]]{0,3}\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+")
_CLOSES = " \t\n\"”’')]*_"
"""What may stand behind the stop of a paragraph."""
_PLACE = re.compile(r"\d{1,3}(?:\.\d{1,3}){2}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the number by which it is called."""

    number: int
    sentences: tuple[tuple[str, ...], ...]
    """The words of each sentence."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text; an apostrophe or a hyphen parts none."""
    return tuple(_WORD.findall(text))


def count(text: str) -> list[Paragraph]:
    """The paragraphs of a text, by the numbers that they begin with, or else as they come.

    A blank line or a number at a line's beginning begins a paragraph; a full stop, a question mark or an exclamation
    mark with a space behind it ends a sentence.
    """
    found: list[Paragraph] = []
    for part in re.split(r"\n\s*\n|\n(?=\W{0,3}\d{1,3}[.)]\s)", text[:_TEXT_MAX]):
        head = _NUMBER.match(part)
        body = " ".join(part[head.end() :].split()) if head else " ".join(part.split())
        sentences = tuple(filter(None, map(words, _END.split(body))))
        if sentences:
            found.append(Paragraph(int(head[1]) if head else len(found) + 1, sentences))
    return found


def nth(text: str, number: int) -> list[str]:
    """The word with this number in each sentence, from the end if negative; nothing where there is none.

    A greeting, a heading or a signature has no stop at its end and is no sentence, where anything else is.
    """
    at = number - 1 if number > 0 else number
    parts = re.split(r"\n\s*\n", text[:_TEXT_MAX])
    finished = [part for part in parts if part.rstrip(_CLOSES).endswith((".", "!", "?"))] or parts
    sentences = [sentence for paragraph in count("\n\n".join(finished)) for sentence in paragraph.sentences]
    return [sentence[at] if -len(sentence) <= at < len(sentence) else "" for sentence in sentences]


def look_up(text: str, places: list[tuple[int, int, int]]) -> list[str]:
    """The words at places of paragraph, sentence and word; nothing where there is none."""
    book = {paragraph.number: paragraph.sentences for paragraph in count(text)}
    found = []
    for number, sentence, word in places:
        sentences = book.get(number, ())
        said = sentences[sentence - 1] if 0 < sentence <= len(sentences) else ()
        found.append(said[word - 1] if 0 < word <= len(said) else "")
    return found


def _run(args: Mapping[str, str]) -> str:
    text, wanted = args.get("text", ""), args.get("count", "")[:_TEXT_MAX]
    if not words(text[:_TEXT_MAX]):
        raise Refusal("tool-counter-empty", "Give the counter a text to count in.")
    places = _PLACE.findall(wanted)[:_PLACES_MAX]
    if places:
        found = look_up(text, [(int(a), int(b), int(c)) for a, b, c in (place.split(".") for place in places)])
        heads = places
    else:
        number = re.search(r"-?\d{1,3}", wanted)
        if not number or int(number[0]) == 0:
            raise Refusal("tool-counter-count", "Say which word of each sentence, such as 3, or places such as 2.1.4.")
        found = nth(text, int(number[0]))
        heads = [f"sentence {n}" for n in range(1, len(found) + 1)]
    initials = "".join(letters(word)[:1] or "-" for word in found)
    finals = "".join(letters(word)[-1:] or "-" for word in found)
    summary = [("words", " ".join(word[:40] or "-" for word in found)), ("first letters", initials)]
    lines = [line for head, said in [*summary, ("last letters", finals)] for line in [f"{head}:", *_inset(said)]]
    lines += ["", *(f"  {head:<14}{word[:40] or '-'}" for head, word in list(zip(heads, found, strict=True))[:_SHOWN])]
    return "\n".join(lines)


def _inset(said: str) -> list[str]:
    return [f"  {row}" for row in rows(said, 72)]


TOOL = Tool(
    id="counter",
    title="Counter",
    about="Takes the third word of each sentence, or any other; or looks up places in a numbered book.",
    parameters=(
        Parameter(
            id="text",
            label="Text",
            about="A letter, or the paragraphs of a book with their numbers.",
            tall=True,
            example="Ann has no tea. Bob will return.",
        ),
        Parameter(
            id="count",
            label="Count",
            about="`3` is the third word of each sentence, `-1` the last; `2.1.4` paragraph 2, sentence 1, word 4.",
            tall=False,
            example="2",
        ),
    ),
    run=_run,
)
