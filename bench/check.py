"""The author's promise: a check costs little more than what is checked."""

import statistics
from pathlib import Path

from bench.table import Row, median_ms, ratio_row
from casefile.workshop.check.run import check
from casefile.workshop.deal import deal_case

LYREBIRD = Path(__file__).parent.parent / "puzzles" / "lyrebird"
ROUNDS = 7


def checking() -> Row:
    """LYREBIRD is checked in all its profiles, against loading, dealing and rendering it in one."""
    check(LYREBIRD)
    turns = [(median_ms(lambda: check(LYREBIRD), 1), median_ms(lambda: deal_case(LYREBIRD), 1)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(spans) for spans in zip(*turns, strict=True))
    return ratio_row("check LYREBIRD, one seed, three profiles", ours, theirs, "load and render it", 4)
