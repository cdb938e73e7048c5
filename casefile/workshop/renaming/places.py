"""Where in a case's files an id can stand, file by file and key by key."""

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.workshop.renaming.ids import Change
from casefile.workshop.renaming.tokens import Edit, Token, Tokens
from casefile.workshop.renaming.words import Way, Words

_NODES = {
    "case": {"gates.opens", "gates.of", "profiles.gates.opens", "profiles.gates.of", "decisions.with", "endings_with"}
    | {"messages.with", "lifts.with"},
    "doc": {"opens_with", "lifts.with"},
    "puzzle": {"rows.opens"},
}
_CONDITIONS = {"case": {"decisions.when", "decisions.options.when", "endings.when", "messages.when"}}
_SLOTS = {"doc": {"supports.slot", "excludes.slot"}}
_LIFTS = {"case": {"lifts.place"}, "doc": {"lifts.place"}}

_IDS = {
    "act": {"case": {"acts.id"}, "doc": {"act"}, "puzzle": {"act"}, "world": {"corridor.act", "clues.act"}},
    "puzzle": {"case": {"profiles.drops", "profiles.locks.id"}, "puzzle": {"id", "releases"}},
    "paper": {"doc": {"id"}, "puzzle": {"papers"}},
    "person": {"world": {"roll"}},
    "card": {
        "case": {"cards.id"},
        "puzzle": {"cards.id"},
        # What a seed draws may be the id of a card: `card = "{{ world.means }}"`.
        "world": {"variables.*", "variables.*.of", "variables.*.id", "variables.*.of.id"},
        "doc": {"cards.id", "supports.card", "excludes.card", "supports.given.*", "excludes.given.*"},
    },
    "bank": {
        "case": {"banks.id", "cards.bank"},
        "doc": {"cards.bank"},
        "puzzle": {"cards.bank", "fields.bank", "params.slots.bank"},
    },
    "variable": {"world": {"variables.*.by"}},
    "clue": {"world": {"clues.id"}, "puzzle": {"params.over", "params.registers.clue"}},
    "decision": {"case": {"decisions.id"}},
    "ending": {"case": {"endings.id", "profiles.endings"}},
    "question": {"case": {"questions.id"}},
    "message": {"case": {"messages.id"}},
    "profile": {"case": {"profiles.id"}},
}
_KEYS = {
    "card": {"world": {"variables.*.table.*"}},
    "person": {"cast": {"*"}, "world": {"suspects.*", "clues.notes.*", "variables.*.table.*"}},
    "variable": {"world": {"variables.*"}},
}
"""Where an id is a key and not a value."""
_ANSWERS = {"accept", "refuse", "near.answer", "rows.answer", "params.answer", "params.refused"}
"""Lists with one text for each field; a card stands in the column of a field that takes cards."""
_RIGHT = {"params.slots.right", "params.people.id"}
"""Where the params of a board name a card."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A TOML text of a case, and what the rest of the case says of it."""

    kind: str
    """`case`, `cast`, `world`, `doc` or `puzzle`."""
    text: str
    cards: tuple[int, ...] = ()
    """Of a puzzle: the fields that take cards."""
    form: str = ""
    options_of: tuple[str, ...] = ()
    """Of `case.toml`: the decisions in order."""


def edits(sheet: Sheet, change: Change) -> Iterator[Edit]:
    """Every edit that gives one thing its new id in a sheet."""
    words = Words(change)
    for token in Tokens(sheet.text).found:
        raw = sheet.text[token.start : token.end]
        way = _key_way(sheet, change, token) if token.is_key else _way(sheet, change, token)
        new = way(words, raw) if way else raw
        if not token.is_key:
            new = words.template(new)
        if new != raw:
            yield Edit(token.start, token.end, new)


def _key_way(sheet: Sheet, change: Change, token: Token) -> Way | None:
    return Words.id if _among(token, _KEYS.get(change.sort, {}).get(sheet.kind, ())) else None


def _way(sheet: Sheet, change: Change, token: Token) -> Way | None:
    """How the text at a place is to be read."""
    for table, way in (
        (_NODES, Words.node),
        (_CONDITIONS, Words.condition),
        (_SLOTS, Words.slot),
        (_LIFTS, Words.place),
    ):
        if _among(token, table.get(sheet.kind, ())):
            return way
    if _among(token, _IDS.get(change.sort, {}).get(sheet.kind, ())):
        return Words.id
    if change.sort == "option" and token.path == ("decisions", "options", "id"):
        return Words.id if sheet.options_of[token.indices[0]] == change.known.within else None
    if change.sort == "card" and sheet.kind == "puzzle":
        column = token.indices[-1:] if ".".join(token.path) in _ANSWERS else ()
        if set(column) & set(sheet.cards) or (sheet.form == "board" and ".".join(token.path) in _RIGHT):
            return Words.id
    return None


def _among(token: Token, patterns: "set[str] | tuple[()]") -> bool:
    return any(_fits(token.path, pattern.split(".")) for pattern in patterns)


def _fits(path: tuple[str, ...], pattern: list[str]) -> bool:
    return len(path) == len(pattern) and all(want in ("*", part) for part, want in zip(path, pattern, strict=True))
