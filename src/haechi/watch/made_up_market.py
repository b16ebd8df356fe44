"""A made-up market of several suppliers and several buyers, out of the real series of one exporter.

The codes that the exporter sells are read as suppliers of one item, so that a buyer has several suppliers and an item
several exporters. Each item is the same panel with calendar quarters exchanged among the years, all pairs alike: what
the buyers of a supplier, the suppliers of a buyer and all of them had in common in a month stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from haechi.model.panel import Panel
from haechi.watch.placebo import placebo
from haechi.watch.transform import LUNAR_NEW_YEAR

EDITION = "made up"
_FEWEST_SUPPLIERS = 2


def market(panel: Panel, generator: np.random.Generator, *, items: int) -> Panel | None:
    """The market, or None where the panel has several exporters, or fewer than two codes to make suppliers of.

    Parameters
    ----------
    generator : draws the order of the years of each item
    items : made-up items
    """
    codes, counts = np.unique(panel.codes, return_counts=True)
    if len(codes) < _FEWEST_SUPPLIERS or len(np.unique(panel.exporters)) != 1:
        return None
    names = _suppliers(str(panel.exporters[0]), len(codes))
    read_as = dict(zip(codes[np.argsort(-counts, kind="stable")].tolist(), names, strict=False))
    kept = _among(panel, np.flatnonzero(np.isin(panel.codes, list(read_as))))
    sellers = np.array([read_as[code] for code in kept.codes.tolist()])
    drawn = [placebo(kept, generator, is_shared=True) for _ in range(items)]
    return replace(
        _beside(drawn),
        codes=np.repeat([f"item {number + 1}" for number in range(items)], kept.size),
        editions=np.full(items * kept.size, EDITION),
        exporters=np.tile(sellers, items),
        source="made up",
    )


def _suppliers(exporter: str, count: int) -> list[str]:
    """Names of suppliers that keep the lunar new year if the exporter does, for the series do."""
    return sorted(LUNAR_NEW_YEAR) if exporter in LUNAR_NEW_YEAR else [f"supplier {number}" for number in range(count)]


def _among(panel: Panel, series: np.ndarray) -> Panel:
    return _made([panel], lambda arrays: arrays[0][..., series])


def _beside(panels: Sequence[Panel]) -> Panel:
    return _made(panels, lambda arrays: np.concatenate(arrays, axis=-1))


def _made(panels: Sequence[Panel], make: Callable[[list[np.ndarray]], np.ndarray]) -> Panel:
    """A panel of which each array by series is made of those of several panels."""

    def of(name: str) -> np.ndarray:
        return make([getattr(panel, name) for panel in panels])

    return replace(
        panels[0],
        codes=of("codes"),
        editions=of("editions"),
        exporters=of("exporters"),
        importers=of("importers"),
        value=of("value"),
        weight=of("weight"),
        value_state=of("value_state"),
        weight_state=of("weight_state"),
        complete=of("complete"),
    )
