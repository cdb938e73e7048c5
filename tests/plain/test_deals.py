"""Which pack a case is played with: its lengths, its deals, sealed or from a source."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

from casefile.desk import cases, launch
from casefile.desk.cases import RANDOM, Cut, Offer, pick
from casefile.desk.launch import Wanted
from casefile.errors import Refusal
from casefile.store.shelf import Shelf
from casefile.vault import Pack
from tests.packs import sealed

SOURCE = (Offer("x", "X", Path("packs/x.case"), Path("x")),)
CAME_SEALED = (
    Offer("x", "X", Path("x.case")),
    Offer("x", "X", Path("x-room.case"), profile="room"),
    *(Offer("x", "X", Path(f"x-{n}.case"), seed=n * 32) for n in "123"),
)


def test_a_random_seed_is_another_each_time_and_no_name_says_it() -> None:
    drawn = [pick(SOURCE, seed=RANDOM) for _ in range(8)]
    assert len({offer.seed for offer in drawn}) == len({offer.pack for offer in drawn}) == 8
    assert all(re.fullmatch(r"x-[0-9a-f]{8}\.case", offer.pack.name) for offer in drawn)
    assert RANDOM not in {offer.seed for offer in drawn}


def test_packs_of_one_source_lie_beside_each_other_and_one_seed_has_one_pack() -> None:
    wanted = [("", ""), ("room", ""), ("", "a/b"), ("room", "a/b"), ("", "c")]
    packs = [pick(SOURCE, profile=profile, seed=seed).pack for profile, seed in wanted]
    assert {pack.parent for pack in packs} == {Path("packs")}
    assert len(set(packs)) == len(packs)
    assert pick(SOURCE, seed="c") == pick(SOURCE, profile="full", seed="c")


def test_a_case_that_came_sealed_has_its_profiles() -> None:
    assert pick(CAME_SEALED).pack == pick(CAME_SEALED, profile="full").pack == Path("x.case")
    assert pick(CAME_SEALED, profile="room").pack == Path("x-room.case")
    with pytest.raises(Refusal, match="It has: full, room"):
        pick(CAME_SEALED, profile="evening")


def test_a_random_deal_that_came_sealed_is_one_that_was_not_played_while_there_is_one() -> None:
    assert {pick(CAME_SEALED, seed=RANDOM).seed[0] for _ in range(64)} == set("123")
    assert pick(CAME_SEALED, seed=RANDOM, played={"1" * 32, "3" * 32}).seed == "2" * 32
    assert pick(CAME_SEALED, seed=RANDOM, played={n * 32 for n in "123"}) in CAME_SEALED[2:]


def test_what_needs_the_source_says_so_and_names_what_there_is() -> None:
    with pytest.raises(Refusal, match=r"needs its source.*--seed random"):
        pick(CAME_SEALED, seed="1")
    with pytest.raises(Refusal, match="full length only"):
        pick(CAME_SEALED, profile="room", seed=RANDOM)
    with pytest.raises(Refusal, match="needs its source") as refusal:
        pick(CAME_SEALED[:2], seed=RANDOM)
    assert "--seed random" not in refusal.value.sentence


def test_a_source_says_its_lengths_without_being_checked(tmp_path: Path) -> None:
    (tmp_path / "puzzles" / "x").mkdir(parents=True)
    head = tmp_path / "puzzles" / "x" / "case.toml"
    head.write_text(
        'id = "x"\ntitle = "X"\n[[profiles]]\nid = "full"\nminutes = 400\n'
        '[[profiles]]\nid = "room"\nminutes = "many"\nplayers = 4\n[[profiles]]\nminutes = 3\n'
    )
    (offer,) = cases._sources(tmp_path)
    assert offer.cuts == (Cut("full", 400, 2), Cut("room", 0, 4))
    head.write_text("id =")
    (broken,) = cases._sources(tmp_path)
    assert broken.cuts == ()


def test_packs_tell_deals_by_their_names_and_lengths_stand_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pack, "open", partial(Pack.open, allow_test=True))
    for name in ("fixture.case", "fixture-0123abcd.case"):
        (tmp_path / name).write_bytes(sealed())
    (tmp_path / "index.json").write_text(json.dumps({"fixture": [{"id": "full", "minutes": 90, "players": 3}]}))
    known = {offer.pack.name: offer for offer in cases._sealed(tmp_path)}
    with Pack.open(tmp_path / "fixture.case") as pack:
        assert (known["fixture.case"].seed, known["fixture-0123abcd.case"].seed) == ("", pack.id)
    assert {offer.cuts for offer in known.values()} == {(Cut("full", 90, 3),)}
    (tmp_path / "index.json").write_text("[")
    assert {offer.cuts for offer in cases._sealed(tmp_path)} == {()}


def test_when_all_deals_were_played_a_random_one_says_that_it_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fixture-0.case"
    path.write_bytes(sealed())
    with Pack.open(path, allow_test=True) as pack:
        known = (Offer(pack.case, "X", tmp_path / "none.case"), Offer(pack.case, "X", path, seed=pack.id))
    monkeypatch.setattr(launch, "offers", lambda: known)
    monkeypatch.setattr(cases, "offers", lambda: known)
    told = []
    for _ in range(2):
        sitting, _ = launch._sit(Shelf(tmp_path / "saves"), Wanted(known[0].id, seed=RANDOM, allow_test=True))
        told.append(" ".join(sitting.session.status().notices))
        sitting.close()
    assert "one of them again" not in told[0]
    assert "one of them again" in told[1]


def test_answers_that_lie_stretched_beside_a_source_are_where_its_cache_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "checkout", lambda: tmp_path)
    (tmp_path / cases.STRETCHED).write_bytes(b"known")
    cache = cases.seal_cache(tmp_path)
    assert cache.read_bytes() == b"known"
    cache.write_bytes(b"more")
    assert cases.seal_cache(tmp_path).read_bytes() == b"more"
