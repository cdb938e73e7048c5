"""Writing a sealed pack; only the workshop does it."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb

import msgspec

from casefile.errors import Refusal
from casefile.text import BODY_LINES, BODY_MAX
from casefile.vault import strict
from casefile.vault.blob import SALT, Place, seal_blob
from casefile.vault.cache import StretchCache
from casefile.vault.directory import LOCATOR, columns_of
from casefile.vault.gate import seal_gate
from casefile.vault.header import LENGTH, MAGIC, SIGNATURE_LENGTH, VERSION, read_header
from casefile.vault.labels import lp
from casefile.vault.limits import BLOBS_MAX, HEADER_MAX, MANIFEST_MAX, PACK_MAX, ROWS_MAX, ROWS_MIN, WRAPS_MAX
from casefile.vault.lock import row_keys, seal_row
from casefile.vault.manifest import Field, Gate, Manifest, Ref, Text, dump
from casefile.vault.normal import UNIDATA, normalise
from casefile.vault.refusal import PackRefusal
from casefile.vault.sealkey import Deal, SealKey
from casefile.vault.soundness import ROW, check_manifest
from casefile.vault.stretch import HOSTED, Setting, check_pepper, stretch

DECOYS = 10
"""One decoy for so many real blobs, rounded up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An accepted answer or near miss of a lock.

    Attributes:
        fields: As an author writes it, one string for each field of the lock.
        target: The node that it opens.
        near: Whether it is a near miss; its target is then a node of kind `near`.
    """

    fields: tuple[str, ...]
    target: Ref
    near: bool = False


@dataclass(frozen=True, slots=True)
class Keyhole:
    """The parts of a `Lock` that are computed from its answers."""

    id: bytes
    salt: bytes
    rows: bytes


@dataclass(frozen=True, slots=True)
class Node:
    """Something with a key, to be sealed.

    Attributes:
        ref: Its id and key.
        manifest: What it holds.
        papers: Paper id to text by language.
        pad_manifest: Bytes of the longest manifest that could have stood here in any deal.
        pad_papers: Paper id to the bytes of the longest text, in any deal, by language.
    """

    ref: Ref
    manifest: Manifest
    papers: Mapping[str, Text] = field(default_factory=dict)
    pad_manifest: int = 0
    pad_papers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Sealing:
    """One seal of one pack. Make its locks and gates, put them into manifests, then `write`.

    Attributes:
        deal: Names everything that stays the same from revision to revision.
        kdf: What a guess will cost.
    """

    def __init__(  # noqa: PLR0913  each is said once, where a seal begins
        self,
        key: SealKey,
        deal: Deal,
        *,
        kdf: str,
        cache: StretchCache | None = None,
        pepper: bytes = b"",
        noise: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """Begin a seal.

        Args:
            key: The author's key.
            deal: From `key.deal`.
            kdf: `standard`, `light`, `test` or `hosted`.
            cache: Spares the work for locks that are as they were; a hosted lock is no work.
            pepper: The host's 32 bytes, for `hosted` and nothing else.
            noise: Where random bytes come from; only a test vector wants others than the system's.

        Raises:
            PackRefusal: `seal-pepper`, `pack-hosted`.
        """
        if (kdf == HOSTED) is not bool(pepper):
            raise PackRefusal("seal-pepper", "A hosted pack is sealed with a pepper, and no other pack is.")
        if pepper:
            check_pepper(pepper)
        self._pepper = pepper
        self._key = key
        self._cache = cache
        self._noise = noise
        self._table_salt = noise(32)
        self.deal = deal
        self.kdf = kdf

    def make_lock(self, name: str, fields: Sequence[Field], answers: Sequence[Answer], prior: Ref) -> Keyhole:
        """Make the table of a lock: one stretch for each answer that the cache does not know. Any thread.

        Args:
            name: The lock's name, which its id and salt are derived from.
            fields: What it asks for.
            answers: Accepted answers and near misses, all distinct in normal form.
            prior: The node whose manifest will show it.

        Raises:
            PackRefusal: `seal-answer`: an answer cannot be typed, or stands there twice; `seal-limit`.
        """
        if len(answers) > ROWS_MAX:
            raise PackRefusal("seal-limit", f"{name} has {len(answers)} answers; at most {ROWS_MAX} are possible.")
        lock, salt = self.deal.lock(name)
        setting = Setting(self.deal.pack_id, lock, salt, prior.key)
        normal = [_normal(name, fields, answer) for answer in answers]
        twice = next((form for form in normal if normal.count(form) > 1), None)
        if twice is not None:
            raise PackRefusal("seal-answer", f"{name} takes the answer {' / '.join(twice)!r} twice.")
        rows: list[bytes] = []
        for form, answer in zip(normal, answers, strict=True):
            stretched = self._stretch(form, setting)
            keys = row_keys(stretched, pack=setting.pack, lock=lock, table_salt=self._table_salt)
            rows.append(seal_row(keys, answer.target, near=answer.near, pack=setting.pack, lock=lock))
        size = max(ROWS_MIN, 1 << (len(rows) - 1).bit_length())
        rows += [self._noise(ROW) for _ in range(size - len(rows))]
        return Keyhole(lock, salt, b"".join(sorted(rows)))

    def make_gate(self, name: str, k: int, inputs: Sequence[Ref], target: Ref) -> Gate:
        """Make a gate that opens to `k` of its inputs.

        Raises:
            PackRefusal: `seal-gate`: it could never open, names an input twice, or needs too many wraps.
        """
        nodes = [ref.node for ref in inputs]
        if not 1 <= k <= len(nodes) or len(set(nodes)) != len(nodes):
            raise PackRefusal("seal-gate", f"The gate {name} asks for {k} of {len(set(nodes))} different nodes.")
        if comb(len(nodes), k) > WRAPS_MAX:
            count = comb(len(nodes), k)
            raise PackRefusal("seal-gate", f"The gate {name} needs {count} wraps; at most {WRAPS_MAX} are possible.")
        gate = Gate(k=k, inputs=nodes, target=target.node, id=self.deal.gate_id(name), wraps=b"")
        wraps = seal_gate(gate, inputs, target, pack=self.deal.pack_id, table_salt=self._table_salt)
        return Gate(k=k, inputs=nodes, target=target.node, id=gate.id, wraps=wraps)

    def write(self, nodes: Sequence[Node], *, title: Text, languages: Sequence[str], rev: int, start: Ref) -> bytes:
        """Seal the nodes into a pack.

        Args:
            nodes: Every node, each once.
            title: Public title.
            languages: Language tags in the order in which a missing text falls back.
            rev: Revision, from 1.
            start: The node that everyone may open.

        Returns:
            The pack's bytes.

        Raises:
            PackRefusal: `seal-node` or `seal-limit`, or what a reader would say of the result.
        """
        _check_nodes(nodes, start)
        blobs = [blob for node in nodes for blob in self._seal_node(node)]
        sizes = [len(blob) for _, blob in blobs]
        blobs += [self._decoy(sizes) for _ in range(-(-len(blobs) // DECOYS))]
        blobs.sort()  # locators are pseudorandom, so this order is random
        header = strict.dumps(
            {
                "v": VERSION,
                "min_reader": VERSION,
                "pack": self.deal.pack_id.hex(),
                "case": self.deal.case,
                "profile": self.deal.profile,
                "rev": rev,
                "title": title,
                "languages": list(languages),
                "author": self._key.author.hex(),
                "kdf": self.kdf,
                "unidata": UNIDATA,
                "table_salt": self._table_salt.hex(),
                "start": {"node": start.node.hex(), "key": start.key.hex()},
                "dir": msgspec.to_builtins(columns_of(blobs)),
            }
        )
        return self._assemble(header, [blob for _, blob in blobs])

    def _stretch(self, form: tuple[str, ...], setting: Setting) -> bytes:
        if self._cache is None or self._pepper:
            return stretch(form, self.kdf, setting, self._pepper)
        context = lp(self.kdf, setting.pack, setting.lock, setting.salt, setting.prior, lp(*form))
        return self._cache.get_or_make(context, lambda: stretch(form, self.kdf, setting))

    def _seal_node(self, node: Node) -> list[tuple[bytes, bytes]]:
        manifest = dump(node.manifest)
        sealed = [self._seal(node.ref, "manifest", "", manifest, node.pad_manifest)]
        for paper, texts in node.papers.items():
            pads = node.pad_papers.get(paper, {})
            for language, text in texts.items():
                sealed.append(
                    self._seal(node.ref, f"paper:{paper}", language, _body(paper, text), pads.get(language, 0))
                )
        return sealed

    def _seal(self, ref: Ref, role: str, language: str, data: bytes, pad_to: int) -> tuple[bytes, bytes]:
        place = Place(self.deal.pack_id, ref.node, role, language)
        return place.locator(ref.key, self._table_salt), seal_blob(data, place, ref.key, self._noise(SALT), pad_to)

    def _decoy(self, sizes: Sequence[int]) -> tuple[bytes, bytes]:
        """Make noise of a size that a real blob has: to whoever lacks its key, that is what a real one looks like."""
        size = sizes[int.from_bytes(self._noise(8), "big") % len(sizes)]
        return self._noise(LOCATOR), self._noise(size)

    def _assemble(self, header: bytes, blobs: Sequence[bytes]) -> bytes:
        size = len(MAGIC) + LENGTH + len(header) + SIGNATURE_LENGTH + sum(map(len, blobs))
        if len(header) > HEADER_MAX or size > PACK_MAX:
            raise PackRefusal(
                "seal-limit", f"The pack would have {size >> 20} MiB; at most {PACK_MAX >> 20} are possible."
            )
        signature = self._key.sign(header)
        read_header(header, signature, allow_test=True, allow_hosted=True)  # nothing leaves that no reader would take
        return b"".join((MAGIC, len(header).to_bytes(LENGTH, "big"), header, signature, *blobs))


def _normal(name: str, fields: Sequence[Field], answer: Answer) -> tuple[str, ...]:
    if len(fields) != len(answer.fields):
        raise PackRefusal("seal-answer", f"{name} asks for {len(fields)} things; an answer has {len(answer.fields)}.")
    try:
        return tuple(normalise(raw, one.normal) for raw, one in zip(answer.fields, fields, strict=True))
    except Refusal as refusal:
        shown = " / ".join(answer.fields)
        raise PackRefusal("seal-answer", f"{name}: {shown!r} cannot be an answer. {refusal.sentence}") from None


def _check_nodes(nodes: Sequence[Node], start: Ref) -> None:
    ids = [node.ref.node for node in nodes]
    if len(set(ids)) != len(ids) or start.node not in ids:
        raise PackRefusal("seal-node", "Two nodes have one id, or the start is none of them.")
    blobs = len(nodes) + sum(len(texts) for node in nodes for texts in node.papers.values())
    if blobs + -(-blobs // DECOYS) > BLOBS_MAX:
        raise PackRefusal("seal-limit", f"The case has {blobs} papers and manifests; with decoys that is too many.")
    for node in nodes:
        check_manifest(node.manifest)
        if len(dump(node.manifest)) > MANIFEST_MAX:
            raise PackRefusal("seal-limit", f"{node.manifest.name} holds more than {MANIFEST_MAX >> 20} MiB.")
        declared = {paper.id for paper in node.manifest.papers}
        if declared != set(node.papers):
            odd = ", ".join(sorted(declared.symmetric_difference(node.papers)))
            raise PackRefusal("seal-node", f"{node.manifest.name}: papers and their texts do not match: {odd}.")


def _body(paper: str, text: str) -> bytes:
    if len(text) > BODY_MAX or text.count("\n") >= BODY_LINES:
        raise PackRefusal("seal-limit", f"The paper {paper} is too long: {BODY_MAX >> 20} MiB, {BODY_LINES} lines.")
    return text.encode()
