"""The parameters of a forgery, and what is wrong with them."""

import re
from collections.abc import Iterator

import msgspec

from casefile.errors import Refusal
from casefile.kinds.forgery_rules import TYPES, Demand
from casefile.kinds.riddle import Params, fold, minute_of


class Box(Params, frozen=True, kw_only=True):
    """A box of the form, filled from one of four; a box with none is filled by its rule, `table` or `sum`."""

    label: str
    values: list[str] = msgspec.field(default_factory=list)
    shape: str = ""
    """Each `#` becomes a dealt figure."""
    clock: tuple[str, str] | None = None
    number: tuple[int, int] | None = None


class Rule(Params, frozen=True, kw_only=True):
    """A house rule: its type, its numbers, and the sentence that is printed."""

    rule: str
    box: int
    text: str
    """Names every slot of its type in braces, such as `Box {box} is from {low} to {high}.`"""
    of: list[int] = msgspec.field(default_factory=list)
    """Further boxes: what a table is looked up by, what comes before, the two parts of a sum."""
    column: str = ""
    clock: tuple[str, str] | None = None
    minutes: int = 0
    shape: str = ""
    wrong: list[str] = msgspec.field(default_factory=list)
    """Shapes, or names, that a forger would take."""


class Table(Params, frozen=True, kw_only=True):
    """A table that is printed in the case; it is looked up by its first column."""

    id: str
    columns: list[str]
    rows: list[list[str]]


class ForgeryParams(Params, frozen=True, kw_only=True):
    """Parameters of a forgery."""

    documents: int = 5
    boxes: list[Box]
    """The first is the document's reference."""
    rules: list[Rule]
    tables: list[Table] = msgspec.field(default_factory=list)

    def column(self, name: str) -> tuple[tuple[str, str], ...]:
        """The rows of the table that has a column of that name: its first cell, and the one in the column."""
        for table in self.tables:
            if name in table.columns:
                at = table.columns.index(name)
                return tuple((row[0], row[at]) for row in table.rows)
        return ()


def check(forgery: ForgeryParams) -> None:
    """Refuse what no forgery can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    for what in (*_wrong_tables(forgery), *_wrong_boxes(forgery), *_wrong_rules(forgery)):
        raise Refusal("kind-params", f"params: {what}")


def _wrong_tables(forgery: ForgeryParams) -> Iterator[str]:
    columns = [column for table in forgery.tables for column in table.columns]
    for table in forgery.tables:
        if len(table.columns) < 2 or any(len(row) != len(table.columns) for row in table.rows) or len(table.rows) < 3:
            yield f"the table “{table.id}” needs two columns, three rows, and a cell for each column in every row."
    # the first columns may share a name: only the others are asked for across tables
    if len(columns) - len(set(columns)) > max(len(forgery.tables) - 1, 0):
        yield "two columns of the tables have the same name."
    cells = [cell for table in forgery.tables for row in (table.columns, *table.rows) for cell in row]
    cells += [value for box in forgery.boxes for value in (box.label, *box.values)]
    if any(re.search(r"[|;:*\n]|^\s|\s$|^$", cell) for cell in cells):
        yield "labels, values and cells are texts without a bar, colon, semicolon, star or line end."


def _wrong_boxes(forgery: ForgeryParams) -> Iterator[str]:
    if not 3 <= forgery.documents <= 12 or not 3 <= len(forgery.boxes) <= 20:
        yield "a forgery has 3 to 12 documents of 3 to 20 boxes."
    if len({fold(box.label) for box in forgery.boxes}) < len(forgery.boxes):
        yield "two boxes have the same label."
    filling = {rule.box for rule in forgery.rules if rule.rule in {"table", "sum"}}
    for number, box in enumerate(forgery.boxes, 1):
        ways = [bool(box.values), bool(box.shape), box.clock is not None, box.number is not None]
        if sum(ways) > 1 or (not any(ways) and number not in filling):
            yield f"box {number} needs one of `values`, `shape`, `clock` and `number`, or a rule that fills it."
        if box.clock and minute_of(box.clock[0]) >= minute_of(box.clock[1]):
            yield f"the clock of box {number} ends before it begins."
        if box.number and not 0 <= box.number[0] <= box.number[1]:
            yield f"the numbers of box {number} run from a small one to a large one, none below zero."
    if forgery.boxes and forgery.boxes[0].shape.count("#") < 2:
        yield "box 1 is the reference: its `shape` has two figures at least."


def _wrong_rules(forgery: ForgeryParams) -> Iterator[str]:
    if len(forgery.rules) < 4:
        yield "there are four house rules at least."
    for number, rule in enumerate(forgery.rules, 1):
        if rule.rule not in TYPES:
            yield f"rule {number} is of no type; there are {', '.join(TYPES)}."
            return
        known = set(range(1, len(forgery.boxes) + 1))
        needs = TYPES[rule.rule]
        if not {rule.box, *rule.of} <= known or len({rule.box, *rule.of}) != 1 + needs.others:
            yield f"rule {number}, “{rule.rule}”, needs a `box` and {needs.others} others in `of`."
        if sorted(re.findall(r"\{(\w+)\}", rule.text)) != sorted(needs.slots):
            yield f"the sentence of rule {number} names {', '.join(needs.slots)}, in braces and once each."
        yield from (f"rule {number}, “{rule.rule}”, {what}" for what in _missing(forgery, rule))


def _missing(forgery: ForgeryParams, rule: Rule) -> Iterator[str]:
    if rule.rule == "shape" and (not rule.shape or not rule.wrong or re.search(r"\s", rule.shape)):
        yield "needs a `shape` without spaces, and `wrong` ones."
    if rule.rule in {"table", "listed"} and len({said for _, said in forgery.column(rule.column)}) < 2:
        yield "needs a `column` of a table, with different cells."
    if rule.rule == "listed" and not rule.wrong:
        yield "needs names that are not on the list, in `wrong`."
    if rule.rule == "window" and (rule.clock is None or minute_of(rule.clock[0]) >= minute_of(rule.clock[1])):
        yield "needs a `clock`, from and to."
    if rule.rule == "after" and rule.minutes < 1:
        yield "needs `minutes`."


def demand(forgery: ForgeryParams, rule: Rule) -> Demand:
    """A rule with its table and its limits as minutes."""
    low, high = (minute_of(rule.clock[0]), minute_of(rule.clock[1])) if rule.clock else (rule.minutes, 0)
    column = forgery.column(rule.column)
    return Demand(rule.box, tuple(rule.of), low, high, rule.shape, column, tuple(rule.wrong))


def sentence(rule: Rule) -> str:
    """A rule as it is printed."""
    low, high = rule.clock or ("", "")
    words = {"box": rule.box, "low": low, "high": high, "shape": rule.shape, "column": rule.column}
    words |= {"minutes": rule.minutes} | dict(zip(("of", "plus"), rule.of, strict=False))
    return re.sub(r"\{(\w+)\}", lambda slot: str(words[slot[1]]), rule.text)
