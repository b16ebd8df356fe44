"""What moved between two years, worked by hand."""

import pytest
from tests.dependency.small_facts import PARAMETERS, make_market, one_edition

from haechi.dependency.reliance import Reliance, reliance
from haechi.dependency.shift import shifts


def graphite_articles(code: str, edition: str) -> tuple[str, str]:
    return ("681519", "HS22") if (code, edition) == ("681510", "HS17") else (code, edition)


def rows(
    imports: dict[str, list[float]], *, year: int, edition: str = "HS17", covered: bool = True
) -> tuple[Reliance, ...]:
    market = make_market(imports, year=year, edition=edition, covered=covered)
    return reliance((market,), year=year, parameters=PARAMETERS, members=lambda _year: (), lineage=one_edition)


def test_the_change_of_the_largest_share_is_in_parts_of_one() -> None:
    (found,) = shifts(
        rows({"281111": [60, 40, 0]}, year=2021), rows({"281111": [90, 10, 0]}, year=2022), lineage=one_edition
    )
    assert found.moved == pytest.approx(0.3)
    assert (found.before.year, found.now.year) == (2021, 2022)
    assert not found.is_new_partner


def test_another_economy_in_the_first_place_is_a_new_partner_though_the_share_stays() -> None:
    (found,) = shifts(
        rows({"281111": [60, 40, 0]}, year=2021), rows({"281111": [40, 60, 0]}, year=2022), lineage=one_edition
    )
    assert found.is_new_partner
    assert found.moved == pytest.approx(0)


def test_what_moved_most_money_comes_first_up_or_down() -> None:
    before = {"281111": [50.0, 50, 0], "370790": [500.0, 500, 0], "381800": [900.0, 100, 0]}
    now = {"281111": [100.0, 0, 0], "370790": [600.0, 400, 0], "381800": [500.0, 500, 0]}
    found = shifts(rows(before, year=2021), rows(now, year=2022), lineage=one_edition)
    # 0.4 of 1000 fewer, 0.1 of 1000 more, 0.5 of 100 more
    assert [row.now.code for row in found] == ["381800", "370790", "281111"]
    assert [round(row.moved, 6) for row in found] == [-0.4, 0.1, 0.5]


def test_equal_moves_stand_in_the_order_of_their_codes() -> None:
    before = {"370790": [50.0, 50, 0], "281111": [50.0, 50, 0]}
    now = {"370790": [60.0, 40, 0], "281111": [60.0, 40, 0]}
    assert [row.now.code for row in shifts(rows(before, year=2021), rows(now, year=2022), lineage=one_edition)] == [
        "281111",
        "370790",
    ]


def test_a_code_of_another_edition_is_another_code() -> None:
    before = rows({"281111": [60, 40, 0]}, year=2016, edition="HS02")
    assert shifts(before, rows({"281111": [90, 10, 0]}, year=2017), lineage=one_edition) == ()


def test_a_code_that_stands_in_one_year_only_is_left_out() -> None:
    before = rows({"281111": [60, 40, 0], "370790": [1, 1, 1]}, year=2021)
    found = shifts(before, rows({"281111": [90, 10, 0], "381800": [1, 1, 1]}, year=2022), lineage=one_edition)
    assert [row.now.code for row in found] == ["281111"]


def test_an_unknown_share_is_no_change() -> None:
    before = rows({"281111": [60, 40, 0]}, year=2021, covered=False)
    assert shifts(before, rows({"281111": [90, 10, 0]}, year=2022), lineage=one_edition) == ()


def test_a_year_without_imports_is_no_change() -> None:
    before = rows({"281111": [0, 0, 0]}, year=2021)
    assert shifts(before, rows({"281111": [90, 10, 0]}, year=2022), lineage=one_edition) == ()


def test_the_same_code_in_a_newer_edition_is_the_same_code() -> None:
    before = rows({"681510": [60, 40, 0]}, year=2021, edition="HS17")
    now = rows({"681519": [90, 10, 0]}, year=2022, edition="HS22")
    (found,) = shifts(before, now, lineage=graphite_articles)
    assert (found.before.code, found.now.code) == ("681510", "681519")
    assert found.moved == pytest.approx(0.3)
