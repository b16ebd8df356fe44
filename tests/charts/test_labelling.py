"""Labels of dots: none covers another, and one that stands off has a line to its dot."""

from xml.etree import ElementTree as ET

from haechi.charts import svg
from haechi.charts.labelling import Dot, labels

WIDE = 400.0


def dot(words: str, x: float = 200.0, radius: float = 5.0, *, is_full: bool = False) -> Dot:
    return Dot(x=x, y=100.0, radius=radius, words=words, is_full=is_full)


def drawn(*dots: Dot) -> list[ET.Element]:
    return list(ET.fromstring(svg.element("g", labels(dots, width=WIDE))))  # noqa: S314 - our own markup


def texts(*dots: Dot) -> dict[str, tuple[float, float]]:
    return {
        part.text or "": (float(part.attrib["x"]), float(part.attrib["y"]))
        for part in drawn(*dots)
        if part.tag == "text"
    }


def test_a_label_stands_in_a_dot_that_holds_it_else_on_its_right() -> None:
    assert texts(dot("KOR 0.90", radius=40.0))["KOR 0.90"][0] < 200.0
    assert texts(dot("KOR 0.90"))["KOR 0.90"][0] > 205.0
    assert texts(dot("KOR 0.90", radius=40.0, is_full=True))["KOR 0.90"][0] > 240.0


def test_a_label_does_not_leave_the_picture() -> None:
    (x, _) = texts(dot("KOR 0.90", x=390.0))["KOR 0.90"]
    assert x + svg.width_of("KOR 0.90", 10) < 390.0


def test_no_label_covers_another_and_what_fits_nowhere_is_left_out() -> None:
    crowd = [dot(f"AA{place} 0.10", x=200.0 + place) for place in range(40)]
    found = list(texts(*crowd).values())
    wide = svg.width_of("AA0 0.10", 10)
    assert 8 < len(found) < len(crowd)
    assert all(
        abs(x - other_x) >= wide - 1 or abs(y - other_y) >= 12
        for place, (x, y) in enumerate(found)
        for other_x, other_y in found[:place]
    )


def test_a_label_that_stands_off_has_a_line_to_its_dot() -> None:
    assert [part.tag for part in drawn(dot("AAA 0.10"))] == ["text"]
    crowd = [dot(f"AA{place} 0.10", x=200.0 + place) for place in range(12)]
    assert any(part.tag == "line" for part in drawn(*crowd))
