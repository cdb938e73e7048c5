"""A report as one page: no script, nothing from elsewhere, to be read on paper, on a phone, by day and by night."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from casefile.host.report import charts
from casefile.host.report.data import Report, TeamPlay
from casefile.host.report.words import count, day, hour, minutes, safe, short

_STYLE = Path(__file__).with_name("report.css")
_LONGEST = 120
"""Characters of what somebody typed that are shown."""


def page(report: Report) -> str:
    """Draw a report."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{safe(report.title)}: after the evening</title>",
            f"<style>{_STYLE.read_text('utf-8')}</style></head><body>",
            *_head(report),
            *_teams(report),
            *_times(report),
            *_strips(report),
            *_alarms(report),
            *_guesses(report),
            *_routes(report),
            *_requests(report),
            *_acts(report),
            *_answers(report),
            "</body></html>\n",
        ]
    )


def _names(report: Report) -> dict[str, str]:
    return {team.id: team.name for team in report.teams}


def _head(report: Report) -> Iterator[str]:
    played = [team for team in report.teams if team.began]
    ended = sum(bool(team.ending) for team in played)
    on = f", {day(min(team.began for team in played))}" if played else ""
    limit = f"{report.minutes} minutes" if report.minutes else "no limit"
    yield f'<header><p class="over">After the evening{on}</p><h1>{safe(report.title)}</h1>'
    yield (
        f"<p>{count(len(played), 'team', 'teams')} of {len(report.teams)} played {safe(report.profile)}, {limit}; "
        f"{ended} came to an end.</p>"
    )
    for notice in report.notices:
        yield f'<p class="notice">{safe(notice)}</p>'
    if report.has_spoilers:
        yield '<p class="notice">This copy has the answers in it.</p>'
    yield "</header>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], numbers: Iterable[int] = ()) -> Iterator[str]:
    """A table of cells that are safe already; it scrolls by itself where the page is narrow.

    Args:
        heads: Of the columns.
        rows: Cells, row by row; the first heads its row.
        numbers: Columns of figures.
    """
    right = set(numbers)

    def cells(row: Iterable[str]) -> str:
        kinds = (("th", ' scope="row"') if at == 0 else ("td", "") for at in range(1_000))
        return "".join(
            f"<{tag}{scope}{_n(at in right)}>{cell}</{tag}>"
            for at, (cell, (tag, scope)) in enumerate(zip(row, kinds, strict=False))
        )

    yield '<div class="wide"><table><thead><tr>'
    yield "".join(f'<th scope="col"{_n(at in right)}>{head}</th>' for at, head in enumerate(heads))
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{cells(row)}</tr>"
    yield "</tbody></table></div>"


def _n(is_number: bool) -> str:  # noqa: FBT001
    return ' class="n"' if is_number else ""


def _teams(report: Report) -> Iterator[str]:
    yield '<section id="teams"><h2>The teams</h2>'
    heads = ["Team", "Ending", "Time", "Opened", "Freed", "Hints", "Wrong", "Asked"]
    if report.has_spoilers and any(team.mole for team in report.teams):
        heads.append("The mole")
    yield from _table(heads, (_team(team, report) for team in report.teams), range(2, 8))
    yield "</section>"


def _team(team: TeamPlay, report: Report) -> Iterator[str]:
    players = f'<br><span class="soft">{safe(", ".join(team.players))}</span>' if team.players else ""
    yield f"{safe(team.name)}{players}"
    if not team.began:
        yield safe(team.problem) if team.problem else '<span class="soft">has not played</span>'
        yield from [""] * 6
    else:
        yield safe(team.ending) if team.ending else '<span class="soft">no ending</span>'
        yield minutes(team.seconds) + (f' <span class="soft">of {minutes(team.limit)}</span>' if team.limit else "")
        asked = f"{team.requests}" + (f' <span class="soft">−{team.refunded}</span>' if team.refunded else "")
        yield from (f"{n or '–'}" for n in (team.opened, team.freed, team.hints, team.wrong))
        yield asked if team.requests else "–"
    if report.has_spoilers:
        yield safe(team.mole)


def _times(report: Report) -> Iterator[str]:
    if not report.puzzles:
        return
    yield '<section id="times"><h2>How long each puzzle took</h2>'
    yield (
        '<p class="soft">A team’s minutes are shared among what it had open. A dot is a team that opened the lock '
        "itself before the end, the box is the middle half of them, the bar the median, the diamond "
        "what the author expects.</p>"
    )
    yield f'<div class="wide">{charts.times(report.puzzles, _names(report))}</div>'
    rows = (
        (
            safe(one.title),
            f"{one.opened} of {one.shown}",
            f"{one.quartiles[1]:.0f}" if one.quartiles else "–",
            f"{one.minutes[0][1]:.0f}–{one.minutes[-1][1]:.0f}" if one.minutes else "–",
            f"{one.expected or '–'}",
            *(f"{n or '–'}" for n in (one.hints, one.wrong, one.freed)),
        )
        for one in report.puzzles
    )
    heads = ["Puzzle", "Opened by", "Median", "From–to", "Author", "Hints", "Wrong", "Freed"]
    yield "<details><summary>The figures</summary>"
    yield from _table(heads, rows, range(1, 8))
    yield "</details></section>"


def _strips(report: Report) -> Iterator[str]:
    played = [team for team in report.teams if team.hands]
    if not played:
        return
    most = max(300.0, *(team.played for team in played)) * 1.02
    yield '<section id="strips"><h2>Along each team’s clock</h2>'
    yield (
        '<p class="soft key"><span class="k opened"></span> from shown to opened '
        '<span class="k freed"></span> freed by the host <span class="k shut"></span> stayed shut '
        '<span class="k wrong">×</span> a wrong answer <span class="k hint">●</span> a hint</p>'
    )
    for team in played:
        told = f"{safe(team.ending)}, " if team.ending else ""
        about = f'<span class="soft">{told}{minutes(team.seconds)}</span>'
        yield f"<figure><figcaption>{safe(team.name)} {about}</figcaption>"
        yield f'<div class="wide">{charts.strip(team, most)}</div></figure>'
    yield "</section>"


def _alarms(report: Report) -> Iterator[str]:
    if not report.has_sheets:
        return
    yield '<section id="alarms"><h2>Answers that were right elsewhere</h2>'
    if not report.alarms:
        yield "<p>Nobody tried what was right for another team only.</p></section>"
        return
    yield (
        '<p class="soft">Wrong for the team that tried it, and right for another, which was dealt other answers. It '
        "may be chance where an answer is put together from cards.</p>"
    )
    names = _names(report)
    rows = (
        (
            safe(names[alarm.team]),
            safe(names[alarm.other]),
            safe(alarm.title) + (f": {safe(short(alarm.words, _LONGEST))}" if alarm.words else ""),
            hour(alarm.at),
            safe(alarm.by),
            ("opened there before" if alarm.is_after else "not yet opened there")
            + ("; from cards" if alarm.is_choice else ""),
        )
        for alarm in report.alarms
    )
    yield from _table(["Tried by", "Right for", "Lock", "At", "By", ""], rows)
    yield "</section>"


def _guesses(report: Report) -> Iterator[str]:
    if not report.guesses:
        return
    names = _names(report)
    yield '<section id="guesses"><h2>What was tried most in vain</h2>'
    rows = (
        (
            safe(guess.title),
            safe(short(guess.words, _LONGEST)) or '<span class="soft">kept back: it has part of an answer</span>',
            safe(", ".join(names[team] for team in guess.teams)),
            f"{guess.times}",
        )
        for guess in report.guesses
    )
    yield from _table(["Lock", "Tried", "By", "Times"], rows, [3])
    yield "</section>"


def _routes(report: Report) -> Iterator[str]:
    if not any(team.route for team in report.teams):
        return
    yield '<section id="routes"><h2>The ways that were taken</h2>'
    for team in report.teams:
        if not team.route:
            continue
        yield f'<div class="route"><h3>{safe(team.name)}</h3><ol>'
        for step in team.route:
            kind = "decided" if step.option else "freed" if step.freed else ""
            told = f": <b>{safe(step.option)}</b>" if step.option else " <i>freed</i>" if step.freed else ""
            about = safe(", ".join((minutes(step.at), *step.by)))
            yield f'<li class="{kind}">{safe(step.title)}{told} <span class="soft">{about}</span></li>'
        yield "</ol></div>"
    yield "</section>"


def _requests(report: Report) -> Iterator[str]:
    if not report.requests:
        return
    names = _names(report)
    yield '<section id="requests"><h2>What was asked</h2>'
    rows = (
        (
            hour(row.at),
            f'{safe(names[row.team])}<br><span class="soft">{safe(row.by)}</span>',
            (f"<b>{safe(row.title)}</b> " if row.title else "") + safe(short(row.text, 400)),
            "<br>".join(safe(short(reply, 400)) for reply in row.replies) or '<span class="soft">no answer</span>',
            "taken off" if row.is_refunded else "",
        )
        for row in report.requests
    )
    yield from _table(["At", "Who", "Asked", "Answered", ""], rows)
    yield "</section>"


def _acts(report: Report) -> Iterator[str]:
    yield '<section id="acts"><h2>What the game master did</h2>'
    if not report.acts:
        yield "<p>Nothing.</p></section>"
        return
    names = _names(report)
    rows = (
        (hour(act.at), safe(act.by), safe(names[act.team]), minutes(act.played), safe(short(act.words, 400)))
        for act in report.acts
    )
    yield from _table(["At", "Who", "Team", "On its clock", "What, and why"], rows)
    yield "</section>"


def _answers(report: Report) -> Iterator[str]:
    if not report.answers:
        return
    names = _names(report)
    yield '<section id="answers"><h2>The answers</h2>'
    heads = ["Lock", *(safe(team.name) for team in report.teams)]
    rows = (
        (safe(row.title), *(safe(short(dict(row.answers).get(team, ""), _LONGEST)) for team in names))
        for row in report.answers
    )
    yield from _table(heads, rows)
    yield "</section>"
