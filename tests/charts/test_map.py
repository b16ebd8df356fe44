"""The map of shapes: dots by area and of a least size, numbers written where they fit, small places kept."""

from xml.etree import ElementTree as ET

import pytest

from haechi.charts.map import radius, world
from haechi.charts.places import Place, Words
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate
from haechi.model.estimate import Estimate
from haechi.model.shape import Shape
from haechi.reference.facts import load

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(title="Where it comes from", subtitle="largest suppliers")
CITATION = Citation(source="s", locator="l", as_of=PartialDate.parse("2018"), method=Method.DERIVED)
SQUARE = Shape(economy="DEU", longitude=10.0, latitude=50.0, rings=("50 450 100 0 0 100 -100 0",), citation=CITATION)
SPECK = Shape(economy="SGP", longitude=103.8, latitude=1.3, rings=(), citation=CITATION)
BLOCK = Shape(economy="CHN", longitude=105.0, latitude=35.0, rings=("900 300 300 0 0 100 -300 0",), citation=CITATION)
SHAPES = (SQUARE, SPECK, BLOCK)


def place(economy: str, value: float | None, *, low: float | None = None, is_marked: bool = False) -> Place:
    number = Estimate(value=value, low=low, high=None if low is None else 1.0, reason="")
    return Place(economy=economy, name=economy.title(), number=number, is_marked=is_marked)


def drawn(*rows: Place, shapes: tuple[Shape, ...] = SHAPES) -> ET.Element:
    return ET.fromstring(world(rows, shapes, WORDS))  # noqa: S314 - our own markup


def dots(picture: ET.Element) -> dict[str, ET.Element]:
    """Dots of numbers by their titles."""
    return {title: dot for dot in picture.iter(f"{NS}circle") if (title := dot.findtext(f"{NS}title"))}


def written(picture: ET.Element) -> set[str]:
    return {text.text or "" for text in picture.iter(f"{NS}text")}


def test_the_area_of_a_dot_goes_with_the_number_down_to_a_least() -> None:
    found = dots(drawn(place("DEU", 0.2), place("CHN", 0.8)))
    one, four = (float(found[name].attrib["r"]) for name in ("Deu: 0.20", "Chn: 0.80"))
    assert four == pytest.approx(2 * one, rel=1e-2)
    assert radius(0.0001) == radius(0.001) > 2


def test_numbers_are_written_and_the_description_says_them_the_largest_first() -> None:
    picture = drawn(place("DEU", 0.2), place("CHN", 0.8))
    assert {"DEU 0.20", "CHN 0.80"} <= written(picture)
    assert picture.findtext(f"{NS}desc") == "Chn: 0.80; Deu: 0.20"


def test_a_lower_bound_is_said_to_be_one_and_an_unknown_number_is_dashed() -> None:
    picture = drawn(place("DEU", None, low=0.5), place("CHN", None))
    found = dots(picture)
    assert {"DEU ≥0.50", "CHN –"} <= written(picture)
    assert float(found["Deu: ≥0.50"].attrib["r"]) == pytest.approx(radius(0.5), abs=0.01)
    assert "stroke-dasharray" in found["Chn: –"].attrib


def test_a_place_too_small_for_a_shape_keeps_a_point_with_or_without_a_number() -> None:
    bare = list(drawn().iter(f"{NS}circle"))
    assert len(bare) == 1
    assert "Sgp: 0.01" in dots(drawn(place("SGP", 0.01)))


def test_the_buyer_is_marked_by_its_outline_a_sign_and_its_code() -> None:
    picture = drawn(place("DEU", None, is_marked=True), place("CHN", 0.8))
    strokes = [path.get("stroke") for path in picture.iter(f"{NS}path")]
    assert strokes.count("#1b2733") == 1
    assert "DEU" in written(picture)
    assert [path.findtext(f"{NS}title") for path in picture.iter(f"{NS}path")][-1] == "Deu: –"


def test_an_economy_without_a_place_stands_at_the_foot() -> None:
    picture = drawn(place("EU", 0.3))
    (dot,) = dots(picture).values()
    assert float(dot.attrib["cy"]) + float(dot.attrib["r"]) < float(picture.attrib["height"])
    assert float(dot.attrib["cy"]) - float(dot.attrib["r"]) > float(drawn().attrib["height"]) - 20
    assert "EU 0.30" in written(picture)


def test_a_shape_is_drawn_once_where_it_lies() -> None:
    (square, _) = (path.attrib["d"] for path in drawn(shapes=(SQUARE, BLOCK)).iter(f"{NS}path"))
    assert square.count("M") == square.count("z") == 1


def test_the_bundled_shapes_draw_a_picture_of_less_than_a_hundred_kilobytes() -> None:
    assert len(world([place("CHN", 0.8), place("KOR", None, is_marked=True)], load().shapes, WORDS)) < 100_000
