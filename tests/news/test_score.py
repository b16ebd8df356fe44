"""The labelled sentences are read at least as well as the recorded figures say."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.news.score import FIELDS, labelled, payload, table, wilson

DOCS = Path(__file__).parents[2] / "docs"
RECORDED: Any = json.loads((DOCS / "news-score.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured() -> Any:
    return payload()


@pytest.mark.parametrize("split", ["work", "test"])
@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_read_worse_than_recorded(measured: Any, split: str, field: str) -> None:
    for share in ("precision", "recall"):
        assert measured[split][field][share] >= RECORDED[split][field][share]


def test_the_page_shows_the_recorded_figures() -> None:
    assert table(RECORDED) in (DOCS / "methods" / "news.md").read_text(encoding="utf-8")


def test_half_of_at_least_a_hundred_and_fifty_sentences_is_frozen() -> None:
    work, test = (len(labelled(split)) for split in ("work", "test"))
    assert work + test >= 150
    assert abs(work - test) <= 2


def test_the_interval_is_that_of_wilson() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)  # Newcombe 1998, method 3, by hand
    assert wilson(0, 0) == (0.0, 1.0)
