"""Whether bytes that anybody may have tell something that is locked.

What is locked is asked of the pack itself, opened with the author's key: every text of every node, every paper, and
the answers of the deal. Short things are looked for in the disguises in which they slip out (case, normal form,
encoding, hex, base64, turned round, digests). For texts it is the data that is undressed: any run of 24 letters and
digits of any locked text is found, whatever stood between them.
"""

import base64
import codecs
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.vault import Pack, SealKey, normalise
from casefile.vault.manifest import Manifest, Ref
from casefile.workshop.deal import Dealt
from casefile.workshop.locks import near_name

LEAST = 6
"""Shorter answers occur by chance; they count as whole words of a text only, and a single sign not even so."""
FIGURES = 10
"""Fewer figures stand by chance in the hexadecimal that a pack's head is full of; they count as whole words, too."""
SHORT = 12
"""Texts with fewer letters and digits are looked for as answers are."""
RUN = 24
"""Letters and digits in a row that no two texts share by chance."""
DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b")
Needles = defaultdict[bytes, set[tuple[bytes, str, str]]]
"""First bytes of what is looked for, to all of it, where it belongs, and its disguise."""
JOINTS = ("", " ", "|", ",", ", ", ";", "/", ":", "\n", "\0", "\x1f")


@dataclass
class Secrets:
    """What must not be found, each with where it belongs."""

    answers: dict[str, str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    """Answers of several fields as one string, the way somebody might hash them."""
    texts: dict[str, str] = field(default_factory=dict)
    keys: dict[bytes, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    """Letters and digits of what is open: a locked text may repeat some of it."""


def secrets_of(
    dealt: Dealt, pack: Pack, key: SealKey, *, held: Collection[bytes] = (), typed: Collection[str] = ()
) -> Secrets:
    """Everything that is locked.

    Args:
        dealt: The deal, for its answers.
        pack: The deal, sealed.
        key: The author's.
        held: Ids of the nodes that somebody has opened.
        typed: Answers that he gave.
    """
    known = {bare(text) for text in (*pack.title.values(), *typed)}
    found = Secrets(known=known)
    for name, ref, manifest in _nodes(dealt, pack, key):
        texts = {bare(text): text for text in _texts(pack, ref, manifest)}
        if ref.node in held:
            known |= texts.keys()
            continue
        found.texts |= dict.fromkeys(texts.values(), name)
        if ref.key != pack.start.key:
            found.keys[ref.key] = f"key of {name}"
    found.texts = {text: name for text, name in found.texts.items() if bare(text) not in known}
    _answers(dealt, {normal(word) for one in typed for word in (one, *re.split(r"\W+", one))}, found)
    return found


def _nodes(dealt: Dealt, pack: Pack, key: SealKey) -> Iterator[tuple[str, Ref, Manifest]]:
    """All nodes: those that have a place in the story, near misses, and those that others lead to (hints)."""
    ref = key.deal(pack.case, dealt.seed, pack.profile).ref
    near = [near_name(lock, miss.entry) for lock, one in dealt.solutions.items() for miss in one.near]
    waiting = [ref(name) for name in (*dealt.wiring.kinds, *near)]
    seen: set[bytes] = set()
    while waiting:
        at = waiting.pop()
        if at.node not in seen:
            seen.add(at.node)
            manifest = pack.manifest(at)
            waiting += _refs(manifest)
            yield manifest.name, at, manifest


def _refs(part: Any) -> Iterator[Ref]:
    if isinstance(part, Ref):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _refs(getattr(part, name))
    elif isinstance(part, list):
        for inner in part:
            yield from _refs(inner)


def _texts(pack: Pack, ref: Ref, manifest: Manifest) -> Iterator[str]:
    yield from _worded(msgspec.to_builtins(manifest), pack.languages)
    for paper in manifest.papers:
        yield from {pack.paper(ref, paper.id, language) for language in pack.languages}


def _worded(part: Any, languages: Collection[str]) -> Iterator[str]:
    """All texts in a manifest: they alone are tables of languages. The rest is ids."""
    if isinstance(part, dict) and part and set(part) <= set(languages):
        yield from part.values()
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _worded(inner, languages)


def _answers(dealt: Dealt, typed: Collection[str], found: Secrets) -> None:
    for lock, solution in dealt.solutions.items():
        rows = [*solution.answers, *(miss.answer for miss in solution.near), *(answer for answer, _ in solution.rows)]
        if any(all(normal(part) in typed for part in row) for row in solution.answers):
            continue  # whoever has solved it may keep what else it takes
        for row in rows:
            found.answers |= {part: lock for part in row if normal(part) not in typed}
            if len(row) > 1:
                found.joined |= dict.fromkeys((joint.join(row) for joint in JOINTS), lock)
                found.joined |= dict.fromkeys((joint.join(map(normal, row)) for joint in JOINTS), lock)


def normal(text: str) -> str:
    try:
        return normalise(text)
    except Refusal:
        return text


def bare(text: str) -> str:
    """Letters and digits alone, whatever their case, accents and neighbours."""
    return re.sub("[^a-z0-9]+", "", unicodedata.normalize("NFKD", text).casefold())


class Search:
    """Looks for many secrets at once, in one pass over the data for each way of reading it."""

    def __init__(self, secrets: Secrets) -> None:
        self._exact: Needles = defaultdict(set)
        self._folded: Needles = defaultdict(set)
        self._runs: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for text, where in secrets.answers.items():
            if 1 < len(text) < LEAST or is_chance(text):
                self._words[text.casefold()] = where
            self._take(disguises(text), where)
        for text, where in secrets.joined.items():
            self._take(_digests(text), where)
            if len(bare(text)) >= SHORT:
                self._whole[bare(text)] = where
        for text, where in secrets.texts.items():
            self._take_text(text, where)
        for key, where in secrets.keys.items():
            self._take(((form, needle, form == "hex") for form, needle in _bytes(key)), where)
        either = "|".join(map(re.escape, self._words)) or r"\Z."
        self._forget(secrets.known)
        # The decimals of a clock are no word: any three figures stand there once in a while.
        self._either = re.compile(rf"(?<![a-z0-9])(?<![0-9]\.)(?:{either})(?![a-z0-9]|\.[0-9])")

    def _forget(self, known: Collection[str]) -> None:
        """Leave out what is known, even with a few signs before and behind that happen to be the same."""
        most = RUN - 4
        parts = {text[at : at + most] for text in known for at in range(len(text) - most + 1)}
        self._whole = {text: where for text, where in self._whole.items() if not any(text in one for one in known)}
        self._runs = {
            run: where
            for run, where in self._runs.items()
            if not any(run[at : at + most] in parts for at in range(RUN - most + 1))
        }

    def _take(self, needles: Iterable[tuple[str, bytes, bool]], where: str) -> None:
        for form, needle, is_loose in needles:
            (self._folded if is_loose else self._exact)[needle[:LEAST]].add((needle, where, form))

    def _take_text(self, text: str, where: str) -> None:
        stripped = bare(text)
        for at in range(len(stripped) - RUN + 1):
            self._runs[stripped[at : at + RUN]] = where
        if len(stripped) < SHORT:
            self._take(disguises(text), where)
        elif len(stripped) < RUN:
            self._whole[stripped] = where
        for part in {text, text.strip(), *text.split("\n"), *(line.strip("#>-| `*") for line in text.split("\n"))}:
            if len(part) >= LEAST:
                self._take(_digests(part), where)

    def find(self, data: bytes) -> list[str]:
        """What some bytes tell: where it belongs, and how it was disguised. Each once."""
        found = [*_begun(data, self._exact), *_begun(data.lower(), self._folded)]
        for form, stream in streams(data):
            found += [f"{where}, text, {form}" for where in self._in(stream)]
        found += [f"{self._words[hit]}, whole word {hit!r}" for hit in self._either.findall(words(data).casefold())]
        return sorted(set(found))

    def _in(self, stream: str) -> set[str]:
        runs = self._runs
        windows = (stream[at : at + RUN] for at in range(len(stream) - RUN + 1))
        found = {runs[window] for window in windows if window in runs}
        return found | {where for whole, where in self._whole.items() if whole in stream}


def _begun(data: bytes, needles: Needles) -> Iterator[str]:
    begins = needles.keys()
    for at in range(len(data) - LEAST + 1):
        begin = data[at : at + LEAST]
        if begin in begins:
            yield from (f"{where}, {form}" for needle, where, form in needles[begin] if data.startswith(needle, at))


def is_chance(text: str) -> bool:
    """A few signs that are all hexadecimal."""
    return 1 < len(text) < FIGURES and re.fullmatch("[0-9a-fA-F]+", text) is not None


def disguises(text: str) -> Iterator[tuple[str, bytes, bool]]:
    """How a short text slips out: name, bytes, and whether upper and lower case are one."""
    shapes = {text, normal(text), *(unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD"))}
    shapes |= {gap.join(shape.split()) for shape in shapes for gap in ("", "-", "_")}
    shapes |= {change(shape) for shape in shapes for change in (str.lower, str.upper, str.title)}
    for shape in shapes:
        yield from _digests(shape)
    shapes |= {codecs.encode(text, "rot13"), *(shape[::-1] for shape in shapes)}
    for shape in (shape for shape in shapes if len(shape) >= LEAST):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = shape.encode(encoding)
            if encoding != "utf-8" or not is_chance(shape):
                yield encoding, raw.lower(), True
            yield from ((f"{form} of {encoding}", needle, form == "hex") for form, needle in _bytes(raw)[1:])


def _bytes(raw: bytes) -> list[tuple[str, bytes]]:
    """Bytes as they stand, in hex, and in base64 wherever in a longer text they began."""
    found = [("raw", raw), ("hex", raw.hex().encode())]
    for shift, start in enumerate((0, 2, 3)):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            encoded = encode(bytes(shift) + raw)
            found.append(("base64", encoded[start : len(encoded) - (0, 3, 2)[(shift + len(raw)) % 3]]))
    return found


def _digests(text: str) -> Iterator[tuple[str, bytes, bool]]:
    for name in DIGESTS:
        digest = hashlib.new(name, text.encode()).digest()
        yield name, digest, False
        yield f"{name} in hex", digest.hex().encode(), True
        yield f"{name} in base64", base64.b64encode(digest).rstrip(b"="), False


def streams(data: bytes) -> Iterator[tuple[str, str]]:
    """Data read in several ways, letters and digits alone. What is UTF-16 comes out of UTF-8 when its noughts go."""
    plain = bare(data.decode("utf-8", "ignore"))
    yield "as it stands", plain
    yield "turned round", plain[::-1]
    yield "rot 13", codecs.encode(plain, "rot13")
    whole = re.sub(rb"[\r\n]+", b"", data)
    for shift in (0, 1):
        runs = (run[shift:] for run in re.findall(rb"[0-9A-Fa-f]{32,}", whole))
        yield "hex", _text(bytes.fromhex(run[: len(run) // 2 * 2].decode()) for run in runs)
    for shift in range(4):
        runs = (run[shift:].translate(bytes.maketrans(b"-_", b"+/")) for run in re.findall(rb"[\w+/-]{32,}", whole))
        yield "base64", _text(base64.b64decode(run[: len(run) // 4 * 4]) for run in runs)


def _text(pieces: Iterable[bytes]) -> str:
    return bare(b" ".join(pieces).decode("utf-8", "ignore"))


def words(data: bytes) -> str:
    """The text in a file of ours: strings of its JSON, the head of a pack, or all of a file that is text."""
    if data.startswith(b"casefile-pack"):
        length = int.from_bytes(data[16:20], "big")
        return "\n".join(_strings(json.loads(data[20 : 20 + length])))
    try:
        return "\n".join(string for line in data.splitlines() for string in _strings(json.loads(line)))
    except ValueError:
        pass
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:  # the keys are names of our own
            yield from _strings(inner)
