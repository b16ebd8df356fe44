import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import InputError
from haechi.model.content import hints, made, told
from haechi.model.dates import PartialDate, Precision, Span
from haechi.model.entries import CONTENTS, Entry, Kind

DATES = st.builds(PartialDate.parse, st.sampled_from(["2026", "2026-Q3", "2026-07", "2026-07-04"]))
SPANS = st.builds(Span.parse, st.sampled_from(["2024/2028", "2026-07", "2026-Q1/2026-Q2"]))
st.register_type_strategy(PartialDate, DATES)
st.register_type_strategy(Span, SPANS)
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


def entries(kind: Kind) -> st.SearchStrategy[Entry]:
    """Any entry of a kind that its own rules allow."""

    def allowed(values: dict[str, Any]) -> Entry | None:
        try:
            return CONTENTS[kind](**values)
        except InputError:
            return None

    fields = {name: st.from_type(hint) for name, hint in hints(CONTENTS[kind]).items()}
    return st.fixed_dictionaries(fields).map(allowed).filter(lambda entry: entry is not None)  # type: ignore[return-value]


@pytest.mark.parametrize("kind", Kind)
def test_every_entry_comes_back_as_it_was_told(kind: Kind) -> None:
    @given(entries(kind))
    def comes_back(entry: Entry) -> None:
        assert made(kind, told(entry), "a test") == entry

    comes_back()


def test_what_is_at_its_default_is_left_out() -> None:
    assert told(made(Kind.COMMITMENT, {"title": "P", "completion": "open", "items": []}, "a test")) == {"title": "P"}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, "a test: title is missing"),
        ({"title": ""}, "a test: title is missing"),
        ({"title": "P", "colour": 1}, "a test: there is no field 'colour'; use title, title_ko"),
        ({"title": "P", "due": "soon"}, "a test, due: 'soon' cannot be read; write 2026, 2026-Q3, 2026-07"),
        (
            {"title": "P", "weight": "heavy"},
            "a test, weight: 'heavy' cannot be read; write one of political",
        ),
        ({"title": "P", "target": "many"}, "a test, target: 'many' is not a number"),
        ({"title": "P", "every_months": 1.5}, "a test, every_months: 1.5 is not a whole number"),
        ({"title": "P", "items": "hf"}, "a test, items: 'hf' is no list"),
        ({"title": "P", "owners": ["KOR"]}, "a test, owners 1: 'KOR' is no table of fields"),
        ({"title": "P", "owners": [{"post": "x"}]}, "a test, owners 1: economy is missing"),
        ({"title": "P", "wording": "Both"}, "'P': exact words and their language stand together"),
        ({"title": "P", "every_months": 0}, "'P' recurs every 0 months"),
        ({"title": "P", "sides": []}, "'P' has no side"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(values: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError) as error:
        made(Kind.COMMITMENT, values, "a test")
    assert str(error.value).startswith(why)


def test_two_actions_of_one_number_are_refused() -> None:
    actions = [{"number": 1, "what": "a"}, {"number": 1, "what": "b"}]
    with pytest.raises(InputError, match="two actions have the same number"):
        made(Kind.MEETING, {"title": "M", "body": "b", "actions": actions}, "a test")


def test_a_number_may_stand_for_a_paragraph_and_for_a_year() -> None:
    found = made(Kind.COMMITMENT, {"title": "P", "paragraph": 4, "due": 2028}, "a test")
    values = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    assert (values["paragraph"], str(values["due"]), values["due"].precision) == ("4", "2028", Precision.YEAR)


@pytest.mark.parametrize("value", [10**400, 10**5000, float("inf"), float("nan")], ids=["400", "5000", "inf", "nan"])
@pytest.mark.parametrize("field", ["every_months", "baseline", "title"])
def test_a_number_without_end_is_refused(field: str, value: float) -> None:
    with pytest.raises(InputError, match=f"p, {field}: that is no number which can be reckoned with"):
        made(Kind.PROGRAMME, {"title": "P", "indicator": "people", field: value}, "p")


@pytest.mark.parametrize("kind", [Kind.BODY, Kind.COMMITMENT, Kind.PROGRAMME])
@pytest.mark.parametrize("months", [0, -1, 1201, 10**9])
def test_what_recurs_never_or_once_in_an_age_is_refused(kind: Kind, months: int) -> None:
    values = {Kind.BODY: {"form": "committee"}, Kind.PROGRAMME: {"indicator": "people"}}.get(kind, {})
    with pytest.raises(InputError, match=f"'P' recurs every {months} months; give 1 to 1,200"):
        made(kind, {"title": "P", "every_months": months, **values}, "p")


@pytest.mark.parametrize("date", ["9999", "0001-01", "1799-12-31", "3000-Q1"])
def test_a_date_from_which_nobody_can_count_is_refused(date: str) -> None:
    with pytest.raises(InputError, match=f"p, due: '{date}' cannot be read"):
        made(Kind.COMMITMENT, {"title": "P", "due": date}, "p")
