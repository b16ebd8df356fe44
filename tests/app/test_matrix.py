"""Economies x items by two definitions: numbers of one body of data in a column, the unknown never zero."""

from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import dependence
from haechi.app.desk import Desk
from haechi.app.loading import Terms, load
from haechi.app.matrix import Question, Side, matrix, side_named, years
from haechi.app.matrix_picture import across, estimate
from haechi.app.naming import names
from haechi.errors import InputError, UnknownName
from haechi.model.chain import Basis

FILE = "baci_30_codes_annual_2002_2024.parquet"
AT = desk("2026-11-22")


@pytest.fixture(scope="module")
def loaded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    at = desk("2026-11-22", tmp_path_factory.mktemp("matrix"))
    load(at, [shared_data / "trade" / FILE], Terms(), lambda *_: None)
    return at


def test_without_customs_data_buyers_stand_by_published_shares_of_their_imports() -> None:
    report = matrix(AT, Question(economies=("KOR",)))
    assert {row["basis"] for row in report.rows} == {Basis.CUSTOMS_ORIGIN}
    assert {row["definition"] for row in report.rows} == {"largest supplier", "HHI"}
    assert report.notes[0].startswith("No customs file is loaded")


def test_suppliers_by_headquarters_and_by_site_stand_in_columns_of_their_own() -> None:
    report = matrix(AT, Question(side=Side.SUPPLIERS))
    assert {(row["definition"], str(row["basis"])) for row in report.rows} == {
        ("headquarters", "headquarters"),
        ("site", "site"),
    }
    assert all(row["supplier"] == row["economy"] for row in report.rows)


def test_every_number_has_a_scope_and_a_source() -> None:
    for side in Side:
        assert all(row["scope"] and row["sources"] for row in matrix(AT, Question(side=side)).rows)


def test_an_economy_that_is_named_without_a_number_is_unknown_and_not_zero() -> None:
    rows = matrix(AT, Question(side=Side.SUPPLIERS)).rows
    unknown = [row for row in rows if row["value"] is None]
    assert unknown
    assert all(row["interval"] is not None and row["interval"][1] > 0 for row in unknown)  # type: ignore[index]


def test_customs_data_give_the_numbers_of_depend(loaded: Desk) -> None:
    rows = matrix(loaded, Question(economies=("KOR",))).rows
    by_code = {row["code"]: row for row in dependence.depend(loaded, "KOR").rows}
    assert rows
    for row in rows:
        held = by_code[row["code"]]
        expected = held["top_share"] if row["definition"] == "largest supplier" else held["hhi"]
        assert row["value"] == pytest.approx(expected)
        assert row["supplier"] == held["top_partner"]


def test_a_year_is_that_of_the_numbers(loaded: Desk) -> None:
    assert 2019 in years(loaded)
    assert {row["period"] for row in matrix(loaded, Question(year=2019)).rows} == {"2019"}


def test_an_economy_that_is_not_covered_is_named_and_the_others_stand(loaded: Desk) -> None:
    report = matrix(loaded, Question(economies=("KOR", "PRK"), year=1962))
    assert report.rows == []
    assert any("imports of PRK 1962 are not covered" in note for note in report.notes)


def test_rows_stand_side_by_side_by_item(loaded: Desk) -> None:
    lines = across(matrix(loaded, Question(economies=("KOR", "NLD"))), names("en"))
    magnesium = next(line for line in lines if line.item == "magnesium")
    assert set(magnesium.cells) == {"KOR", "NLD"}
    assert estimate(magnesium.cells["KOR"]["HHI"]).value is not None
    assert len(across(matrix(loaded, Question()), names("en"), most=3)) == 3


def test_a_wrong_question_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownName, match="'Freedonia' is not an economy"):
        matrix(AT, Question(economies=("Freedonia",)))
    many = tuple(sorted(AT.facts.economy_by_id))[:13]
    with pytest.raises(InputError, match="13 economies do not fit side by side"):
        matrix(AT, Question(economies=many))
    with pytest.raises(InputError, match="'sellers' is no side of a matrix"):
        side_named("sellers")


def test_where_the_loaded_data_name_no_supplier_published_shares_stand_in(shared_data: Path, tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    file = shared_data / "trade" / "baci_layout_2021_two_exporters.csv"
    load(at, [file], Terms(), lambda _name, _done, _total: None)
    report = matrix(at, Question(economies=("KOR",)))
    assert {row["economy"] for row in report.rows} == {"KOR"}
    assert any("published shares stand here instead" in note for note in report.notes)
    relied = dependence.depend(at, "KOR")
    assert any("published shares stand here instead" in note for note in relied.notes)
    assert any(row["top_share"] is not None for row in relied.rows)
