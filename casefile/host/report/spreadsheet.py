"""A report as a table: a line for each team and puzzle."""

import csv
import io

from casefile.host.report.data import Report

HEAD = ("team", "name", "puzzle", "title", "minutes", "shown", "opened", "order", "wrong", "hints", "freed", "ending")
_FORMULA = tuple("=+-@\t\r")
"""With these a spreadsheet begins to reckon."""


def table(report: Report) -> str:
    """Write it. `minutes` is a team's time, shared; `shown` and `opened` are minutes along its clock."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    for team in report.teams:
        for hand in team.hands:
            opened = "" if hand.opened is None else _minutes(hand.opened)
            figures = (_minutes(hand.spent), _minutes(hand.shown), opened, hand.order or "")
            counts = (len(hand.wrong), len(hand.hints), int(hand.freed))
            names = (team.id, _text(team.name), _text(hand.lock), _text(hand.title))
            writer.writerow((*names, *figures, *counts, _text(team.ending)))
    return out.getvalue()


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}"


def _text(text: str) -> str:
    """Foreign text that stays text in a spreadsheet."""
    return f"'{text}" if text.startswith(_FORMULA) else text
