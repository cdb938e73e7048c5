"""Right answers, team by team: what may not be told, and who may have told it to another team."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casefile.errors import Refusal
from casefile.host.deal.deal_file import Sheet
from casefile.host.report.data import Alarm
from casefile.host.report.reading import Reading
from casefile.session.events import Near, Solved, Wrong
from casefile.vault import normal_answer
from casefile.vault.manifest import Lock

Form = tuple[str, ...]


def form_of(lock: Lock | None, fields: Iterable[str]) -> Form:
    """An answer's normal form; of one that has none, as it was typed."""
    typed = tuple(fields)
    try:
        return normal_answer(lock, typed) if lock else typed
    except Refusal:
        return tuple(" ".join(one.casefold().split()) for one in typed)


@dataclass(slots=True)
class Tried:
    """A guess that opened nothing, or only came near."""

    team: str
    lock: str
    title: str
    form: Form
    words: str
    at: float
    by: str
    is_choice: bool
    is_near: bool


@dataclass
class Known:
    """Who could have known which answer, from the sheets and from what was solved."""

    right: dict[str, dict[str, set[Form]]] = field(default_factory=dict)
    """Lock to team to every accepted answer."""
    opened: dict[tuple[str, str], float] = field(default_factory=dict)
    """Team and lock to when it was opened by an answer."""
    tried: list[Tried] = field(default_factory=list)

    def take(self, reading: Reading) -> None:
        """Note what a team has tried and what was right for it."""
        play, team = reading.play, reading.team.id
        locks = {name: lock for name, (lock, _) in play.state.held.locks.items()}
        for event in reading.events:
            if event.seq in play.state.dropped or not isinstance(event, Solved | Near | Wrong):
                continue
            lock = locks.get(event.lock)
            form = form_of(lock, event.fields)
            if isinstance(event, Solved):
                self.opened.setdefault((team, event.lock), event.at)
                self._right(event.lock, team).add(form)
                continue
            labels = play.labels(lock, tuple(event.fields)) if lock else tuple(event.fields)
            is_choice = lock is not None and all(one.bank for one in lock.fields)
            title, words = play.lock_title(event.lock), " · ".join(labels)
            is_near = isinstance(event, Near)
            self.tried.append(Tried(team, event.lock, title, form, words, event.at, event.by, is_choice, is_near))

    def take_sheet(self, team: str, sheet: Sheet, locks: Mapping[str, Lock]) -> None:
        """Note all answers of a team's sheet.

        Args:
            team: Whose.
            sheet: What was dealt to it.
            locks: Those that anybody has been shown: they say how an answer is compared.
        """
        for name, told in sheet.locks.items():
            self._right(name, team).update(form_of(locks.get(name), answer) for answer in told.answers)

    def _right(self, lock: str, team: str) -> set[Form]:
        return self.right.setdefault(lock, {}).setdefault(team, set())

    def gives_away(self, lock: str, form: Form) -> bool:
        """Whether this is right for any team, or a part of it is."""
        right = {part for forms in self.right.get(lock, {}).values() for answer in forms for part in answer}
        return not right.isdisjoint(form)

    def alarms(self, *, spoilers: bool) -> list[Alarm]:
        """Guesses that were wrong here and right for another team; what is no chance, first."""
        found = [alarm for tried in self.tried for alarm in self._alarms(tried, spoilers=spoilers)]
        return sorted(found, key=lambda alarm: (alarm.is_choice, not alarm.is_after, alarm.at))

    def _alarms(self, tried: Tried, *, spoilers: bool) -> Iterable[Alarm]:
        for other, forms in self.right.get(tried.lock, {}).items():
            if other != tried.team and tried.form in forms:
                opened = self.opened.get((other, tried.lock))
                yield Alarm(
                    team=tried.team,
                    other=other,
                    lock=tried.lock,
                    title=tried.title,
                    at=tried.at,
                    by=tried.by,
                    words=tried.words if spoilers else "",
                    is_after=opened is not None and opened <= tried.at,
                    is_choice=tried.is_choice,
                )
