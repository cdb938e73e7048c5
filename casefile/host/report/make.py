"""From a deal folder and its saves to a report. Nothing is locked and nothing is changed: a host may be at work."""

import statistics
import time
from collections.abc import Iterable
from contextlib import ExitStack

from casefile.errors import Refusal
from casefile.host.deal.deal_file import GM_KEY, Sheet, Team
from casefile.host.deal.folder import DealFolder
from casefile.host.report import rows
from casefile.host.report.answers import Known
from casefile.host.report.data import Hand, Puzzle, Report, Step, TeamPlay
from casefile.host.report.names import players_of
from casefile.host.report.reading import Reading, reading
from casefile.host.report.rows import Wish, locks_of
from casefile.session import log
from casefile.session.events import Decided, Hinted, Wrong
from casefile.session.hosted import Freed


def report(folder: DealFolder, wish: Wish) -> Report:
    """Say what came of an evening.

    Raises:
        Refusal: `report-none`: nobody has played. A team whose save cannot be read is told of by its own sentence.
    """
    sheets, notices = _sheets(folder)
    with ExitStack() as stack:
        plays, problems = _read(stack, folder)
        if not plays and not any(problems.values()):
            raise Refusal("report-none", f"Nobody has played in {folder.path} yet: there is nothing to report.")
        known = _known(plays, sheets)
        teams = tuple(_team(team, plays, sheets, problems[team.id], wish) for team in folder.teams)
        about = folder.about
        return Report(
            case=about.case,
            title=about.title,
            profile=about.profile,
            minutes=_minutes(plays, about.minutes),
            made=time.time(),
            teams=teams,
            puzzles=tuple(_puzzles(teams, plays, sheets)),
            guesses=tuple(rows.guesses(known, wish)),
            acts=tuple(sorted(rows.acts(plays, wish), key=lambda act: act.at)),
            requests=tuple(sorted(rows.requests(plays, wish), key=lambda row: row.at)),
            alarms=tuple(rows.alarms(known, plays, wish)) if sheets else (),
            notices=tuple(notices),
            has_names=wish.names,
            has_spoilers=wish.spoilers,
            has_sheets=bool(sheets),
            answers=tuple(rows.answers(plays, sheets)) if wish.spoilers else (),
        )


def _minutes(plays: dict[str, Reading], dealt: int) -> int:
    """How long the teams had, which the host may have said otherwise than the deal; the deal's, if not all the same."""
    given = {round(timed.minutes) for one in plays.values() if (timed := one.play.state.hosting.timed)}
    return given.pop() if len(given) == 1 else dealt


def _sheets(folder: DealFolder) -> tuple[dict[str, Sheet], list[str]]:
    """The sheets, as far as they open, and what there is to say about the others."""
    if not (folder.path / GM_KEY).is_file():
        return {}, [f"There is no {GM_KEY}: a guess cannot be compared with what was right for another team."]
    sheets, notices = {}, []
    for team in folder.teams:
        try:
            sheets[team.id] = folder.sheet(team)
        except Refusal as refusal:
            notices.append(refusal.sentence)
    return sheets, notices


def _read(stack: ExitStack, folder: DealFolder) -> tuple[dict[str, Reading], dict[str, str]]:
    plays: dict[str, Reading] = {}
    problems = dict.fromkeys((team.id for team in folder.teams), "")
    for team in folder.teams:
        try:
            plays[team.id] = stack.enter_context(reading(folder, team))
        except Refusal as refusal:
            problems[team.id] = "" if refusal.code == "save-missing" else refusal.sentence
    return plays, problems


def _known(plays: dict[str, Reading], sheets: dict[str, Sheet]) -> Known:
    known, locks = Known(), locks_of(plays.values())
    for play in plays.values():
        known.take(play)
    for team, sheet in sheets.items():
        known.take_sheet(team, sheet, locks)
    return known


def _team(team: Team, plays: dict[str, Reading], sheets: dict[str, Sheet], problem: str, wish: Wish) -> TeamPlay:
    mole = _suspect(plays, sheets[team.id].mole) if wish.spoilers and team.id in sheets else ""
    if team.id not in plays or not plays[team.id].events:
        return TeamPlay(team.id, team.name, problem, mole=mole)
    found = plays[team.id]
    play, events = found.play, found.events
    state, requests = play.state, play.requests()
    hands = tuple(_hands(found))
    return TeamPlay(
        id=team.id,
        name=str(state.facts.get("name") or team.name)[:60],
        players=players_of(events) if wish.names else (),
        began=events[0].at,
        last=events[-1].at,
        seconds=min(state.seconds, found.played),
        played=found.played,
        limit=state.hosting.limit,
        ending=log.ending(state, play.say),
        opened=sum(hand.opened is not None for hand in hands),
        freed=len(state.hosting.freed),
        hints=sum(isinstance(event, Hinted) for event in events),
        wrong=sum(isinstance(event, Wrong) for event in events),
        requests=len(requests),
        refunded=sum(request.is_refunded for request in requests),
        notes=len(play.notes()),
        hands=hands,
        route=tuple(_route(found, wish)),
        mole=mole,
    )


def _hands(found: Reading) -> Iterable[Hand]:
    for way in found.ways.values():
        yield Hand(
            lock=way.lock,
            title=found.play.lock_title(way.lock),
            shown=way.shown,
            opened=way.opened,
            spent=way.spent,
            order=way.order,
            is_late=way.is_late,
            freed=way.lock in found.play.state.hosting.freed,
            wrong=tuple(way.wrong),
            hints=tuple(way.hints),
        )


def _suspect(plays: dict[str, Reading], mole: str) -> str:
    """A suspect as people read him, if a question that any team was shown has him."""
    questions = (question for found in plays.values() for question in found.play.questions())
    return next((one.label for question in questions for one in question.choices if one.id == mole), mole)


def _route(found: Reading, wish: Wish) -> Iterable[Step]:
    state, play = found.play.state, found.play
    # an option that names a suspect tells whom they stood by: with the ending beside it, that is an answer
    suspects = {one.id for question in play.questions() for one in question.choices}
    names = rows.names_of(found, wish)
    for event in found.route():
        at = found.when[event.seq]
        hands = (names.who(hand) for hand in (event.by, getattr(event, "with_", "")) if hand)
        by = tuple(hand for hand in hands if hand != names.nobody)
        if isinstance(event, Decided):
            if event.decision not in state.held.decisions:
                continue
            about, _ = state.held.decisions[event.decision]
            label = next((play.say(one.label) for one in about.options if one.id == event.option), event.option)
            is_told = wish.spoilers or event.option not in suspects
            yield Step(play.say(about.title), at, option=label if is_told else "…", by=by)
        else:
            yield Step(play.lock_title(event.lock), at, lock=event.lock, freed=isinstance(event, Freed), by=by)


def _puzzles(teams: tuple[TeamPlay, ...], plays: dict[str, Reading], sheets: dict[str, Sheet]) -> Iterable[Puzzle]:
    """Every puzzle that any team was shown, in the order of the sheets or else in which they came."""
    locks = locks_of(plays.values())
    hands = [(team.id, hand) for team in teams for hand in team.hands]
    order = [name for sheet in sheets.values() for name in sheet.locks]
    for name in dict.fromkeys([*order, *(hand.lock for _, hand in hands)]):
        own = [(team, hand) for team, hand in hands if hand.lock == name]
        if not own:
            continue
        told = next((sheet.locks[name].minutes for sheet in sheets.values() if name in sheet.locks), 0)
        minutes = sorted(
            ((team, round(hand.spent / 60, 1)) for team, hand in own if _counts(hand)),
            key=lambda row: row[1],
        )
        yield Puzzle(
            lock=name,
            title=own[0][1].title,
            expected=told or (locks[name].minutes if name in locks else 0),
            shown=len(own),
            minutes=tuple(minutes),
            opened=sum(hand.opened is not None for _, hand in own),
            quartiles=_quartiles([value for _, value in minutes]),
            freed=sum(hand.freed for _, hand in own),
            wrong=sum(len(hand.wrong) for _, hand in own),
            hints=sum(len(hand.hints) for _, hand in own),
        )


def _counts(hand: Hand) -> bool:
    return hand.opened is not None and not hand.freed and not hand.is_late


def _quartiles(values: list[float]) -> tuple[float, float, float] | None:
    if not values:
        return None
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high
