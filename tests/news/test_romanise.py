import pytest

from haechi.news.romanise import clipped, pairs, pinyin, readings, spellings


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("尹锡悦", "Yin Xiyue"),
        ("马克·吕特", "Make Lute"),
        ("三星电子", "Sanxing Electronics"),
        ("台积电", "Taiji Electric"),
        ("SK海力士", "SK Hailishi"),
        ("埃因霍温", "Aiyinhuowen"),
        ("윤석열", "Yun Seokyeol"),
        ("펠트호번", "Pelteuhobeon"),
    ],
)
def test_a_name_is_spelt_as_a_machine_spells_it(name: str, spelling: str) -> None:
    found = spellings(name)
    assert spelling in found or spelling.replace("Yun Seokyeol", "Yunseokyeol") in found


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("キオクシア", ("Kiokushia",)),
        ("レゾナック", ("Rezonakku",)),
        ("アドバンテスト", ("Adobantesuto",)),
        ("レーザーテック", ("Rezatekku", "Reezaatekku")),
        ("東京エレクトロン", ("Tokyo Erekutoron",)),
        ("SKハイニックス", ("SK Hainikkusu",)),
        ("サムスン電子", ("Samusun Electronics", "Samusun")),
        ("ユン・ソクヨル", ("Yun Sokuyoru",)),
    ],
)
def test_japanese_syllables_are_spelt_after_hepburn(name: str, spelt: tuple[str, ...]) -> None:
    assert spellings(name) == spelt


def test_a_japanese_name_with_characters_of_unknown_reading_is_not_spelt() -> None:
    assert spellings("高市サナエ") == ()


def test_two_economies_make_one_word() -> None:
    words = dict(pairs([("KOR", "韩国"), ("NLD", "荷兰")]))
    assert words == {"Hanhe": ("KOR", "NLD"), "Hehan": ("NLD", "KOR")}


def test_a_vowel_after_s_is_lost() -> None:
    assert clipped("Asimai") == "Asmai"


def test_characters_that_no_bundled_name_asks_for_sound_as_the_dictionary_says() -> None:
    assert "重庆女皇" not in readings()
    assert pinyin("重庆女皇") == "Chongqingnuhuang"
    assert readings()["重庆女皇"] == "Chongqingnuhuang"
