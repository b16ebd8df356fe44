from haechi.flows.coverage import Extent
from haechi.model.trade import Coverage, Direction, Edition, Frequency


def _coverage(
    direction: Direction, reporters: tuple[str, ...] | None, partners: tuple[str, ...] | None, cut: str | None = None
) -> Coverage:
    return Coverage(
        direction=direction,
        freq=Frequency.ANNUAL,
        edition=Edition.HS17,
        periods=("2022",),
        reporters=reporters,
        partners=partners,
        codes=("250410",),
        cut=cut,
    )


def test_exports_of_china_alone_do_not_cover_the_suppliers_of_korea() -> None:
    extent = Extent.of([_coverage(Direction.EXPORT, ("CHN",), None)])
    assert not extent.covers_suppliers("KOR", "250410", "2022")
    assert extent.covers_destinations("CHN", "250410", "2022")


def test_a_report_of_the_importer_on_all_partners_covers_its_suppliers() -> None:
    extent = Extent.of([_coverage(Direction.IMPORT, ("KOR",), None)])
    assert extent.covers_suppliers("KOR", "250410", "2022")
    assert not extent.covers_suppliers("NLD", "250410", "2022")


def test_a_report_of_the_importer_on_listed_partners_does_not() -> None:
    extent = Extent.of([_coverage(Direction.IMPORT, ("KOR",), ("CHN", "JPN"))])
    assert not extent.covers_suppliers("KOR", "250410", "2022")
    assert extent.covers("KOR", "CHN", "250410", "2022", Direction.IMPORT)


def test_reports_of_all_exporters_cover_every_importer_in_the_years_and_codes_that_they_hold() -> None:
    extent = Extent.of([_coverage(Direction.EXPORT, None, None, cut="small pairs")])
    assert extent.covers_suppliers("KOR", "250410", "2022")
    assert not extent.covers_suppliers("KOR", "250410", "2023")
    assert not extent.covers_suppliers("KOR", "380110", "2022")
    assert extent.cuts == ("small pairs",)
    assert extent.of_period("2023").parts == ()
