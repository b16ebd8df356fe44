"""The date of an event among the dates of a passage."""

import datetime as dt

import pytest

from haechi.model.news import Action, Modality, Passage
from haechi.news.dates import find
from haechi.news.occasion import Event, of_event

WEDNESDAY = dt.date(2024, 2, 21)


@pytest.mark.parametrize(
    ("text", "action", "said", "date"),
    [
        ("The ban on neon imposed in January stays.", Action.CONTROL_IN_FORCE, Modality.DONE, None),
        ("Of this year's quota 60 tonnes were given out on Monday.", Action.QUOTA, Modality.DONE, "2024-02-19"),
        ("The quota for 2024 was fixed.", Action.QUOTA, Modality.DONE, "2024"),
        ("After the flood of Friday it stopped on Monday.", Action.OUTAGE, Modality.DONE, "2024-02-16"),
        ("It stopped on Monday, and will be shut by April.", Action.OUTAGE, Modality.DONE, "2024-02-19"),
        ("The strike planned for Monday was called off on Tuesday.", Action.STRIKE, Modality.DENIED, "2024-02-20"),
        (
            "The line will, the firm said on Monday, open in May.",
            Action.CAPACITY_INVESTMENT,
            Modality.PLANNED,
            "2024-05",
        ),
        ("It may be loosened before the end of this month.", Action.CONTROL_LIFTED, Modality.REPORTED, "2024-02"),
        ("A fab will be built, the firm said on Monday.", Action.CAPACITY_INVESTMENT, Modality.PLANNED, "2024-02-19"),
        ("They signed on Monday, to study a plant.", Action.MEMORANDUM, Modality.PLANNED, "2024-02-19"),
        ("A fund will be set up, it said on Monday.", Action.POLICY, Modality.PLANNED, None),
        ("Buyers were urged to stop, a newspaper wrote on Monday.", Action.POLICY, Modality.DONE, None),
        ("They hope to agree by April.", Action.AGREEMENT, Modality.PLANNED, None),
        ("It is sold by last year's share.", Action.SHORTAGE, Modality.DONE, None),
        ("Dealers need a permit since 1 January.", Action.CONTROL_ANNOUNCED, Modality.DONE, "2024-01-01"),
        ("It is said to have been shut since Monday.", Action.OUTAGE, Modality.REPORTED, "2024-02-19"),
    ],
)
def test_what_happens_has_the_date_and_not_what_is_beside_it(
    text: str, action: Action, said: Modality, date: str | None
) -> None:
    whole = Passage(start=0, end=len(text), text=text)
    event = Event(action=action, said=said, words=whole, sentence=whole, released=WEDNESDAY)
    dated = of_event(text, find(text, WEDNESDAY), event)
    assert (dated and str(dated.value)) == date


def test_a_date_in_the_sentence_of_the_action_comes_first() -> None:
    text = "The chief flew in on Monday. The line went down on Tuesday."
    second = Passage(start=29, end=len(text), text=text[29:])
    event = Event(action=Action.OUTAGE, said=Modality.DONE, words=second, sentence=second, released=WEDNESDAY)
    dated = of_event(text, find(text, WEDNESDAY), event)
    assert dated is not None
    assert str(dated.value) == "2024-02-20"
