"""The author's guide: what it quotes is there, what it points at exists, and what it shows works."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from casefile.cli import COMMANDS, main
from casefile.kinds import KINDS
from casefile.source.loader import load
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.search import searches
from casefile.workshop.deal import deal_case
from casefile.workshop.schema.schemas import params_of
from tests.kinds.samples import SAMPLES

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "authors"
EXAMPLES = GUIDE / "examples"
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
ELSEWHERE = {"accusation": ROOT / "tests" / "accusation_case"}
"""Kinds that the cabinet has no drawer for, and the case that has one: the cabinet has no hidden world."""
SLOW = {"cabinet"}
"""Examples that take more than a few seconds to check and to solve."""

_FENCE = re.compile(r"^(`{3,})([^`]*)$")
_QUOTED = re.compile(r"\bfile=(\S+)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Pages to be read; the papers and hints of the examples are material, not pages."""
    return [page for page in PAGES if EXAMPLES not in page.parents or page.name == "README.md"]


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The text part by part: what stands behind the opening of a fence, and what is in it; prose has nothing there."""
    fence, about, held = "", "", list[str]()
    for line in text.splitlines():
        match = _FENCE.match(line)
        if match and not fence:
            yield "", "\n".join(held)
            fence, about, held = match[1], match[2].strip() or "text", []
        elif match and match[1].startswith(fence) and not match[2].strip():
            yield about, "\n".join(held)
            fence, about, held = "", "", []
        else:
            held.append(line)
    yield about, "\n".join(held)


def prose(page: Path) -> str:
    """What stands outside of fences, without code."""
    said = "\n".join(text for about, text in parts(page.read_text("utf-8")) if not about)
    return re.sub(r"(`+).+?\1", "", said)


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as the web shows them."""
    said = "\n".join(text for about, text in parts(page.read_text("utf-8")) if not about)
    heads = re.findall(r"^#{1,6} (.+)$", said, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads)


QUOTES = [
    pytest.param(page, match[1], text, id=f"{page.relative_to(GUIDE)}-{number}")
    for page in pages()
    if GUIDE in page.parents
    for number, (about, text) in enumerate(parts(page.read_text("utf-8")))
    if (match := _QUOTED.search(about))
]


@pytest.mark.parametrize(("page", "quoted", "text"), QUOTES)
def test_what_the_guide_quotes_stands_in_its_file(page: Path, quoted: str, text: str) -> None:
    file = GUIDE / quoted
    assert file.is_file(), f"{page.name} quotes {quoted}, which is not there"
    assert text.strip()
    assert f"\n{text}" in f"\n{file.read_text('utf-8')}", f"{page.name} quotes {quoted} as it is not"


def test_a_quote_within_longer_fences_is_read_whole() -> None:
    text = "Look:\n\n````md file=a.md\n```figure words\nx\n```\n````\n\nEnd."
    assert [part for part in parts(text) if part[0]] == [("md file=a.md", "```figure words\nx\n```")]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        there = target.exists() and (not anchor or (target.is_file() and anchor in anchors(target)))
        lost += [] if there else [link]
    assert not lost


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_is_told_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    typed = [said for about, said in parts(text) if about == "sh"]
    told = re.findall(r"^casefile (\w+)", "\n".join(typed), re.MULTILINE) + re.findall(r"`casefile (\w+)", text)
    assert set(told) <= set(COMMANDS)


def rows(page: Path) -> dict[str, list[str]]:
    """The rows of a page's tables, by what their first cell names."""
    found = re.findall(r"^\| *\[?`?([\w-]+)`?(?:\]\([^)]*\))? *\|(.+)\|$", page.read_text("utf-8"), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in found}


def test_every_kind_has_a_page_and_every_page_a_kind() -> None:
    found = {page.stem for page in (GUIDE / "kinds").glob("*.md")} - {"README"}
    assert found == set(KINDS)


def test_the_table_of_kinds_says_of_each_its_family_and_its_tool() -> None:
    table = rows(GUIDE / "kinds" / "README.md")
    said = {name: (table[name][1], table[name][2]) for name in KINDS}
    assert said == {name: (kind.family or "any", kind.tool or "—") for name, kind in KINDS.items()}


@pytest.mark.parametrize("name", KINDS)
def test_the_page_of_a_kind_names_all_that_an_author_writes_and_gets(name: str) -> None:
    page = (GUIDE / "kinds" / f"{name}.md").read_text("utf-8")
    sample = SAMPLES[name]
    riddle = KINDS[name].generate(sample.params, sample.world, random.Random("guide"))
    written = params_of(KINDS[name]).__struct_fields__
    wanted = {*written, *riddle.values, *(near.why for near in riddle.near)} - {"toy", "answer"}
    # values of a form are called as its author calls them
    wanted -= {entry["id"] for key in ("fields", "decoys") if name == "form" for entry in sample.params[key]}
    assert not {word for word in wanted if f"`{word}`" not in page}
    assert len(page.splitlines()) <= 60


def test_the_table_of_rules_is_that_of_the_program() -> None:
    table = rows(GUIDE / "rules.md")
    assert {code: (cells[0], cells[1]) for code, cells in table.items() if code.startswith("CF-")} == {
        code: (rule.severity.value + " *" * (rule.scope == "load"), rule.title) for code, rule in RULES.items()
    }


CASES = [
    pytest.param(found.parent, id=found.parent.name, marks=[pytest.mark.slow] * (found.parent.name in SLOW))
    for found in sorted(EXAMPLES.glob("*/case.toml"))
]


@pytest.mark.parametrize("folder", CASES)
def test_an_example_is_fair_and_can_be_solved_from_its_papers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0, capsys.readouterr().out
    assert main(["solve", str(folder)]) == 0, capsys.readouterr().out


def kinds_in(folder: Path) -> list[str]:
    told = [file.read_text("utf-8") for file in folder.rglob("puzzle.toml")]
    return sorted(re.search(r'^kind = "(.+)"$', text, re.MULTILINE)[1] for text in told)  # type: ignore[index]


def test_the_cabinet_has_a_drawer_for_each_kind_that_needs_no_hidden_world() -> None:
    assert kinds_in(EXAMPLES / "cabinet") == sorted(set(KINDS) - set(ELSEWHERE))
    assert all(name in kinds_in(folder) for name, folder in ELSEWHERE.items())


def test_the_table_of_kinds_has_the_bits_of_the_examples() -> None:
    found: dict[str, int] = {}
    for folder in (*ELSEWHERE.values(), EXAMPLES / "cabinet"):
        dealt = deal_case(load(folder))
        found |= {dealt.case.puzzles[one.lock].about.kind: round(one.bits) for one in searches(dealt)}
    table = rows(GUIDE / "kinds" / "README.md")
    assert {name: int(table[name][4]) for name in KINDS} == found
