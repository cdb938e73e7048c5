"""The watcher: what counts as a save."""

import threading
from pathlib import Path

import pytest

from casefile.workshop.preview.watch import Watch, look
from tests.spoilt import Folder

PATIENCE = 10


@pytest.mark.parametrize("name", ["docs/memo.md", "docs/new/paper.md", "i18n/fr.po"])
def test_a_written_file_of_the_case_changes_the_look(case: Folder, name: str) -> None:
    before = look(case.root)
    case.write(name, "something")
    assert look(case.root) != before


@pytest.mark.parametrize(
    "name", ["docs/.memo.md.swp", "docs/memo.md~", "docs/#memo.md#", "playtests/ann.jsonl", "seal.key", ".git/index"]
)
def test_an_editors_copy_and_what_is_no_part_of_the_case_do_not(case: Folder, name: str) -> None:
    (case.root / ".git").mkdir()
    before = look(case.root)
    case.write(name, "something")
    assert look(case.root) == before


def test_a_link_that_leads_round_in_a_circle_is_not_followed(case: Folder) -> None:
    (case.root / "docs" / "round").symlink_to(case.root)
    assert len(look(case.root)) < 200


def test_a_folder_that_is_gone_looks_empty(tmp_path: Path) -> None:
    assert look(tmp_path / "gone") == {}


def test_a_save_is_told(case: Folder) -> None:
    told = threading.Event()
    watch = Watch(case.root, told.set)
    watch.start()
    case.write("docs/memo.md", "something else")
    assert told.wait(PATIENCE)
    watch.stop()
    watch.join(PATIENCE)
    assert not watch.is_alive()
