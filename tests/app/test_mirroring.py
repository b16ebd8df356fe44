"""Two sources on the same purchases, on real data: the figures were found by others on the same files."""

import datetime as dt
from pathlib import Path

import pytest

from haechi.app.dependence import depend
from haechi.app.desk import Desk
from haechi.app.loading import Terms, load
from haechi.app.report import Report
from haechi.store.workspace import create

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def dutch(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    desk = Desk(workspace=create(tmp_path_factory.mktemp("mirror")), today=DAY, as_of=DAY)
    files = [shared_data / "trade" / name for name in ("baci_reconciled_2022.csv", "comtrade_raw_2022.csv.gz")]
    load(desk, files, Terms(), lambda _name, _done, _total: None)
    return depend(desk, "NLD", year=2022)


def test_dutch_reports_differ_from_reconciled_data_on_fifteen_of_twenty_nine_codes(dutch: Report) -> None:
    assert any(note.startswith("comtrade tells 15 of 29 codes otherwise than baci") for note in dutch.notes)


def test_the_other_source_stands_beside_and_bounds_the_index(dutch: Report) -> None:
    rows = [row for row in dutch.rows if row["mirror"] is not None and row["hhi"] is not None]
    assert rows
    for row in rows:
        other, interval = row["mirror"], row["hhi_interval"]
        assert isinstance(other, dict)
        assert isinstance(interval, list)
        assert interval == sorted([row["hhi"], other["hhi"]])
        assert row["sources"] == ["baci"]
