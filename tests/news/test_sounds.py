import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.news.sounds import sound, sounds, syllables


@pytest.mark.parametrize(
    ("kana", "spelt"),
    [
        ("シャチ", "shachi"),
        ("チェッチ", "chetchi"),
        ("ジェジュ", "jeju"),
        ("ツフ", "tsufu"),
        ("フィリップス", "firippusu"),
        ("キャノン", "kyanon"),
        ("ティ", "ti"),
        ("デュ", "dyu"),
        ("ヴァン", "van"),
        ("ウィーン", "win"),
        ("クアルコム", "kuarukomu"),
    ],
)
def test_syllables_are_spelt_after_hepburn(kana: str, spelt: str) -> None:
    assert next(syllables(kana)) == spelt


def test_a_long_vowel_may_be_written() -> None:
    assert list(syllables("テーザー")) == ["teza", "teezaa"]


@pytest.mark.parametrize(
    ("spelt", "name"),
    [
        ("kiokushia", "kioxia"),
        ("kiokusia", "kioxia"),
        ("rezonakku", "rezonac"),
        ("adobantesuto", "advantest"),
        ("maikeuron", "maikron"),
        ("skhainikseu", "skhighnix"),
        ("skhainikkusu", "skhainiks"),
        ("erekutoron", "electron"),
        ("leejaemyeong", "leejaemyung"),
        ("kioxya", "kioxia"),
        ("mediatech", "mediatek"),
        ("chipurasu", "tipurasu"),
    ],
)
def test_a_vowel_that_was_put_in_and_letters_of_one_sound_are_not_heard(spelt: str, name: str) -> None:
    assert sound(spelt) == sound(name)


@pytest.mark.parametrize(("one", "other"), [("macron", "micron"), ("nikon", "canon"), ("resonac", "advantest")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text(max_size=40))
def test_any_text_has_syllables_and_a_sound(text: str) -> None:
    assert all(sound(spelt) is not None for spelt in syllables(text))


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzé0").filter(bool)))
def test_many_names_sound_as_each_does(names: list[str]) -> None:
    assert sounds(names) == list(map(sound, names))
