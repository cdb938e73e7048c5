"""Finding a forgery on paper: read the rules, the tables and the documents, and check every rule on every document."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import records, rows

Read = tuple[str, tuple[tuple[str, str], ...]]
"""Type of a rule, and what its printed sentence names."""
_Columns = Mapping[str, Mapping[str, str]]
"""Name of a column to what it says, by the first cell of its row."""

_SLOTS = {"box": r"\d+", "of": r"\d+", "plus": r"\d+", "minutes": r"\d+", "shape": r"\S+", "column": r".+?"}
_TIME = r"\d\d\.\d\d"


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The document that breaks two rules, and their numbers.

    Args:
        papers: Texts. Rules are numbered sentences or rows; a document is rows of number, label and entry.
        params: `labels` of the boxes, and the wording of the `rules`.
    """
    text = "\n\n".join(papers)
    rules = {number: next(iter(found)) for number, found in read_rules(text, params["rules"]).items()}
    documents = list(_documents(text, params["labels"]))
    columns = _columns(text)
    found = []
    for document in documents:
        broken = [number for number, rule in sorted(rules.items()) if not _keeps(rule, document, columns)]
        if broken:
            found.append((document[0], *map(str, broken)))
    if len(found) != 1 or len(found[0]) != 3:
        raise unsolved(f"{len(found)} of {len(documents)} documents break one of {len(rules)} rules.")
    return found[0]


def read_rules(text: str, wordings: Sequence[Mapping[str, str]]) -> dict[int, set[Read]]:
    """The numbered rules of a text: under each number what its sentence can be read as."""
    plain = text.replace("*", "")
    sources = [" ".join(re.sub(r"^[\s>|│]+", "", line) for line in plain.splitlines())]
    # a row that is read aloud has lost its full stop
    sources += [" ".join(cells) + "." for cells in rows(text) if len(cells) == 2]
    found: defaultdict[int, set[Read]] = defaultdict(set)
    for wording in wordings:
        pattern, names = _pattern(wording["text"])
        for source in sources:
            for match in pattern.finditer(" ".join(source.split())):
                found[int(match[1])].add((wording["rule"], tuple(zip(names, match.groups()[1:], strict=True))))
    return dict(found)


def _pattern(wording: str) -> tuple[re.Pattern[str], list[str]]:
    pieces = re.split(r"(\{\w+\})", " ".join(wording.split()))
    names = [piece[1:-1] for piece in pieces[1::2]]
    parts = [
        f"({_SLOTS.get(piece[1:-1], _TIME)})" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    ]
    return re.compile(r"(?<![\d.])(\d{1,2})[^\w\d]{1,4}" + "".join(parts)), names


def _documents(text: str, labels: Sequence[str]) -> Iterator[list[str]]:
    """The entries of each document; a new one begins with box 1."""
    entries: list[str] = []
    for number, label, value in _entries(text):
        if number == 1:
            entries = []
        if number == len(entries) + 1 <= len(labels) and label == labels[len(entries)]:
            entries.append(value)
            if len(entries) == len(labels):
                yield entries


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    for cells in rows(text):
        line = re.fullmatch(r"\W*(\d+)\W+([^:]+): (.+)", cells[0]) if len(cells) == 1 else None
        if len(cells) == 3 and cells[0].isdigit():
            yield int(cells[0]), cells[1], cells[2].rstrip(".")
        elif line:
            yield int(line[1]), line[2], line[3].rstrip(".")


def _columns(text: str) -> _Columns:
    columns: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for record in records(text):
        key = next(iter(record.values()))
        for name, value in record.items():
            columns[name][key] = value.rstrip(".")
    return columns


def _keeps(rule: Read, document: Sequence[str], columns: _Columns) -> bool:
    said = dict(rule[1])

    def entry(slot: str) -> str:
        return document[int(said[slot]) - 1]

    if rule[0] == "shape":
        return _fits(said["shape"], entry("box"))
    if rule[0] in {"table", "listed"}:
        column = columns.get(said["column"], {})
        return entry("box") in ([column.get(entry("of"))] if rule[0] == "table" else column.values())
    if rule[0] == "sum":
        return entry("box") == str(int(entry("of")) + int(entry("plus")))
    return _CLOCKS[rule[0]](_minutes(entry("box")), said, _minutes(entry("of")) if "of" in said else 0)


_CLOCKS: dict[str, Callable[[int, Mapping[str, str], int], bool]] = {
    "window": lambda now, said, _: _minutes(said["low"]) <= now <= _minutes(said["high"]),
    "after": lambda now, said, before: now >= before + int(said["minutes"]),
}


def _fits(shape: str, text: str) -> bool:
    signs = zip(shape, text, strict=False)
    return len(shape) == len(text) and all(
        wanted == sign or (wanted == "#" and sign.isdigit()) for wanted, sign in signs
    )


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(".")
    return int(hours) * 60 + int(minutes)
