"""The other side of flows, and how first numbers fared, in a lake of two publications by two sides."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from tests.store.small_lake import ECONOMIES, table
from tests.watch.test_card import signal

from haechi.app import panels
from haechi.app.carding import of_signal
from haechi.app.desk import Desk
from haechi.app.panels import History
from haechi.app.revisions import mirrored, survival
from haechi.model.signal import Level, Node
from haechi.readers.layout import parse
from haechi.store.workspace import create
from haechi.watch.mirror import Mirror, MirrorState

LAYOUT = """
name = "sides"
title = "Imports and exports by month"
source = "sides"
valuation = { import = "CIF", export = "FOB" }
direction = { column = "flow", words = { M = "import", X = "export" } }
period = { column = "period" }
reporter = { column = "from", system = ["iso3"] }
partner = { column = "to", system = ["iso3"] }
code = { column = "code", lengths = [6] }
edition = { value = "HS22" }
value = { column = "value" }
weight = { column = "kg" }
completeness = { partners_from = 1 }
"""
HEADER = ["period", "from", "to", "flow", "code", "value", "kg"]
DAY = dt.date(2026, 11, 22)
CODE = "250410"
MONTHS = [str(month) for month in np.arange("2021-01", "2023-01", dtype="datetime64[M]")]
LAST = MONTHS[-1]
NODE = Node(level=Level.PAIR, code=CODE, edition="HS22", exporter="JPN", importer="KOR")
Rows = list[list[object]]


def months(flow: str, last: float) -> Rows:
    """Two years of one pair around a hundred, the last of which is as given, told by one side."""
    rng = np.random.default_rng(7)
    told = ("JPN", "KOR") if flow == "X" else ("KOR", "JPN")
    sizes = [100 * float(np.exp(rng.normal(0, 0.1))) for _ in MONTHS[:-1]] + [last]
    return [[month, *told, flow, CODE, size, size] for month, size in zip(MONTHS, sizes, strict=True)]


def desk(folder: Path, *files: tuple[str, Rows]) -> Desk:
    held = Desk(workspace=create(folder / "place"), today=DAY, as_of=DAY)
    for number, (vintage, rows) in enumerate(files):
        path = table(folder / f"{number}.csv", HEADER, rows)
        held.lake.load(
            path,
            economies=ECONOMIES,
            today=DAY,
            layout=parse(LAYOUT, "sides"),
            vintage=dt.date.fromisoformat(vintage),
        )
    return held


def exports(at: Desk) -> History:
    return next(
        view
        for view in panels.histories(at, panels.settings(at), source=None)
        if view.stream.basis == "exporter report"
    )


def asked(at: Desk) -> Mirror:
    view = exports(at)
    return mirrored(at, view.watched, NODE, LAST, view.panel, [CODE])


@pytest.mark.parametrize(("told", "state"), [(6.0, MirrorState.CONFIRMS), (102.0, MirrorState.CONTRADICTS)])
def test_the_other_side_of_the_lake_answers(tmp_path: Path, told: float, state: MirrorState) -> None:
    found = asked(desk(tmp_path, ("2023-02-01", months("X", 5.0)), ("2023-02-01", months("M", told))))
    assert (found.state, found.basis) == (state, "importer report")
    assert found.other_usd == pytest.approx(told)


def test_without_the_other_side_it_is_absent(tmp_path: Path) -> None:
    assert asked(desk(tmp_path, ("2023-02-01", months("X", 5.0)))) == Mirror(state=MirrorState.ABSENT)


def test_one_publication_tells_nothing_of_revisions(tmp_path: Path) -> None:
    at = desk(tmp_path, ("2023-02-01", months("X", 5.0)))
    assert survival(at, exports(at).panel, NODE, [CODE]).of == 0


def test_first_numbers_that_stayed_within_a_twentieth_survived(tmp_path: Path) -> None:
    first = months("X", 100.0)
    changed = [
        [*row[:5], float(str(row[5])) * factor, row[6]]
        for row, factor in zip(first[-4:], (1, 1.04, 1.2, 0.5), strict=True)
    ]
    at = desk(tmp_path, ("2023-02-01", first), ("2023-05-01", changed))
    found = survival(at, exports(at).panel, NODE, [CODE])
    assert (found.kept, found.of) == (2, 4)


def test_a_signal_of_the_lake_is_carded_with_its_mirror(tmp_path: Path) -> None:
    at = desk(tmp_path, ("2023-02-01", months("X", 5.0)), ("2023-02-01", months("M", 6.0)))
    view = exports(at)
    found = of_signal(at, view.watched, view.panel, signal(NODE, period=LAST))
    assert found.mirror is not None
    assert found.mirror.state is MirrorState.CONFIRMS
