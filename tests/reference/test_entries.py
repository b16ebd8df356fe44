"""The bundled entries of the register: read, sourced, and as the press had them."""

import datetime as dt

from haechi.alliance.deadlines import rhythms
from haechi.alliance.pace import paces
from haechi.alliance.record import Record, records
from haechi.model.entries import Commitment, Kind, Programme
from haechi.reference import entries
from haechi.reference.facts import load

HELD = records(entries.bundled())


def standing(kind: Kind) -> dict[str, Record]:
    return {entry: record for entry, record in HELD.items() if record.kind is kind}


def test_every_body_of_the_joint_statement_is_there() -> None:
    assert set(standing(Kind.BODY)) == {
        "kor-nld-semiconductor-dialogue",
        "kor-nld-economic-security-dialogue",
        "kor-nld-2plus2",
        "kor-nld-policy-consultation",
        "kor-nld-economic-joint-committee",
        "kor-nld-innovation-joint-committee",
        "kor-nld-supply-chain-body",
        "kor-nld-cyber-consultation",
    }


def test_every_entry_names_a_source_of_the_table() -> None:
    known = load().source_by_id
    assert [cited.source for cited in entries.citations() if cited.source not in known] == []


def test_what_is_bundled_is_said_by_both_and_agreed() -> None:
    assert all(record.is_agreed and not record.claimed_by for record in HELD.values())


def test_exact_words_name_their_language_and_stand_in_a_document() -> None:
    quoted = [content for row in HELD.values() if isinstance(content := row.content, Commitment) and content.wording]
    assert [content.document for content in quoted] == ["joint-statement-2023"] * 2


def test_the_dialogue_drifts_since_february_2025() -> None:
    """First and last held on 19 February 2024 as far as was published; yearly."""
    (found,) = (row for row in rhythms(HELD, dt.date(2026, 11, 26)) if row.body == "kor-nld-semiconductor-dialogue")
    assert (str(found.last), found.expected_by, found.days_late) == ("2024-02-19", dt.date(2025, 2, 19), 645)


def test_the_programme_leads_to_half_of_the_500() -> None:
    """Press of February 2024 (60) and June 2025 (50, or 60-odd): 260 to 300 by 2028."""
    content = HELD["kor-nld-chip-academy"].content
    assert isinstance(content, Programme)
    (found,) = paces(content, dt.date(2025, 7, 1))
    assert (min(row.low for row in found.projections), max(row.high for row in found.projections)) == (260, 300)
    assert found.falls_short
    assert [cohort.is_disputed for cohort in found.cohorts] == [True, True]


def test_a_day_before_a_publication_does_not_know_it() -> None:
    known = records(change for change in entries.bundled() if change.at.date() <= dt.date(2024, 12, 31))
    content = known["kor-nld-chip-academy"].content
    assert isinstance(content, Programme)
    assert {row.cohort for row in content.actuals} == {"February 2024"}
    assert "2plus2-2026" not in known
