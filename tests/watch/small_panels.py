"""Small markets with known noise, for the tests of the watch."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from haechi.model.panel import Cell, Panel, Singles, States
from haechi.model.signal import Level
from haechi.watch.decision import Release, index_of, release
from haechi.watch.guards import Breaks
from haechi.watch.pooling import Nodes
from haechi.watch.signals import Noticed
from haechi.watch.surveillance import Settings, Watched, surveil

START = "2017-01"
CODES = ("250410", "280429", "811292")
EXPORTERS = ("DEU", "JPN", "USA")
IMPORTERS = ("FRA", "KOR", "NLD", "TWN")
EDITION = "HS22"
PRICE = 8.0  # USD/kg
STOP = 62  # month in which things happen: March 2022
STOP_PERIOD = "2022-03"

Pair = tuple[str, str, str]  # code, exporter, importer
_WATCHED: dict[tuple[bytes, ...], Watched] = {}
Numbers = NDArray[np.float64]


def make_panel(
    value: Mapping[Pair, Numbers] | Mapping[Pair, list[float]],
    weight: Mapping[Pair, Numbers] | Mapping[Pair, list[float]] | None = None,
    *,
    start: str = START,
    is_complete: bool = False,
) -> Panel:
    """A panel of pairs; NaN is missing, and weights follow from the usual price where none are given."""
    values = _columns(value)
    weights = values / np.float32(PRICE) if weight is None else _columns(weight)
    count = len(values)
    months = np.datetime64(start, "M") + np.arange(count)
    codes, exporters, importers = (np.array(names, dtype=np.str_) for names in zip(*value, strict=True))
    return Panel(
        months=months,
        codes=codes,
        editions=np.full(len(codes), EDITION),
        exporters=exporters,
        importers=importers,
        value=values,
        weight=weights,
        value_state=_states(values),
        weight_state=_states(weights),
        complete=np.full(values.shape, is_complete),
        source="invented",
        basis="exporter report",
        vintages=np.full(count, np.datetime64("2025-02-01", "D")),
    )


def empty_panel(*, months: int, start: str = START) -> Panel:
    """A panel without pairs."""
    whole = make_panel({("250410", "JPN", "KOR"): [1.0] * months}, start=start)
    return part_of(whole, np.zeros(1, dtype=bool)) if months else whole


def part_of(panel: Panel, chosen: NDArray[np.bool_]) -> Panel:
    """The chosen pairs of a panel."""
    across = ("value", "weight", "value_state", "weight_state", "complete")
    names = ("codes", "editions", "exporters", "importers")
    parts = {name: getattr(panel, name)[:, chosen] for name in across}
    return replace(panel, **parts, **{name: getattr(panel, name)[chosen] for name in names})


def market(
    *,
    months: int = 66,
    seed: int = 1,
    spread: float = 0.2,
    codes: tuple[str, ...] = CODES,
    exporters: tuple[str, ...] = EXPORTERS,
    importers: tuple[str, ...] = IMPORTERS,
    start: str = START,
    is_complete: bool = False,
) -> Panel:
    """Every exporter sells every code to every importer, each month, around a level of its own; prices scatter less."""
    rng = np.random.default_rng(seed)
    pairs = [(code, seller, buyer) for code in codes for seller in exporters for buyer in importers]
    levels = np.exp(rng.normal(13.0, 0.7, len(pairs)))
    weights = levels / PRICE * np.exp(rng.normal(0.0, spread, (months, len(pairs))))
    values = weights * PRICE * np.exp(rng.normal(0.0, spread / 3, (months, len(pairs))))
    return make_panel(
        dict(zip(pairs, values.T, strict=True)),
        dict(zip(pairs, weights.T, strict=True)),
        start=start,
        is_complete=is_complete,
    )


def mixed(months: int = 72) -> Panel:
    """A market of which some pairs rest most months, and some numbers are missing."""
    panel, rng = market(months=months, seed=5), np.random.default_rng(0)
    rests = rng.random(panel.value.shape) < 0.6
    rests[:, ::2] = False
    value, weight = np.where(rests, 0, panel.value), np.where(rests, 0, panel.weight)
    value[rng.random(value.shape) < 0.02] = np.nan
    weight[rng.random(weight.shape) < 0.03] = np.nan
    value, weight = value.astype(np.float32), weight.astype(np.float32)
    return replace(panel, value=value, weight=weight, value_state=_states(value), weight_state=_states(weight))


def changed(
    panel: Panel,
    months: slice,
    factor: float,
    *,
    weight_factor: float | None = None,
    code: str | None = None,
    exporter: str | None = None,
    importer: str | None = None,
) -> Panel:
    """A panel in which value, and weight alike unless told, of the named pairs is multiplied in some months."""
    chosen = np.ones(panel.size, dtype=bool)
    for names, name in ((panel.codes, code), (panel.exporters, exporter), (panel.importers, importer)):
        chosen &= (names == name) if name else True
    value, weight = panel.value.copy(), panel.weight.copy()
    value[months, chosen] *= np.float32(factor)
    weight[months, chosen] *= np.float32(factor if weight_factor is None else weight_factor)
    return replace(panel, value=value, weight=weight, value_state=_states(value), weight_state=_states(weight))


def unchained(code: str, edition: str) -> str | None:  # noqa: ARG001
    """No code has a place in the chain."""
    return None


def watch(panel: Panel) -> Watched:
    """The panel watched; one that was watched before is not watched again, for it takes a second."""
    key = _key(panel)
    if key not in _WATCHED:
        _WATCHED[key] = surveil(panel, stage_of=unchained, settings=Settings())
    return _WATCHED[key]


def decide(
    watched: Watched,
    period: str,
    *,
    noticed: Noticed | None = None,
    breaks: Breaks = (),
    reporter: str = "exporter",
    settings: Settings | None = None,
) -> Release:
    """The release of a month, with the exporter or the importer as the reporter of each pair."""
    pairs = watched.nodes.at(Level.PAIR)
    names = watched.nodes.exporters if reporter == "exporter" else watched.nodes.importers
    return release(
        watched,
        index_of(watched, period),
        settings=settings or Settings(),
        reporters=names[pairs],
        noticed=noticed or (lambda _: False),
        breaks=breaks,
    )


def place_of(nodes: Nodes, node_id: str) -> int:
    """Index of a node by its id."""
    return [nodes.node(index).id for index in range(nodes.size)].index(node_id)


def _key(panel: Panel) -> tuple[bytes, ...]:
    names = (panel.codes, panel.editions, panel.exporters, panel.importers)
    arrays = (panel.months, panel.value, panel.weight, panel.value_state, panel.weight_state, panel.complete)
    return tuple(array.tobytes() for array in (*names, *arrays))


def _columns(series: Mapping[Pair, Numbers] | Mapping[Pair, list[float]]) -> Singles:
    return np.stack([np.asarray(column, dtype=np.float32) for column in series.values()], axis=1)


def _states(numbers: Singles) -> States:
    states = np.where(numbers == 0, Cell.ZERO, Cell.OBSERVED)
    return np.where(np.isnan(numbers), Cell.MISSING, states).astype(np.uint8)
