"""Moments of the acts for `make pictures`: what has been done by then, the paper on the blotter, and the keys."""

from dataclasses import dataclass

INDUCTION = ("t0", "p01", "p03", "p04", "m1")
DEAD_MAN = (*INDUCTION, "p05", "p06", "p07", "p08")
BARGAIN = (*DEAD_MAN, "m2", "d1=log")
MOLE = (*BARGAIN, "p09", "p10", "p11", "p12", "m3")
NAMED = (*MOLE, "p14", "p15", "p16", "p17", "m4")
LONDON = (*NAMED, "d2=trust")
END = (*LONDON, "p18", "p19", "f")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing to look at."""

    name: str
    done: tuple[str, ...]
    """What was solved and decided (`decision=option`), in order."""
    paper: str
    keys: tuple[str, ...] = ()
    """Pressed when the paper lies there."""


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
    Moment("deadman-meeting", (*DEAD_MAN, "m2"), "holloway-meeting"),
    Moment("deadman-decision", (*DEAD_MAN, "m2"), "holloway-meeting", ("d",)),
    Moment("bargain-map", BARGAIN, "ring-map"),
    Moment("bargain-traffic", BARGAIN, "traffic"),
    Moment("bargain-sheets", BARGAIN, "custody-forms"),
    Moment("bargain-handset", BARGAIN, "handset", ("a",)),
    Moment("bargain-chair", (*BARGAIN, "p09"), "harry-account"),
    Moment("bargain-laundry", (*BARGAIN, "p10"), "laundry"),
    Moment("bargain-round", (*BARGAIN, "p11"), "porters-round"),
    Moment("bargain-well", (*BARGAIN, "p11"), "death-entry"),
    Moment("bargain-fourteenth", (*BARGAIN, "p11"), "letter-fourteen", ("a",)),
    Moment("bargain-yard", (*BARGAIN, "p11", "p12"), "hannah-yard"),
    Moment("bargain-calls", (*BARGAIN, "p10"), "exchange-sheet"),
    Moment("bargain-line", (*BARGAIN, "p10", "p13"), "on-the-line"),
    Moment("bargain-board", MOLE[:-1], "hannah-list", ("a",)),
    Moment("bargain-oath", MOLE, "oath"),
    Moment("mole-thursday", MOLE, "holloway-thursday"),
    Moment("mole-interviews", MOLE, "interviews"),
    Moment("mole-doors", MOLE, "door-log"),
    Moment("mole-plan", MOLE, "door-plan"),
    Moment("mole-copies", MOLE, "memo-copies"),
    Moment("mole-lamp", MOLE, "cutting-4-lamp"),
    Moment("mole-traffic", MOLE, "machine-traffic"),
    Moment("mole-card", MOLE, "machine-card"),
    Moment("mole-sentences", NAMED[:-1], "form-eleven"),
    Moment("mole-eight", (*MOLE, "p14"), "harry-eight"),
    Moment("mole-typists", (*MOLE, "p15"), "typing-register"),
    Moment("mole-clear", (*MOLE, "p16"), "machine-clear"),
    Moment("mole-docket", (*MOLE, "p14"), "float-docket"),
    Moment("mole-companies", (*MOLE, "p14"), "companies", ("a",)),
    Moment("mole-inventory", (*MOLE, "p14", "p17"), "inventory"),
    Moment("mole-round", (*MOLE, "p14", "p17"), "counting-register"),
    Moment("mole-withdrawn", NAMED[:-1], "withdrawals"),
    Moment("mole-accusation", NAMED[:-1], "withdrawals", ("a",)),
    Moment("mole-statement", NAMED, "mole-statement"),
    Moment("inner-plan", NAMED, "harry-plan"),
    Moment("inner-milk", NAMED, "milk-book"),
    Moment("inner-decision", NAMED, "order-pearce", ("d",)),
    Moment("inner-rounds", LONDON, "round-notes"),
    Moment("inner-chart", LONDON, "hop-chart"),
    Moment("inner-shutter", LONDON, "shutter-card", ("a",)),
    Moment("inner-tick", (*LONDON, "p18"), "carbon-tick"),
    Moment("inner-tunnel", (*LONDON, "p19"), "carrow-tunnel"),
    Moment("inner-places", (*LONDON, "p18", "p19"), "five-places"),
    Moment("inner-posts", (*LONDON, "p18", "p19"), "five-places", ("a",)),
    Moment("end-quiet", END, "end-quiet-hands"),
    Moment("end-stood", END, "five-kept"),
    Moment("end-page", END, "one-page"),
    Moment("end-contained", (*LONDON, "p18", "f"), "end-contained"),
    Moment("end-price", (*NAMED, "d2=deliver", "p18", "p19", "f"), "end-price"),
)
