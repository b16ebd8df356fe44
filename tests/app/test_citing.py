from tests.app.at_desk import desk

from haechi.app.citing import cited, source_of

AT = desk("2026-06-01")


def test_a_source_stands_once_with_all_the_places_that_were_shown_in_it() -> None:
    (found,) = cited(AT, ("kbs-2plus2-2026: title", "kbs-2plus2-2026: last sentence", "kbs-2plus2-2026: title"), "en")
    assert found.id == "kbs-2plus2-2026"
    assert "(title; last sentence)" in found.text
    assert found.text.startswith("KBS")


def test_evidence_that_names_no_bundled_source_stands_in_its_own_words() -> None:
    assert source_of(AT, "minutes: page 3") == "minutes: page 3"
    assert [row.text for row in cited(AT, ("minutes: page 3",), "nl")] == ["Hier ingevoerd: minutes: page 3"]
