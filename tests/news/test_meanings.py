"""Translations worked by hand: each character has the meaning that dictionaries give first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.news.reading import words as lexicon

from haechi.news.meanings import translations


@pytest.mark.parametrize(
    ("name", "translation"),
    [
        ("日月光", "Sun Moon Light"),
        ("太陽誘電", "Sun Induced Electricity"),
        ("聯電", "Union Electricity"),
        ("世界先进", "World Advanced"),
        ("长江存储", "Long River Storage"),
        ("北方华创", "North China Creation"),
        ("信越化学", "Letter Yue Chemical"),
        ("韩美半导体", "Korea US Semiconductor"),
        ("村田製作所", "Village Field Manufacturing"),
        ("美光科技股份", "Beautiful Light Technology"),
    ],
)
def test_every_character_is_translated_or_keeps_its_sound(name: str, translation: str) -> None:
    assert translation in translations(name)


@pytest.mark.parametrize("name", ["三", "光", "삼성전자", "キオクシア", "SK海力士", "ASML", "恩智浦", ""])
def test_a_name_without_meaning_or_of_other_letters_is_not_translated(name: str) -> None:
    assert list(translations(name)) == []


@pytest.mark.parametrize(("name", "words"), [("南亚", "South Asia"), ("中美", "China America"), ("大金", "Big Gold")])
def test_a_translation_that_anybody_may_mean_is_none(name: str, words: str) -> None:
    assert words not in translations(name)


@given(st.text(alphabet="日月光三星大電科技世界信越中南亚ABア", max_size=6))
def test_a_translation_is_words_with_capitals_of_eight_letters_or_more(name: str) -> None:
    for text in translations(name):
        assert len(text.replace(" ", "")) >= 8
        assert all(word[0].isupper() for word in text.split())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sun Moon Light opened a line.", "ASE"),
        ("Sun Moonlight opened a line.", "ASE"),
        ("A fire broke out at Union Electricity.", "UMC"),
        ("Letter-Yue Chemical raises prices.", "Shin-Etsu Chemical"),
        ("Korea-US Semiconductor and imec met.", "Hanmi Semiconductor"),
        ("World Advanced denied it.", "Vanguard International Semiconductor"),
    ],
)
def test_a_name_translated_by_meaning_finds_its_bearer(text: str, name: str) -> None:
    assert name in [one.name for one in lexicon().names.find(text)]


@pytest.mark.parametrize(
    "text", ["The sun, the moon and light.", "Demand in South Asia grew.", "world advanced", "Union members left."]
)
def test_common_words_are_no_translation(text: str) -> None:
    assert [one for one in lexicon().names.find(text) if one.rule == "translation by meaning"] == []
