"""By how much sectors understate, as a report."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.aggregating import MADE_UP, Question, aggregate
from haechi.app.criticality import Given
from haechi.errors import InputError
from haechi.stress.esri import Options
from haechi.stress.static import SECTOR_WARNING
from haechi.stress.tested import RANGES


def asked(*, depth: float = 0.1, draws: int = 20, seed: int = 1, replaces: bool = True) -> Question:
    return Question(depth=depth, draws=draws, seed=seed, options=Options(replaces=replaces))


def rows(question: Question) -> list[Any]:
    return list(aggregate(desk(), Given(generate=200), question).rows)


def test_quantiles_ascend_in_every_column() -> None:
    found = rows(asked())
    for column in ("quantile", "lost_by_firms", "lost_by_sectors", "understated"):
        values = [row[column] for row in found]
        assert values == sorted(values)
    assert 0 < found[0]["lost_by_firms"] <= found[-1]["lost_by_firms"] <= 1


def test_a_whole_stop_of_every_sector_is_told_the_same_by_both() -> None:
    (least, *_, greatest) = rows(asked(depth=1.0))
    assert least["lost_by_firms"] == pytest.approx(1.0)
    assert greatest["understated"] == pytest.approx(0.0, abs=1e-12)


def test_without_replacement_firms_lose_more() -> None:
    assert rows(asked(replaces=False))[3]["lost_by_firms"] > rows(asked())[3]["lost_by_firms"]


def test_the_same_seed_gives_the_same_report_and_another_one_another() -> None:
    assert rows(asked(seed=3)) == rows(asked(seed=3))
    assert rows(asked(seed=3)) != rows(asked(seed=4))


@pytest.mark.parametrize("draws", [int(RANGES["draws of sectors"].low), int(RANGES["draws of sectors"].high)])
def test_losses_lie_between_nothing_and_all_and_ascend_at_both_ends_of_the_tested_draws(draws: int) -> None:
    found = rows(asked(draws=draws))
    for column in ("lost_by_firms", "lost_by_sectors"):
        values = [row[column] for row in found]
        assert values == sorted(values)
        assert 0 < values[0] <= values[-1] <= 1


def test_what_was_not_tested_is_said() -> None:
    notes = aggregate(desk(), Given(generate=200), asked(draws=5)).notes
    assert any(note.startswith("draws of sectors 5 lies outside the range") for note in notes)


def test_the_warning_and_the_parameters_stand_with_the_numbers() -> None:
    payload = aggregate(desk(), Given(generate=200), asked()).payload()
    assert json.dumps(payload, allow_nan=False)
    meta: Any = payload["meta"]
    assert SECTOR_WARNING in meta["notes"]
    assert MADE_UP in meta["notes"]
    assert (meta["parameters"]["draws"], meta["parameters"]["depth"]) == (20, 0.1)


def test_a_depth_out_of_its_range_is_refused() -> None:
    with pytest.raises(InputError, match="a depth above 0 up to 1"):
        rows(asked(depth=0.0))


def written(folder: Path) -> Given:
    """Two lines of a mine and a smelter each, the second four times as large."""
    (folder / "links.csv").write_text("supplier,customer,value\na1,b1,1\na2,b2,4\n", encoding="utf-8")
    (folder / "firms.csv").write_text("firm,sector\na1,A\na2,A\nb1,B\nb2,B\n", encoding="utf-8")
    return Given(links=folder / "links.csv", firms=folder / "firms.csv")


def test_files_are_read_and_named_with_their_hashes(tmp_path: Path) -> None:
    report = aggregate(desk(), written(tmp_path), asked())
    assert report.sources == ("links.csv", "firms.csv")
    assert all(vintage.startswith("sha256:") for vintage in report.vintages)
    assert report.parameters["sectors"] == 2


def test_links_without_sectors_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no sectors are given, so that there is nothing to add up"):
        aggregate(desk(), Given(links=written(tmp_path).links), asked())
