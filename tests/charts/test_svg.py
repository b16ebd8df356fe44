from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from haechi.charts import svg

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(PRINTABLE)
def test_any_text_stays_well_formed(words: str) -> None:
    picture = svg.document([svg.text(words, 0, 0)], width=10, height=10, title=words, description=words)
    root = ET.fromstring(picture)  # noqa: S314 - our own markup
    assert [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")] == [words]


@given(PRINTABLE, st.floats(20, 400))
def test_a_fitted_text_is_not_wider_than_asked(words: str, width: float) -> None:
    assert svg.width_of(svg.fitted(words, width, 11), 11) <= width + 11


def test_wide_glyphs_count_double() -> None:
    assert svg.width_of("불화수소", 10) == 40


def test_no_style_attribute_is_written() -> None:
    assert "style=" not in svg.document([], width=1, height=1, title="t", description="d")
