"""Whether bytes that anybody may have tell something that is locked.

Every secret is looked for as it stands and in the disguises in which secrets slip out: other case, other normal form,
other encoding, turned round, in hex and base64, and as the digests that people use to hide an answer.
"""

import base64
import codecs
import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casefile.errors import Refusal
from casefile.vault import normalise
from casefile.workshop.deal import Dealt

SHORTEST = 6
"""Shorter texts occur in random bytes by chance."""
_DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1252")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that only whoever has opened something may read."""

    text: str
    what: str
    """Where it belongs, for whoever has to mend the leak."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret that was found."""

    secret: Secret
    form: str
    """How it was disguised."""


Beginnings = Mapping[bytes, list[tuple[bytes, Leak]]]
"""First bytes of what is looked for, to all of it."""


def secrets_of(dealt: Dealt) -> Iterator[Secret]:
    """Everything of a deal that is locked: answers, near misses, hints, titles and texts of papers."""
    yield from _answers(dealt)
    for name, puzzle in dealt.case.puzzles.items():
        yield from _worth(puzzle.about.title, f"title of {name}")
        for step in puzzle.steps:
            for number, rung in enumerate(step.rungs, start=1):
                yield from _worth(rung, f"hint {number} of {name}")
    for paper in dealt.papers:
        name = paper.source.about.id
        for language, title in paper.title.items():
            yield from _worth(title, f"title of {name} ({language})")
        for language, body in paper.body.items():
            yield from _worth(body, f"text of {name} ({language})")


def find_leaks(data: bytes, secrets: Iterable[Secret]) -> list[Leak]:
    """All secrets that some bytes tell, each once.

    Args:
        data: A pack, a save, a wheel's file.
        secrets: What must not be in it.
    """
    exact: defaultdict[bytes, list[tuple[bytes, Leak]]] = defaultdict(list)
    folded: defaultdict[bytes, list[tuple[bytes, Leak]]] = defaultdict(list)
    for secret in {secret.text: secret for secret in secrets}.values():
        for form, needle, loose in _needles(secret.text):
            (folded if loose else exact)[needle[:SHORTEST]].append((needle, Leak(secret, form)))
    found = [*_search(data, exact), *_search(data.lower(), folded)]
    return list({leak.secret: leak for leak in found}.values())


def _search(data: bytes, beginnings: Beginnings) -> Iterator[Leak]:
    """One pass over the data, whatever the number of needles."""
    for at in range(len(data) - SHORTEST + 1):
        for needle, leak in beginnings.get(data[at : at + SHORTEST], ()):
            if data.startswith(needle, at):
                yield leak


def _answers(dealt: Dealt) -> Iterator[Secret]:
    for lock, solution in dealt.solutions.items():
        rows = [*solution.answers, *(miss.answer for miss in solution.near), *(answer for answer, _ in solution.rows)]
        for answer in rows:
            for part in answer:
                yield from _worth(part, f"answer of {lock}")


def _worth(text: str, what: str) -> Iterator[Secret]:
    """The lines of a text that are long enough to be told from chance."""
    for line in text.split("\n"):
        kept = line.strip("#>-| `*")
        if len(kept) >= SHORTEST:
            yield Secret(kept, what)


def _needles(text: str) -> Iterator[tuple[str, bytes, bool]]:
    """Disguises of a text: what it is, the bytes, and whether upper and lower case are one."""
    for name, shape in _shapes(text).items():
        for encoding in _ENCODINGS:
            try:
                yield f"{name}, {encoding}", shape.encode(encoding).lower(), True
            except UnicodeEncodeError:
                continue
        raw = shape.encode()
        yield f"{name}, hex", raw.hex().encode(), True
        yield from ((f"{name}, base64", needle, False) for needle in _base64(raw))
        for digest in _DIGESTS:
            summed = hashlib.new(digest, raw).digest()
            yield f"{name}, {digest}", summed, False
            yield f"{name}, {digest} in hex", summed.hex().encode(), True


def _base64(raw: bytes) -> Iterator[bytes]:
    """The characters that depend on these bytes alone, wherever in a longer text they began."""
    for shift, start in enumerate((0, 2, 3)):
        encoded = base64.b64encode(bytes(shift) + raw)
        yield encoded[start : len(encoded) - (0, 3, 2)[(shift + len(raw)) % 3]]


def _shapes(text: str) -> dict[str, str]:
    shapes = {"as it stands": text, "lower case": text.lower(), "upper case": text.upper(), "reversed": text[::-1]}
    shapes |= {form: unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    shapes |= {"rot 13": codecs.encode(text, "rot13"), "without spaces": "".join(text.split())}
    try:
        shapes["normal form"] = normalise(text)
    except Refusal:
        return _different(shapes)
    return _different(shapes)


def _different(shapes: dict[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, shape in shapes.items():
        kept.setdefault(shape, name)
    return {name: shape for shape, name in kept.items() if len(shape) >= SHORTEST}
