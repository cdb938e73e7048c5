"""Gates: k of n keys open another. All is n of n, any is 1 of n."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.vault.labels import Purpose, extract_expand, lp
from casefile.vault.lock import ZERO
from casefile.vault.manifest import Gate, Ref
from casefile.vault.refusal import damaged
from casefile.vault.soundness import WRAP

if TYPE_CHECKING:
    from casefile.vault.pack import Pack


def open_gate(pack: "Pack", gate: Gate, keys: Mapping[bytes, bytes]) -> Ref | None:
    """Open a gate if enough of its inputs are held.

    Args:
        pack: The pack that the gate is from.
        gate: As it stands in its manifest.
        keys: Node id to key, of every node that is held.

    Returns:
        The gate's target, or None while too few inputs are held.

    Raises:
        PackRefusal: `pack-damaged`: enough are held, and they do not open it.
    """
    held = [index for index, node in enumerate(gate.inputs) if node in keys][: gate.k]
    if len(held) < gate.k:
        return None
    chosen = tuple(held)
    position = next(i for i, subset in enumerate(combinations(range(len(gate.inputs)), gate.k)) if subset == chosen)
    mask = _mask(chosen, len(gate.inputs))
    material = b"".join(keys[gate.inputs[index]] for index in chosen)
    wrap = gate.wraps[position * WRAP : (position + 1) * WRAP]
    key = _gate_key(material, mask, pack.id_bytes, gate.id, pack.table_salt)
    try:
        opened = ChaCha20Poly1305(key).decrypt(ZERO, wrap, _binding(pack.id_bytes, gate, mask))
    except InvalidTag:
        raise damaged("a gate does not open to its own keys") from None
    return Ref(node=gate.target, key=opened)


def seal_gate(gate: Gate, inputs: Sequence[Ref], target: Ref, *, pack: bytes, table_salt: bytes) -> bytes:
    """Wrap the target's key once for each subset of `gate.k` inputs, in lexicographic order of their indices."""
    wraps: list[bytes] = []
    for chosen in combinations(range(len(inputs)), gate.k):
        mask = _mask(chosen, len(inputs))
        key = _gate_key(b"".join(inputs[index].key for index in chosen), mask, pack, gate.id, table_salt)
        wraps.append(ChaCha20Poly1305(key).encrypt(ZERO, target.key, _binding(pack, gate, mask)))
    return b"".join(wraps)


def _mask(chosen: Iterable[int], inputs: int) -> bytes:
    """Write a subset as a big-endian number, bit i for input i, in as few bytes as all inputs need."""
    return sum(1 << index for index in chosen).to_bytes(-(-inputs // 8), "big")


def _gate_key(material: bytes, mask: bytes, pack: bytes, gate: bytes, table_salt: bytes) -> bytes:
    return extract_expand(material, table_salt, Purpose.GATE, pack, gate, mask, length=32)


def _binding(pack: bytes, gate: Gate, mask: bytes) -> bytes:
    return lp(Purpose.WRAP.value, pack, gate.id, mask, gate.target)
