import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pytest
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, TIDY, lake, load, table

from haechi.errors import NotCovered, UnknownName
from haechi.model.panel import Cell, Panel
from haechi.model.trade import ReportBasis
from haechi.readers.layout import parse
from haechi.reference import facts
from haechi.store.contents import lines
from haechi.store.lake import Lake

RECONCILED, EXPORTER, IMPORTER = ReportBasis.RECONCILED, ReportBasis.EXPORTER, ReportBasis.IMPORTER
# A file with imports and exports that names the edition of each row; partners listed are all there are.
BOTH = """
name = "both"
title = "Imports and exports by month"
source = "both"
valuation = { import = "CIF", export = "FOB", re-export = "FOB" }
direction = { column = "flow", words = { M = "import", X = "export", RX = "re-export" } }
period = { column = "period" }
reporter = { column = "from", system = ["iso3"] }
partner = { column = "to", system = ["iso3", "comtrade"] }
code = { column = "code", lengths = [2, 6] }
value = { column = "value", missing = ["", "NA"], suppressed = ["x"] }
weight = { column = "kg", missing = ["", "NA"] }
completeness = { partners_from = 1 }
[edition]
column = "edition"
words = { HS17 = "HS17", HS22 = "HS22", HS = "as reported" }
"""
BOTH_HEADER = ["period", "from", "to", "flow", "code", "edition", "value", "kg"]
JANUARY, FEBRUARY, MARCH = (np.datetime64(f"2023-0{month}") for month in (1, 2, 3))


def _same(code: str, edition: str) -> tuple[str, str]:
    return code, edition


def _newest(code: str, edition: str) -> tuple[str, str]:
    return {("290311", "HS17"): ("290312", "HS22")}.get((code, edition), (code, edition))


def _complete(tmp_path: Path, rows: list[list[object]], **options: object) -> Lake:
    held = lake(tmp_path)
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=parse(COMPLETE, "x"), **options)
    return held


def _both(tmp_path: Path, *files: list[list[object]], **options: object) -> Lake:
    held = lake(tmp_path)
    for number, rows in enumerate(files):
        load(held, table(tmp_path / f"{number}.csv", BOTH_HEADER, rows), layout=parse(BOTH, "x"), **options)
    return held


def _panel(held: Lake, source: str = "complete", basis: ReportBasis = RECONCILED, **options: object) -> Panel:
    return held.panel(source, basis, **({"lineage": _same} | options))  # type: ignore[arg-type]


def _place(panel: Panel, month: np.datetime64, code: str, exporter: str, importer: str) -> tuple[int, int]:
    series = (panel.codes == code) & (panel.exporters == exporter) & (panel.importers == importer)
    (place,) = np.flatnonzero(series)
    return int(np.flatnonzero(panel.months == month)[0]), int(place)


def _cell(panel: Panel, *key: object) -> tuple[float, Cell, float, Cell]:
    """Value and weight, -1 for NaN, each with its state."""
    place = _place(panel, *key)  # type: ignore[arg-type]
    value, weight = (float(np.nan_to_num(array[place], nan=-1)) for array in (panel.value, panel.weight))
    return value, Cell(panel.value_state[place]), weight, Cell(panel.weight_state[place])


THREE_MONTHS: list[list[object]] = [
    ["2023-01", "CHN", "KOR", "250410", 70, 7],
    ["2023-01", "CHN", "JPN", "250410", 30, "NA"],
    ["2023-01", "JPN", "KOR", "250410", "x", 2],
    ["2023-01", "JPN", "KOR", "280461", 5, 1],
    ["2023-03", "CHN", "KOR", "250410", 0, 0],
    ["2023-03", "USA", "KOR", "250410", 11, 3],
]


def test_series_are_sorted_and_months_run_from_the_first_known_to_the_newest(tmp_path: Path) -> None:
    panel = _panel(_complete(tmp_path, THREE_MONTHS))
    assert panel.months.tolist() == np.arange(JANUARY, MARCH + 1).tolist()
    names = list(zip(panel.codes, panel.exporters, panel.importers, strict=True))
    assert names == [
        ("250410", "CHN", "JPN"),
        ("250410", "CHN", "KOR"),
        ("250410", "JPN", "KOR"),
        ("250410", "USA", "KOR"),
        ("280461", "JPN", "KOR"),
    ]
    assert set(panel.editions) == {"HS22"}
    assert {panel.value.dtype.name, panel.weight.dtype.name} == {"float32"}
    assert panel.value.flags.c_contiguous


def test_the_states_of_rows_are_kept_apart(tmp_path: Path) -> None:
    panel = _panel(_complete(tmp_path, THREE_MONTHS))
    assert _cell(panel, JANUARY, "250410", "CHN", "KOR") == (70, Cell.OBSERVED, 7, Cell.OBSERVED)
    assert _cell(panel, JANUARY, "250410", "CHN", "JPN") == (30, Cell.OBSERVED, -1, Cell.MISSING)
    assert _cell(panel, JANUARY, "250410", "JPN", "KOR") == (-1, Cell.SUPPRESSED, 2, Cell.OBSERVED)
    assert _cell(panel, MARCH, "250410", "CHN", "KOR") == (0, Cell.ZERO, 0, Cell.ZERO)


def test_an_absent_row_is_a_zero_where_the_file_covers_it_and_has_no_weight_either(tmp_path: Path) -> None:
    panel = _panel(_complete(tmp_path, THREE_MONTHS))
    assert _cell(panel, MARCH, "280461", "JPN", "KOR") == (0, Cell.ZERO, 0, Cell.ZERO)


def test_a_month_that_no_file_has_is_not_yet_published(tmp_path: Path) -> None:
    panel = _panel(_complete(tmp_path, THREE_MONTHS))
    assert _cell(panel, FEBRUARY, "250410", "CHN", "KOR") == (-1, Cell.NOT_YET_PUBLISHED, -1, Cell.NOT_YET_PUBLISHED)
    assert np.isnat(panel.vintages[1])


def test_a_late_reporter_has_not_yet_published_and_before_its_first_month_is_not_covered(tmp_path: Path) -> None:
    held = _both(
        tmp_path,
        [
            ["2023-01", "CHN", "KOR", "X", "250410", "HS22", 70, 7],
            ["2023-02", "CHN", "KOR", "X", "250410", "HS22", 60, 6],
            ["2023-02", "JPN", "KOR", "X", "250410", "HS22", 5, 1],
            ["2023-03", "CHN", "KOR", "X", "250410", "HS22", 50, 5],
        ],
    )
    panel = _panel(held, "both", EXPORTER)
    states = panel.value_state[:, _place(panel, MARCH, "250410", "JPN", "KOR")[1]]
    assert states.tolist() == [Cell.NOT_COVERED, Cell.OBSERVED, Cell.NOT_YET_PUBLISHED]


def test_a_partner_outside_what_a_file_lists_is_not_covered(tmp_path: Path) -> None:
    held = lake(tmp_path)
    first = ["comtrade", "202301", "CHN", "KOR", "X", "250410", 6, 70, 7]
    for month, partner in (("202301", "KOR"), ("202302", "JPN")):
        row = [*first[:1], month, "CHN", partner, *first[4:]]
        load(held, table(tmp_path / f"{month}.csv", TIDY, [row]))
    panel = _panel(held, "comtrade", EXPORTER)
    assert panel.value_state.tolist() == [[Cell.NOT_COVERED, Cell.OBSERVED], [Cell.OBSERVED, Cell.NOT_COVERED]]
    assert not panel.complete.any()


def test_suppliers_are_complete_where_the_importer_reports_all_partners_or_all_exporters_report(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023-01", "KOR", "CHN", "M", "250410", "HS22", 70, 7],
        ["2023-01", "CHN", "KOR", "X", "250410", "HS22", 60, 7],
    ]
    (tmp_path / "both").mkdir()
    held = _both(tmp_path / "both", rows)
    assert _panel(held, "both", IMPORTER).complete.all()
    assert not _panel(held, "both", EXPORTER).complete.any()
    assert _panel(_complete(tmp_path, THREE_MONTHS)).complete.all(axis=1).tolist() == [True, False, True]


def test_only_trade_between_two_economies_is_in_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023-01", "CHN", partner, "X", "250410", "HS22", 70, 7] for partner in ("KOR", "CHN", "0", "899", "97")
    ]
    rows += [["2023-01", "CHN", "JPN", "RX", "250410", "HS22", 9, 1]]
    rows += [["2023-01", "NLD", "CHN", "M", "250410", "HS22", 9, 1]]
    panel = _panel(_both(tmp_path, rows), "both", EXPORTER)
    assert list(zip(panel.exporters, panel.importers, strict=True)) == [("CHN", "KOR")]


def test_codes_of_the_most_rows_number_of_digits_are_in_it_so_that_none_is_counted_twice(tmp_path: Path) -> None:
    rows = [*THREE_MONTHS, ["2023-01", "CHN", "KOR", "25", 400, 40]]
    assert set(_panel(_complete(tmp_path, rows)).codes) == {"250410", "280461"}


def test_a_series_of_zeros_only_is_not_there_but_one_of_unknown_months_is(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023-01", "CHN", "KOR", "250410", 0, 0],
        ["2023-01", "JPN", "KOR", "250410", "x", "NA"],
    ]
    assert _panel(_complete(tmp_path, rows)).exporters.tolist() == ["JPN"]


def test_a_source_of_zeros_only_has_no_series(tmp_path: Path) -> None:
    with pytest.raises(NotCovered, match="name other codes"):
        _panel(_complete(tmp_path, [["2023-01", "CHN", "KOR", "250410", 0, 0]]))


EDITIONS: list[list[object]] = [
    ["2021-12", "CHN", "KOR", "X", "290311", "HS17", 1, 1],
    ["2022-01", "CHN", "KOR", "X", "290312", "HS22", 2, 2],
    ["2022-01", "CHN", "KOR", "X", "290311", "HS17", 5, 5],
]


def test_two_editions_of_a_code_make_one_series_and_the_newest_counts_where_both_report_a_month(tmp_path: Path) -> None:
    panel = _panel(_both(tmp_path, EDITIONS), "both", EXPORTER, lineage=_newest)
    assert (panel.codes.tolist(), panel.editions.tolist()) == (["290312"], ["HS22"])
    assert panel.value.ravel().tolist() == [1, 2]


def test_codes_without_a_known_correspondence_stay_two_series(tmp_path: Path) -> None:
    panel = _panel(_both(tmp_path, EDITIONS), "both", EXPORTER)
    assert panel.codes.tolist() == ["290311", "290312"]
    assert panel.editions.tolist() == ["HS17", "HS22"]


def test_a_code_can_be_asked_for_by_the_digits_of_any_edition(tmp_path: Path) -> None:
    held = _both(tmp_path, EDITIONS)
    for code in ("290311", "290312"):
        assert _panel(held, "both", EXPORTER, lineage=_newest, codes=[code]).size == 1


def test_the_codes_of_a_source_are_the_digits_by_which_a_panel_can_be_asked_for(tmp_path: Path) -> None:
    rows: list[list[object]] = [*EDITIONS, ["2022-01", "CHN", "KOR", "X", "854231", "HS22", 0, 0]]
    held = _both(tmp_path, rows)
    assert held.codes("both", EXPORTER, lineage=_newest) == {"290311", "290312"}
    with pytest.raises(NotCovered, match="name other codes"):
        _panel(held, "both", EXPORTER, lineage=_newest, codes=["854231"])


def test_digits_held_as_reported_and_in_an_edition_make_one_series(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023-01", "CHN", "KOR", "X", "250410", "HS", 1, 1],
        ["2023-02", "CHN", "KOR", "X", "250410", "HS", 2, 2],
    ]
    held = _both(tmp_path, rows, [["2023-02", "CHN", "KOR", "X", "250410", "HS22", 3, 3]])
    panel = _panel(held, "both", EXPORTER)
    assert panel.editions.tolist() == ["as reported"]
    assert panel.value.ravel().tolist() == [1, 3]


def test_of_two_valuations_of_one_edition_the_one_with_freight_is_taken() -> None:
    (line,) = lines([("250410", "HS22", "CIF", 1), ("250410", "HS22", "FOB", 1), ("250410", "HS17", "CIF", 1)], _flat)
    assert [member[1:] for member in line.members] == [("HS17", "CIF"), ("HS22", "FOB"), ("HS22", "CIF")]
    assert line.rows == 3


def _flat(code: str, edition: str) -> tuple[str, str]:
    del edition
    return code, "HS22"


def test_a_panel_as_of_a_day_knows_no_later_month(tmp_path: Path) -> None:
    rows: list[list[object]] = [[f"2023-{month:02d}", "CHN", "KOR", "250410", month, 1] for month in range(1, 9)]
    held = _complete(tmp_path, rows, release_lag=20)
    panel = _panel(held, as_of=dt.date(2023, 6, 15))
    assert panel.value.ravel().tolist() == [1, 2, 3, 4]
    assert panel.vintages[-1] == np.datetime64("2023-05-20")
    assert _panel(held, as_of=dt.date(2023, 6, 20)).value.ravel().tolist() == [1, 2, 3, 4, 5]


def _revised(tmp_path: Path) -> Lake:
    """March removes the sale to Japan and changes that to Korea."""
    held = _complete(tmp_path, THREE_MONTHS[:2], vintage=dt.date(2023, 2, 20))
    rows = [["2023-01", "CHN", "KOR", "250410", 77, 8]]
    path = table(tmp_path / "revised.csv", COMPLETE_HEADER, rows)
    load(held, path, layout=parse(COMPLETE, "x"), vintage=dt.date(2023, 3, 20))
    return held


def test_a_later_revision_is_not_seen_before_its_day(tmp_path: Path) -> None:
    panel = _panel(_revised(tmp_path), as_of=dt.date(2023, 3, 19))
    assert _cell(panel, JANUARY, "250410", "CHN", "KOR")[0] == 70
    assert _cell(panel, JANUARY, "250410", "CHN", "JPN")[0] == 30
    assert panel.vintages.tolist() == [dt.date(2023, 2, 20)]


def test_a_revision_changes_a_number_and_takes_away_what_it_leaves_out(tmp_path: Path) -> None:
    panel = _panel(_revised(tmp_path))
    assert _cell(panel, JANUARY, "250410", "CHN", "KOR") == (77, Cell.OBSERVED, 8, Cell.OBSERVED)
    assert panel.importers.tolist() == ["KOR"]
    assert panel.vintages.tolist() == [dt.date(2023, 3, 20)]


def test_a_revision_by_one_reporter_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023-01", exporter, importer, "X", "250410", "HS22", 70, 7]
        for exporter, importer in (("CHN", "KOR"), ("CHN", "JPN"), ("USA", "KOR"))
    ]
    held = _both(tmp_path, rows, vintage=dt.date(2023, 2, 20))
    path = table(tmp_path / "r.csv", BOTH_HEADER, [["2023-01", "CHN", "KOR", "X", "250410", "HS22", 77, 8]])
    load(held, path, layout=parse(BOTH, "x"), vintage=dt.date(2023, 3, 20))
    panel = _panel(held, "both", EXPORTER)
    assert list(zip(panel.exporters, panel.importers, panel.value[0], strict=True)) == [
        ("CHN", "KOR", 77),
        ("USA", "KOR", 70),
    ]


def test_months_become_known_on_the_day_of_their_first_publication(tmp_path: Path) -> None:
    (stream,) = _revised(tmp_path).monthly()
    assert (stream.source, stream.basis, str(stream.first), str(stream.last)) == (
        "complete",
        RECONCILED,
        "2023-01",
        "2023-01",
    )
    assert stream.released.tolist() == [dt.date(2023, 2, 20)]
    assert stream.revised.tolist() == [dt.date(2023, 3, 20)]


def test_only_what_is_asked_for_is_in_it(tmp_path: Path) -> None:
    held = _complete(tmp_path, THREE_MONTHS)
    assert _panel(held, codes=["280461"]).codes.tolist() == ["280461"]
    assert _panel(held, exporters=["CHN"]).importers.tolist() == ["JPN", "KOR"]
    assert _panel(held, importers=["JPN"]).exporters.tolist() == ["CHN"]
    late = _panel(held, start=MARCH)
    assert (late.months.tolist(), late.exporters.tolist()) == ([MARCH.item()], ["USA"])


def test_panels_of_blocks_are_the_panel_in_pieces_and_no_code_is_cut(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [f"2023-{month:02d}", exporter, "KOR", f"25041{digit}", month * digit, 1]
        for month in range(1, 4)
        for digit in range(1, 8)
        for exporter in ("CHN", "JPN", "USA", "DEU")[: 1 + digit % 4]
    ]
    held = _complete(tmp_path, rows)
    whole = _panel(held)
    for block in (1, 4, 5, 100):
        pieces = list(held.panels("complete", RECONCILED, lineage=_same, block=block))
        for name in ("codes", "exporters", "value", "weight_state", "complete"):
            joined = np.concatenate([getattr(piece, name) for piece in pieces], axis=-1)
            assert np.array_equal(joined, getattr(whole, name))
        assert all(piece.size <= block or len(set(piece.codes)) == 1 for piece in pieces)
        assert all(before.codes[-1] < after.codes[0] for before, after in pairwise(pieces))


def test_what_cannot_be_answered_is_said(tmp_path: Path) -> None:
    held = _complete(tmp_path, THREE_MONTHS, vintage=dt.date(2023, 5, 1))
    with pytest.raises(NotCovered, match=r"by 2022-01-01: its first vintage is of 2023-05-01"):
        _panel(held, as_of=dt.date(2022, 1, 1))
    with pytest.raises(UnknownName, match="'none' is no source of flows here; use one of complete"):
        _panel(held, "none")
    with pytest.raises(NotCovered, match=r"no months as importer report: .* complete \(reconciled\)"):
        _panel(held, basis=IMPORTER)
    for options in ({"codes": ["999999"]}, {"importers": ["DEU"]}, {"start": np.datetime64("2030-01")}):
        with pytest.raises(NotCovered, match="name other codes|asked for"):
            _panel(held, **options)


def test_a_lake_of_years_says_that_months_are_to_be_loaded(tmp_path: Path) -> None:
    held = _complete(tmp_path, [[2022, "CHN", "KOR", "250410", 70, 7]])
    assert held.monthly() == ()
    with pytest.raises(NotCovered, match="no monthly flows are in the data: load"):
        _panel(held)


@pytest.fixture(scope="module")
def china(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Callable[..., Panel]:
    folder = tmp_path_factory.mktemp("china")
    held = Lake(folder=folder / "lake", quarantine=folder / "quarantine")
    known = facts.load()
    for name in ("comtrade_china_exports_monthly_2017_2024", "us_census_imports_hs2_monthly_2023_2024"):
        path = shared_data / "trade" / f"{name}.parquet"
        held.load(path, economies=known.partner_codes, today=dt.date(2026, 11, 22), release_lag=20)

    def panel(source: str, basis: ReportBasis, **options: object) -> Panel:
        return held.panel(source, basis, lineage=known.lineage, **options)  # type: ignore[arg-type]

    return panel


def test_exports_of_china_are_as_in_the_file_in_every_cell(china: Callable[..., Panel], shared_data: Path) -> None:
    panel = china("comtrade", EXPORTER)
    assert (panel.size, len(panel.months)) == (110, 96)
    rows = duckdb.execute(
        "SELECT period, code, partner, value_usd, qty_kg FROM read_parquet(?)",
        [f"{shared_data}/trade/comtrade_china*.parquet"],
    ).fetchall()
    numbers = {(f"{period // 100}-{period % 100:02d}", code, partner): row for period, code, partner, *row in rows}
    for (month, series), state in np.ndenumerate(panel.value_state):
        key = str(panel.months[month]), str(panel.codes[series]), str(panel.importers[series])
        value, weight = numbers.pop(key, (0, 0))
        assert state == (Cell.OBSERVED if value else Cell.ZERO)
        assert panel.value[month, series] == np.float32(value)
        assert panel.weight_state[month, series] == (Cell.MISSING if weight is None else state)
        assert weight is None or panel.weight[month, series] == np.float32(weight)
    assert not numbers


def test_graphite_fell_in_december_2023_and_146_weights_are_missing(china: Callable[..., Panel]) -> None:
    panel = china("comtrade", EXPORTER)
    graphite = panel.weight[:, panel.codes == "250410"]
    tonnes = {str(month): np.nansum(row) / 1000 for month, row in zip(panel.months, graphite, strict=True)}
    assert tonnes["2023-11"] == pytest.approx(40_518, abs=0.5)
    assert tonnes["2023-12"] == pytest.approx(2_726, abs=0.5)
    assert np.count_nonzero(panel.weight_state == Cell.MISSING) == 146
    assert np.isnan(panel.weight[panel.weight_state == Cell.MISSING]).all()


def test_china_as_of_november_2023_ends_in_september(china: Callable[..., Panel]) -> None:
    panel = china("comtrade", EXPORTER, as_of=dt.date(2023, 11, 19))
    assert str(panel.months[-1]) == "2023-09"


def test_true_zeros_of_the_united_states_stay_zero_and_weights_are_not_collected(
    china: Callable[..., Panel], shared_data: Path
) -> None:
    panel = china("us-census", IMPORTER)
    zeros = duckdb.execute(
        """SELECT count(*) FILTER (GEN_VAL_MO = 0), count(*) FILTER (GEN_VAL_MO > 0) FROM
            (SELECT *, max(GEN_VAL_MO) OVER (PARTITION BY CTY_CODE, I_COMMODITY) AS largest
            FROM read_parquet(?) WHERE CTY_CODE IN ('5700', '5800'))
        WHERE largest > 0""",
        [f"{shared_data}/trade/us_census*.parquet"],
    ).fetchall()[0]
    pairs = np.isin(panel.exporters, ["CHN", "KOR"])
    stated = panel.weight_state[:, pairs] == Cell.NOT_COLLECTED
    found = panel.value_state[:, pairs][stated]
    assert (np.count_nonzero(found == Cell.ZERO), np.count_nonzero(found == Cell.OBSERVED)) == zeros
    assert (panel.value[panel.value_state == Cell.ZERO] == 0).all()
    assert set(np.unique(panel.weight_state)) == {Cell.ZERO, Cell.NOT_COLLECTED}
