from dataclasses import replace
from typing import Any

import pytest
from tests.alliance.entries_at_hand import change, commitment

from haechi.errors import InputError
from haechi.model.change import Change, Deed

ENTERED = change(commitment())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"entry": "Two Words"}, "'Two Words' is no id; write lower case letters, digits and hyphens"),
        ({"why": " "}, "promise: the change has no reason"),
        ({"content": None}, "promise: what is entered has no content"),
        ({"deed": Deed.WITHDRAWN}, "promise: what is withdrawn has a content"),
        ({"evidence": ()}, "promise: to speak for both sides takes a document that both made"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_a_sentence(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        replace(ENTERED, **changed)


def test_one_side_may_say_something_without_evidence() -> None:
    assert isinstance(replace(ENTERED, side="KOR", evidence=()), Change)
