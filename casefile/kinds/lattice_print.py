"""The plan of a lattice of streets: blocks with a count, a lettered site, or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from casefile.kinds.lattice_loops import Block, Town

NOTHING = "—"
_ACROSS, _WIDE = 6, 18
"""Columns from street to street, narrow and wide."""
_MARGIN = 4


def letter(number: int) -> str:
    """The letter of a site."""
    return "abcdefghijkl"[number]


def labels(counts: Mapping[Block, int], sites: Sequence[Block]) -> dict[Block, str]:
    """What stands in the blocks that are not empty."""
    return {block: str(count) for block, count in counts.items()} | {
        site: letter(number) for number, site in enumerate(sites)
    }


def draw(town: Town, shown: Mapping[Block, str]) -> str:
    """The plan, in blocks of six columns and two lines."""
    return "\n".join(_drawn(town, [shown], _ACROSS))


def draw_wide(town: Town, shown: Mapping[Block, str], names: Mapping[Block, str]) -> str:
    """The plan with the names of the sites under their letters."""
    return "\n".join(_drawn(town, [shown, names], _WIDE))


def _drawn(town: Town, layers: Sequence[Mapping[Block, str]], across: int) -> list[str]:
    margin = " " * _MARGIN
    lines = [margin + "".join(f" {at + 1:^{across - 1}}" for at in range(town.wide)).rstrip()]
    for row in range(town.high + 1):
        left, mid, right = "┌┬┐" if row == 0 else "└┴┘" if row == town.high else "├┼┤"
        lines.append(margin + left + mid.join(["─" * (across - 1)] * town.wide) + right)
        if row < town.high:
            for number, layer in enumerate(layers):
                cells = (f"{layer.get((row, at), ''):^{across - 1}}" for at in range(town.wide))
                head = f"{row + 1:>{_MARGIN - 1}} " if not number else margin
                lines.append(f"{head}│{'│'.join(cells)}│")
    return lines


def rows(town: Town, shown: Mapping[Block, str]) -> list[dict[str, Any]]:
    """The plan as the rows of a table."""
    return [
        {"row": row + 1, "cells": [shown.get((row, at), NOTHING) for at in range(town.wide)]}
        for row in range(town.high)
    ]


def say(town: Town, shown: Mapping[Block, str], clock: str) -> str:
    """The plan in words, a row after the other."""
    said = (
        f"row {row + 1}: {', '.join(shown.get((row, at), 'nothing') for at in range(town.wide))}"
        for row in range(town.high)
    )
    begun = f"{clock}. " if clock else ""
    return (
        f"{begun}A plan of streets, {town.wide} blocks from west to east and {town.high} rows of them from north to "
        f"south; in a block stands a count, a site's letter or nothing; {'; '.join(said)}."
    )


def say_round(town: Town, walked: frozenset[int]) -> str:
    """A round in words: the streets that it takes, by the blocks north or west of which they are."""
    along = ([str(at + 1) for at in range(town.wide) if town.along(row, at) in walked] for row in range(town.high + 1))
    down = ([str(at + 1) for at in range(town.wide + 1) if town.down(row, at) in walked] for row in range(town.high))
    level = "; ".join(f"street {number}: {', '.join(taken) or 'none'}" for number, taken in enumerate(along, 1))
    upright = "; ".join(f"row {number}: {', '.join(taken) or 'none'}" for number, taken in enumerate(down, 1))
    return (
        f"The round. Of the streets from west to east, by blocks, {level}. Of those from north to south, by streets, "
        f"{upright}."
    )
