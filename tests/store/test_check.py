from pathlib import Path

from tests.store.small_lake import BACI, COMPLETE, COMPLETE_HEADER, ECONOMIES, RAW, lake, load, table

from haechi.model.trade import Finding, Severity
from haechi.readers.layout import parse
from haechi.store.lake import Lake


def _found(held: Lake, check: str) -> list[Finding]:
    return [finding for finding in held.check() if finding.check == check]


def test_a_clean_lake_has_no_finding(tmp_path: Path) -> None:
    held = lake(tmp_path)
    load(
        held,
        table(tmp_path / "x.csv", COMPLETE_HEADER, [[2022, "CHN", "KOR", "01", 5, 1]]),
        layout=parse(COMPLETE, "x"),
    )
    assert held.check() == ()


def test_months_that_are_absent_are_named(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[month, "CHN", "KOR", "01", 5, 1] for month in ("2023-01", "2023-02", "2023-05")]
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=parse(COMPLETE, "x"))
    (gap,) = _found(held, "gap")
    assert gap.what == "2 months are absent: 2023-03, 2023-04"
    assert gap.severity is Severity.WARNING


def test_partners_that_do_not_sum_to_the_published_total_are_shown(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[2022, 410, partner, "811292", "M", value, 5, 5, 8] for partner, value in ((0, 200), (156, 100), (899, 50))]
    load(held, table(tmp_path / "x.csv", RAW, rows))
    (finding,) = _found(held, "sum of partners")
    assert "partners sum to 150 USD and the published total is 200" in finding.what
    assert finding.code == "811292"


def test_a_weight_off_by_a_thousand_stands_out_among_unit_values(tmp_path: Path) -> None:
    held = lake(tmp_path)
    names = [name for name in ECONOMIES["iso3"] if name != "CHN"]
    rows = [[2022, "CHN", name, "250410", 1000 + 10 * place, 100] for place, name in enumerate(names)]
    rows += [[2022, "KOR", "CHN", "250410", 1000, 98], [2022, "JPN", "CHN", "250410", 1000, 0.1]]
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=parse(COMPLETE, "x"))
    (finding,) = _found(held, "unit value")
    assert "JPN export CHN 2022" in finding.where
    assert "10,000.00 USD/kg" in finding.what


def test_quarantine_and_repeated_rows_are_told_again(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[2021, 156, 410, 382390, 5, 1]] * 2 + [[2021, 9, 410, 382390, 5, 1]]
    load(held, table(tmp_path / "x.csv", BACI, rows))
    assert "1 rows could not be loaded" in _found(held, "quarantine")[0].what
    assert "1 rows repeat another one exactly" in _found(held, "repeated rows")[0].what
