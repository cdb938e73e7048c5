"""Rules of play-tests: what is meant for players has been played."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from casefile.source.case_file import ProfileEntry
from casefile.source.problems import Problem
from casefile.workshop.check.rule import Rule, Severity, Sources
from casefile.workshop.playtests import Played, read_plays

SOLVES = 2
"""Independent solves of every puzzle; the usual bar of puzzle hunts."""
BAND = 0.4
"""Share of the observed median by which a stated time may miss it."""


def solved_by_others(sources: Sources) -> Iterator[Problem]:
    """Logs that cannot be read; in a case for release, puzzles that too few have solved, and no run from end to end."""
    plays, problems = read_plays(sources.folder)
    yield from problems
    if not sources.case.file.release:
        return
    solvers: defaultdict[str, set[str]] = defaultdict(set)
    for play in plays:
        if play.counts:
            solvers[play.puzzle].add(play.player)
    for name, puzzle in sources.case.puzzles.items():
        count = len(solvers[name])
        if puzzle.about.form != "request" and count < SOLVES:
            sentence = f"has been solved by {count} unspoiled player(s); {SOLVES} are needed before a release."
            yield sources.problem("CF-P01", puzzle.path, ("id",), sentence, "Ask somebody who has not seen it.")
    players = {play.player for play in plays}
    if not any(
        _has_finished(sources, player, plays, entry) for player in players for entry in sources.case.file.profiles
    ):
        sentence = "nobody has played the case from end to end."
        yield sources.problem(
            "CF-P01", "case.toml", ("release",), sentence, "One full run by somebody who has not seen it."
        )


def _has_finished(sources: Sources, player: str, plays: Sequence[Played], profile: ProfileEntry) -> bool:
    """Whether a player has been through every lock of a profile, whoever needed help with one."""
    kept = {name for name, one in sources.case.puzzles.items() if one.about.form != "request"} - set(profile.drops)
    return kept <= {play.puzzle for play in plays if play.player == player and play.solved and not play.spoiled}


def stated_times_hold(sources: Sources) -> Iterator[Problem]:
    """Puzzles that took others much longer, or much shorter, than their file says."""
    plays, _ = read_plays(sources.folder)
    for name, puzzle in sources.case.puzzles.items():
        minutes = [play.minutes for play in plays if play.puzzle == name and play.solved and not play.spoiled]
        if len(minutes) < SOLVES:
            continue
        middle, stated = median(minutes), puzzle.about.minutes
        if abs(stated - middle) > BAND * middle:
            sentence = f"says {stated} minutes, and the median of {len(minutes)} solves is {middle:.0f}."
            yield sources.problem("CF-P02", puzzle.path, ("minutes",), sentence, "Say what it takes.")


def facts_are_checked(sources: Sources) -> Iterator[Problem]:
    """A case for release whose facts nobody but its author has checked."""
    if sources.case.file.release and not sources.case.file.factcheck.strip():
        sentence = "is meant for players, and does not say who else has checked its facts."
        yield sources.problem("CF-P03", "case.toml", ("release",), sentence, 'Write factcheck = "who, when".')


RULES: tuple[Rule, ...] = (
    Rule("CF-P01", Severity.WARNING, "What is released has been solved by others", "case", solved_by_others),
    Rule("CF-P02", Severity.WARNING, "Stated minutes are those that others took", "case", stated_times_hold),
    Rule("CF-P03", Severity.NOTE, "Somebody else has checked the facts", "case", facts_are_checked),
)
