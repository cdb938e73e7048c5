"""What `casefile simulate` says: every profile for every size of team, and whether it keeps its time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefile.source.case import Case
from casefile.source.case_file import ProfileEntry
from casefile.workshop.course import course
from casefile.workshop.simulate import Forecast, Pace, forecast


@dataclass(frozen=True, slots=True)
class Outlook:
    """One profile."""

    profile: str
    minutes: int
    """As advertised; 0 where nothing is said."""
    players: int
    """For so many."""
    serial: float
    """Minutes of all its locks, one after the other."""
    reading: float
    """Minutes of everything that is to be read, archives left out."""
    teams: tuple[Forecast, ...]
    verdict: str
    fits: bool


def outlook(case: Case, profile: ProfileEntry, teams: Sequence[int], runs: int, pace: Pace) -> Outlook:
    """Look ahead for one profile; its own size of team is always among those that are played."""
    road = course(case, profile)
    found = {count: forecast(road, count, runs, pace=pace) for count in sorted({*teams, profile.players})}
    own = found[profile.players]
    return Outlook(
        profile.id,
        profile.minutes,
        profile.players,
        serial=sum(road.minutes.values()),
        reading=sum(road.words.values()) / pace.words,
        teams=tuple(found.values()),
        verdict=_verdict(profile, own),
        fits=not profile.minutes or own.p90 <= profile.minutes,
    )


def _verdict(profile: ProfileEntry, own: Forecast) -> str:
    team = "one player" if own.players == 1 else f"{own.players} players"
    if not profile.minutes:
        return f"says no time; nine of ten teams of {team} are done in {own.p90:.0f} minutes."
    if own.p90 <= profile.minutes:
        return f"fits: of {team}, nine of ten are done in {own.p90:.0f} of its {profile.minutes} minutes."
    return f"is too long: of {team}, one in ten still sits there after {own.p90:.0f} of its {profile.minutes} minutes."


def lines(found: Sequence[Outlook]) -> Iterator[str]:
    """The whole report, within 80 columns."""
    for one in found:
        said = f"{one.minutes} minutes" if one.minutes else "no time given"
        yield f"{one.profile}: {said}; locks one after the other {one.serial:.0f}, reading up to {one.reading:.0f}"
        yield ""
        yield "  players    p10  median    p90   mean open   2 or more   more than 5"
        for team in one.teams:
            who = f"{team.players}{'*' if team.players == one.players else ' '}"
            spans = f"{team.p10:>6.0f}  {team.median:>6.0f} {team.p90:>6.0f}"
            yield f"  {who:>7} {spans}   {team.mean_open:>9.1f}   {team.choice:>9.0%}   {team.crowd:>11.0%}"
        yield ""
        yield f"  {one.profile} {one.verdict}"
        yield ""
