"""Rows of a report: what was tried in vain, what whoever hosts did, what was asked, who may have told whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casefile.host.deal.deal_file import Sheet
from casefile.host.report.answers import Form, Known, Tried
from casefile.host.report.data import ActRow, Alarm, Answers, Guess, RequestRow
from casefile.host.report.names import Names, players_of
from casefile.host.report.reading import Reading
from casefile.session import log
from casefile.session.hosted import Act
from casefile.vault.manifest import Lock

MOST_GUESSES = 40
"""Wrong guesses that are told, the most common first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What may be told."""

    names: bool = True
    spoilers: bool = False


def locks_of(plays: Iterable[Reading]) -> dict[str, Lock]:
    """Every lock that any team has been shown."""
    return {name: lock for play in plays for name, (lock, _) in play.play.state.held.locks.items()}


def names_of(reading: Reading, wish: Wish) -> Names:
    """Who is called what."""
    return Names(players_of(reading.events), reading.team.name, are_kept=wish.names)


def guesses(known: Known, wish: Wish) -> list[Guess]:
    """What was tried in vain, the most common first."""
    groups: dict[tuple[str, Form | None], list[Tried]] = {}
    for tried in known.tried:
        is_told = wish.spoilers or not known.gives_away(tried.lock, tried.form)
        if not tried.is_near:
            groups.setdefault((tried.lock, tried.form if is_told else None), []).append(tried)
    found = []
    for (lock, form), group in groups.items():
        teams = tuple(dict.fromkeys(tried.team for tried in group))
        found.append(Guess(lock, group[0].title, group[0].words if form is not None else "", teams, len(group)))
    return sorted(found, key=lambda guess: (-len(guess.teams), -guess.times, guess.lock, guess.words))[:MOST_GUESSES]


def acts(plays: dict[str, Reading], wish: Wish) -> Iterable[ActRow]:
    """What whoever hosts did, team by team."""
    for found in plays.values():
        names = names_of(found, wish)
        told = {row.seq: row.words for row in log.rows(found.play, is_host=True)}
        for event in found.events:
            if isinstance(event, Act):
                yield ActRow(
                    team=found.team.id,
                    kind=event.kind,
                    at=event.at,
                    played=found.when[event.seq],
                    by=names.who(event.by),
                    words=names.text(told[event.seq]),
                    why=names.text(event.why),
                )


def requests(plays: dict[str, Reading], wish: Wish) -> Iterable[RequestRow]:
    """What was asked, team by team."""
    for found in plays.values():
        names = names_of(found, wish)
        for request in found.play.requests():
            yield RequestRow(
                team=found.team.id,
                at=request.at,
                played=found.when[request.id],
                by=names.who(request.by),
                title=request.title,
                text=names.text(request.text),
                replies=tuple(names.text(reply.text) for reply in request.replies),
                is_refunded=request.is_refunded,
            )


def alarms(known: Known, plays: dict[str, Reading], wish: Wish) -> Iterable[Alarm]:
    """Guesses that were right elsewhere."""
    for alarm in known.alarms(spoilers=wish.spoilers):
        yield replace(alarm, by=names_of(plays[alarm.team], wish).who(alarm.by))


def answers(plays: dict[str, Reading], sheets: dict[str, Sheet]) -> Iterable[Answers]:
    """What opened each lock, team by team."""
    names = dict.fromkeys(name for sheet in sheets.values() for name, told in sheet.locks.items() if told.node)
    locks = locks_of(plays.values())
    for name in names:
        own = []
        for team, sheet in sheets.items():
            told = sheet.locks.get(name)
            if told is None or not told.answers:
                continue
            fields, play = tuple(told.answers[0]), plays.get(team)
            is_held = play is not None and name in play.play.state.held.locks
            labels = play.play.labels(locks[name], fields) if play and is_held else fields
            own.append((team, " · ".join(labels)))
        title = next(sheet.locks[name].title for sheet in sheets.values() if name in sheet.locks)
        yield Answers(name, title, tuple(own))
