"""The labelled sentences are read at least as well as the recorded figures say."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.news.score import BUNDLED, FIELDS, FILES, FROZEN, false_events, labelled, payload, table, wilson

DOCS = Path(__file__).parents[2] / "docs"
SCORED = {
    "first.jsonl": "93f1ae8020aebdd03c1d04a35344e19de21004b5efd4e9ad43a95c7b9d09b160",
    "second_test.jsonl": "5db0c94408b5c3a6a5109f1e4c701805ee0f0494a45bcb0dbf4e79bf41b07d5d",
    "third_work.jsonl": "a3f3c7f865807961b22b9a124677608b352008d277238d25fe76ddd613f5b5c4",
    "third_test.jsonl": "59871563f2b8120ae62625200ea5223284517bed6cf4b237b13b0a425b3287e0",
    "fourth_test.jsonl": "2288b93e40b71f8a5ee700611d27fe8e197a62a09875be8619f5c4da4bdd8126",
    "seventh_test.jsonl": "b713bb1ef3fc3c5237706c7db4b2785fc3ad1e03b3bfb0fa1eec3ff9a2d119a0",
    "ninth_test.jsonl": "7718b695a49297d804f3e6436c9fae94ccb26dec91a5f420602bea9822188be7",
    "tenth_test.jsonl": "ca628f14e05e9eb79c1b9ddf33eb0482a6b2e781e0b5353fabf0328236256fea",
    "eleventh_test.jsonl": "f68026408856ad8d8bc00a299ecb0719212fb04da9ee078a22b1a6b62d083b33",
    "twelfth_test.jsonl": "8f2c55f595b0e01238534ffed1f23e49f5cb2ccfbcc53907f8e3ec285a25d49f",
    "fourteenth_test.jsonl": "5b2242db622a167bdcfcc15f791d4d2359191610aa15ab364e99c44931d6bed0",
}
GATED = tuple(split for split, file in FILES.items() if file.parent == FROZEN)  # all parts take minutes
RECORDED: Any = json.loads((DOCS / "news-score.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured() -> Any:
    return payload(GATED)


@pytest.mark.parametrize("split", GATED)
@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_read_worse_than_recorded(measured: Any, split: str, field: str) -> None:
    for share in ("precision", "recall"):
        assert measured[split][field][share] >= RECORDED[split][field][share]


def test_no_more_events_are_read_where_nothing_happens_than_recorded() -> None:
    assert false_events() == RECORDED["without events"]


def test_the_page_shows_the_recorded_figures() -> None:
    recorded = {split: RECORDED[split] for split in FILES}
    assert table(recorded) in (DOCS / "methods" / "news.md").read_text(encoding="utf-8")


def test_the_sentences_are_those_that_were_scored() -> None:
    places = {name: FROZEN if (FROZEN / name).exists() else BUNDLED for name in SCORED}
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name, folder in places.items()} == SCORED


def test_no_sentence_stands_in_two_parts() -> None:
    texts = [row["text"] for split in FILES for row in labelled(split)]
    assert len(texts) == len(set(texts))


def test_the_interval_is_that_of_wilson() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)  # Newcombe 1998, method 3, by hand
    assert wilson(0, 0) == (0.0, 1.0)
