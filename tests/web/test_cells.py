"""How values are written in the cells of pages."""

import pytest
from markupsafe import escape

from haechi.brief.messages import Messages
from haechi.reference.facts import load
from haechi.reference.scenarios import library
from haechi.sentence import said
from haechi.web.cells import cell, cited, named, shown, span, told
from haechi.web.frame import messages

EN, KO, NL = Messages("en"), messages("ko"), messages("nl")


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (None, "due", "–"),
        ([], "codes", "–"),
        (0.0, "late_days", "0"),
        (8.4e-05, "p_value", "8.4 × 10⁻⁵"),
        (0.000123, "p_value", "0.000123"),
        (999.6, "value", "1,000"),
        (0.9187, "share", "91.9%"),
        (0.9187, "hhi", "0.919"),
        (57_901_674.2, "value_usd", "57,901,674"),
        (True, "agreed", "yes"),
        ("2019-07-01T03:00:00+00:00", "at", "2019-07-01 03:00"),
        ({"low": 1, "high": None}, "band", "low: 1; high: –"),
    ],
)
def test_a_value_is_written_as_people_read_it(value: object, column: str, text: str) -> None:
    assert shown(value, EN, column) == text


def test_an_interval_of_one_value_is_that_value_and_an_open_one_a_dash() -> None:
    assert (span([0.6, 0.65], EN), span([0.6, 0.6], EN), span([None, 1.0], EN)) == ("0.6 – 0.65", "0.6", "–")


def test_ids_of_the_chain_are_told_by_name_in_the_language() -> None:
    assert named(["hf", "front_end", "kor-motir"], EN) == "Hydrogen fluoride, Front-end processing, kor-motir"
    assert named("gallium", KO) == "갈륨"
    assert (named([], EN), named(None, EN)) == ("–", "–")


@pytest.mark.parametrize(
    ("value", "column", "shape"),
    [
        (3, "changes", "number"),
        (True, "agreed", "whole"),
        ("2026-11-22", "due", "whole"),
        ("a sentence that may be broken", "what", ""),
        ("0a" * 32, "sha256", "hash"),
    ],
)
def test_a_cell_knows_whether_it_may_be_broken(value: object, column: str, shape: str) -> None:
    assert cell(value, column, EN)[1] == shape


def test_words_of_states_are_said_in_the_language_and_what_people_wrote_stays() -> None:
    assert shown(["taken", "in force", "our own words"], messages("nl")) == "opgepakt, van kracht, our own words"
    assert (shown(True, KO), shown(False, messages("nl"))) == ("예", "nee")


def test_a_source_leads_to_its_publication_and_other_words_are_text() -> None:
    def link(path: str) -> str:
        return f"/desk{path}"

    assert cited(["usgs-mcs-2025", "<b>a cable</b>"], link) == (
        '<a href="/desk/sources/usgs-mcs-2025">usgs-mcs-2025</a>, &lt;b&gt;a cable&lt;/b&gt;'
    )
    assert cited("usgs-mcs-2025: p. 3", link) == '<a href="/desk/sources/usgs-mcs-2025">usgs-mcs-2025</a>: p. 3'
    assert (cited(None, link), cited([], link)) == ("–", "–")


def test_a_sentence_is_told_in_the_language_and_marked_where_it_stays_english() -> None:
    known = said("No published share of this item was found; that says nothing of its suppliers.")
    assert told(known, KO) == "이 품목의 공표된 비중을 찾지 못했다. 공급국이 없다는 뜻은 아니다."
    assert told("a sentence <that> nobody translated", KO) == (
        '<span lang="en">a sentence &lt;that&gt; nobody translated</span>'
    )
    assert (told("a sentence", EN), told(None, KO)) == ("a sentence", "")


def test_only_texts_of_the_tables_are_marked_in_cells() -> None:
    use = load().item("hf").use
    assert shown(use, KO) == cell(use, "use", KO)[0] == f'<span lang="en">{use}</span>'
    assert shown("what somebody typed here", KO) == "what somebody typed here"
    assert (shown(use, EN), cell("Gallium", "name_en", KO)[0]) == (use, '<span lang="en">Gallium</span>')


def test_numbers_and_persistence_are_written_as_the_language_does() -> None:
    assert (shown(57_901_674.2, NL), shown(0.919, NL, "share"), span([0.6, 0.65], NL)) == (
        "57.901.674",
        "91,9%",
        "0,6 – 0,65",
    )
    assert (shown("3 of 4", NL), shown("3 of 4", EN)) == ("3 van 4", "3 of 4")


@pytest.mark.parametrize("say", [KO, NL])
def test_a_ground_of_the_library_is_translated_whole_or_not_at_all(say: Messages) -> None:
    grounds = {band.ground for one in library() for shock in one.shocks for band in shock.bands.values()}
    left = {ground for ground in grounds if not say.speaks(ground)}
    assert {told(ground, say) for ground in grounds - left} == {say.known(ground) for ground in grounds - left}
    assert all(told(ground, say) == f'<span lang="en">{escape(ground)}</span>' for ground in left if ground)
    assert len(left) > 20
