"""Kinds that other packages bring."""

import random
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import Certificate, Riddle, kind, names, plugins

Announce = Callable[..., None]


class Coin:
    name = "coin"
    family = "abstract"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
        if params.get("broken"):
            raise KeyError(params["broken"])
        side = stream.choice(("heads", "tails"))
        return Riddle({"side": side}, ((side,),), (), (("edge",),), "Toss it.", Certificate(2, "enumerated", 2, 1))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> tuple[str, ...]:
        raise RuntimeError("\x1b[31mno idea")


class Unwilling:
    name = "unwilling"

    def __init__(self) -> None:
        raise OSError("no coins today")


COIN = Coin()
NOT_A_KIND = 7


@pytest.fixture
def announce(monkeypatch: pytest.MonkeyPatch) -> Announce:
    def install(**values: str) -> None:
        entries = [EntryPoint(name, value, plugins.GROUP) for name, value in values.items()]
        monkeypatch.setattr(plugins, "entry_points", lambda group: entries if group == plugins.GROUP else [])

    return install


def refusal(name: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        kind(name)
    return caught.value


def test_an_installed_package_brings_a_kind(announce: Announce) -> None:
    announce(coin="tests.kinds.test_plugins:COIN", penny="tests.kinds.test_plugins:Coin")
    for name in ("coin", "penny"):
        assert kind(name).generate({}, {}, random.Random(1)).certificate.survivors == 1
    assert set(names()) >= {"coin", "penny", "form"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("tests.kinds.no_such_module:KIND", "could not be loaded: ModuleNotFoundError"),
        ("tests.kinds.test_plugins:Unwilling", "could not be made: OSError: no coins today"),
        ("tests.kinds.test_plugins:NOT_A_KIND", "has not the attributes of a kind"),
    ],
)
def test_a_plug_in_that_cannot_be_used_is_named_and_refused(announce: Announce, value: str, words: str) -> None:
    announce(coin=value)
    found = refusal("coin")
    assert found.code == "kind-plugin"
    assert words in found.sentence
    assert "“coin”" in found.sentence


def test_a_plug_in_that_raises_later_is_refused_and_its_escapes_are_cleaned(announce: Announce) -> None:
    announce(coin="tests.kinds.test_plugins:COIN")
    with pytest.raises(Refusal, match="could not deal: KeyError") as caught:
        kind("coin").generate({"broken": "x"}, {}, random.Random(1))
    assert caught.value.code == "kind-plugin"
    with pytest.raises(Refusal, match="could not solve: RuntimeError") as caught:
        kind("coin").solve({}, {})
    assert "\x1b" not in caught.value.sentence


def test_a_broken_plug_in_does_not_hurt_the_other_kinds(announce: Announce) -> None:
    announce(form="tests.kinds.no_such_module:KIND", coin="tests.kinds.no_such_module:KIND")
    assert kind("form").name == "form"


def test_two_packages_with_one_name_are_refused(announce: Announce, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [EntryPoint("coin", value, plugins.GROUP) for value in ("a:A", "b:B")]
    monkeypatch.setattr(plugins, "entry_points", lambda group: entries)
    assert "Two installed packages" in refusal("coin").sentence


def test_a_misspelt_kind_is_answered_with_the_likely_one(announce: Announce) -> None:
    announce()
    found = refusal("logic-gird")
    assert found.code == "kind-unknown"
    assert "“logic-grid”" in found.sentence
