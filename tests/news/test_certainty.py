"""Marks and weights of certainty added up by hand."""

import pytest

from haechi.model.news import Modality, Passage
from haechi.news.certainty import Weighed, likeliest, marks
from haechi.news.learned import Label
from haechi.news.modality import Judged

WORDS = Passage(start=0, end=4, text="will")


def weighed(planned: float, *times: str) -> Weighed:
    judged = Judged(modality=Modality.PLANNED, passage=WORDS, score=0.85)
    likeness: dict[Label, float] = {Modality.DONE: 0.4, Modality.PLANNED: planned}
    return Weighed(likeness=likeness, judged=judged, times=times)


def test_how_far_a_likeness_leads_is_told_in_steps() -> None:
    found = marks(Modality.PLANNED, weighed(0.45 + 1e-9))
    assert {"planned: leads by 0.00", "planned: leads by 0.05"} <= found
    assert "planned: leads by 0.10" not in found
    assert "done: leads by -0.05" not in marks(Modality.DONE, weighed(0.45 + 1e-9))


def test_rules_and_dates_are_marks_alone_and_together() -> None:
    found = marks(Modality.DONE, weighed(0.4, "future", "past"))
    rule, dates = "planned by words of certainty", "dates future, past"
    assert {f"done: {rule}", f"done: {dates}", f"done: {rule}, {dates}"} <= found


@pytest.mark.parametrize(("odds", "said"), [(0.5, Modality.PLANNED), (-0.5, Modality.DONE)])
def test_that_for_which_most_speaks_is_taken(odds: float, said: Modality) -> None:
    weights = {"base": 0.0, "planned: planned by words of certainty": odds, "denied: dates none": -1.0}
    weights |= {"reported: dates none": -1.0}
    assert likeliest(weighed(0.4), weights) is said
