"""Join slips: what a team needs to get in, on the terminal and on paper."""

import html
import io
import socket
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from casefile.host.deal.deal_file import Team

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}, join slips</title><style>
@page {{ size: A4; margin: 12mm }}
body {{ font: 12pt/1.4 "Courier Prime", "Courier New", monospace; color: #222 }}
.slip {{ border: 1px solid #222; padding: 6mm; margin: 0 0 6mm; display: flex; gap: 8mm; break-inside: avoid }}
.slip h2 {{ margin: 0 0 2mm; font-size: 15pt }}
.code {{ font-size: 22pt; letter-spacing: .08em; color: #8c1d18 }}
.key {{ font-size: 9pt; color: #555; overflow-wrap: anywhere }}
svg {{ width: 34mm; height: 34mm; flex: none }}
</style></head><body>
{slips}
</body></html>
"""
_SLIP = """<section class="slip">{qr}<div><h2>{title} · {team}</h2>
<div class="code">{code}</div>
<p>In a terminal: <b>{command}</b><br>or <b>{short}</b> and the code when it is asked for.</p>
<p class="key">The host's key is {fingerprint}</p></div></section>
"""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the host is."""

    name: str
    port: int
    fingerprint: str
    """Of its key, as clients show it."""

    def command(self, code: str = "") -> str:
        """What a player types."""
        port = "" if self.port == 22 else f"-p {self.port} "
        return f"ssh {port}{f'{code}@' if code else ''}{self.name}"

    def link(self, code: str) -> str:
        """The same for a phone or a tablet that knows such links."""
        return f"ssh://{code}@{self.name}:{self.port}"


def own_name(address: str) -> str:
    """What others can call this machine by: the address that it listens on, or the one it would go out by."""
    if address not in ("", "0.0.0.0", "::"):  # noqa: S104  these are what is asked for, not what is bound
        return address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # no packet is sent; this only asks the routes (RFC 5737 address)
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def printed(title: str, teams: Sequence[Team], address: Address) -> str:
    """The slips for a terminal: one way in for all, and each team's code."""
    widest = max(len(team.name) for team in teams)
    rows = "\n".join(f"  {team.name:<{widest}}  {team.code}" for team in teams)
    return (
        f"{title}: {len(teams)} team{'s' if len(teams) > 1 else ''}\n\n  {address.command()}\n\n{rows}\n\n"
        f"The code is asked for, or goes before the name: {address.command(teams[0].code)}\n"
        f"The host's key: {address.fingerprint}"
    )


def page(title: str, teams: Sequence[Team], address: Address) -> str:
    """The slips for a printer, with a square that a phone reads."""
    slips = "".join(
        _SLIP.format(
            qr=_square(address.link(team.code)),
            title=html.escape(title),
            team=html.escape(team.name),
            code=html.escape(team.code),
            command=html.escape(address.command(team.code)),
            short=html.escape(address.command()),
            fingerprint=html.escape(address.fingerprint),
        )
        for team in teams
    )
    return _PAGE.format(title=html.escape(title), slips=slips)


def _square(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, micro=False).save(drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=0)
    return drawn.getvalue().decode()
