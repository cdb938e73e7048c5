"""Reading a save without opening it: nothing is locked, and nothing is changed."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from casefile.errors import Refusal
from casefile.store import safefile
from casefile.store.eventstore import Record
from casefile.store.safefile import beside
from casefile.store.tinydb import is_sound


@dataclass(frozen=True, slots=True)
class Kept:
    """What a save's file holds."""

    events: list[Record]
    views: dict[str, Record]
    """By player."""

    @property
    def facts(self) -> Record:
        """The union of its events' facts, later ones winning."""
        facts: Record = {}
        for event in self.events:
            facts |= event.get("facts", {})
        return facts


def peek(path: Path) -> Kept:
    """Read a save, or its previous generation where it is damaged.

    Raises:
        Refusal: `save-missing`, `save-damaged`, `save-version`, `save-unreadable`.
    """
    is_there = False
    for file in (path, beside(path, ".bak")):
        with contextlib.suppress(FileNotFoundError):
            generation = safefile.read(file)
            is_there = True
            if generation is not None and is_sound(generation):
                body = msgspec.json.decode(generation.body)
                events = [event for leaf in body.get("events", {}).values() for event in leaf["events"]]
                return Kept(events, {row["player"]: row["record"] for row in body.get("views", {}).values()})
    if not is_there:
        raise Refusal("save-missing", f"There is no {path.name}.")
    raise Refusal("save-damaged", f"{path.name} is not a save, or it is damaged.")
