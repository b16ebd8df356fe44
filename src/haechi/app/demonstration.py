"""`haechi demo`: from nothing to the rankings and briefs of the pair, and a desk to open in a browser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from haechi.app import briefing, dependence, loading
from haechi.app.desk import Desk
from haechi.app.replaying import LICENCES_OF_2019, replay
from haechi.app.report import Report
from haechi.errors import NotCovered
from haechi.sentence import said
from haechi.store.staging import Progress

PAIR = ("KOR", "NLD")
ADDRESS = "http://127.0.0.1:8484/"
_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What was loaded, the ranking of each partner, and what to say at the end."""

    loaded: Report
    rankings: tuple[Report, ...]
    closing: tuple[str, ...]


def demonstrate(desk: Desk, files: Sequence[Path], progress: Progress, *, program: str = "haechi") -> Demonstration:
    """Load the files, rank what each of the pair relies on, and write their briefs into the outbox.

    `program` is how the user calls Haechi, for the commands to try next.
    """
    loaded = loading.load(desk, files, loading.Terms(), progress)
    rankings = tuple(_ranking(desk, economy) for economy in PAIR)
    written = []
    for done, economy in enumerate(PAIR):
        progress(f"brief of {economy}", done, len(PAIR))
        written += [str(row["file"]) for row in briefing.brief(desk, economy, briefing.outbox(desk)).rows]
    replay(replace(desk, as_of=desk.today), LICENCES_OF_2019)
    closing = (*_where(written), *_next(desk, program), *_desk(desk, program))
    return Demonstration(loaded=loaded, rankings=rankings, closing=closing)


def _ranking(desk: Desk, economy: str) -> Report:
    try:
        report = dependence.depend(desk, economy)
    except NotCovered as error:
        report = Report(command="depend", as_of=desk.as_of, rows=(), notes=(said("{why}.", why=error.sentence),))
    chosen = [row for row in report.rows if row["item"]]
    name = f"{desk.facts.economy_by_id[economy].names.en}: whom it relies on, the first {_ROWS} of {len(chosen)} rows"
    return replace(report, rows=chosen[:_ROWS], parameters={**report.parameters, "name": name})


def _where(written: Sequence[str]) -> tuple[str, ...]:
    return ("", "Briefs:", *(f"  {path}" for path in written))


def _next(desk: Desk, program: str) -> tuple[str, ...]:
    place = desk.place.folder
    examples = (
        (f"{program} pair KOR NLD -w {place}", "what each gets from the other"),
        (f"{program} item hf -w {place}", "one item: codes, suppliers, links, events, rules"),
        (f"{program} paths neon", "what a stop of neon reaches"),
        (f"{program} load FILE -w {place}", "a customs file: BACI, UN Comtrade, any csv with a mapping"),
        (f'{program} set hf --economy KOR --stock-days 60..90 --source "..." -w {place}', "what you know"),
    )
    return ("", "Try next:", *(line for command, what in examples for line in (f"  {command}", f"      {what}")))


def _desk(desk: Desk, program: str) -> tuple[str, ...]:
    return (
        "",
        "The desk in a browser:",
        f"  {program} serve -w {desk.place.folder}",
        f"      {ADDRESS}  today",
        f"      {ADDRESS}?as_of=2019-07-04  the morning on which Japan's licences came into force",
    )
