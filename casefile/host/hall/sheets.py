"""The game master's sheets, opened when they are first asked for, and what can be read with them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.errors import Refusal
from casefile.vault import Pack, PackRefusal, normal_answer
from casefile.vault.manifest import Lock, Ref, say

if TYPE_CHECKING:
    from casefile.host.deal.deal_file import LockSheet, Sheet
    from casefile.host.hall.hall import Hall

HINT = "/hint/"
"""What stands in the name of a rung's node, between its lock and its step."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A hint that a game master may pass on."""

    step: str
    number: int
    text: str


class Sheets:
    """Every team's sheet. Without `gm.key` there is none, and whoever asks gets nothing."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._lock = threading.Lock()
        self._known: dict[str, Sheet] = {}
        self._forms: dict[tuple[str, str], frozenset[tuple[str, ...]]] = {}
        self.why_not = ""
        """Why the sheets stay shut, in a sentence."""

    def of(self, team: str) -> Sheet | None:
        """A team's sheet; may read a file."""
        with self._lock:
            if team not in self._known:
                try:
                    self._known[team] = self._hall.folder.sheet(self._hall.folder.team(team))
                except Refusal as refusal:
                    self.why_not = refusal.sentence
                    return None
            return self._known[team]

    def lock(self, team: str, lock: str) -> LockSheet | None:
        """What a team's sheet says of a lock."""
        sheet = self.of(team)
        return sheet.locks.get(lock) if sheet else None

    def opens(self, team: str, lock: Lock, form: tuple[str, ...]) -> bool:
        """Whether an answer in normal form is one of a team's right ones."""
        place = team, lock.name
        if place not in self._forms:
            told = self.lock(*place)
            self._forms[place] = frozenset(filter(None, (in_form(lock, row) for row in told.answers))) if told else _NO
        return form in self._forms[place]

    def rungs(self, team: str, lock: str, language: str) -> tuple[Rung, ...]:
        """All hints of a lock. Refusal: as the pack refuses."""
        sheet = self.of(team)
        if sheet is None:
            return ()
        names = [name for name in sheet.nodes if name.startswith(f"{lock}{HINT}")]
        with self._pack(team) as pack:
            found = []
            for name in names:
                step, _, number = name.removeprefix(f"{lock}{HINT}").rpartition("/")
                text = pack.manifest(_ref(sheet, name)).text
                found.append(Rung(step, int(number), say(text, language, pack.languages[0])))
        return tuple(found)

    def papers(self, team: str, language: str) -> dict[str, str]:
        """Every paper of a team's deal, id to title. Refusal: as the pack refuses."""
        sheet = self.of(team)
        if sheet is None:
            return {}
        found: dict[str, str] = {}
        with self._pack(team) as pack:
            for name in (name for name in sheet.nodes if HINT not in name and "/near/" not in name):
                try:
                    papers = pack.manifest(_ref(sheet, name)).papers
                except PackRefusal:  # a sheet of an earlier deal; what does open is still worth having
                    continue
                found |= {paper.id: say(paper.title, language, pack.languages[0]) for paper in papers}
        return found

    def _pack(self, team: str) -> Pack:
        """The pack once more: the room's own is read by others meanwhile."""
        return self._hall.folder.pack(self._hall.folder.team(team))


_NO: frozenset[tuple[str, ...]] = frozenset()


def in_form(lock: Lock, answer: list[str] | tuple[str, ...]) -> tuple[str, ...] | None:
    """An answer in its lock's normal form; None if it is none."""
    try:
        return normal_answer(lock, answer)
    except Refusal:
        return None


def _ref(sheet: Sheet, name: str) -> Ref:
    node, key = sheet.nodes[name]
    return Ref(node=bytes.fromhex(node), key=bytes.fromhex(key))
