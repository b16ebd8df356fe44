"""By how much sectors understate, as a report."""

import json
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.aggregating import Question, made_up
from haechi.errors import InputError
from haechi.stress.esri import Options
from haechi.stress.static import SECTOR_WARNING


def asked(*, depth: float = 0.1, draws: int = 20, seed: int = 1, replaces: bool = True) -> Question:
    return Question(depth=depth, draws=draws, seed=seed, options=Options(replaces=replaces))


def rows(question: Question) -> list[Any]:
    return list(made_up(desk(), question, firms=200, sectors=10).rows)


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


def test_the_warning_and_the_parameters_stand_with_the_numbers() -> None:
    payload = made_up(desk(), asked(), firms=200, sectors=10).payload()
    assert json.dumps(payload, allow_nan=False)
    meta: Any = payload["meta"]
    assert SECTOR_WARNING in meta["notes"]
    assert any("made up, 200 firms in 10 sectors" in note for note in meta["notes"])
    assert (meta["parameters"]["draws"], meta["parameters"]["depth"]) == (20, 0.1)


def test_a_depth_out_of_its_range_is_refused() -> None:
    with pytest.raises(InputError, match="a depth above 0 up to 1"):
        rows(asked(depth=0.0))
