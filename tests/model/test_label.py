import datetime as dt
from typing import Any

import pytest

from haechi.errors import InputError
from haechi.model.label import LONGEST, Label, Labelling, labels

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def put(**given: Any) -> Labelling:
    usual: dict[str, Any] = {
        "id": 1,
        "alert": "notice/1",
        "label": "urgent",
        "is_shared": False,
        "is_on": True,
        "who": "Kim",
        "at": AT,
    }
    return Labelling(**(usual | given))


def test_a_shared_label_is_seen_by_all_and_an_own_one_by_who_put_it_on() -> None:
    entered = [put(label="own"), put(id=2, label="ours", is_shared=True)]
    assert labels(entered, who="Kim")["notice/1"] == [
        Label(text="ours", is_shared=True),
        Label(text="own", is_shared=False),
    ]
    assert labels(entered, who="Lee")["notice/1"] == [Label(text="ours", is_shared=True)]


def test_the_last_word_on_a_label_holds_and_anybody_takes_off_a_shared_one() -> None:
    entered = [put(is_shared=True), put(id=2, is_shared=True, is_on=False, who="Lee")]
    assert labels(entered, who="Kim") == {}


def test_taking_off_a_shared_label_leaves_ones_own_of_the_same_words() -> None:
    entered = [put(), put(id=2, is_shared=True), put(id=3, is_shared=True, is_on=False)]
    assert labels(entered, who="Kim")["notice/1"] == [Label(text="urgent", is_shared=False)]


def test_an_earlier_day_sees_the_labels_of_then() -> None:
    assert labels([put()], who="Kim", as_of=AT - dt.timedelta(days=1)) == {}


@pytest.mark.parametrize("text", ["", "  ", "a" * (LONGEST + 1), "two\nlines", "bell\x07"])
def test_what_is_no_label_is_quoted(text: str) -> None:
    with pytest.raises(InputError, match="is no label; write a few words, at most 40 letters"):
        put(label=text)
