"""Rules of pace: that there is something else to do, and that a case takes as long as it says."""

from collections.abc import Iterator

from casefile.source.problems import Problem
from casefile.workshop.check.rule import Cut, Rule, Severity

_ALONE_MAX = 0.2
"""Share of the time in which a stuck player may have nothing else to turn to."""
_OPEN_MAX = 5


def something_else_to_do(cut: Cut) -> Iterator[Problem]:
    """Two locks or more are open most of the time, and never more than five."""
    seen = cut.ahead
    if seen.alone > _ALONE_MAX:
        yield _problem(
            cut,
            "CF-S03",
            f'in profile "{cut.profile.id}" one puzzle alone is open for {seen.alone:.0%} of the time, most of it '
            f'"{seen.narrowest}"; whoever is stuck there has nothing else to turn to.',
            f'Open another beside "{seen.narrowest}", or lower the k of the gate behind it.',
        )
    if seen.crowd > 0:
        yield _problem(
            cut,
            "CF-S03",
            f'in profile "{cut.profile.id}" more than {_OPEN_MAX} puzzles are open for {seen.crowd:.0%} of the time.',
            "Put some of them behind others with a gate.",
        )


def done_in_time(cut: Cut) -> Iterator[Problem]:
    """Nine of ten teams are done within the minutes that the profile advertises."""
    minutes, players = cut.profile.minutes, cut.profile.players
    if minutes and (late := cut.ahead.p90) > minutes:
        yield _problem(
            cut,
            "CF-S07",
            f'profile "{cut.profile.id}" says {minutes} minutes, and one in ten teams of {players} sits there after '
            f"{late:.0f}.",
            "Give it more minutes or players, or drop a puzzle; `casefile simulate` shows each size of team.",
            "minutes",
        )


def _problem(cut: Cut, code: str, sentence: str, advice: str, *key: str) -> Problem:
    number = [profile.id for profile in cut.case.file.profiles].index(cut.profile.id)
    return cut.problem(code, "case.toml", ("profiles", number, *key), sentence, advice)


RULES = (
    Rule("CF-S03", Severity.WARNING, "There is mostly something else to do", "profile", something_else_to_do),
    Rule("CF-S07", Severity.WARNING, "Nine of ten teams are done in the time advertised", "profile", done_in_time),
)
