from pathlib import Path

import numpy as np
from tests.app.test_revisions import HEADER, LAYOUT
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, TODAY, lake, load, table

from haechi.model.panel import Cell
from haechi.model.trade import ReportBasis
from haechi.readers.layout import parse
from haechi.store.asof import Known
from haechi.store.database import reading
from haechi.store.lake import Lake


def _sides(tmp_path: Path) -> Lake:
    """Exports in January and March, imports alone in February."""
    held = lake(tmp_path)
    for month, side in (("2023-01", "X"), ("2023-02", "M"), ("2023-03", "X")):
        path = table(tmp_path / f"{month}.csv", HEADER, [[month, "CHN", "KOR", side, "280429", 7, 2]])
        load(held, path, layout=parse(LAYOUT, "sides"))
    return held


def test_what_is_the_same_in_all_rows_is_found(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [["2023-01", "CHN", "KOR", "280429", 5, 1], ["2023-01", "CHN", "JPN", "280429", 5, 1]]
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=parse(COMPLETE, "x"))
    known = Known(lake=held.folder, manifests=held.loads(), as_of=TODAY)
    with reading() as connection:
        assert known.same(connection, "complete", ["2023-01"]) == {
            "role": "total",
            "basis": "reconciled",
            "direction": "export",
            "freq": "M",
            "partner_kind": "economy",
            "edition": "HS22",
            "valuation": "FOB",
            "level": 6,
        }
        assert known.same(connection, "complete", ["2023-02"]) == {}


def test_what_differs_in_any_month_that_is_asked_for_is_not_the_same(tmp_path: Path) -> None:
    held = _sides(tmp_path)
    known = Known(lake=held.folder, manifests=held.loads(), as_of=TODAY)
    with reading() as connection:
        assert "direction" in known.same(connection, "sides", ["2023-01", "2023-03"])
        every = known.same(connection, "sides", ["2023-01", "2023-02", "2023-03"])
    assert every.keys().isdisjoint({"direction", "basis", "valuation"})
    assert every["edition"] == "HS22"


def test_rows_of_the_other_side_in_a_month_between_are_not_taken_for_this_one(tmp_path: Path) -> None:
    panel = _sides(tmp_path).panel("sides", ReportBasis.EXPORTER, lineage=lambda code, edition: (code, edition))
    assert panel.value[[0, 2], 0].tolist() == [7, 7]
    assert np.isnan(panel.value[1, 0])
    assert panel.value_state[1, 0] != Cell.OBSERVED
    assert panel.size == 1
