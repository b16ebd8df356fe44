from xml.etree import ElementTree as ET

import pytest

from haechi.charts.places import Place, Words
from haechi.charts.tiles import tiles
from haechi.model.estimate import Estimate

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(title="Where it comes from", subtitle="largest suppliers")


def tile(economy: str, value: float | None, *, is_marked: bool = False) -> Place:
    return Place(economy=economy, name=economy.title(), number=Estimate(value=value, reason=""), is_marked=is_marked)


def drawn(*rows: Place) -> ET.Element:
    return ET.fromstring(tiles(rows, WORDS))  # noqa: S314 - our own markup


def test_the_area_of_a_dot_goes_with_the_number() -> None:
    one, four = (float(dot.attrib["r"]) for dot in drawn(tile("DEU", 0.2), tile("CHN", 0.8)).iter(f"{NS}circle"))
    assert four == pytest.approx(2 * one, rel=1e-2)


def test_the_number_is_written_and_the_description_says_it_the_largest_first() -> None:
    picture = drawn(tile("DEU", 0.2), tile("CHN", 0.8))
    assert {"0.20", "0.80"} <= {text.text for text in picture.iter(f"{NS}text")}
    assert picture.findtext(f"{NS}desc") == "Chn: 0.80; Deu: 0.20"


def test_a_number_that_is_not_known_has_no_dot_and_a_dash() -> None:
    picture = drawn(tile("CHN", None))
    assert list(picture.iter(f"{NS}circle")) == []
    assert "–" in {text.text for text in picture.iter(f"{NS}text")}


def test_an_economy_without_a_place_stands_below_the_grid() -> None:
    usual, longer = (float(drawn(tile(name, 0.5)).attrib["height"]) for name in ("CHN", "AIA"))
    assert longer > usual
    assert "AIA" in {text.text for text in drawn(tile("AIA", 0.5)).iter(f"{NS}text")}


@pytest.mark.parametrize("small", ["SGP", "HKG", "MAC", "MLT", "BHR", "TWN", "KOR", "NLD"])
def test_small_economies_have_tiles_as_large_as_others(small: str) -> None:
    assert float(drawn(tile(small, 0.5)).attrib["height"]) == float(drawn().attrib["height"])


def test_no_economy_stands_twice() -> None:
    names = [text.text for text in drawn().iter(f"{NS}text") if text.text and len(text.text) == 3]
    assert len(names) == len(set(names))
