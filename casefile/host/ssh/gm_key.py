"""The game master's key pair: whoever comes as `gm` with it gets the console."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import asyncssh
import msgspec

from casefile.errors import Refusal
from casefile.host.deal.deal_file import SAVES
from casefile.store import safefile

USER = "gm"
"""The name that asks for the console; without the key it is a name like any other."""
GM_SSH_KEY, HOST_KEY, KNOWN_HOSTS, LISTENING = "gm_ssh_key", "host.key", "known_hosts", "hall.json"
ALIAS = "casefile-host"
"""What the host is called in its own file of known hosts, wherever it listens."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a host listened last."""

    address: str
    port: int


def gm_key(folder: Path) -> asyncssh.SSHKey:
    """The key of a deal folder, made the first time.

    Raises:
        Refusal: `gm-key`: it cannot be read.
    """
    file = folder / GM_SSH_KEY
    if not file.exists():
        key = asyncssh.generate_private_key("ssh-ed25519", comment="casefile game master")
        safefile.put(file, [key.export_private_key()])
    return _read(file, "Move it away: the host makes another.")


def host_key(file: Path) -> asyncssh.SSHKey:
    """The host's own key, made the first time: clients know the host by it."""
    if not file.exists():
        key = asyncssh.generate_private_key("ssh-ed25519", comment="casefile host")
        safefile.put(file, [key.export_private_key()])
    return _read(file, "Get it back from a copy, or move it away: every client then asks about the new one.")


def _read(file: Path, what_to_do: str) -> asyncssh.SSHKey:
    try:
        return asyncssh.read_private_key(str(file))
    except (OSError, ValueError):  # asyncssh's errors of keys are ValueErrors
        raise Refusal("host-key", f"{file} is no key that can be read. {what_to_do}") from None


def keep_listening(folder: Path, listening: Listening) -> None:
    """Write down where the host listens, for the console."""
    safefile.put(folder / SAVES / LISTENING, [msgspec.json.encode(listening)])


def listening_at(folder: Path) -> Listening | None:
    """Where the host listened last, if it did."""
    try:
        return msgspec.json.decode((folder / SAVES / LISTENING).read_bytes(), type=Listening)
    except (OSError, ValueError):
        return None


def command(folder: Path, host: str, port: int) -> list[str]:
    """The words that open the console with OpenSSH: with this key alone, to this host alone.

    Raises:
        Refusal: `console-none`: nobody has hosted this deal here.
    """
    file = folder / SAVES / HOST_KEY
    if not file.exists() or not (folder / GM_SSH_KEY).exists():
        raise Refusal("console-none", f"{folder} has not been hosted here yet: `casefile host {folder}` does that.")
    public = host_key(file).export_public_key().decode().split()
    known = folder.resolve() / SAVES / KNOWN_HOSTS
    safefile.put(known, [f"{ALIAS} {public[0]} {public[1]}\n".encode()])
    options = {
        "HostKeyAlias": ALIAS,
        "UserKnownHostsFile": f'"{known}"',
        "GlobalKnownHostsFile": "none",
        "StrictHostKeyChecking": "yes",
        "IdentitiesOnly": "yes",
        "IdentityAgent": "none",
        "PreferredAuthentications": "publickey",
        "SendEnv": "COLORTERM NO_COLOR LANG LC_ALL LC_CTYPE",
        "ServerAliveInterval": "15",
        "LogLevel": "ERROR",
    }
    told = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    return [
        "ssh",
        "-F",
        "none",
        "-t",
        "-p",
        str(port),
        "-i",
        str(folder.resolve() / GM_SSH_KEY),
        *told,
        f"{USER}@{host}",
    ]
