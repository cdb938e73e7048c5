"""What the line mode remembers between two commands, and what it hands back after each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from casefile.desk.company import Company
from casefile.desk.news import News
from casefile.desk.plain.find import find
from casefile.desk.plain.page import Sheet, wrap
from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.session.views import LockView, Outcome, PaperRow


@dataclass(frozen=True, slots=True)
class Said:
    """One command as the player gave it."""

    command: str
    rest: str = ""
    """All that stood behind the command."""
    parts: tuple[str, ...] = ()
    """The same in pieces, where it came as a list and needs no parting."""

    def split(self) -> tuple[str, str]:
        """The first word behind the command, and what follows it."""
        first, _, rest = self.rest.partition(" ")
        return first, rest.strip()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a command: lines for a reader, the same as values for a script."""

    lines: Sequence[str]
    data: Mapping[str, Any] = field(default_factory=dict)
    leaves: bool = False
    """The player has left the desk."""


class _Kept(msgspec.Struct):
    """What a view record keeps of the line mode."""

    paper: str = ""
    folios: list[str] = []
    boards: dict[str, dict[str, str]] = {}
    figures: bool | None = None


class Clerk:
    """One player at the line mode: the session, how it is printed, and what lies on the desk."""

    def __init__(self, session: Session, sheet: Sheet, company: Company | None = None) -> None:
        self.session = session
        self.sheet = sheet
        self.company = company
        """Who else is at a host's table."""
        self.is_hosted = session.others is not None
        self.there = company.others() if company else ()
        """Of them those who were there when it was last told."""
        self.news = News(session)
        self.paper = ""
        """The paper that was opened last."""
        self.boards: dict[str, dict[str, str]] = {}
        """Forms that are being filled in: lock, field, card id."""
        self.told: set[str] = set()
        """Messages that were printed."""
        self._folios: list[str] = []
        self._recall(session.view().get("plain"))

    def _recall(self, record: object) -> None:
        try:
            kept = msgspec.convert(record or {}, _Kept)
        except msgspec.ValidationError:
            kept = _Kept()  # an edited record costs the numbers of papers, not the play
        self.paper, self._folios, self.boards = kept.paper, kept.folios, kept.boards
        if kept.figures is not None:
            self.sheet = replace(self.sheet, figures=kept.figures)

    def keep(self) -> None:
        """Keep what lies on the desk for the next time, beside what other front ends have kept."""
        mine = _Kept(self.paper, self._folios, self.boards, self.sheet.figures)
        self.session.keep_view({**self.session.view(), "plain": msgspec.to_builtins(mine)})

    def papers(self) -> list[PaperRow]:
        """All papers of the file, in its order."""
        return [row for folder in self.session.folders() for row in folder.papers]

    def folio(self, paper: str) -> int:
        """A paper's number: given when it is first seen, never changed."""
        if paper not in self._folios:
            self._folios += [row.id for row in self.papers() if row.id not in self._folios]
        return self._folios.index(paper) + 1 if paper in self._folios else 0

    def find_paper(self, word: str) -> PaperRow:
        """The paper that a word means; without a word the one that was opened last."""
        if not word and not self.paper:
            raise Refusal("plain-no-paper", "No paper is open. Say `open` with its number; `ls` shows the file.")
        return find("paper", word or self.paper, self.papers(), self.names_of_paper)

    def names_of_paper(self, row: PaperRow) -> tuple[str, ...]:
        """By what a paper can be called."""
        return tuple(filter(None, (str(self.folio(row.id)), row.id, row.ref, row.title)))

    def find_lock(self, word: str, locks: Sequence[LockView]) -> LockView:
        """The lock that a word means; without a word the only one that there is."""
        if word:
            return find("lock", word, locks, names_of_lock)
        if len(locks) == 1:
            return locks[0]
        if not locks:
            raise Refusal("plain-no-lock", "Nothing is shut just now.")
        return find("lock", "", locks, names_of_lock)

    def wrap(self, text: str, first: str = "") -> list[str]:
        """A text in lines of the sheet's width, hanging behind its first words."""
        return wrap(text, self.sheet.width, first)

    def name(self, paper: str) -> str:
        """A paper in a sentence: its number and title."""
        titles = {row.id: row.title for row in self.papers()}
        return f"{self.folio(paper)}  {titles.get(paper, paper)}"


def names_of_lock(lock: LockView) -> tuple[str, ...]:
    """By what a lock can be called."""
    return (lock.name, lock.title)


def shut(clerk: Clerk, *forms: str) -> list[LockView]:
    """The locks of these forms that still want an answer."""
    return [lock for lock in clerk.session.locks() if lock.form in forms and not lock.solved]


def tell(clerk: Clerk, outcome: Outcome) -> Reply:
    """What came of an answer or a decision, and what came with it."""
    lines = clerk.wrap(outcome.words)
    locks = {lock.name: lock for lock in clerk.session.locks()}
    lines += _under("Into the file:", map(clerk.name, outcome.papers))
    titles = (f"{name}  {locks[name].title}" for name in outcome.locks if name in locks)
    lines += _under("To be opened:", titles)
    lines += _under("Added to:", map(clerk.name, dict.fromkeys(paper for paper, _ in outcome.lifted)))
    return Reply(lines, {"outcome": outcome})


def _under(head: str, things: Iterable[str]) -> list[str]:
    """A head with one thing a line under it; nothing where there is none."""
    lines = [f"  {thing}" for thing in things]
    return [head, *lines] if lines else []
