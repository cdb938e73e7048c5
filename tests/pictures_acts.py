"""Moments of the acts for `make pictures`: what has been solved by then, the paper on the blotter, and the keys."""

from dataclasses import dataclass

INDUCTION = ("t0", "p01", "p03", "p04", "m1")
DEAD_MAN = (*INDUCTION, "p05", "p06", "p07", "p08")
BARGAIN = (*DEAD_MAN, "m2")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing to look at."""

    name: str
    solved: tuple[str, ...]
    """What was solved, in order."""
    paper: str
    keys: tuple[str, ...] = ()
    """Pressed when the paper lies there."""
    took: tuple[tuple[str, str], ...] = ()
    """Decisions taken after the last of `solved`, and what was solved after them (as decision, option)."""
    then: tuple[str, ...] = ()
    """What was solved after these decisions."""


LOGGED = (("d1", "log"),)

MOMENTS = (
    Moment("deadman-packet", INDUCTION, "holloway-packet"),
    Moment("deadman-coat", INDUCTION, "river-photo"),
    Moment("deadman-slips", INDUCTION, "river-slips"),
    Moment("deadman-tide", INDUCTION, "tide-card"),
    Moment("deadman-lyrebird", INDUCTION, "lyrebird-log"),
    Moment("deadman-figures", INDUCTION, "lyrebird-log", ("end",)),
    Moment("deadman-services", INDUCTION, "services"),
    Moment("deadman-carrow", (*INDUCTION, "p05"), "carrow-letter"),
    Moment("deadman-night-book", (*INDUCTION, "p06"), "dark-register"),
    Moment("deadman-watch", (*INDUCTION, "p07"), "watch-report"),
    Moment("deadman-crossword", (*INDUCTION, "p05"), "magazine", ("pagedown",)),
    Moment("deadman-pairs", (*INDUCTION, "p05"), "inside-cover", ("a",)),
    Moment("deadman-board", DEAD_MAN, "ledger-1", ("a",)),
    Moment("deadman-meeting", BARGAIN, "holloway-meeting"),
    Moment("deadman-decision", BARGAIN, "holloway-meeting", ("d",)),
    Moment("bargain-map", BARGAIN, "ring-map", (), LOGGED),
    Moment("bargain-traffic", BARGAIN, "traffic", (), LOGGED),
    Moment("bargain-sheets", BARGAIN, "custody-forms", (), LOGGED),
    Moment("bargain-handset", BARGAIN, "handset", ("a",), LOGGED),
    Moment("bargain-chair", BARGAIN, "harry-account", (), LOGGED, ("p09",)),
    Moment("bargain-laundry", BARGAIN, "laundry", (), LOGGED, ("p10",)),
    Moment("bargain-well", BARGAIN, "death-entry", (), LOGGED, ("p11",)),
    Moment("bargain-fourteenth", BARGAIN, "letter-fourteen", ("a",), LOGGED, ("p11",)),
    Moment("bargain-yard", BARGAIN, "hannah-yard", (), LOGGED, ("p11", "p12")),
    Moment("bargain-calls", BARGAIN, "exchange-sheet", (), LOGGED, ("p10",)),
    Moment("bargain-line", BARGAIN, "on-the-line", (), LOGGED, ("p10", "p13")),
    Moment("bargain-board", BARGAIN, "hannah-list", ("a",), LOGGED, ("p09", "p10", "p11", "p12")),
    Moment("bargain-oath", BARGAIN, "oath", (), LOGGED, ("p09", "p10", "p11", "p12", "m3")),
)
