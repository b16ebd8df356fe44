"""Weights learned from a few made-up sentences, and those that are bundled."""

import datetime as dt
import math

import pytest
from tests.news.reading import taught, words
from tools.news_weights import PENALTY, Taken, certainty_of, check, dates_of, learn, main, parties_of, shares

from haechi.model.news import Action, Modality
from haechi.news.marks import BASE
from haechi.reference.examples import WEIGHTS, Example, weights

WEDNESDAY = dt.date(2024, 2, 21)
BURNT = "A fire broke out at the Kumamoto plant of JASM on Monday, and stopped the lines."


def example(text: str, *actors: str, part: str = "one", date: str | None = None) -> Example:
    return Example(
        text=text,
        released=WEDNESDAY,
        actors=frozenset(actors),
        action=Action.ACCIDENT if date else None,
        modality=Modality.DONE if date else None,
        date=date,
        part=part,
    )


def passage(text: str, *actors: str, part: str = "one") -> Taken:
    return parties_of(example(text, *actors, part=part), words())


@pytest.fixture(scope="module")
def passages() -> list[Taken]:
    acting = [passage(f"On day {day} ASML opened a hall.", "ASML") for day in range(10)]
    placed = [passage(f"On day {day} a hall near ASML opened for Intel.", "Intel", part="two") for day in range(10)]
    return [*acting, *placed]


def with_marks(marks: set[str], *, is_wanted: bool) -> Taken:
    return Taken(part="one", marked=((frozenset(marks), is_wanted),), true=frozenset(), read=lambda _: set())


def test_a_mark_that_only_parties_bear_speaks_for_them(passages: list[Taken]) -> None:
    found = learn(passages)
    assert found["_ opened a"] > 0 > found["near _"]


def test_weights_are_where_the_penalised_loss_is_least() -> None:
    # Eight parties bear one mark and eight others another. By symmetry nothing speaks for any name, and the marks bear
    # w and -w, where the slope of the losses is that of the penalty: 8 / (1 + e^w) = PENALTY w.
    parties = [with_marks({"acts"}, is_wanted=True) for _ in range(8)]
    others = [with_marks({"placed"}, is_wanted=False) for _ in range(8)]
    found = learn([*parties, *others])
    assert (found[BASE], found["acts"]) == (0, -found["placed"])
    assert 8 / (1 + math.exp(found["acts"])) == pytest.approx(PENALTY * found["acts"], abs=0.05)


def test_marks_of_few_names_are_not_learned() -> None:
    some = [with_marks({"acts"}, is_wanted=True) for _ in range(4)]
    others = (with_marks({"placed"}, is_wanted=False) for _ in range(8))
    assert set(learn([*some, *others])) <= {BASE, "placed"}


def test_shares_count_names_once_however_capitalised(passages: list[Taken]) -> None:
    shouted = passage("ASML and ASML opened halls.", "asml")
    assert shares([shouted], None) == (1.0, 1.0)
    assert shares(passages, learn(passages)) == (1.0, 1.0)


def test_a_part_is_read_with_what_the_others_teach(passages: list[Taken]) -> None:
    lines = list(check(passages))
    assert [line.split()[0] for line in lines] == ["one", "two"]


def test_each_date_of_a_passage_is_held_against_that_which_a_reader_took() -> None:
    found = dates_of(example(BURNT, date="2024-02-19"), words())
    assert [is_wanted for _, is_wanted in found.marked] == [True, False]  # last Monday, and the next
    assert found.read(None) == found.true == {"2024-02-19"}


def test_each_certainty_is_held_against_that_which_a_reader_took() -> None:
    found = certainty_of(example(BURNT, date="2024-02-19"), taught())
    assert [is_wanted for _, is_wanted in found.marked] == [said is Modality.DONE for said in Modality]
    assert found.read(None) == found.read(weights("certainty")) == found.true == {"done"}


def test_where_nothing_happens_there_is_nothing_to_learn_of_certainty() -> None:
    assert certainty_of(example(BURNT), taught()).marked == ()


@pytest.mark.parametrize("of", WEIGHTS)
def test_bundled_weights_say_something(of: str) -> None:
    found = weights(of)
    assert BASE in found
    assert all(abs(weight) >= 0.05 for mark, weight in found.items() if mark != BASE)


def test_who_stands_in_a_place_is_less_of_a_party_than_a_firm_that_agrees() -> None:
    assert weights("party")["stranger: in _"] < 0 < weights("party")["firm, agreement"]


def test_the_program_shows_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["news_weights.py", "--help"])
    with pytest.raises(SystemExit, match="0"):
        main()
