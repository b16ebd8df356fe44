"""`haechi stress`: when the first line stops under a scenario, what is lost, over which way, and what matters most."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.picturing import drawings, hang
from haechi.app.report import Report, Row
from haechi.app.run_document import Writing, write
from haechi.app.run_outcome import BOUND, HAPPENED
from haechi.app.stopping import Drawn, percent, stages, urgency
from haechi.app.supplying import Met, meet
from haechi.app.unfolding import taken, unfolded
from haechi.errors import InputError
from haechi.model.scenario import Band, Scenario, Shock
from haechi.model.trade import PartnerKind
from haechi.reference import scenarios
from haechi.sentence import Said, said
from haechi.store import draws as tidy
from haechi.stress.interruption import effects
from haechi.stress.tested import untested
from haechi.stress.unknowns import draws

STOCKS = said(
    "Stocks that nobody entered stand at the low end (lean), the geometric middle (usual) and the high end (ample) of "
    "their usual band; each interval runs from all other unknowns at their worst to all at their best."
)
CHAIN = said(
    "Stages are those of the chain: whether the economy has such lines is not asked; made here marks items that a "
    "source names it for."
)
Tick = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What `haechi stress` is asked; None and empty where the scenario decides, or no file is wanted.

    `text` is the scenario itself in TOML, where it stands in no file that can be named. With `with_course` each row has
    the output lost by the end of each day; so it does where `brief` is written from it.
    """

    scenario: str
    text: str | None = None
    economies: tuple[str, ...] = ()
    horizon_days: int | None = None
    start: dt.date | None = None
    draws: int = 2000
    seed: int = 0
    with_course: bool = False
    parquet: Path | None = None
    pictures: Path | None = None
    brief: Writing | None = None

    @property
    def is_by_day(self) -> bool:
        """Whether the output lost by the end of each day is worked out."""
        return self.with_course or self.brief is not None


def listing(desk: Desk) -> Report:
    """The library of scenarios, a row each."""
    rows = [
        {
            "scenario": scenario.id,
            "title": scenario.title,
            "kind": scenario.kind,
            "start": scenario.start,
            "targets": [shock.target for shock in scenario.shocks],
            "items": _once(shock.item or shock.stage for shock in scenario.shocks),
            "suppliers": _once(shock.producer or shock.economy for shock in scenario.shocks),
            "economies": scenario.economies,
            "happened": scenario.happened or None,
            "sources": scenario.cited,
        }
        for scenario in scenarios.library()
    ]
    return Report(command="stress --list", as_of=desk.as_of, rows=rows)


def _once(names: Iterable[str | None]) -> list[str]:
    """Names in their order, each once."""
    return [name for name in dict.fromkeys(names) if name]


def touching(items: Collection[str], exporter: str | None) -> tuple[Scenario, ...]:
    """Scenarios of the library that take one of these items from a supplier; None: from anybody."""
    return tuple(
        scenario
        for scenario in scenarios.library()
        if any(shock.item in items and exporter in (None, shock.economy) for shock in scenario.shocks)
    )


def economies(desk: Desk) -> tuple[str, ...]:
    """Economies that can be named in a scenario, by their English name."""
    rows = (row for row in desk.facts.economies if row.kind is PartnerKind.ECONOMY)
    return tuple(row.iso3 for row in sorted(rows, key=lambda row: row.names.en))


def stress(desk: Desk, question: Question, tick: Tick) -> Report:
    """First stops, losses, ways and drivers, a row for each economy and stage; files where they are asked for.

    Raises
    ------
    UnknownName
        If the scenario or an economy is not known.
    InputError
        If the scenario's file cannot be understood, or a number of the question is out of its range.
    """
    _check(question)
    scenario = _asked(_named(desk, question), question)
    if scenario.is_of_firms:
        raise InputError(
            f"{scenario.shocks[0].target!r} of the scenario {scenario.id} is of a network of firms; name it by "
            "--links LINKS.csv --firms FIRMS.csv, or --generate FIRMS"
        )
    economies = tuple(desk.importer(name) for name in question.economies) or scenario.economies
    rows: list[Row] = []
    met: dict[str, Met] = {}
    drawn: dict[str, Drawn] = {}
    steps = len(economies) * (2 if question.is_by_day else 1)
    for place, economy in enumerate(economies):
        tick(f"{scenario.id} in {economy}", place * steps // len(economies), steps)
        met[economy] = meet(desk, scenario, economy, horizon_days=scenario.horizon_days)
        if met[economy].case.supplies:
            values = draws(met[economy].case.unknowns, number=question.draws, seed=question.seed)
            drawn[economy] = Drawn(values=values, effects=effects(met[economy].case, values))
            found = list(stages(desk.facts, scenario, met[economy].case, drawn[economy]))
            if question.is_by_day:
                tick(f"{scenario.id} in {economy}, day by day", 2 * place + 1, steps)
                found = list(unfolded(desk.facts, met[economy].case, drawn[economy], found))
            rows += found
    point = tuple(headline(scenario, rows, met, question.draws))
    report = Report(
        command="stress",
        as_of=desk.as_of,
        rows=rows,
        notes=(*_notes(scenario, met, question.draws), *_on_course(scenario, question)),
        parameters={**_parameters(scenario, economies, question), "headline": list(point)},
        sources=tuple(sorted({source for one in met.values() for source in one.sources})),
    )
    return replace(report, notes=(*report.notes, *_files(desk, report, question, drawn)))


def _files(desk: Desk, report: Report, question: Question, drawn: Mapping[str, Drawn]) -> Iterator[str]:
    """Write what was asked for beside the report, and say where it stands."""
    if question.parquet is not None:
        tidy.write(_columns(drawn), report.payload()["meta"], question.parquet)  # type: ignore[arg-type]
        yield f"Every draw of every item stands in {question.parquet}."
    if question.pictures is not None:
        yield hang(drawings(report, Naming(facts=desk.facts, language="en")), question.pictures)
    if question.brief is not None:
        written = write(desk, report.json().encode(), question.brief)
        yield from (f"The brief stands in {row['file']}." for row in written.rows)
        yield from written.notes


def _columns(drawn: Mapping[str, Drawn]) -> Mapping[str, NDArray[np.generic]]:
    """Draws as a tidy table: economy, item, draw, first stop, output lost."""
    found = [(economy, item, effect) for economy, one in drawn.items() for item, effect in one.effects.items()]
    sizes = [effect.stop_days.size for *_, effect in found]
    return {
        "economy": np.repeat(np.array([economy for economy, *_ in found], dtype=object), sizes),
        "item": np.repeat(np.array([item for _, item, _ in found], dtype=object), sizes),
        "draw": np.concatenate([np.arange(size) for size in sizes] or [np.arange(0)]),
        "stop_days": np.concatenate([effect.stop_days for *_, effect in found] or [np.zeros(0)]),
        "lost_days": np.concatenate([effect.lost_days for *_, effect in found] or [np.zeros(0)]),
    }


def _check(question: Question) -> None:
    if question.draws < 1:
        raise InputError(said("--draws {draws} is no sample; give at least 1", draws=question.draws))
    if question.seed < 0:
        raise InputError(said("--seed {seed} is below zero; give a whole number from 0 up", seed=question.seed))


def _named(desk: Desk, question: Question) -> Scenario:
    if question.text is None:
        return scenarios.find(question.scenario, desk.facts)
    return scenarios.parse(question.text, question.scenario, desk.facts)


def _asked(scenario: Scenario, question: Question) -> Scenario:
    """The scenario with the start and the horizon that were asked for; all its shocks move along."""
    moved = dt.timedelta(days=0) if question.start is None else question.start - scenario.start
    shocks = tuple(replace(shock, start=shock.start + moved) for shock in scenario.shocks)
    return replace(scenario, shocks=shocks, horizon_days=question.horizon_days or scenario.horizon_days)


def _parameters(scenario: Scenario, economies: Sequence[str], question: Question) -> Row:
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "kind": scenario.kind,
        "economies": list(economies),
        "start": scenario.start,
        "horizon_days": scenario.horizon_days,
        "draws": question.draws,
        "seed": question.seed,
        "shocks": [shock_in_words(shock) for shock in scenario.shocks],
        "stocks": [{"item": row.item, "economy": row.economy, **_ground(row.days)} for row in scenario.stocks],
        "events": list(scenario.events),
        "happened": scenario.happened or None,
    }


def shock_in_words(shock: Shock) -> Row:
    """A shock with its bands, each with its ground."""
    return {
        "target": shock.target,
        "producer": shock.producer,
        "economy": shock.economy,
        "item": shock.item,
        "stage": shock.stage,
        "buyers": list(shock.buyers),
        "start": shock.start,
        "recovery": shock.recovery,
        "spread": shock.spread,
        "bands": {name: _ground(band) for name, band in shock.bands.items()},
    }


def _ground(band: Band) -> Row:
    return {"low": band.low, "high": band.high, "source": band.source, "ground": band.ground}


def _notes(scenario: Scenario, met: Mapping[str, Met], number: int) -> Iterator[str]:
    yield from (BOUND, STOCKS, CHAIN)
    yield from untested({"draws": number, "horizon days": scenario.horizon_days})
    yield from scenario.remarks
    yield from dict.fromkeys(remark for one in met.values() for remark in one.remarks)
    if scenario.happened:
        yield Said(HAPPENED.message, {"what": scenario.happened})


def _on_course(scenario: Scenario, question: Question) -> Iterator[str]:
    if question.is_by_day and (number := taken(question.draws, scenario.horizon_days)) < question.draws:
        yield said(
            "Quantiles of the course of the loss stand on the first {number:,} of the {draws:,} draws.",
            number=number,
            draws=question.draws,
        )


def headline(scenario: Scenario, rows: Sequence[Row], met: Mapping[str, Met], number: int) -> Iterator[str]:
    """Three sentences: the first stop of all, the bound beside it, and what matters most; or why there is none."""
    if not rows:
        yield said(
            "{title}: nothing is lost in {economies}; {why}",
            title=scenario.title,
            economies=", ".join(met),
            why=_nothing(met),
        )
        return
    row = min(reversed(rows), key=urgency)  # of stages that stop on one day the one nearest to the product
    where = ", ".join(dict.fromkeys(str(other["economy"]) for other in rows if urgency(other) == urgency(row)))
    yield f"{where}: {row['name']} ({row['stage']}): {_stop(row, scenario, number)}"
    lost: list[float] = row["share_lost_interval"]  # type: ignore[assignment]
    part = " to ".join(f"{end:.0%}" for end in dict.fromkeys(lost))
    yield f"Bound, without stocks and substitutes: {row['bound_date']}, {part} of the output."
    yield str(row["matters_most"])


def _nothing(met: Mapping[str, Met]) -> str:
    reasons = [remark for one in met.values() for remark in one.remarks]
    return " ".join(dict.fromkeys(reasons)) or said("no item of the chain stands behind what is lost.")


def _stop(row: Row, scenario: Scenario, number: int) -> str:
    """The first stop in words: half of the draws and the worst of cases, or why none comes."""
    sampled: Mapping[str, float] = row["sampled_stop_days"]  # type: ignore[assignment]
    early: list[dt.date | None] = row["lean_stop_dates"]  # type: ignore[assignment]
    within = f"within {scenario.horizon_days} days"
    if early[0] is None:
        return f"no line stops {within}, whatever the stocks: {row['reason']}."
    never = f"{within} in {percent(sampled['never'])} of {number:,} draws"
    if row["sampled_stop_date"] is None:
        return f"no line stops {never}; with lean stocks and all else at its worst one does on {early[0]}."
    return f"first stop about {row['sampled_stop_date']}, on {early[0]} at the worst; none {never}."
