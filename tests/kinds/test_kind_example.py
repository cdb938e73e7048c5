"""The worked example of somebody else's kind, as the guide gives it."""

import importlib
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from casefile.kinds import kind, plugins
from casefile.kinds.conformance import prove

FOLDER = Path(__file__).parents[2] / "docs" / "authors" / "examples" / "kind-rail-fence"


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package as if it were installed: its folder on the path, its entry points announced."""
    monkeypatch.syspath_prepend(str(FOLDER))
    told = tomllib.loads(FOLDER.joinpath("pyproject.toml").read_text("utf-8"))["project"]["entry-points"][plugins.GROUP]
    entries = [EntryPoint(name, value, plugins.GROUP) for name, value in told.items()]
    monkeypatch.setattr(plugins, "entry_points", lambda group: entries if group == plugins.GROUP else [])


@pytest.mark.usefixtures("announced")
def test_the_package_brings_a_kind_that_keeps_the_contract() -> None:
    theirs = importlib.import_module("test_rail_fence")
    proved = prove(kind("rail-fence"), theirs.PARAMS, theirs.papers, seeds=20)
    assert (proved.kind, proved.space) == ("rail-fence", 5)


@pytest.mark.usefixtures("announced")
def test_its_own_tests_pass() -> None:
    theirs = importlib.import_module("test_rail_fence")
    ran = [test() for name, test in vars(theirs).items() if name.startswith("test_")]
    assert len(ran) == 2


def test_its_readme_is_short() -> None:
    assert len(FOLDER.joinpath("README.md").read_text("utf-8").splitlines()) <= 10
