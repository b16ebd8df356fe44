"""`haechi stress` on a network of firms: what a shock on some of them takes of all, and what matters most for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from haechi.app.criticality import Given, Progress, counted, network_of, remarks
from haechi.app.desk import Desk
from haechi.app.firm_losses import HIGH, Struck, firms, percent, whole
from haechi.app.picturing import firm_drawings, hang
from haechi.app.report import Report, Row
from haechi.app.stressing import shock_in_words
from haechi.errors import InputError
from haechi.model.scenario import Scenario
from haechi.reference import scenarios as library
from haechi.store import draws as tidy
from haechi.store.manifest import digest
from haechi.stress.esri import Options, esri, losses
from haechi.stress.fixed_point import fixed_point
from haechi.stress.network_ways import why_no_farther
from haechi.stress.strikes import ends, scenarios, strikes, struck
from haechi.stress.tested import untested
from haechi.stress.unknowns import draws

READING = (
    "Firms are read by the stop rule in the middle of all depths, intervals run from the least depths to the greatest; "
    "what they are of the loss adds up to all of it."
)
_NAMED = 3  # firms that the headline names


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What `haechi stress` is asked of a network of firms.

    Parameters
    ----------
    scenario : a file, or one of the library
    given : where the network comes from
    options : how losses are counted, and when the stop rule ends
    top : firms whose ways are given
    draws, seed : of the depths that are known in a band only
    parquet : file for the draws
    pictures : folder for the firms that lose most and the ways
    """

    scenario: str
    given: Given
    options: Options
    top: int = 25
    draws: int = 2000
    seed: int = 0
    parquet: Path | None = None
    pictures: Path | None = None


def stress(desk: Desk, question: Question, progress: Progress) -> Report:
    """Two rows of the whole network, one for each reading, then those of all firms that lose something.

    Raises
    ------
    UnknownName
        If the scenario is not known, or names a sector that the network lacks.
    InputError
        If the scenario is of the chain, names a firm that the network lacks, or a file of the network is wrong.
    """
    scenario = library.find(question.scenario, desk.facts)
    if not scenario.is_of_firms:
        raise InputError(
            f"{scenario.shocks[0].target!r} of the scenario {scenario.id} is of the chain and no firm of a network; "
            "leave the network out"
        )
    found = _run(scenario, question, progress)
    rows = [*whole(found), *firms(found, top=question.top)]
    report = Report(
        command="stress",
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(_notes(scenario, question, found)),
        parameters={**_parameters(scenario, question, found), "headline": list(_headline(rows, found))},
        sources=(*scenario.cited, *(path.name for path in question.given.files)),
        vintages=tuple(f"sha256:{digest(path)}" for path in question.given.files),
    )
    return replace(report, notes=(*report.notes, *_files(report, question, found)))


def _files(report: Report, question: Question, found: Struck) -> Iterator[str]:
    """Write what was asked for beside the report, and say where it stands."""
    if question.parquet is not None:
        tidy.write(_columns(found), report.payload()["meta"], question.parquet)  # type: ignore[arg-type]
        yield f"Every draw stands in {question.parquet}."
    if question.pictures is not None:
        yield hang(firm_drawings(report), question.pictures)


def _run(scenario: Scenario, question: Question, progress: Progress) -> Struck:
    built, options = network_of(question.given, progress), question.options
    hit = strikes(built, scenario.shocks)
    at_ends = scenarios(hit, ends(hit))
    stopped, kept = losses(built, at_ends, options=options)
    number = question.draws if any(row.depth.is_open for row in hit) else 1
    values = draws([row.depth for row in hit], number=number, seed=question.seed)
    drawn = scenarios(hit, values)
    return Struck(
        network=built,
        strikes=hit,
        options=options,
        stopped=stopped,
        settled=fixed_point(built, at_ends, options=options),
        losses=kept,
        values=values,
        drawn_stopped=esri(built, drawn, options=options, tick=counted(progress, "stop rule", number)),
        drawn_settled=fixed_point(built, drawn, options=options, tick=counted(progress, "fixed point", number)),
    )


def _headline(rows: Sequence[Row], found: Struck) -> Iterator[str]:
    """How much is lost by both readings, who loses most and what matters most; or why nothing is lost."""
    stop, fixed, *losers = rows
    if not losers:
        yield "Nothing is lost: the depth of every shock is 0, so that it reaches no firm."
        return
    if found.stopped.esri[HIGH] == 0:
        yield "Nothing is lost that counts: firms that lose have no weight (no sales, where no weights are given)."
    else:
        yield f"Lost of all production: {_said(stop)} by the stop rule, {_said(fixed)} at the fixed point."
    names = ", ".join(str(row["firm"]) for row in losers[:_NAMED])
    yield f"{len(losers):,} of {found.network.producers:,} firms lose something; most of it {names}."
    if found.is_open:
        yield str(stop["matters_most"])


def _said(row: Row) -> str:
    """A loss with its interval in words."""
    if row["lost_interval"] is None:
        return "not known"
    low, high = row["lost_interval"]  # type: ignore[misc]
    between = "" if low == high else f" ({percent(low)} to {percent(high)} by depth)"  # type: ignore[has-type]
    return f"{percent(row['lost'])}{between}"  # type: ignore[arg-type]


def _notes(scenario: Scenario, question: Question, found: Struck) -> Iterator[str]:
    yield READING
    yield from remarks(found.network, question.given)
    for reason in why_no_farther(found.network, struck(found.strikes)):
        yield f"{reason[0].upper()}{reason[1:]}."
    drawn = {"draws": question.draws} if found.is_open else {}
    yield from untested({"firms": found.network.producers, "stop": question.options.stop, **drawn})
    if not found.is_open:
        yield "Every depth is one number, so that one draw says all."
    yield from scenario.remarks
    if scenario.happened:
        yield f"What happened: {scenario.happened}"


def _parameters(scenario: Scenario, question: Question, found: Struck) -> Row:
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "kind": scenario.kind,
        "start": scenario.start,
        "firms": found.network.producers,
        "links": found.network.links,
        "struck": int(struck(found.strikes).size),
        "draws": len(found.drawn_stopped.esri),
        "seed": question.seed,
        "stop": question.options.stop,
        "replacement": question.options.replaces,
        "top": question.top,
        "generate": question.given.generate,
        "shocks": [shock_in_words(shock) for shock in scenario.shocks],
    }


def _columns(found: Struck) -> Mapping[str, NDArray[np.generic]]:
    """Draws as a table: depths, and the loss by both readings."""
    return {
        "draw": np.arange(len(found.drawn_stopped.esri)),
        **found.values,
        "stop_rule": found.drawn_stopped.esri,
        "fixed_point": found.drawn_settled.esri,
        "error_bound": found.drawn_settled.error_bound,
    }
