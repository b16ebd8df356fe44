"""Small panels for the tests of the backtest: seasonal series with noise, one exporter, several buyers."""

import numpy as np

from haechi.model.panel import Cell, Panel
from haechi.watch.pooling import Nodes, nodes


def make_panel(
    *, months: int = 72, pairs: int = 24, exporter: str = "KOR", value: float | None = None, seed: int = 1
) -> Panel:
    """Value and weight of one code to numbered buyers; constant where a value is given."""
    generator = np.random.default_rng(seed)
    calendar = np.arange(months)[:, None]
    size = generator.uniform(11, 14, pairs)
    logs = size + 0.2 * np.sin(calendar * np.pi / 6) + 0.25 * generator.normal(size=(months, pairs))
    weight = np.exp(logs).astype(np.float32)
    dear = np.exp(0.1 * generator.normal(size=(months, pairs)))
    worth = (weight * 3 * dear).astype(np.float32)
    if value is not None:
        weight = worth = np.full((months, pairs), value, dtype=np.float32)
    states = np.full((months, pairs), Cell.OBSERVED, dtype=np.uint8)
    return Panel(
        months=np.datetime64("2017-01", "M") + np.arange(months),
        codes=np.full(pairs, "250410"),
        editions=np.full(pairs, "HS17"),
        exporters=np.full(pairs, exporter),
        importers=np.array([f"I{place:02d}" for place in range(pairs)]),
        value=worth,
        weight=weight,
        value_state=states,
        weight_state=states,
        complete=np.zeros((months, pairs), dtype=bool),
        source="made up",
        basis="exporter report",
        vintages=np.full(months, np.datetime64("2024-01-01", "D")),
    )


def make_nodes(*, months: int = 72, pairs: int = 24, exporter: str = "KOR", value: float | None = None) -> Nodes:
    return nodes(make_panel(months=months, pairs=pairs, exporter=exporter, value=value), lambda *_: None)
