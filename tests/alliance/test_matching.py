from tests.alliance.entries_at_hand import held

from haechi.alliance.matching import matches
from haechi.model.entries import Kind

NEED = {"title": "Needs", "form": "need", "items": ["hf"], "stages": ["front_end"]}
OFFER = {"title": "Offers", "form": "offer", "items": ["hf"], "stages": ["front_end"]}


def test_a_need_meets_an_offer_of_the_same_item() -> None:
    (found,) = matches(held(Kind.OPPORTUNITY, a=NEED, b=OFFER))
    assert (found.need.id, found.offer.id, found.items, found.stages) == ("a", "b", ("hf",), ())


def test_where_no_item_fits_the_stage_may_and_comes_last() -> None:
    near = {**OFFER, "items": ["neon"]}
    found = matches(held(Kind.OPPORTUNITY, a=NEED, b=near, c=OFFER))
    assert [(match.offer.id, match.items, match.stages) for match in found] == [
        ("c", ("hf",), ()),
        ("b", (), ("front_end",)),
    ]


def test_what_is_taken_or_fits_nothing_is_no_match() -> None:
    taken = {**OFFER, "completion": "done"}
    other = {**OFFER, "items": ["neon"], "stages": ["test"]}
    assert matches(held(Kind.OPPORTUNITY, a=NEED, b=taken, c=other)) == ()
