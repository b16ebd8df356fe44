"""How values are written in the cells of pages."""

import pytest

from haechi.web.frame import cell, named, own, shown, span


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (None, "due", "–"),
        ([], "codes", "–"),
        (0.0, "late_days", "0"),
        (0.9187, "share", "91.9%"),
        (0.9187, "hhi", "0.919"),
        (57_901_674.2, "value_usd", "57,901,674"),
        (True, "agreed", "yes"),
        ("2019-07-01T03:00:00+00:00", "at", "2019-07-01 03:00"),
        ({"low": 1, "high": None}, "band", "low: 1; high: –"),
    ],
)
def test_a_value_is_written_as_people_read_it(value: object, column: str, text: str) -> None:
    assert shown(value, column) == text


def test_an_interval_of_one_value_is_that_value_and_an_open_one_a_dash() -> None:
    assert (span([0.6, 0.65]), span([0.6, 0.6]), span([None, 1.0])) == ("0.6 – 0.65", "0.6", "–")


def test_ids_of_the_chain_are_told_by_name_in_the_language() -> None:
    assert named(["hf", "front_end", "kor-motir"], "en") == "Hydrogen fluoride, Front-end processing, kor-motir"
    assert named("gallium", "ko") == "갈륨"
    assert (named([], "en"), named(None, "en")) == ("–", "–")


@pytest.mark.parametrize(
    ("value", "column", "shape"),
    [
        (3, "changes", "number"),
        (True, "agreed", "whole"),
        ("2026-11-22", "due", "whole"),
        ("a sentence that may be broken", "what", ""),
        ("0a" * 32, "sha256", "hash"),
    ],
)
def test_a_cell_knows_whether_it_may_be_broken(value: object, column: str, shape: str) -> None:
    assert cell(value, column, "en")[1] == shape


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", ""])
def test_nothing_leads_away_from_the_desk(path: str) -> None:
    assert own(path) == "/"
