"""From a case's folder to a deal folder: a deal, a pack and a join code for each team of an evening."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.errors import Refusal
from casefile.host.deal.deal_file import VERSION, DealFile, Team
from casefile.host.deal.folder import DealFolder
from casefile.host.deal.seats import check_free, seats, write_folder, write_more
from casefile.text import clean
from casefile.vault import Pack
from casefile.workshop.dealer import Dealer, Hand, How
from casefile.workshop.fresh import Made

TEAMS_MAX = 500
MINUTES_MAX = 24 * 60
NAME_MAX = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of dealing."""

    folder: DealFolder
    teams: tuple[Team, ...]
    """Those that are new."""
    ready: int
    """How many of them got a deal that lay ready."""


def deal_teams(  # noqa: PLR0913  each is a word of the command
    source: Path, folder: Path, teams: int, how: How, *, minutes: int | None = None, names: Sequence[str] = ()
) -> Outcome:
    """Deal a case to teams, into a folder that is not there yet; nothing is left of a deal that breaks off.

    Args:
        source: The case's folder; its `seal.key` is made on first use.
        folder: What is to be made.
        teams: How many.
        how: Profile, seeds, cache.
        minutes: How long they may play, 0 for as long as they like; else what the profile says.
        names: Of the first teams; the others are numbered.

    Raises:
        Unsound: With every problem of the case.
        Refusal: `deal-teams`, `deal-minutes`, `deal-name`, `deal-exists`, `deal-write`, `deal-unfair`, `deal-ended`,
            `profile-unknown`, and what sealing refuses.
    """
    _check_count(teams, 0)
    if minutes is not None and not 0 <= minutes <= MINUTES_MAX:
        raise Refusal("deal-minutes", f"A play may last 1 to {MINUTES_MAX} minutes, or 0 for as long as it likes.")
    called = _names(names, teams, ())
    check_free(folder)
    dealer = Dealer(source, how)
    with dealer.hand(teams) as hand:
        about = DealFile(
            v=VERSION,
            case=dealer.case.file.id,
            title=_title(hand.deals[0]),
            profile=dealer.profile.id,
            minutes=dealer.profile.minutes if minutes is None else minutes,
            made=int(time.time()),
            source=str(source.resolve()),
            teams=[],
        )
        write_folder(folder, about, seats(hand.deals, called))
    return _outcome(folder, 0, hand)


def add_teams(folder: Path, teams: int, how: How, *, source: Path | None = None, names: Sequence[str] = ()) -> Outcome:
    """Deal to late teams, into a folder that is there; its profile is theirs.

    Args:
        folder: A deal folder, with its `gm.key`.
        teams: How many more.
        how: Seeds, cache.
        source: Where the case lies now, if not where it lay.
        names: Of the first of them.

    Raises:
        Unsound: With every problem of the case.
        Refusal: As `deal_teams`; `deal-source`, `deal-case`, and as reading the folder.
    """
    there = DealFolder.open(folder)
    _check_count(teams, len(there.teams))
    called = _names(names, teams, [team.name for team in there.teams])
    source = source or Path(there.about.source)
    if not (source / "case.toml").is_file():
        words = f"{folder} was dealt from {source}, and no case lies there: say where with `--source DIR`."
        raise Refusal("deal-source", words)
    before = [there.sheet(team).seed for team in there.teams]
    dealer = Dealer(source, replace(how, profile=there.about.profile))
    if dealer.case.file.id != there.about.case:
        words = f"{source} is the case {dealer.case.file.id}, and {folder} was dealt from {there.about.case}."
        raise Refusal("deal-case", words)
    with dealer.hand(teams, [dealer.pair_of(seed) for seed in before]) as hand:
        write_more(there, seats(hand.deals, called, there.teams))
    return _outcome(folder, len(there.teams), hand)


def prepare(source: Path, count: int, how: How) -> tuple[int, int]:
    """Lay deals ready until there are so many; how many were made, and how many there are now.

    Raises:
        Unsound: With every problem of the case.
        Refusal: `deal-teams`, `deal-prepare`, `deal-unfair`, `deal-ended`, `profile-unknown`.
    """
    _check_count(count, 0)
    if how.word or not how.is_checked or how.cache is None:
        words = "What lies ready is random and proved: leave `--seed` and `--unchecked` for the day itself."
        raise Refusal("deal-prepare", words)
    return Dealer(source, how).prepare(count)


def _outcome(folder: Path, before: int, hand: Hand) -> Outcome:
    written = DealFolder.open(folder)
    return Outcome(written, written.teams[before:], hand.ready)


def _check_count(teams: int, there: int) -> None:
    if teams < 1:
        raise Refusal("deal-teams", "There is at least one team to deal to: `--teams 1`.")
    if there + teams > TEAMS_MAX:
        raise Refusal("deal-teams", f"A deal has at most {TEAMS_MAX} teams: make several folders.")


def _names(wished: Sequence[str], teams: int, there: Sequence[str]) -> list[str]:
    """What the new teams are called."""
    if len(wished) > teams:
        raise Refusal("deal-name", f"There are {len(wished)} names for {teams} teams: name as many, or fewer.")
    named = [clean(name, lines=False).strip() for name in wished]
    named += [f"Team {len(there) + number}" for number in range(len(named) + 1, teams + 1)]
    for name in named:
        if not 0 < len(name) <= NAME_MAX:
            raise Refusal("deal-name", f"The name of a team has 1 to {NAME_MAX} characters: {name!r} has not.")
    every = [name.casefold() for name in (*there, *named)]
    twice = next((name for name in named if every.count(name.casefold()) > 1), None)
    if twice is not None:
        raise Refusal("deal-name", f"Two teams would be called {twice!r}: give one of them another name.")
    return named


def _title(made: Made) -> str:
    """The case's public title, as its packs say it."""
    with Pack.open(made.pack, pepper=made.pepper) as pack:
        return next(iter(pack.title[tag] for tag in (*pack.languages, *pack.title) if tag in pack.title))
