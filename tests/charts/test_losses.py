"""A loss that grows, as a picture."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from haechi.charts.losses import Curve, Marked, Words, losses

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(
    title="Lost <so far>", axis="days", unit="days of output", band="most", ends="all", description="by day 4"
)
ETCH = Curve(
    label="etch", median=(0, 0, 1, 2), low=(0, 0, 0, 1), high=(0, 1, 2, 3), least=(0, 0, 0, 0), most=(1, 2, 3, 4)
)


def drawn(*curves: Curve, marks: tuple[Marked, ...] = ()) -> ET.Element:
    return ET.fromstring(losses(curves, marks, WORDS))  # noqa: S314


def places(picture: ET.Element, name: str) -> list[list[tuple[float, float]]]:
    """The points of every line or area of a picture that stands behind the clip."""
    (field,) = (node for node in picture.iter(f"{NS}g") if node.get("clip-path") == "url(#past)")
    return [
        [(float(x), float(y)) for x, y in (point.split(",") for point in node.attrib["points"].split())]
        for node in field.iter(f"{NS}{name}")
    ]


def test_a_loss_begins_with_nothing_and_stands_at_the_end_of_each_day() -> None:
    *_, median = places(drawn(ETCH), "polyline")
    assert len(median) == 1 + 4
    heights = [median[0][1] - y for _, y in median]
    assert heights == pytest.approx([0, 0, 0, heights[4] / 2, heights[4]], abs=0.1)
    steps = {round(right - left) for (left, _), (right, _) in pairwise(median)}
    assert len(steps) == 1


def test_the_band_encloses_the_median_and_the_ends_the_band() -> None:
    picture = drawn(ETCH)
    ((*outline,),) = places(picture, "polygon")
    least, most, median = places(picture, "polyline")
    high, low = outline[:5], list(reversed(outline[5:]))
    for rows in zip(most, high, median, low, least, strict=True):
        heights = [y for _, y in rows]
        assert heights == sorted(heights)


def test_all_of_it_is_seen_until_a_page_lets_it_unfold() -> None:
    picture = drawn(ETCH)
    (clip,) = picture.iter(f"{NS}clipPath")
    box = clip.find(f"{NS}rect")
    assert box is not None
    right = float(box.attrib["x"]) + float(box.attrib["width"])
    assert right == pytest.approx(max(x for line in places(picture, "polyline") for x, _ in line), abs=0.1)
    (now,) = (node for node in picture.iter(f"{NS}line") if node.get("class") == "now")
    assert float(now.attrib["x1"]) == pytest.approx(right)


def test_a_shorter_loss_ends_where_its_days_end() -> None:
    short = Curve(label="short", median=(1, 2))
    long, other = places(drawn(ETCH, short), "polyline")[2:]
    assert other[-1][0] == pytest.approx(long[2][0])


def test_marks_stand_at_their_days_and_are_told_below() -> None:
    picture = drawn(ETCH, marks=(Marked(day=2, text="first stop"),))
    said = [node.text for node in picture.iter(f"{NS}text")]
    assert "A  first stop" in said
    median = places(picture, "polyline")[-1]
    dashed = [float(node.attrib["x1"]) for node in picture.iter(f"{NS}line") if node.get("stroke-dasharray") == "4 3"]
    assert dashed == pytest.approx([median[2][0]], abs=0.1)


def test_words_are_escaped_and_nothing_lost_is_drawn_too() -> None:
    picture = drawn(Curve(label="none", median=(0, 0)))
    assert picture.findtext(f"{NS}title") == "Lost <so far>"
    assert picture.findtext(f"{NS}desc") == "by day 4"
    assert drawn().findtext(f"{NS}desc") == "by day 4"
