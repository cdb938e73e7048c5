"""Faults of pace, put into the sound case."""

from pathlib import Path

from tests.check.fault import Fault, edit

CASE = "case.toml"
FEEDERS = 'opens = "m"\nk = 2\nof = ["p1", "p2", "p3"]'
CHAIN = 'opens = "p2"\nof = ["p1"]\n\n[[gates]]\nopens = "p3"\nof = ["p2"]\n\n[[gates]]\nopens = "m"\nof = ["p3"]'
LATER = 'opens = "f"\nk = 2\nof = ["p4", "p5", "p6"]'
LATER_CHAIN = 'opens = "p5"\nof = ["p4"]\n\n[[gates]]\nopens = "p6"\nof = ["p5"]\n\n[[gates]]\nopens = "f"\nof = ["p6"]'


def one_after_the_other(root: Path) -> None:
    edit(CASE, FEEDERS, CHAIN)(root)
    edit(CASE, LATER, LATER_CHAIN)(root)


FAULTS = (
    Fault("CF-S03", spoil=one_after_the_other),
    Fault("CF-S07", CASE, "minutes = 150", "minutes = 40"),
    Fault("CF-S07", CASE, 'id = "full"\nminutes = 150', 'id = "full"\nplayers = 1\nminutes = 70'),
)
