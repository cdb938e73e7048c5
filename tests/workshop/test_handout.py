"""The papers as pages for a printer."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from casefile import cli
from casefile.errors import Refusal
from casefile.workshop.handout import handout
from tests import sealed


class Tags(HTMLParser):
    """Which tags were left open, and how many of each there were."""

    EMPTY = frozenset({"meta", "hr", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_paper_is_on_a_sheet_and_every_tag_is_closed() -> None:
    dealt = sealed.dealt()
    tags = Tags(handout(dealt))
    assert tags.open == []
    assert tags.seen.count("article") == len(dealt.papers)


def test_what_the_author_wrote_is_never_taken_as_html() -> None:
    page = handout(sealed.dealt(), player="<script>alert(1)</script>")
    assert "<script" not in page


def test_a_bar_stays_a_bar_on_paper() -> None:
    assert "[[mark" not in handout(sealed.dealt())
    assert "<s>" in handout(sealed.dealt())


def test_an_act_or_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal, match="no act"):
        handout(sealed.dealt(), acts=["nowhere"])
    with pytest.raises(Refusal, match="does not speak"):
        handout(sealed.dealt(), language="fr")


def test_the_command_writes_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "out" / "papers.html"
    assert cli.main(["handout", str(sealed.folder()), "-o", str(page), "--language", "de"]) == 0
    assert '<html lang="de">' in page.read_text()
    assert str(len(sealed.dealt().papers)) in capsys.readouterr().out
