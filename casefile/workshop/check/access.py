"""Rules of access: what a paper shows reaches everybody, on the smallest terminal, by eye or by ear.

What no case can break has no rule here. Colour, contrast, movement and the line mode are the desk's own; there is no
sound, and no time limit.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from casefile.desk.signs import cells, to_ascii
from casefile.session.views import Block, Page, Shape
from casefile.source.problems import Problem
from casefile.workshop.check.alternatives import drawings_are_told
from casefile.workshop.check.prose import blocks, line_of
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.deal import DealtPaper

FIGURE, WIDE = 76, 150
"""Cells of the widest figure, and of its form for whoever has the room."""
SHEET = 79
"""Cells of the widest sheet on a terminal of 80: the scroll bar takes one."""
_LOOKALIKE = re.compile(r"[0O1Il]")
_GROUP = re.compile(r"[^\W_]+")


def fits_eighty_columns(deal: Deal) -> Iterator[Problem]:
    """Figures and tables that a terminal of 80 columns would cut or break."""
    from casefile.desk.paper.layout import needed

    for paper, language, set_ in _set(deal):
        for block in set_:
            for lines, most in ((block.lines, FIGURE), (block.wide, WIDE)):
                widest = max(lines, key=cells, default="")
                if cells(widest) > most:
                    sentence = f"has a figure of {cells(widest)} columns; at most {most} fit."
                    yield _at(paper, widest.strip(), "CF-T04", sentence, "Break it, or draw it narrower.")
        tables = tuple(block for block in set_ if block.shape is Shape.TABLE)
        wide = needed(_page(paper, language, tables))
        if wide > SHEET:
            sentence = f"has a table that takes {wide} columns before its words break; a terminal has 80."
            yield _at(paper, "|", "CF-T04", sentence, "Leave out a column, or shorten its longest words.")


def glyphs_are_plain(deal: Deal) -> Iterator[Problem]:
    """Signs in figures and tables that are wider than a cell on some terminals, or that nothing in ASCII stands for."""
    for paper, _, set_ in _set(deal):
        drawn = "".join("".join(block.lines + block.wide) or block.text for block in set_ if block.lines or block.rows)
        bad = sorted({sign for sign in drawn if not sign.isascii() and (_is_odd(sign) or to_ascii(sign) == "?")})
        if bad:
            shown = ", ".join(
                f"{sign} (U+{ord(sign):04X})" if sign.isprintable() else f"U+{ord(sign):04X}" for sign in bad
            )
            sentence = f"draws with {shown}, which is not one cell wide everywhere or has no stand-in in ASCII."
            yield _at(paper, bad[0], "CF-T05", sentence, "Draw with lines, blocks, shades and letters.")


def names_can_be_told_apart(deal: Deal) -> Iterator[Problem]:
    """Suspects whose names begin alike, people whose names look alike, codes in which 0 may be O."""
    calls = {person: _called(deal, person) for person in deal.case.cast}
    roll = set(deal.case.roll)
    for one, other in combinations(calls, 2):
        first, second = calls[one], calls[other]
        if not first or not second or first[0].casefold() != second[0].casefold():
            continue
        if {one, other} <= roll:
            sentence = f"{first} and {second} are suspects, and begin alike."
        elif len(first) == len(second):
            sentence = f"{first} and {second} begin alike and are equally long."
        else:
            continue
        yield deal.problem("CF-T10", "cast.toml", (other, "name"), sentence, "Readers skim names; call one otherwise.")
    for lock, solution in deal.dealt.solutions.items():
        for number, field in enumerate(solution.fields):
            answers = solution.answers[:1] if field.normal == "code" else []
            if any(_is_ambiguous(group) for answer in answers for group in _GROUP.findall(answer[number])):
                sentence = f'the code of "{field.id}" mixes letters with digits, and has one of 0 O 1 I l among them.'
                advice = "Leave these five out, or keep letters and digits in groups of their own."
                yield deal.problem("CF-T10", deal.case.puzzles[lock].path, ("fields", number), sentence, advice)


def _set(deal: Deal) -> Iterator[tuple[DealtPaper, str, tuple[Block, ...]]]:
    for paper in deal.dealt.papers:
        for language in deal.dealt.rendering.facts:
            yield paper, language, blocks(paper.body[language])


def _page(paper: DealtPaper, language: str, set_: tuple[Block, ...]) -> Page:
    about = paper.source.about
    return Page(about.id, paper.title[language], about.kind, paper.ref, paper.date, about.marking, about.act, set_)


def _at(paper: DealtPaper, text: str, code: str, sentence: str, advice: str) -> Problem:
    return Problem(paper.source.path, line_of(paper.source, text), code, sentence, advice)


def _is_odd(sign: str) -> bool:
    return cells(sign) != 1 or unicodedata.category(sign) in {"Cf", "Co", "Cn", "Mn", "Me", "Mc"}


def _called(deal: Deal, person: str) -> str:
    """The word by which somebody is spoken of: the last of the name, or the first where a family shares the last."""
    words = str(deal.case.cast[person].get("name", "")).split()
    others = [str(one.get("name", "")).split()[-1:] for name, one in deal.case.cast.items() if name != person]
    return "" if not words else words[0] if words[-1:] in others else words[-1]


def _is_ambiguous(group: str) -> bool:
    mixed = any(map(str.isalpha, group)) and any(map(str.isdigit, group))
    return mixed and _LOOKALIKE.search(group) is not None


RULES: tuple[Rule, ...] = (
    Rule("CF-T03", Severity.ERROR, "Whatever is drawn is told in words that are enough", "deal", drawings_are_told),
    Rule("CF-T04", Severity.ERROR, "Figures and tables fit a terminal of 80 columns", "deal", fits_eighty_columns),
    Rule("CF-T05", Severity.WARNING, "Drawings use signs that every terminal has", "deal", glyphs_are_plain),
    Rule("CF-T10", Severity.WARNING, "Names and codes can be told apart at a glance", "deal", names_can_be_told_apart),
)
