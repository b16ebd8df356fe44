"""What a backtest says of scopes: one pair, one supplier, one buyer, an item everywhere, and how the tree names them.

A scope that the longest source lacks is measured on a made-up market of its series, and on what a shorter source can
judge of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from haechi.app import code_items, panels
from haechi.app.desk import Desk
from haechi.app.panels import History
from haechi.app.report import Row
from haechi.model.signal import Level
from haechi.watch import backtest as trials
from haechi.watch.discoveries import FIRST, Setup
from haechi.watch.fall_names import Field, Name, Named, naming
from haechi.watch.injection import Scenario
from haechi.watch.made_up_market import market
from haechi.watch.recall import wilson
from haechi.watch.surveillance import Watched, surveil

MADE_UP = "made-up market"
_SCOPES = (Level.PAIR, Level.EXPORTER_ITEM, Level.IMPORTER_ITEM, Level.ITEM)
_SUMS = tuple(level for level in Level if level is not Level.PAIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A panel in which scopes are measured.

    is_short : it ends before three releases after a fall, so that a fall is asked for its own release alone
    """

    name: str
    field: Field
    is_short: bool = False


def setup(desk: Desk, view: History) -> Setup:
    """What the watch of a view is run with."""
    return Setup(
        panel=view.panel,
        stage_of=cache(lambda code, edition: code_items.stage_of(desk, code, edition)),
        settings=view.watched.settings,
        reporters=view.reporters,
        breaks=panels.breaks(desk),
    )


def places(
    desk: Desk, longest: History, others: Iterable[History], *, items: int, generator: np.random.Generator
) -> tuple[Place, ...]:
    """The longest source, the market that is made of it where it has one exporter, and shorter sources.

    Parameters
    ----------
    items : of the made-up market
    generator : draws it
    """
    found = [Place(name=longest.name, field=Field(setup=setup(desk, longest), watched=longest.watched, first=FIRST))]
    made = market(longest.panel, generator, items=items)
    if made is not None:
        of_market = Setup(
            panel=made, stage_of=lambda *_: None, settings=longest.watched.settings, reporters=made.exporters
        )
        watched = surveil(made, stage_of=of_market.stage_of, settings=of_market.settings)
        found.append(Place(name=MADE_UP, field=Field(setup=of_market, watched=watched, first=FIRST)))
    for view in others:
        first = _first_judged(view.watched)
        if first is not None:
            field = Field(setup=setup(desk, view), watched=view.watched, first=first)
            found.append(Place(name=view.name, field=field, is_short=True))
    return tuple(found)


def recalls(place: Place, scenarios: Sequence[Scenario]) -> Iterator[Row]:
    """What is recalled of the sums of a panel, with intervals."""
    panel, watched = place.field.setup.panel, place.field.watched
    if place.is_short:
        ready = trials.trial(watched, panel.complete, levels=_SUMS, first=place.field.first, least=1)
    else:
        ready = trials.trial(watched, panel.complete, levels=_SUMS)
    return recalled(place, trials.recalls(ready, scenarios))


def recalled(place: Place, rows: Iterable[trials.Row]) -> Iterator[Row]:
    """Rows of a backtest over all months and starts at the rate that is compared, with the intervals of the parts."""
    watched = place.field.watched
    is_judged = ~np.isnan(watched.judgement.p).all(axis=0)
    series = {name: int(is_judged[nodes].sum()) for name, nodes in trials.groups(watched).items()}
    for row in rows:
        if row.is_headline:
            found = row.outcome
            within = None if place.is_short else found.within_three
            own_low, own_high = found.own_interval
            low, high = (None, None) if within is None else found.within_interval
            yield {
                "panel": place.name,
                "level": row.group,
                "detector": row.detector,
                "scenario": row.scenario,
                "false_alarm_rate": row.false_alarm_rate,
                "recall_own": found.own,
                "own_low": own_low,
                "own_high": own_high,
                "recall_3": within,
                "low_3": low,
                "high_3": high,
                "n": found.count,
                "series": series[row.group],
            }


def names(place: Place, falls: Sequence[Scenario], *, copies: int, seed: int) -> Iterator[Row]:
    """What the tree names each scope that a panel has.

    Parameters
    ----------
    copies : panels with falls, for each scope and fall
    seed : of the generator that draws the falls, anew for each
    """
    for named in naming(place.field, _SCOPES, falls, copies=copies, seed=seed):
        yield {"panel": place.name, **_named(named)}


def _named(named: Named) -> Row:
    part = named.names[Name.RIGHT] / named.found if named.found else None
    low, high = (None, None) if part is None else wilson(part, named.found)
    return {
        "scope": named.scope,
        "scenario": named.scenario,
        "release": named.release,
        "told": "warnings and alerts" if named.is_told else "all that is listed",
        "falls": named.falls,
        **{name.name.lower(): named.names[name] for name in Name},
        "right_part": part,
        "low": low,
        "high": high,
    }


def _first_judged(watched: Watched) -> int | None:
    """The first month in which a sum can be judged; None where none can."""
    sums = watched.nodes.level > 0
    months = np.flatnonzero(~np.isnan(watched.judgement.p[:, sums]).all(axis=1))
    return int(months[0]) if len(months) else None
