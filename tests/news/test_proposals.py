"""The article of the first dialogue, as a machine would translate it, and what must be proposed from it."""

import datetime as dt

import pytest
from tests.news.reading import taught

from haechi.model.news import Draft, ProposalKind
from haechi.news.proposals import Proposed, propose

ARTICLE = """South Korea and the Netherlands open semiconductor dialogue

The first Hanhe Semiconductor Dialogue was held on Monday in Eindhofen, the South Korean Ministry of Industry, \
Trade and Resources told on the 20th local time. The director of advanced industry of the Han side and the \
official of the Ministry of Economic Affairs and Climate Policy of the Holland side attended the meeting.

In the dialogue, the two sides exchanged the industrial policies of each other and discussed the ways of \
cooperation in the fields of chip design, equipment and packaging.

The two countries will train 500 experts by 2028 through the Hanhe advanced semiconductor academy. The first 60 \
graduate students already started the course in February at the Eindhoven University of Technology.

The dialogue is the follow-up of the agreement which President Yin Xilie and Prime Minister Lutter reached in \
December last year on the semiconductor alliance. A business round table is also to be held. Asmai did not \
comment.
"""


@pytest.fixture(scope="module")
def proposed() -> Proposed:
    return propose(ARTICLE, dt.date(2024, 2, 21), taught())


def one(proposed: Proposed, kind: ProposalKind) -> Draft:
    (found,) = [draft for draft in proposed.drafts if draft.kind is kind]
    return found


def test_the_meeting_is_proposed_once_with_its_day_place_and_true_names(proposed: Proposed) -> None:
    meeting = one(proposed, ProposalKind.MEETING)
    assert meeting.values("date") == ("2024-02-19",)
    assert meeting.values("place") == ("Eindhoven",)
    assert meeting.values("party") == ("KOR", "NLD")
    assert meeting.values("office") == (
        "Ministry of Trade, Industry and Energy",
        "Ministry of Economic Affairs and Climate Policy",
    )
    assert meeting.values("modality")[0] == "done"


def test_the_topics_of_the_meeting_are_proposed(proposed: Proposed) -> None:
    topics = set(one(proposed, ProposalKind.MEETING).values("topic"))
    assert {"policy exchange", "chip design", "equipment", "packaging", "business round table"} <= topics


def test_the_programme_is_proposed_with_target_year_and_first_cohort(proposed: Proposed) -> None:
    programme = one(proposed, ProposalKind.PROGRAMME)
    assert (programme.values("target"), programme.values("until")) == (("500",), ("2028",))
    assert (programme.values("cohort"), programme.values("date")) == (("60",), ("2024-02",))
    assert programme.values("party")[:2] == ("KOR", "NLD")


def test_the_agreement_names_those_who_reached_it(proposed: Proposed) -> None:
    agreement = one(proposed, ProposalKind.DOCUMENT)
    assert {"Yoon Suk Yeol", "Mark Rutte"} < set(agreement.values("party"))
    assert agreement.values("date") == ("2023-12",)


def test_every_field_stands_on_words_of_the_article(proposed: Proposed) -> None:
    for draft in proposed.drafts:
        for found in draft.fields:
            place = found.passage
            assert ARTICLE[place.start : place.end] == place.text
            assert found.rule
            assert 0 < found.score <= 1


def test_what_is_denied_is_not_proposed() -> None:
    found = propose("Japan denied that it will ban the export of photoresist.", dt.date(2024, 2, 21), taught())
    assert found.drafts == ()
    assert len(found.denials) == 1


def test_what_is_not_confirmed_is_not_proposed() -> None:
    found = propose("The minister did not confirm a joint stockpile.", dt.date(2024, 2, 21), taught())
    assert found.drafts == ()
    assert len(found.denials) == 1


def test_a_rule_on_an_item_is_a_notice_and_without_an_item_an_event() -> None:
    text = "China announced an export control of gallium on Monday. A fire broke out in Germany."
    assert [draft.kind.value for draft in propose(text, dt.date(2024, 2, 21), taught()).drafts] == ["notice", "event"]


@pytest.mark.parametrize(
    ("text", "date", "effective"),
    [
        ("China will require export licences for gallium from January 1, 2027.", (), ("2027-01-01",)),
        (
            "On Wednesday, China said it will require export licences for gallium from January 1, 2027.",
            ("2026-11-18",),
            ("2027-01-01",),
        ),
        (
            "China announced on Wednesday that it will require export licences for gallium from January 1, 2027.",
            ("2026-11-18",),
            ("2027-01-01",),
        ),
        ("China will restrict the export of gallium in January 2027.", (), ("2027-01",)),
        ("China announced an export control of gallium on Monday.", ("2026-11-16",), ()),
        ("China lifted the export control of gallium on Monday.", (), ("2026-11-16",)),
    ],
)
def test_a_notice_has_the_day_it_was_told_and_that_of_its_effect(
    text: str, date: tuple[str, ...], effective: tuple[str, ...]
) -> None:
    (draft,) = propose(text, dt.date(2026, 11, 20), taught()).drafts
    assert (draft.kind, draft.values("date"), draft.values("effective")) == (ProposalKind.NOTICE, date, effective)
    assert draft.values("announced") == ()
    for found in draft.fields:
        assert text[found.passage.start : found.passage.end] == found.passage.text


@pytest.mark.parametrize(
    "effect",
    [
        "It takes effect on 1 August.",
        "The rule will enter into force on August 1.",
        "The new controls apply from 1 August.",
    ],
)
def test_a_saying_and_its_effect_in_the_next_sentence_are_one_notice(effect: str) -> None:
    text = f"China announced on Monday a licence rule for gallium. {effect}"
    (draft,) = propose(text, dt.date(2026, 5, 22), taught()).drafts
    assert (draft.values("date"), draft.values("effective")) == (("2026-05-18",), ("2026-08-01",))
    assert draft.values("sentence")[1] == effect
    for found in draft.fields:
        assert text[found.passage.start : found.passage.end] == found.passage.text


def test_an_effect_after_another_matter_is_not_joined() -> None:
    text = (
        "China announced on Monday a licence rule for gallium. A fire broke out at Kioxia. It takes effect on 1 August."
    )
    notice = propose(text, dt.date(2026, 5, 22), taught()).drafts[0]
    assert (notice.kind, notice.values("effective")) == (ProposalKind.NOTICE, ())


@pytest.mark.parametrize(
    "text",
    [
        "China announced an export control of gallium in January 2027.",
        "Export permits for gallium return in January 2027, China announced.",
    ],
)
def test_what_is_set_on_a_month_to_come_is_planned_for_it(text: str) -> None:
    (draft,) = propose(text, dt.date(2026, 11, 20), taught()).drafts
    assert (draft.values("modality"), draft.values("effective")) == (("planned",), ("2027-01",))


def test_a_meeting_has_one_date() -> None:
    text = "The ministers of Korea and Japan will meet from December 1, Seoul said on Wednesday."
    (draft,) = propose(text, dt.date(2026, 11, 20), taught()).drafts
    assert (draft.values("date"), draft.values("effective"), draft.values("announced")) == (("2026-12-01",), (), ())


def test_a_promise_is_a_commitment() -> None:
    text = "Korea and the Netherlands agreed to share warnings on the supply of neon."
    (draft,) = propose(text, dt.date(2024, 2, 21), taught()).drafts
    assert draft.kind is ProposalKind.COMMITMENT
