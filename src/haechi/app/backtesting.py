"""`haechi watch backtest`: how often the watch is wrong, what it recalls and how late, measured on the data held."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from math import isnan
from pathlib import Path

import numpy as np

import haechi
from haechi.app import backtest_scopes, panels
from haechi.app.desk import Desk
from haechi.app.panels import History
from haechi.app.report import Report, Row, plain
from haechi.brief import html
from haechi.brief.backtest import Measured, compose
from haechi.errors import NotCovered
from haechi.watch import backtest as trials
from haechi.watch.decision import Release
from haechi.watch.detectors import DROPS
from haechi.watch.discoveries import AS_IT_IS, FIRST, GROUNDS, Setup, false_discoveries, grounds, quiet
from haechi.watch.hindsight import Hindsight, hindsight
from haechi.watch.injection import FAULTS, GRID, Scenario, drop
from haechi.watch.losses import losses
from haechi.watch.surveillance import Watched, coverage

_FEWEST_MONTHS = 60
_LATER_YEARS = 3  # counted once more by themselves
_COPIES = 24
_FALLS = (drop(0.5, 3), drop(0.8, 3), drop(1.0, 3))
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is measured.

    source : one source of months, or None for the longest
    scenarios, faults : what is put into the series
    copies : panels in which a tenth of the pairs falls, for the part of false discoveries
    falls : of one pair, supplier, buyer or item, for the names that the tree gives them
    named : panels in which they fall
    items : of the market that is made up where the source has one exporter
    seed : of the generators that draw them
    """

    source: str | None = None
    q: float | None = None
    scenarios: Sequence[Scenario] = GRID
    faults: Sequence[Scenario] = FAULTS
    copies: int = _COPIES
    falls: Sequence[Scenario] = _FALLS
    named: int = 10
    items: int = 3
    seed: int = 1


def backtest(desk: Desk, question: Question, folder: Path | None = None) -> Report:
    """Measure, and write the page and the JSON into a folder where one is given; rows say what is recalled.

    Raises
    ------
    NotCovered
        If no source holds the five years that it takes.
    UnknownName
        If the named source holds no months.
    """
    strictness = panels.settings(desk, q=question.q)
    views = panels.histories(desk, strictness, source=question.source)
    view = _longest(views)
    shorter = [other for other in views if len(other.months) < _FEWEST_MONTHS]
    generator = np.random.default_rng(question.seed)
    places = backtest_scopes.places(desk, view, shorter, items=question.items, generator=generator)
    tables = _tables(desk, view, places, question)
    report = Report(
        command="watch backtest",
        as_of=desk.as_of,
        rows=tables["recall"],
        notes=tuple(_notes(view, tables)),
        parameters={
            "q": strictness.q,
            "seed": question.seed,
            "copies": question.copies,
            "first": str(view.months[0]),
            "last": view.period,
            "series": view.panel.size,
        },
        sources=(view.stream.source,),
        vintages=(view.vintage.isoformat(),),
    )
    if folder is not None:
        write(report, tables, folder)
    return report


def write(report: Report, tables: Tables, folder: Path) -> tuple[Path, Path]:
    """The report as a page and as JSON with every table; the paths of the two."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "watch-backtest.html", folder / "watch-backtest.json"
    found = Measured(
        as_of=report.as_of,
        version=haechi.__version__,
        notes=report.notes,
        parameters=report.parameters,
        vintages=report.vintages,
        tables=tables,
    )
    page.write_text(html.page(compose(found)), encoding="utf-8")
    rest = {name: [plain(row) for row in rows] for name, rows in tables.items() if name != "recall"}
    data.write_text(json.dumps({**report.payload(), "tables": rest}, indent=1) + "\n", encoding="utf-8")
    return page, data


def _longest(views: Sequence[History]) -> History:
    view = max(views, key=lambda found: len(found.months))
    months = len(view.months)
    if months < _FEWEST_MONTHS:
        raise NotCovered(
            f"the longest source, {view.name}, holds {months} months and a backtest needs {_FEWEST_MONTHS}; "
            "load more history"
        )
    return view


def _tables(
    desk: Desk, view: History, places: Sequence[backtest_scopes.Place], question: Question
) -> dict[str, Sequence[Row]]:
    last_year = int(str(view.months[-1])[:4])
    since = f"{last_year - _LATER_YEARS + 1}-01"
    ready = trials.trial(view.watched, view.panel.complete, halves=(since,))
    recalled, faulty = (list(trials.recalls(ready, given)) for given in (question.scenarios, question.faults))
    whole, *others = places
    setup = whole.field.setup
    covered = coverage(view.watched.judgement, months=slice(FIRST, None))
    return {
        "recall": [_recall(row) for row in recalled],
        "null": [_known(asdict(row)) for row in (*_shown(ready.settings), *trials.as_described(ready))],
        "coverage": [{"stratum": name, "n": n, "hit": hit} for name, (n, hit) in covered.items()],
        "faults": [_fault(row) for row in faulty if row.is_headline],
        "discoveries": list(_discoveries(setup, question)),
        "quiet": list(_quiet(places, question)),
        "events": list(_events(desk, view)),
        "losses": [asdict(loss) for loss in losses(recalled, ours=DROPS)],
        "scopes": [
            *backtest_scopes.recalled(whole, (*recalled, *faulty)),
            *(
                row
                for place in others
                for row in backtest_scopes.recalls(place, (*question.scenarios, *question.faults))
            ),
        ],
        "names": [
            row
            for place in places
            for row in backtest_scopes.names(place, question.falls, copies=question.named, seed=question.seed)
        ],
    }


def _discoveries(setup: Setup, question: Question) -> Iterator[Row]:
    for name, ground in GROUNDS.items():
        generator = np.random.default_rng(question.seed)
        found = false_discoveries(setup, generator, copies=question.copies, ground=ground)
        yield {"ground": name, "q": setup.settings.q, **_known(asdict(found))}


def _quiet(places: Sequence[backtest_scopes.Place], question: Question) -> Iterator[Row]:
    whole = places[0].field
    for name, ground in GROUNDS.items():
        drawn: Iterable[Watched] = (whole.watched,)
        if name != AS_IT_IS:
            generator = np.random.default_rng(question.seed)
            drawn = grounds(whole.setup, generator, copies=question.copies, ground=ground)
        yield {"ground": name, **asdict(quiet(whole.setup, drawn))}
    for place in places:
        if place.name == backtest_scopes.MADE_UP:
            yield {"ground": place.name, **asdict(quiet(place.field.setup, (place.field.watched,)))}


def _shown(settings: Iterable[trials.Setting]) -> Iterator[trials.Setting]:
    """Settings but for the many of the SCAN-like family."""
    return (row for row in settings if not row.detector.startswith("SCAN"))


def _recall(row: trials.Row) -> Row:
    found = row.outcome
    return _known(
        {
            "detector": row.detector,
            "level": row.group,
            "since": row.since or None,
            "starts": row.starts,
            "scenario": row.scenario,
            "false_alarm_rate": row.false_alarm_rate,
            "recall_own": found.own,
            "own_low": found.own_interval[0],
            "own_high": found.own_interval[1],
            "recall_3": found.within_three,
            "low_3": found.within_interval[0],
            "high_3": found.within_interval[1],
            "delay_median": found.median,
            "delay_p90": found.p90,
            "n": found.count,
        }
    )


def _fault(row: trials.Row) -> Row:
    return _known(
        {
            "detector": row.detector,
            "level": row.group,
            "fault": row.scenario,
            "false_alarm_rate": row.false_alarm_rate,
            "alarms": row.outcome.own,
            "n": row.outcome.count,
        }
    )


def _known(row: Mapping[str, object]) -> Row:
    """A row in which what is no number is None."""
    return {name: None if isinstance(value, float) and isnan(value) else value for name, value in row.items()}


def _events(desk: Desk, view: History) -> Iterator[Row]:
    @cache
    def decided(month: int) -> Release:
        return panels.decide(desk, view, month, ())

    held = frozenset(zip(view.panel.codes.tolist(), view.panel.exporters.tolist(), strict=True))
    for found in hindsight(desk.facts.events, view.watched, decided, held):
        known = {"event": found.event, "code": found.code, "exporter": found.exporter, "effective": found.effective}
        nothing = dict.fromkeys(("period", "delay", "node", "movement", "level", "p_value"))
        if not found.sightings:
            yield {**known, "why_not": found.why_not, **nothing}
        yield from ({**known, "why_not": None, **row} for row in _sightings(found))


def _sightings(found: Hindsight) -> Iterator[Row]:
    for seen in found.sightings:
        signal = seen.signal
        yield {
            "period": signal.period,
            "delay": seen.delay,
            "node": signal.node.id,
            "movement": signal.movement,
            "level": signal.level,
            "p_value": signal.p_value,
        }


def _notes(view: History, tables: Tables) -> Iterator[str]:
    """What a reader must not miss."""
    yield (
        f"Measured on {view.panel.size} series of {view.name}, {view.months[0]} to {view.period}. Real "
        "interruptions in the data count as false alarms."
    )
    for found in tables["discoveries"]:
        yield (
            f"{found['false']} of {found['signals']} warnings and alerts in {found['releases']} releases with injected "
            f"falls were false, on {found['ground']}: a mean part of {found['mean_part']:.3f} at q = {found['q']}. "
            f"{found['pair_signals']} of them are of single pairs, {found['pair_false']} false; a sum nearly always "
            "contains a pair that fell."
        )
    judged = {row["event"] for row in tables["events"] if row["why_not"] is None}
    every = {row["event"] for row in tables["events"]}
    yield from _of_scopes(tables)
    yield f"{len(judged)} of {len(every)} events on record can be judged on the data held."
    yield f"In {len(tables['losses'])} cells a simpler rule recalls more than we do: the table of losses names them."


def _of_scopes(tables: Tables) -> Iterator[str]:
    """Where scopes were measured, so that what is made up is not taken for measured."""
    for panel in dict.fromkeys(row["panel"] for row in tables["scopes"]):
        levels = dict.fromkeys(str(row["level"]) for row in tables["scopes"] if row["panel"] == panel)
        what = "made up of the series of the data" if panel == backtest_scopes.MADE_UP else "real series"
        yield f"Scopes on {panel} ({what}): {'; '.join(levels)}."
