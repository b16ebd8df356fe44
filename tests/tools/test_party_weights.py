"""Weights learned from a few made-up sentences, and those that are bundled."""

import math

import pytest
from tests.news.reading import words
from tools.party_weights import PENALTY, Taken, check, learn, main, shares, taken

from haechi.model.news import Passage
from haechi.news.standing import BASE, Standing
from haechi.reference.examples import Example, party_weights


def passage(text: str, *actors: str, part: str = "one") -> Taken:
    example = Example(text=text, actors=frozenset(actors), action=None, modality=None, part=part)
    return taken(example, words())


@pytest.fixture(scope="module")
def passages() -> list[Taken]:
    acting = [passage(f"On day {day} ASML opened a hall.", "ASML") for day in range(10)]
    placed = [passage(f"On day {day} a hall near ASML opened for Intel.", "Intel", part="two") for day in range(10)]
    return [*acting, *placed]


def with_marks(name: str, marks: set[str], *actors: str) -> Taken:
    example = Example(text=name, actors=frozenset(actors), action=None, modality=None, part="one")
    place = Passage(start=0, end=len(name), text=name)
    standing = Standing(values=(name,), passage=place, rule="name", marks=frozenset(marks))
    return Taken(example=example, ruled=(), standings=(standing,))


def test_a_mark_that_only_parties_bear_speaks_for_them(passages: list[Taken]) -> None:
    weights = learn(passages)
    assert weights["_ opened a"] > 0 > weights["near _"]


def test_weights_are_where_the_penalised_loss_is_least() -> None:
    # Eight parties bear one mark and eight others another. By symmetry nothing speaks for any name, and the marks bear
    # w and -w, where the slope of the losses is that of the penalty: 8 / (1 + e^w) = PENALTY w.
    parties = [with_marks("ASML", {"acts"}, "ASML") for _ in range(8)]
    others = [with_marks("ASML", {"placed"}) for _ in range(8)]
    weights = learn([*parties, *others])
    assert (weights[BASE], weights["acts"]) == (0, -weights["placed"])
    assert 8 / (1 + math.exp(weights["acts"])) == pytest.approx(PENALTY * weights["acts"], abs=0.05)


def test_marks_of_few_names_are_not_learned() -> None:
    some = [with_marks("ASML", {"acts"}, "ASML") for _ in range(4)]
    assert set(learn([*some, *(with_marks("ASML", {"placed"}) for _ in range(8))])) <= {BASE, "placed"}


def test_shares_count_names_once_however_capitalised(passages: list[Taken]) -> None:
    shouted = passage("ASML and ASML opened halls.", "asml")
    assert shares([shouted], None) == (1.0, 1.0)
    assert shares(passages, learn(passages)) == (1.0, 1.0)


def test_a_part_is_read_with_what_the_others_teach(passages: list[Taken]) -> None:
    lines = list(check(passages))
    assert [line.split()[0] for line in lines] == ["one", "two"]


def test_the_bundled_weights_say_something_for_every_name() -> None:
    weights = party_weights()
    assert weights["stranger: in _"] < 0 < weights["firm, agreement"]
    assert all(abs(weight) >= 0.05 for mark, weight in weights.items() if mark != BASE)


def test_the_program_shows_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["party_weights.py", "--help"])
    with pytest.raises(SystemExit, match="0"):
        main()
