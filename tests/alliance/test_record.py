from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.alliance.entries_at_hand import change, commitment, record

from haechi.alliance.record import records
from haechi.errors import InputError
from haechi.model.change import Change, Deed
from haechi.model.entries import Completion

OPEN, DONE = commitment(), commitment(completion="done")


def test_what_both_say_together_is_the_version_of_each() -> None:
    found = record([change(OPEN)])
    assert found.versions == {"KOR": OPEN, "NLD": OPEN}
    assert found.is_agreed
    assert found.differences == ()


def test_a_side_changes_its_own_version_and_never_the_others() -> None:
    longer = commitment(note="in spring")
    found = record([change(OPEN), change(longer, side="KOR", deed=Deed.CHANGED, hour=1)])
    assert found.versions == {"KOR": longer, "NLD": OPEN}
    assert not found.is_agreed
    assert found.differences == ("note",)


def test_an_entry_of_one_side_alone_is_not_agreed() -> None:
    found = record([change(OPEN, side="NLD")])
    assert found.versions == {"KOR": None, "NLD": OPEN}
    assert not found.is_agreed


def test_to_acknowledge_is_to_take_over_what_the_other_says() -> None:
    longer = commitment(note="in spring")
    found = record(
        [
            change(OPEN),
            change(longer, side="KOR", deed=Deed.CHANGED, hour=1),
            change(None, side="NLD", deed=Deed.ACKNOWLEDGED, hour=2),
        ]
    )
    assert found.versions == {"KOR": longer, "NLD": longer}
    assert found.is_agreed


def test_done_by_one_side_is_a_claim() -> None:
    found = record([change(OPEN), change(DONE, side="KOR", deed=Deed.CHANGED, hour=1)])
    assert found.completion is Completion.OPEN
    assert found.claimed_by == ("KOR",)


def test_done_and_acknowledged_is_done() -> None:
    found = record(
        [
            change(OPEN),
            change(DONE, side="KOR", deed=Deed.CHANGED, hour=1),
            change(None, side="NLD", deed=Deed.ACKNOWLEDGED, hour=2),
        ]
    )
    assert found.completion is Completion.DONE
    assert found.claimed_by == ()


def test_a_later_change_of_mind_makes_it_a_claim_again() -> None:
    found = record(
        [
            change(DONE),
            change(commitment(completion="under way"), side="NLD", deed=Deed.CHANGED, hour=1),
        ]
    )
    assert found.completion is Completion.UNDER_WAY
    assert found.claimed_by == ("KOR",)


def test_nothing_is_done_without_evidence() -> None:
    with pytest.raises(InputError, match="nothing shows that it was done; name the evidence"):
        change(DONE, side="KOR", evidence=())


def test_both_speak_only_by_a_document() -> None:
    with pytest.raises(InputError, match="to speak for both sides takes a document"):
        change(OPEN, evidence=())


def test_an_entry_no_longer_stands_when_both_withdrew_it() -> None:
    alone = [change(OPEN), change(None, side="KOR", deed=Deed.WITHDRAWN, hour=1)]
    assert not record(alone).is_withdrawn
    assert record([*alone, change(None, side="NLD", deed=Deed.WITHDRAWN, hour=2)]).is_withdrawn


def test_what_is_said_after_a_withdrawal_stands_again() -> None:
    done = [change(OPEN), change(None, deed=Deed.WITHDRAWN, hour=1), change(OPEN, deed=Deed.CHANGED, hour=2)]
    assert record(done).withdrawn == frozenset()


def test_a_side_without_a_say_is_named() -> None:
    with pytest.raises(InputError, match="JPN has no say in 'promise'; its sides are KOR, NLD"):
        record([change(OPEN), change(OPEN, side="JPN", deed=Deed.CHANGED, hour=1)])


def test_what_was_not_entered_cannot_be_changed() -> None:
    with pytest.raises(InputError, match="'promise' is changed before it was entered"):
        record([change(OPEN, deed=Deed.CHANGED)])


def test_nobody_acknowledges_what_nobody_said() -> None:
    with pytest.raises(InputError, match="of which no other side has said anything"):
        record([change(OPEN, side="KOR"), change(None, side="KOR", deed=Deed.ACKNOWLEDGED, hour=1)])


def acts(hour: int) -> st.SearchStrategy[Change]:
    """Any act of any side that the rules allow once an entry was made."""
    contents = st.sampled_from([OPEN, DONE, commitment(note="a"), commitment(note="b")])
    sides = st.sampled_from(["KOR", "NLD"])
    said = st.builds(lambda c, s: change(c, side=s, deed=Deed.CHANGED, hour=hour), contents, sides)
    others = st.builds(
        lambda s, d: change(None, side=s, deed=d, hour=hour),
        sides,
        st.sampled_from([Deed.ACKNOWLEDGED, Deed.WITHDRAWN]),
    )
    return said | others


@given(st.tuples(*(acts(hour) for hour in range(1, 6))))
def test_no_act_of_one_side_ever_changes_the_others_version(done: Sequence[Change]) -> None:
    known = [change(OPEN)]
    for act in done:
        before = record(known)
        known.append(act)
        after = record(known)
        other = "NLD" if act.side == "KOR" else "KOR"
        assert after.versions[other] == before.versions[other]
        assert after.changes[:-1] == before.changes


@given(st.permutations([change(OPEN), change(DONE, side="KOR", deed=Deed.CHANGED, hour=1)]))
def test_the_order_in_which_changes_are_given_does_not_matter(done: Sequence[Change]) -> None:
    assert records(done) == records([change(OPEN), change(DONE, side="KOR", deed=Deed.CHANGED, hour=1)])
