"""Where rules and likeness to labelled passages agree, and where one gives way to the other."""

from tests.news.reading import WEDNESDAY, reading, taught

from haechi.model.news import Action, Modality, Passage
from haechi.news.readings import Reading, read
from haechi.reference.examples import examples

LIKENESS = "likeness to labelled passages"


def read_with_examples(text: str) -> Reading:
    return read(Passage(start=0, end=len(text), text=text), WEDNESDAY, taught())


def rule_of(found: Reading, field: str) -> str:
    return next(one.rule for one in found.fields if one.field == field)


def test_words_that_no_rule_has_are_read_by_likeness() -> None:
    text = "The furnaces of Tokuyama have not been lit since Monday because the substation beside the works gave up."
    assert reading(text).action is None
    found = read_with_examples(text)
    assert found.action is Action.OUTAGE
    assert rule_of(found, "action") == LIKENESS
    passage = next(one.passage for one in found.fields if one.field == "action")
    assert text[passage.start : passage.end] == passage.text


def test_where_both_agree_the_words_of_the_rule_stand_for_it() -> None:
    found = read_with_examples("Korea and the Netherlands signed a memorandum on chip packaging in Seoul on Monday.")
    assert (found.action, found.modality) == (Action.MEMORANDUM, Modality.DONE)
    assert rule_of(found, "action") == "words for the action"


def test_only_what_is_called_a_memorandum_is_one() -> None:
    text = "The two sides exchanged their industrial policies and discussed cooperation in chip design and packaging."
    assert read_with_examples(text).action is not Action.MEMORANDUM


def test_a_control_that_is_denied_is_denied() -> None:
    found = read_with_examples("There is no plan to restrict the export of photoresist to Korea, METI said on Tuesday.")
    assert (found.action, found.modality) == (Action.CONTROL_DENIED, Modality.DENIED)


def test_where_nothing_happens_nothing_is_read() -> None:
    assert read_with_examples("Chips of SMIC account for about 5 percent of global foundry revenue.").action is None


def test_examples_tell_an_event_and_its_certainty_or_neither() -> None:
    assert all((one.action is None) == (one.modality is None) for one in examples())
    assert {one.action for one in examples()} == {None, *Action}
