"""Schemas for editors: all that our cases say is in them, and what the models refuse they refuse."""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casefile import cli
from casefile.kinds import KINDS, THEORIES
from casefile.source.document import cut
from casefile.workshop.schema.schemas import FILES, GATHERED, params_of, schemas
from casefile.workshop.schema.shapes import Schema
from tests.schema.validator import faults
from tests.sealed import SOURCE

CASES = (SOURCE, Path(__file__).parents[2] / "puzzles" / "lyrebird", Path(__file__).parents[1] / "check" / "sound")


@cache
def schema(name: str) -> Schema:
    return schemas()[name]


def files(root: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    for name, pattern in FILES.items():
        for path in root.glob(pattern or "docs/**/*.md"):
            text = path.read_text("utf-8")
            parts = cut(text)
            yield name, path, tomllib.loads(parts.front if parts and not pattern else text)


def puzzle(root: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((root / "puzzles" / name / "puzzle.toml").read_text("utf-8"))


@pytest.mark.parametrize("root", CASES, ids=lambda root: root.name)
def test_every_file_of_our_cases_is_as_its_schema_says(root: Path) -> None:
    found = list(files(root))
    assert {name for name, _, _ in found} == set(FILES)
    for name, path, data in found:
        assert list(faults(data, schema(name))) == [], path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tittle": "x"}, ".tittle: nothing may stand here"),
        ({"minutes": "3"}, ".minutes: is no integer"),
        ({"kind": "plane"}, ".kind: 'plane' is none of"),
        ({"form": "quiz"}, ".form: 'quiz' is none of"),
        ({"id": "A-1"}, ".id: 'A-1' is not"),
        ({"kind": "morse"}, "ways"),
    ],
)
def test_what_the_models_refuse_an_editor_underlines(change: dict[str, Any], said: str) -> None:
    found = list(faults(puzzle(SOURCE, "a") | change, schema("puzzle")))
    assert any(said in one for one in found), found


def test_a_kind_s_params_are_checked_under_its_name() -> None:
    good = puzzle(SOURCE, "a")
    assert list(faults(good, schema("puzzle"))) == []
    good["params"] |= {"spaces": 3}
    assert list(faults(good, schema("puzzle")))


def test_a_number_among_the_params_may_be_a_template() -> None:
    good = puzzle(SOURCE, "a")
    good["params"]["space"] = "{{ world.number }}"
    assert list(faults(good, schema("puzzle"))) == []
    good["params"]["space"] = "many"
    assert list(faults(good, schema("puzzle")))


def test_every_built_in_kind_has_its_params_in_the_schema() -> None:
    branches = {branch["title"]: branch for branch in schema("puzzle")["oneOf"]}
    for name, kind in KINDS.items():
        gathered = GATHERED if name in THEORIES else frozenset()
        own = set(params_of(kind).__struct_fields__) - gathered
        assert branches[name]["properties"]["params"]["properties"].keys() == own


def test_keys_are_described_in_the_words_of_the_models() -> None:
    said = schema("case")["properties"]
    assert said["endings_with"]["description"].startswith("The node whose opening ends the case")
    assert "left out" in said["profiles"]["items"]["properties"]["drops"]["description"]
    assert "vouches" not in json.dumps(said)


def test_nothing_is_newer_than_what_editors_for_toml_read() -> None:
    text = json.dumps(schemas())
    assert not any(f'"{key}":' in text for key in ("$ref", "$defs", "prefixItems", "const", "if", "then"))


def test_the_command_writes_the_schemas_and_prints_what_the_editor_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["schema"]) == 0
    told = tomllib.loads(capsys.readouterr().out)
    for rule in told["rule"]:
        assert json.loads((tmp_path / rule["schema"]["path"]).read_text("utf-8"))["$schema"]
    assert (tmp_path / ".schemas" / "paper.schema.json").is_file()
