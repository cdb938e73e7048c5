"""The gates of a deal, each with the node in whose manifest it lies."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from casefile.vault import Deal
from casefile.vault.manifest import Gate, Ref
from casefile.workshop.deal import Dealt

Make = Callable[[str, int, Sequence[Ref], Ref], Gate]
"""Takes a gate's name, how many inputs it asks for, the inputs, the target."""


def gates_of(dealt: Dealt, keys: Deal, make: Make) -> dict[str, list[Gate]]:
    """Make every gate of a deal; by home."""
    gates: defaultdict[str, list[Gate]] = defaultdict(list)
    wiring = dealt.wiring
    for number, (gate, home) in enumerate(zip(wiring.gates, wiring.homes, strict=True)):
        earlier = [other.target for other in wiring.gates[:number]].count(gate.target)
        inputs = [keys.ref(node) for node in gate.inputs]
        gates[home].append(make(f"{gate.target}/gate/{earlier + 1}", gate.k, inputs, keys.ref(gate.target)))
    return gates


def unsealed(keys: Deal) -> Make:
    """Makes gates without their wraps: all that one says, and nothing that it opens."""

    def make(name: str, k: int, inputs: Sequence[Ref], target: Ref) -> Gate:
        return Gate(k=k, inputs=[ref.node for ref in inputs], target=target.node, id=keys.gate_id(name), wraps=b"")

    return make
