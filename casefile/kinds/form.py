"""A form to be filled from the papers: values that stand under the labels that are asked for."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Params, Riddle, apart, fold, read, settle, unsolved
from casefile.kinds.tables import rows

_TOY = (
    "A form asks for the “Box number”. The slip says:\n\n"
    "Shelf: 12\nBox number: 31\nFormer box number: 13\n\n"
    "What is wanted stands behind exactly these words and no others: 31."
)


class Entry(Params, frozen=True, kw_only=True):
    """A value that stands on the papers."""

    id: str
    label: str
    shape: str = ""
    """Each `#` becomes a dealt digit."""
    value: str = ""
    """Or the value itself."""


class FormParams(Params, frozen=True, kw_only=True):
    """Parameters of a form."""

    fields: list[Entry]
    """What is asked for."""
    decoys: list[Entry] = msgspec.field(default_factory=list)
    """What stands beside it under other labels."""


class Form:
    """Deals the values; finds them again behind their labels."""

    name = "form"
    family = "document"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        form = read(params, FormParams)
        entries = [*form.fields, *form.decoys]
        _check(form, entries)
        dealt = settle(lambda: _deal(entries, stream), 200, "params: the shapes leave too few values that differ.")
        right = tuple(dealt[entry.id] for entry in form.fields)
        lines = [{"label": entry.label, "value": dealt[entry.id]} for entry in entries]
        refused = [_swap(right, at, dealt[entry.id]) for at in range(len(right)) for entry in entries]
        refused += [right[::-1], *((value,) * len(right) for value in right if len(right) > 1)]
        values = {**dealt, "rows": lines, "toy": _TOY, "answer": list(right)}
        return Riddle(values, (right,), (), apart((right,), refused), _TOY, _certify(form, lines))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Only the labels that the lock asks for."""
        return {"labels": [entry.label for entry in read(params, FormParams).fields]}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for label, value in _pairs("\n".join(papers.values())):
            found[label].add(value)
        for label in params["labels"]:
            if len(found[fold(label)]) != 1:
                raise unsolved(f"{len(found[fold(label)])} values stand behind “{label}”.")
        return tuple(next(iter(found[fold(label)])) for label in params["labels"])


def _check(form: FormParams, entries: list[Entry]) -> None:
    if not form.fields or any(bool(entry.shape) == bool(entry.value) for entry in entries):
        raise Refusal("kind-params", "params: a form has fields, and each entry has either a shape or a value.")
    for names in ([entry.id for entry in entries], [fold(entry.label) for entry in entries]):
        if len(set(names)) < len(names):
            raise Refusal("kind-params", "params: two entries of the form have the same id or label.")


def _deal(entries: list[Entry], stream: random.Random) -> dict[str, str] | None:
    dealt = {
        entry.id: entry.value or re.sub("#", lambda _: str(stream.randrange(10)), entry.shape) for entry in entries
    }
    return dealt if len(set(map(fold, dealt.values()))) == len(dealt) else None


def _swap(right: Answer, at: int, value: str) -> Answer:
    return (*right[:at], value, *right[at + 1 :])


def _certify(form: FormParams, lines: list[dict[str, str]]) -> Certificate:
    labels = [fold(entry.label) for entry in form.fields]
    space = 1
    for entry in form.fields:
        space *= 10 ** entry.shape.count("#")
    tried = survivors = 0
    for filling in product(lines, repeat=len(labels)):
        tried += 1
        survivors += all(fold(line["label"]) == label for line, label in zip(filling, labels, strict=True))
    return Certificate(
        space, "enumerated", tried, survivors, "every way to fill the form from the values on the papers"
    )


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Every label with its value: neighbours in a table, or parted by a colon."""
    for cells in rows(text):
        yield from ((fold(label), value) for label, value in zip(cells[::2], cells[1::2], strict=False) if value)
    for line in text.replace("*", "").splitlines():
        label, _, value = line.lstrip(" >-#").partition(":")
        if value.strip():
            yield fold(label), value.strip()
