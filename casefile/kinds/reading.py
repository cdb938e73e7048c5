"""What a solver of ciphers does: finds groups in papers, sees where words end, and reads off what is asked."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from casefile.kinds.riddle import Answer, unsolved

LETTER, FIGURE = "[A-Z]", "[0-9]"
_EDGE = " \t>|│"
_LEAST = 40
_WORD = re.compile(r"[^\W\d_]{3,20}")


def runs(papers: Mapping[str, str], sign: str) -> list[str]:
    """Every stretch of groups in the papers that is long enough for a cipher, drawn or spelled out."""
    found: dict[str, None] = {}
    for text in papers.values():
        for part in re.split(r"\n\s*\n", text):
            found |= dict.fromkeys([*_drawn(part, sign), *_spoken(part, sign)])
    return [run for run in found if len(run) >= _LEAST]


def words_in(papers: Mapping[str, str]) -> list[str]:
    """Every word of the papers, as capitals."""
    return list(dict.fromkeys(word.upper() for text in papers.values() for word in _WORD.findall(text)))


def in_words(text: str, words: Mapping[str, str]) -> str:
    """Letters parted into as few words as can be, or nothing where they cannot be parted.

    Args:
        text: Letters.
        words: How a word is spelled in the text, to the word.
    """
    longest = max(map(len, words), default=0)
    best: dict[int, tuple[int, str]] = {0: (0, "")}
    for at in range(len(text)):
        if at not in best:
            continue
        count = best[at][0] + 1
        for end in range(at + 1, min(at + longest, len(text)) + 1):
            piece = text[at:end]
            if piece in words and (end not in best or best[end][0] > count):
                best[end] = (count, piece)
    if not text or len(text) not in best:
        return ""
    found, end = [], len(text)
    while end:
        piece = best[end][1]
        found.append(words[piece])
        end -= len(piece)
    return " ".join(reversed(found))


def known(public: Mapping[str, Any]) -> dict[str, str]:
    """The words that a reader knows, each by itself."""
    return {word: word for word in public["words"]}


def candidates(papers: Mapping[str, str], public: Mapping[str, Any]) -> list[str]:
    """Keywords to try: the one that was brought along, else every word of the papers."""
    brought = public.get("keyword", "")
    return ["".join(re.findall("[A-Z]", brought.upper()))] if brought else words_in(papers)


def read(
    texts: Sequence[str],
    keys: Iterable[str],
    decipher: Callable[[str, str], Iterable[str]],
    words: Mapping[str, str],
) -> set[str]:
    """Every text in words that some key gives."""
    return {said for key in keys for text in texts for plain in decipher(text, key) if (said := in_words(plain, words))}


def asked(readings: set[str], public: Mapping[str, Any]) -> Answer:
    """What is asked for, from the one reading.

    Raises:
        Refusal: `kind-unsolved`.
    """
    if not readings:
        raise unsolved("No text in the papers gives a message of these words, under any key that the papers name.")
    if len(readings) > 1:
        raise unsolved(f"The papers can be read in {len(readings)} ways.")
    said = next(iter(readings))
    found = {
        tuple(match[1] for match in matches if match)
        for patterns in public["find"]
        if all(matches := [re.search(pattern, said) for pattern in patterns])
    }
    if len(found) != 1:
        raise unsolved(f"“{said}” says {len(found)} things that could be meant.")
    return next(iter(found))


def _drawn(part: str, sign: str) -> Iterator[str]:
    """Lines that hold nothing but groups, of one size but for the last."""
    held: list[str] = []
    for line in [*part.splitlines(), ""]:
        groups = line.strip(_EDGE).split()
        if groups and all(re.fullmatch(rf"{sign}{{1,5}}", group) for group in groups):
            held += groups
            continue
        if len(held) > 3 and len({len(group) for group in held[:-1]}) == 1 and len(held[0]) > 1:
            yield "".join(held)
        held = []


def _spoken(part: str, sign: str) -> Iterator[str]:
    """Signs that are spelled out one by one, with commas and semicolons between groups or lines."""
    flat = " ".join(re.sub(r"\n\s*- ", "; ", f"\n{part}").split())
    for match in re.finditer(rf"(?<![\w'’]){sign}(?![\w'’])(?:[,;]? {sign}(?![\w'’]))+", flat):
        spelled = re.sub(r"[\s,;]", "", match[0])
        yield spelled
