"""`commitments` and `programme`, as they answer without a workspace."""

from tests.cli.running import haechi


def test_the_seeded_register_shows_what_drifts_and_where_the_programme_leads() -> None:
    words = haechi("commitments", "--as-of", "2026-11-26").words
    assert "Hold the Semiconductor Dialogue every year" in words
    assert "drifting" in words
    assert "yearly, last held 2024-02-19" in words
    assert "210 to 300 by 2028, against a target of 500" in words


def test_every_promise_has_its_evidence_in_the_payload() -> None:
    rows = haechi("commitments", "--as-of", "2026-11-26", "--json").payload["rows"]
    assert all(row["evidence"] for row in rows)
    (alliance,) = (row for row in rows if row["id"] == "build-semiconductor-alliance")
    assert alliance["wording"].startswith("Both leaders recognized")
    assert alliance["language"] == "en"


def test_promises_are_csv_too() -> None:
    assert haechi("commitments", "--csv").out.startswith("id,title,state,")


def test_nothing_late_says_so() -> None:
    assert "Nothing is late." in haechi("commitments", "--late", "--as-of", "2024-03-01").words


def test_the_programme_shows_each_source_and_each_definition() -> None:
    words = haechi("programme", "--as-of", "2025-07-01").words
    assert "Target 500 people in 2024/2028; reached 110 to 120 (starts)." in words
    assert "globalwindow-academy-2024" in words
    assert "unist-academy-2025" in words
    assert "as many as in the last" in words


def test_an_unknown_programme_is_one_sentence() -> None:
    answer = haechi("programme", "apollo")
    assert answer.status == 1
    assert "'apollo' is no programme of the register" in answer.err
