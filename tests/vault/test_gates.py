"""Gates open to enough of their inputs, whichever they are, and to nothing less."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.vault import Node, Pack, Sealing, SealKey, open_gate
from casefile.vault.blob import LENGTH, SMALLEST, padded
from casefile.vault.manifest import Gate, Manifest

KEY = SealKey(bytes(32))
DEAL = KEY.deal("gates", b"", "full")
START, TARGET = DEAL.ref("start"), DEAL.ref("target")
SHAPES = [(k, n) for n in range(1, 7) for k in range(1, n + 1)] + [(1, 1000), (6, 12), (12, 12)]


def sealed(k: int, n: int) -> tuple[Pack, Gate]:
    sealing = Sealing(KEY, DEAL, kdf="test")
    gate = sealing.make_gate("gate", k, [DEAL.ref(f"in/{index}") for index in range(n)], TARGET)
    nodes = [Node(START, Manifest(kind="start", name="start", gates=[gate]))]
    data = sealing.write(nodes, title={"en": "X"}, languages=["en"], rev=1, start=START)
    pack = Pack.open(data, allow_test=True)
    return pack, pack.manifest(START).gates[0]


@pytest.mark.parametrize(("k", "n"), SHAPES[:-3])
def test_a_gate_opens_to_every_set_of_k_inputs_and_to_none_of_fewer(k: int, n: int) -> None:
    pack, gate = sealed(k, n)
    for size in range(n + 1):
        for held in combinations(range(n), size):
            refs = [DEAL.ref(f"in/{index}") for index in held]
            opened = open_gate(pack, gate, {ref.node: ref.key for ref in refs})
            assert opened == (TARGET if size >= k else None)


@pytest.mark.parametrize(("k", "n"), SHAPES[-3:])
def test_a_large_gate_opens_to_its_last_inputs(k: int, n: int) -> None:
    pack, gate = sealed(k, n)
    refs = [DEAL.ref(f"in/{index}") for index in range(n - k, n)]
    assert open_gate(pack, gate, {ref.node: ref.key for ref in refs}) == TARGET


def test_a_key_under_the_wrong_id_does_not_count() -> None:
    pack, gate = sealed(2, 3)
    first = DEAL.ref("in/0")
    assert open_gate(pack, gate, {first.node: first.key, TARGET.node: DEAL.ref("in/1").key}) is None


@given(length=st.integers(0, 1 << 28))
def test_a_padded_size_is_one_that_padding_gives_and_at_most_an_eighth_too_large(length: int) -> None:
    size = padded(length)
    assert size >= max(SMALLEST, LENGTH + length)
    assert padded(size - LENGTH) == size
    assert size <= max(SMALLEST, (LENGTH + length) * 1.125)
