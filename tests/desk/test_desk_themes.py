"""Colours and signs: readable in every theme, and without colour and Unicode."""

import ast
from pathlib import Path

import pytest
from rich.cells import cell_len

import casefile.desk
from casefile.desk.signs import to_ascii
from casefile.desk.themes import COLOURS, DESK_INKS, PAPER_INKS, REGISTRY, THEMES, TINTS


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_every_ink_is_readable_on_every_paper_and_on_the_desk(theme: str) -> None:
    colours = COLOURS[theme]
    on_paper = {(tint, ink): contrast(colours[tint], colours[ink]) for tint in TINTS for ink in PAPER_INKS}
    grounds = ("desk", "panel-desk", "sheet")
    on_desk = {(ground, ink): contrast(colours[ground], colours[ink]) for ground in grounds for ink in DESK_INKS}
    others = {
        "buff": contrast(colours["buff"], colours["on-buff"]),
        "lift": contrast(colours["lift"], colours["ink"]),
        "print": contrast(colours["print-dark"], colours["print-light"]),
    }
    ratios: list[tuple[object, float]] = [*on_paper.items(), *on_desk.items(), *others.items()]
    assert [pair for pair in ratios if pair[1] < 5] == []


@pytest.mark.parametrize("theme", COLOURS)
def test_a_theme_has_every_colour(theme: str) -> None:
    assert COLOURS[theme].keys() == REGISTRY.keys()


def test_there_are_three_themes_and_the_registry_is_the_first() -> None:
    assert [theme.name for theme in THEMES] == ["registry", "night", "contrast"]


def test_every_sign_that_the_desk_draws_has_a_stand_in_of_the_same_width() -> None:
    texts = {
        node.value
        for path in Path(casefile.desk.__file__).parent.glob("*.py")
        if path.stem not in ("signs", "ascii")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    signs = {sign for text in texts for sign in text if not sign.isascii() and not "\ue000" <= sign <= "\uf8ff"}
    assert {sign for sign in signs - {"\ufffd"} if to_ascii(sign) == "?"} == set()
    assert all(len(to_ascii(sign)) == cell_len(sign) for sign in signs)
