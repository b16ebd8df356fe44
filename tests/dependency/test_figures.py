import dataclasses

from tests.dependency.test_pair import FIGURE

from haechi.dependency.figures import newest_figures, of_economy
from haechi.model.dates import Span

OLD = dataclasses.replace(FIGURE, id="old", period=Span.parse("2020"))
QUARTER = dataclasses.replace(FIGURE, id="quarter", period=Span.parse("2023-01/2023-03"))
WORLD = dataclasses.replace(FIGURE, id="world", exporter="KOR", importer="WLD", code="8542", item=None)


def test_the_newest_whole_year_stands_for_its_series() -> None:
    assert newest_figures([OLD, QUARTER, FIGURE]) == (FIGURE,)


def test_a_quarter_stands_for_a_series_without_a_whole_year() -> None:
    assert newest_figures([QUARTER]) == (QUARTER,)


def test_another_unit_is_another_series() -> None:
    share = dataclasses.replace(FIGURE, id="share", unit="percent")
    assert set(newest_figures([FIGURE, share])) == {FIGURE, share}


def test_figures_with_partners_are_left_to_the_sheet() -> None:
    assert of_economy("KOR", [FIGURE, WORLD], partners=["NLD"]) == (WORLD,)


def test_an_economy_stands_at_either_end() -> None:
    assert of_economy("NLD", [FIGURE, WORLD]) == (FIGURE,)
