import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from tests.store.small_lake import BACI, COMPLETE, COMPLETE_HEADER, RAW, TIDY, lake, load, table

from haechi.errors import NotCovered, UnknownName
from haechi.model.market import Market
from haechi.readers.layout import parse
from haechi.store.lake import Lake

YEAR = [
    [2022, "CHN", "KOR", "250410", 70, 7],
    [2022, "JPN", "KOR", "250410", 20, 2],
    [2022, "KOR", "KOR", "250410", 3, 1],
    [2022, "KOR", "JPN", "250410", 8, 1],
    [2022, "CHN", "JPN", "250410", 30, 1],
    [2022, "USA", "KOR", "380110", "x", 1],
    [2022, "USA", "NLD", "380110", 4, 1],
    [2022, "DEU", "NLD", "250410", 50, 1],
    [2022, "NLD", "DEU", "250410", 5, 1],
    [2022, "CHN", "NLD", "250410", 40, 1],
    [2022, "CHN", "DEU", "250410", 60, 1],
    [2022, "NLD", "CHN", "250410", 9, 1],
]


@pytest.fixture
def held(tmp_path: Path) -> Lake:
    found = lake(tmp_path)
    load(found, table(tmp_path / "x.csv", COMPLETE_HEADER, YEAR), layout=parse(COMPLETE, "x"))
    return found


def _cell(market: Market, code: str, supplier: str) -> float:
    return float(market.imports[market.codes.index(code), market.suppliers.index(supplier)])


def test_an_absent_row_of_a_complete_set_is_a_zero_and_a_withheld_one_is_unknown(held: Lake) -> None:
    market = held.market("KOR", 2022)
    assert (_cell(market, "250410", "CHN"), _cell(market, "250410", "DEU")) == (70.0, 0.0)
    assert np.isnan(_cell(market, "380110", "USA"))
    assert market.covered.all()
    assert "KOR" not in market.suppliers


def test_what_the_source_books_as_coming_from_the_importer_is_left_out_and_shown(held: Lake) -> None:
    market = held.market("KOR", 2022)
    assert market.own.tolist() == [3.0, 0.0]
    assert any("3 USD" in remark for remark in market.remarks)


def test_exports_of_the_importer_and_of_its_suppliers_are_sums_over_all_partners(held: Lake) -> None:
    market = held.market("KOR", 2022)
    assert market.exports[0] == 8.0
    assert market.world_exports[0, market.suppliers.index("CHN")] == 200.0


def test_a_union_buys_from_outsiders_and_its_inner_trade_is_kept_apart(held: Lake) -> None:
    market = held.market("EU", 2022, members=("NLD", "DEU"))
    assert _cell(market, "250410", "CHN") == 100.0
    assert market.intra_imports is not None
    assert market.intra_exports is not None
    assert (market.intra_imports[0], market.intra_exports[0], market.exports[0]) == (55.0, 55.0, 64.0)
    assert not {"NLD", "DEU"} & set(market.suppliers)


def test_a_member_of_a_union_buys_from_outsiders_and_from_other_members(held: Lake) -> None:
    market = held.market("NLD", 2022, members=("NLD", "DEU"))
    assert _cell(market, "250410", "CHN") == 40.0
    assert market.intra_imports is not None
    assert market.intra_exports is not None
    assert (market.intra_imports[0], market.intra_exports[0], market.exports[0]) == (50.0, 5.0, 14.0)


def test_a_union_buys_what_its_members_buy_one_by_one_and_one_unknown_makes_the_sum_unknown(held: Lake) -> None:
    members = ("DEU", "KOR", "NLD")
    union = held.market("EU", 2022, members=members)
    for row, code in enumerate(union.codes):
        for column, supplier in enumerate(union.suppliers):
            alone = [held.market(member, 2022, members=members) for member in members]
            parts = [
                _cell(one, code, supplier) if code in one.codes and supplier in one.suppliers else 0 for one in alone
            ]
            np.testing.assert_equal(union.imports[row, column], sum(parts))
    assert np.isnan(_cell(union, "380110", "USA"))
    assert union.own.tolist() == [3.0, 0.0]


def test_a_year_or_economy_that_is_not_held_says_so(held: Lake) -> None:
    with pytest.raises(NotCovered, match="no imports of KOR in 2019"):
        held.market("KOR", 2019)
    with pytest.raises(UnknownName, match="use one of complete"):
        held.market("KOR", 2022, source="eurostat")


def test_two_exporters_make_no_market_of_an_importer(tmp_path: Path) -> None:
    held = lake(tmp_path)
    report = load(
        held, table(tmp_path / "x.csv", BACI, [[2021, 156, 410, 382390, 5, 1], [2021, 392, 410, 382390, 5, 1]])
    )
    market = held.market("KOR", 2021)
    assert not market.covered.any()
    assert any("does not hold all suppliers" in remark for remark in market.remarks)
    assert any("only 2 exporters (CHN, JPN)" in warning for warning in report.warnings)


def test_exports_of_china_alone_do_not_make_korea_wholly_dependent_on_it(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [["comtrade", f"2023{month:02d}", "CHN", "KOR", "X", "250410", 6, 10, 1] for month in range(1, 13)]
    load(held, table(tmp_path / "x.csv", TIDY, rows))
    market = held.market("KOR", 2023)
    assert market.imports[0, 0] == 120.0
    assert not market.covered.any()
    assert market.months is not None
    assert market.months.shape == (12, 1, 1)


def _monthly(tmp_path: Path, months: range, **options: object) -> Lake:
    held = lake(tmp_path)
    mapping = parse(COMPLETE, "x")
    rows = [[f"2023-{month:02d}", "CHN", "KOR", "250410", month, 1] for month in months]
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=mapping, **options)
    return held


def test_twelve_months_make_a_year(tmp_path: Path) -> None:
    market = _monthly(tmp_path, range(1, 13)).market("KOR", 2023)
    assert market.imports[0, 0] == 78.0
    assert market.covered.all()
    assert len(market.months_held) == 12


def test_eleven_months_make_no_year_but_each_month_can_be_asked_for(tmp_path: Path) -> None:
    held = _monthly(tmp_path, range(1, 12))
    market = held.market("KOR", 2023)
    assert np.isnan(market.imports[0, 0])
    assert not market.covered.any()
    assert any("1 of the 12 months of 2023 are not held (2023-12)" in remark for remark in market.remarks)
    assert held.market("KOR", 2023, month=5).imports[0, 0] == 5.0


def test_months_that_a_load_covers_but_were_published_after_the_day_are_no_zeros(tmp_path: Path) -> None:
    held = _monthly(tmp_path, range(1, 13), release_lag=20)
    assert held.market("KOR", 2023).imports[0, 0] == 78.0
    market = held.market("KOR", 2023, as_of=dt.date(2023, 6, 15))
    assert np.isnan(market.imports[0, 0])
    assert not market.covered.any()


def test_sources_are_not_blended_and_the_first_in_order_that_covers_answers(held: Lake, tmp_path: Path) -> None:
    mapping = parse(COMPLETE.replace('"complete"', '"own"').replace('"reconciled"', '"importer report"').replace(
        'direction = { value = "export" }', 'direction = { value = "import" }').replace('"from"', '"swap"').replace(
        '"to"', '"from"').replace('"swap"', '"to"'), "x")  # fmt: skip
    load(held, table(tmp_path / "own.csv", COMPLETE_HEADER, [[2022, "CHN", "KOR", "250410", 1, 1]]), layout=mapping)
    assert held.market("KOR", 2022).basis == "reconciled"
    assert _cell(held.market("KOR", 2022), "250410", "CHN") == 70.0
    for source in ("own", "importer", "own:importer"):
        market = held.market("KOR", 2022, source=source)
        assert (market.source, _cell(market, "250410", "CHN")) == ("own", 1.0)
    assert [(series.source, series.basis) for series in held.sources()] == [
        ("complete", "reconciled"),
        ("own", "importer report"),
    ]


def test_published_totals_unspecified_partners_and_groups_are_kept_apart(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [
        [2022, 410, partner, "811292", "M", value, 5, 5, 8]
        for partner, value in ((0, 107), (156, 100), (899, 7), (97, 9))
    ]
    load(held, table(tmp_path / "x.csv", RAW, rows))
    market = held.market("KOR", 2022)
    assert (market.suppliers, market.imports.tolist(), market.published.tolist()) == (("CHN",), [[100.0]], [107.0])
    assert market.unspecified.tolist() == [7.0]


def test_the_latest_vintage_answers_and_an_earlier_day_sees_the_earlier_one(tmp_path: Path) -> None:
    held = lake(tmp_path)
    mapping = parse(COMPLETE, "x")
    first = [[2022, "CHN", "KOR", "250410", 10, 1], [2022, "JPN", "KOR", "250410", 5, 1]]
    load(held, table(tmp_path / "a.csv", COMPLETE_HEADER, first), layout=mapping, vintage=dt.date(2023, 6, 1))
    second = [[2022, "CHN", "KOR", "250410", 12, 1], [2022, "USA", "KOR", "250410", 1, 1]]
    load(held, table(tmp_path / "b.csv", COMPLETE_HEADER, second), layout=mapping, vintage=dt.date(2024, 6, 1))
    now, then = held.market("KOR", 2022), held.market("KOR", 2022, as_of=dt.date(2023, 12, 31))
    assert dict(zip(now.suppliers, now.imports[0], strict=True)) == {"CHN": 12.0, "USA": 1.0}  # JPN was left out
    assert dict(zip(then.suppliers, then.imports[0], strict=True)) == {"CHN": 10.0, "JPN": 5.0}
    assert (now.vintage, then.vintage) == ("2024-06-01", "2023-06-01")
    assert held.years(as_of=dt.date(2023, 1, 1)) == {}
    with pytest.raises(NotCovered):
        held.market("KOR", 2022, as_of=dt.date(2023, 1, 1))
    (revision,) = [finding for finding in held.check() if finding.check == "revision"]
    assert "1 values changed" in revision.what
    assert "CHN-KOR 10 to 12 USD" in revision.what


def test_a_later_file_of_some_codes_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    held = lake(tmp_path)
    mapping = parse(COMPLETE, "x")
    first = [[2022, "CHN", "KOR", code, 10, 1] for code in ("250410", "380110")]
    load(held, table(tmp_path / "a.csv", COMPLETE_HEADER, first), layout=mapping, vintage=dt.date(2023, 6, 1))
    second = [[2022, "CHN", "KOR", "250410", 12, 1]]
    load(held, table(tmp_path / "b.csv", COMPLETE_HEADER, second), layout=mapping, vintage=dt.date(2024, 6, 1))
    market = held.market("KOR", 2022)
    assert market.imports[:, 0].tolist() == [12.0, 10.0]
    assert market.vintage == "2023-06-01/2024-06-01"
