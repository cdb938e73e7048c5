"""From answers to keys and back."""

import pytest

from casefile.vault import Hit, Pack, WrongKey, derive, open_gate
from casefile.vault.manifest import Ref
from tests.vault.small import Small, seal_small


@pytest.fixture(scope="module")
def small() -> Small:
    return seal_small()


@pytest.fixture(scope="module")
def pack(small: Small) -> Pack:
    return small.open()


def test_everyone_may_read_the_start(pack: Pack) -> None:
    assert pack.manifest(pack.start).name == "start"
    assert pack.paper(pack.start, "strip", "en") == "Nine minutes of static.\n"


@pytest.mark.parametrize("answer", [("half moon  street!", "21 49"), ("Halfmoon Street", "2149 hrs")])
def test_every_accepted_spelling_gives_the_same_key(pack: Pack, small: Small, answer: tuple[str, str]) -> None:
    lock = pack.manifest(pack.start).locks[0]
    assert derive(pack, lock, answer, pack.start.key) == Hit("solved", small.solved)


def test_a_near_miss_opens_its_words_only(pack: Pack, small: Small) -> None:
    lock = pack.manifest(pack.start).locks[0]
    hit = derive(pack, lock, ("Half Moon Street", "21.53"), pack.start.key)
    assert hit == Hit("near", small.near)
    assert pack.manifest(small.near).text == {"en": "The street is right."}


def test_a_wrong_answer_gives_nothing(pack: Pack) -> None:
    lock = pack.manifest(pack.start).locks[0]
    assert derive(pack, lock, ("Full Moon Street", "21.49"), pack.start.key) is None


def test_the_right_answer_with_another_prior_key_gives_nothing(pack: Pack) -> None:
    lock = pack.manifest(pack.start).locks[0]
    assert derive(pack, lock, ("Half Moon Street", "21.49"), bytes(32)) is None


@pytest.mark.parametrize("held", [(0, 1), (0, 2), (1, 2), (0, 1, 2)])
def test_a_gate_opens_to_any_two_of_its_three_inputs(pack: Pack, small: Small, held: tuple[int, ...]) -> None:
    keys = {small.inputs[index].node: small.inputs[index].key for index in held}
    assert open_gate(pack, pack.manifest(pack.start).gates[0], keys) == small.act


@pytest.mark.parametrize("held", [(), (0,), (1,), (2,)])
def test_a_gate_stays_shut_to_fewer(pack: Pack, small: Small, held: tuple[int, ...]) -> None:
    keys = {small.inputs[index].node: small.inputs[index].key for index in held}
    assert open_gate(pack, pack.manifest(pack.start).gates[0], keys) is None


def test_an_invented_key_opens_nothing(pack: Pack, small: Small) -> None:
    with pytest.raises(WrongKey):
        pack.manifest(Ref(node=small.act.node, key=bytes(32)))


def test_a_missing_language_falls_back(pack: Pack) -> None:
    assert pack.paper(pack.start, "strip", "de") == "Neun Minuten Rauschen.\n"
    assert pack.paper(pack.start, "strip", "fr") == "Nine minutes of static.\n"


def test_a_corrected_pack_opens_with_the_old_keys() -> None:
    old, new = seal_small(rev=1), seal_small(rev=2, text="Nine minutes of quiet.\n")
    pack = new.open()
    assert pack.id == old.open().id
    assert pack.paper(old.start, "strip", "en") == "Nine minutes of quiet.\n"
    assert pack.manifest(old.act).name == "act"


def test_another_seed_makes_another_pack_with_other_keys() -> None:
    one, other = seal_small(), seal_small(seed=b"8")
    assert one.open().id != other.open().id
    with pytest.raises(WrongKey):
        other.open().manifest(one.act)
