"""Saves of a case, one by one, as lines of `playtests/*.jsonl`."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.session.events import Event, Returned, load
from casefile.source.case import Case
from casefile.store.peek import peek
from casefile.text import clean
from casefile.workshop.playtest.reckon import reckon
from casefile.workshop.playtests import Played

LONGEST = 80
"""Characters of a wrong answer that are kept."""


class Naming(StrEnum):
    """What is kept of a player's name."""

    PSEUDONYM = "pseudonym"
    """A short one, the same for every play of one player."""
    NAMED = "named"
    """The name itself."""
    ANONYMOUS = "anonymous"
    """Nothing: two plays of one player are two players."""


@dataclass(frozen=True, slots=True)
class Log:
    """One play, ready to be written."""

    name: str
    """Of its file: the same play has the same name, so that it is written once, however often it is collected."""
    lines: tuple[Played, ...]

    def data(self) -> bytes:
        """The file's bytes."""
        return b"".join(msgspec.json.encode(line) + b"\n" for line in self.lines)


def collect(case: Case, path: Path, naming: Naming, *, spoiled: bool = False) -> Log:
    """Read one save.

    Args:
        case: The case that it must be a play of.
        path: The save, or an exported one.
        naming: What is kept of the player's name.
        spoiled: The player knew the case.

    Raises:
        Refusal: It cannot be read, or is a play of another case or of a cut that is not there any more.
    """
    kept = peek(path)
    facts = kept.facts
    if facts.get("case") != case.file.id:
        title = clean(str(facts.get("title") or facts.get("case") or "nothing"), lines=False)
        raise Refusal("playtest-other", f"{path.name} is a play of {title}, not of {case.file.id}.")
    events = load(kept.events)
    profile, player = _text(facts, "profile"), _text(facts, "player")
    record = kept.views.get(player, {})
    left, in_hand = record.get("at"), record.get("desk", {})
    hands = reckon(
        case,
        profile,
        events,
        left=float(left) if isinstance(left, int | float) else 0.0,
        in_hand=str(in_hand.get("lock", "")) if isinstance(in_hand, dict) else "",
    )
    play = _identity(facts, events)
    date = datetime.fromtimestamp(events[0].at, UTC).date().isoformat() if events else ""
    called = _called(case, player, play, naming)
    lines = (
        Played(
            player=called,
            puzzle=hand.puzzle,
            solved=hand.solved,
            minutes=round(hand.seconds / 60, 1),
            hints=hand.hints,
            wrong=len(hand.wrong),
            stopped=hand.stopped,
            spoiled=hand.spoiled or spoiled,
            wrong_answers=[answer[:LONGEST] for answer in hand.wrong],
            play=play,
            profile=profile,
            date=date,
        )
        for hand in hands
    )
    return Log(f"{date}-{play}.jsonl", tuple(lines))


def collect_all(case: Case, paths: Iterable[Path], naming: Naming, *, spoiled: bool = False) -> Iterator[Log | Refusal]:
    """Read several saves; what one of them is refused for does not keep the others back."""
    for path in paths:
        try:
            yield collect(case, path, naming, spoiled=spoiled)
        except Refusal as refusal:
            yield refusal


def _identity(facts: dict[str, Any], events: list[Event]) -> str:
    """A play's name: where it began, and where it went back."""
    turns = [events[0].at, *(event.seq for event in events if isinstance(event, Returned))] if events else []
    said = repr((facts.get("pack"), facts.get("player"), turns))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _called(case: Case, player: str, play: str, naming: Naming) -> str:
    if naming is Naming.NAMED:
        return player or "nobody"
    of = play if naming is Naming.ANONYMOUS else player.casefold()
    return f"player-{hashlib.sha256(f'{case.file.id}/{of}'.encode()).hexdigest()[:6]}"


def _text(facts: dict[str, Any], key: str) -> str:
    value = facts.get(key)
    return clean(value, lines=False) if isinstance(value, str) else ""
