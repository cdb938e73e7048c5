"""Catalogues that keep up with a case: nothing that was translated is lost, and nothing stale speaks."""

import json
from pathlib import Path
from typing import Any

import polib  # type: ignore[import-untyped]
import pytest

from casefile import cli
from casefile.source import load
from casefile.workshop.deal import deal_case
from casefile.workshop.translation.catalogues import Merged, merge, read, template
from casefile.workshop.translation.standing import Progress, State, standing
from casefile.workshop.translation.tagging import tag
from casefile.workshop.translation.texts import texts
from tests.spoilt import Folder

SLIP = "docs/slip.md"
GERMAN = "i18n/de.po"


def merged(folder: Folder) -> Merged:
    done = merge(load(folder.root), "de", read(folder.root / GERMAN))
    folder.write(GERMAN, done.text)
    return done


def progress(folder: Folder) -> Progress:
    return standing(load(folder.root), "de", read(folder.root / GERMAN))


def entry(folder: Folder, msgid: str) -> Any:
    return next(one for one in polib.pofile(str(folder.root / GERMAN)) if msgid in one.msgid)


def with_ids(folder: Folder) -> None:
    for path, text in tag(folder.root).items():
        folder.write(path, text)


def german(folder: Folder) -> list[str]:
    return [paper.body["de"] for paper in deal_case(folder.root).papers]


def test_the_template_has_every_text_with_its_place_and_no_translation(case: Folder) -> None:
    found = polib.pofile(template(load(case.root)))
    assert {entry.msgstr for entry in found} == {""}
    titles = [entry for entry in found if entry.msgid == "The Missing Stamp"]
    assert [(one.msgctxt, one.comment, one.occurrences) for one in titles] == [
        ("case", "title", [("case.toml", str(case.line("case.toml", "title = ")))])
    ]
    assert "doc:memo" in {entry.msgctxt for entry in found}


def test_every_text_is_where_it_is_said_to_be(case: Folder) -> None:
    with_ids(case)
    for told in texts(load(case.root)):
        if told.context.startswith("doc:") and "#" in told.context:
            line = (case.root / told.path).read_text("utf-8").split("\n")[told.line - 1]
            assert line.startswith(told.text.split("\n")[0])


def test_a_merge_keeps_what_was_said_and_a_second_one_changes_nothing(case: Folder) -> None:
    before = german(case)
    first = merged(case)
    assert first.translated == 22
    assert german(case) == before
    assert merged(case).text == first.text


def test_ids_that_come_later_lose_no_translation(case: Folder) -> None:
    before = german(case)
    merged(case)
    with_ids(case)
    assert german(case) == before
    assert merged(case).translated == 22
    assert german(case) == before
    assert entry(case, "Number of this slip").msgctxt.startswith("doc:slip#")


def test_an_edited_paragraph_makes_its_translation_stale_and_keeps_it_with_what_it_translated(case: Folder) -> None:
    with_ids(case)
    merged(case)
    # Nothing of the old words is left: only the id can tell.
    case.edit(SLIP, "Number of this slip: **{{ world.number }}**", "Ihr: {{ world.number }}!")
    assert [one.told.path for one in progress(case).standings if one.state is State.STALE] == [SLIP]
    assert merged(case).stale == 1
    found = entry(case, "Ihr: ")
    assert found.fuzzy
    assert found.msgstr.startswith("Nummer dieses Zettels")
    assert found.previous_msgid == "Number of this slip: **{{ world.number }}**"
    assert not any("Nummer dieses Zettels" in body for body in german(case))


def test_a_second_edit_keeps_the_words_that_were_really_translated(case: Folder) -> None:
    with_ids(case)
    merged(case)
    for old, new in (("Number of this slip", "The number"), ("The number", "Our number")):
        case.edit(SLIP, old, new)
        merged(case)
    assert entry(case, "Our number").previous_msgid.startswith("Number of this slip")


def test_a_string_of_a_table_is_found_again_by_its_key(case: Folder) -> None:
    merged(case)
    case.edit("case.toml", 'title = "The Missing Stamp"', 'title = "Gone"')
    merged(case)
    assert entry(case, "Gone").previous_msgid == "The Missing Stamp"


def test_without_ids_a_paragraph_that_has_changed_a_little_is_found_again(case: Folder) -> None:
    case.edit(SLIP, "Number of this slip", "Number of the slip")
    assert merged(case).stale == 1


def test_a_text_that_is_gone_is_put_aside_and_comes_back_with_its_translation(case: Folder) -> None:
    merged(case)
    line = 'text = "the {{ world.room }}"\nwith = "e"'
    case.edit("case.toml", line, 'text = "{{ world.room }}"\nwith = "e"')
    assert merged(case).aside == 1
    assert "im {{ world.room }}" in (case.root / GERMAN).read_text("utf-8")
    case.edit("case.toml", 'text = "{{ world.room }}"\nwith = "e"', line)
    assert merged(case).translated == 22


def test_a_lost_placeholder_is_named(case: Folder) -> None:
    case.edit(GERMAN, "Nummer dieses Zettels: **{{ world.number }}**", "Nummer dieses Zettels")
    case_read = load(Folder.copy(case.root.parent / "whole").root)
    found = [one for one in standing(case_read, "de", read(case.root / GERMAN)).standings if one.state is State.LOST]
    assert [(one.told.path, one.lost) for one in found] == [(SLIP, ("{{world.number}}",))]


def test_words_of_the_machine_s_are_not_missed(case: Folder) -> None:
    loose = [told for told in texts(load(case.root)) if told.loose]
    assert "hammer" in {told.text for told in loose}
    assert "hammer" not in {one.told.text for one in progress(case).standings}


def test_a_whole_translation_is_a_hundred_percent_and_status_says_so_to_scripts(
    case: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    case.write(GERMAN, template(load(case.root)))
    assert cli.main(["i18n", str(case.root), "status", "de", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["percent"] == 0
    assert {one["state"] for one in said["open"]} == {"missing"}
    file = polib.pofile(str(case.root / GERMAN))
    for one in file:
        one.msgstr = one.msgid
    file.save()
    assert cli.main(["i18n", str(case.root), "status"]) == 0
    assert "100 %" in capsys.readouterr().out


def test_a_new_language_is_written_and_named(case: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["i18n", str(case.root), "merge", "fr"]) == 0
    assert polib.pofile(str(case.root / "i18n" / "fr.po")).metadata["Language"] == "fr"
    assert 'Add "fr"' in capsys.readouterr().out


@pytest.mark.parametrize("language", ["../de", "en", "DE", "de/x"])
def test_what_is_no_language_to_translate_to_is_refused(case: Folder, language: str) -> None:
    before = sorted(case.root.rglob("*"))
    assert cli.main(["i18n", str(case.root), "merge", language]) == 2
    assert sorted(case.root.rglob("*")) == before


def test_a_broken_catalogue_is_refused_and_left_as_it_is(case: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    case.write(GERMAN, "nonsense here\n")
    assert cli.main(["i18n", str(case.root), "merge", "de"]) == 2
    assert "gettext" in capsys.readouterr().err
    assert (case.root / GERMAN).read_text("utf-8") == "nonsense here\n"


def test_a_catalogue_that_is_a_link_is_refused(case: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.po"
    (case.root / GERMAN).rename(outside)
    (case.root / GERMAN).symlink_to(outside)
    before = outside.read_bytes()
    assert cli.main(["i18n", str(case.root), "merge", "de"]) == 2
    assert outside.read_bytes() == before


def test_lyrebird_s_texts_are_found_in_every_file() -> None:
    lyrebird = Path(__file__).parents[2] / "puzzles" / "lyrebird"
    found = load(lyrebird)
    paths = {told.path for told in texts(found)}
    assert paths >= {"case.toml", "world.toml", "cast.toml", *(doc.path for doc in found.docs.values())}
    assert paths >= {puzzle.hints_path for puzzle in found.puzzles.values()}
