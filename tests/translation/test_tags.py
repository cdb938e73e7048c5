"""Ids of paragraphs: given once, never changed, never seen by a player."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import cli
from casefile.source import Unsound, load
from casefile.source.document import blocks, identified, without_ids
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.translation.tagging import tag, tagged
from tests.spoilt import Folder

_ID = re.compile(r" <!-- #[a-z0-9]+ -->")
NOTE = "docs/a-note.md"

texts = st.lists(
    st.sampled_from(["word", "", "```figure a map", "```", "<!-- #k1 -->", "a <!-- #k2 -->", "|a|b|", "  ", "# Head"])
).map("\n".join)


def apply(folder: Folder) -> dict[str, str]:
    changed = tag(folder.root)
    for path, text in changed.items():
        folder.write(path, text)
    return changed


def said(deal: Dealt) -> list[object]:
    return [(paper.source.about.id, paper.title, paper.body, paper.alt) for paper in deal.papers]


@given(texts)
def test_blocks_without_their_ids_are_the_blocks_of_the_text_without_ids(text: str) -> None:
    assert [block.text for block in identified(text)] == blocks(without_ids(text))


@given(texts)
def test_taking_ids_off_moves_no_line(text: str) -> None:
    assert without_ids(text).count("\n") == text.count("\n")


def test_every_paragraph_of_prose_gets_an_id_and_nothing_else_changes(case: Folder) -> None:
    before = {path: (case.root / path).read_text("utf-8") for path in tag(case.root)}
    changed = apply(case)
    assert changed
    assert {path: _ID.sub("", text) for path, text in changed.items()} == before
    assert all(doc.ids and any(doc.ids) for doc in load(case.root).docs.values())


def test_a_case_with_ids_deals_what_it_dealt_without(case: Folder) -> None:
    before = deal_case(case.root)
    apply(case)
    after = deal_case(case.root)
    assert said(after) == said(before)
    assert {name: one.answers for name, one in after.solutions.items()} == {
        name: one.answers for name, one in before.solutions.items()
    }


def test_tagging_twice_changes_nothing_the_second_time(case: Folder) -> None:
    apply(case)
    assert tag(case.root) == {}


def test_an_id_stays_when_its_paragraph_is_edited_and_a_new_paragraph_gets_another(case: Folder) -> None:
    apply(case)
    ids = load(case.root).docs["a-note"].ids
    case.edit(NOTE, "The first word is", "A new opening.\n\nThe very first word is")
    apply(case)
    after = load(case.root).docs["a-note"].ids
    assert after[1:] == ids
    assert after[0] not in ids


def test_a_paragraph_that_is_all_template_needs_no_id() -> None:
    front = '+++\nid = "x"\n+++\n'
    assert tagged("x", f"{front}\n{{{{ world.words[0] }}}}\n\n---\n\n[[hidden lamp]]\n").count("<!--") == 0
    assert tagged("x", f'{front}\n{{{{ {{"kin": "A long walk home."}}[world.means] }}}}\n').count("<!--") == 1


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    text = tagged("x", '+++\r\nid = "x"\r\n+++\r\n\r\nOne.\r\n\r\nTwo.\r\n')
    assert text.count("\r\n") == text.count("\n") == 7
    assert len(_ID.findall(text)) == 2


def test_an_id_that_stands_twice_is_told_with_its_line(case: Folder) -> None:
    case.edit(NOTE, "The first word is {{ world.words[0] }}.", "One. <!-- #k1 -->")
    case.edit(NOTE, "On the back: somebody", "Two. <!-- #k1 -->\nSomebody")
    line = case.line(NOTE, "Two.")
    assert [(one.code, one.path, one.line) for one in case.problems()] == [("CF-S06", NOTE, line)]
    with pytest.raises(Unsound):
        tag(case.root)


def test_a_dry_run_names_the_files_and_leaves_them(case: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tag", str(case.root), "--dry-run"]) == 0
    assert NOTE in capsys.readouterr().out
    assert "<!--" not in (case.root / NOTE).read_text("utf-8")


def test_a_folder_without_a_case_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tag", str(tmp_path)]) == 2
    assert "case.toml" in capsys.readouterr().err
