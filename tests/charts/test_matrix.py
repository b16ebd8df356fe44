from xml.etree import ElementTree as ET

from haechi.charts.matrix import Cell, Line, Words, matrix
from haechi.model.estimate import Estimate

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(title="Dependence", subtitle="two definitions", shading="share", unknown="unknown")


def cells(mark: str, share: float, hhi: float | None) -> tuple[Cell, ...]:
    second = Estimate(value=hhi, reason="")
    return (Cell(number=Estimate(value=share, reason=""), mark=mark), Cell(number=second))


ROWS = (
    Line(label="Neon", href="/items/neon", cells=(cells("CHN", 0.85, 0.72), None)),
    Line(label="Helium", href="/items/helium", cells=(cells("QAT", 0.65, None), cells("USA", 0.9, 0.8))),
)


def drawn() -> ET.Element:
    return ET.fromstring(matrix(ROWS, ("KOR", "NLD"), ("largest", "HHI"), WORDS))  # noqa: S314 - our own markup


def test_the_description_says_every_number_that_is_held() -> None:
    assert drawn().findtext(f"{NS}desc") == (
        "Neon: KOR largest CHN 0.85, HHI 0.72. Helium: KOR largest QAT 0.65, HHI –; NLD largest USA 0.90, HHI 0.80"
    )


def test_both_definitions_stand_side_by_side_in_every_column() -> None:
    said = [text.text for text in drawn().iter(f"{NS}text")]
    assert (said.count("largest"), said.count("HHI")) == (2, 2)


def test_nothing_held_is_a_dash_and_an_unknown_number_a_dash_in_a_dashed_frame() -> None:
    picture = drawn()
    dashes = [text for text in picture.iter(f"{NS}text") if text.text == "–"]
    assert len(dashes) == 2
    framed = [box for box in picture.iter(f"{NS}rect") if box.get("stroke-dasharray")]
    assert len(framed) == 2  # the unknown one and that of the legend


def test_a_span_of_time_that_is_wider_than_its_column_stands_in_two_lines() -> None:
    row = Line(label="Neon", href="/", cells=(cells("CHN", 0.85, 0.72)[:1],))
    picture = ET.fromstring(matrix([row], ("2019-07/2019-12",), ("",), WORDS))  # noqa: S314 - our own markup
    first, last = (text for text in picture.iter(f"{NS}text") if text.text in ("2019-07", "2019-12"))
    assert float(first.attrib["y"]) < float(last.attrib["y"])


def test_each_row_leads_to_its_item() -> None:
    assert [link.get("href") for link in drawn().iter(f"{NS}a")] == ["/items/neon", "/items/helium"]
