from dataclasses import replace

from haechi.model.alias import Alias, Bearer
from haechi.news.spelt import by_ear, by_kana, by_meaning, folded, is_kana, is_latin, made, skeleton
from haechi.reference.facts import load


def alias(
    kind: Bearer = Bearer.FIRM, *, zh: tuple[str, ...] = (), ko: tuple[str, ...] = (), ja: tuple[str, ...] = ()
) -> Alias:
    """A bearer of made-up names in Korea."""
    return replace(load().aliases[0], kind=kind, economy="KOR", also=(), zh=zh, ko=ko, ja=ja)


def test_names_in_chinese_and_korean_are_spelt_as_machines_spell_them() -> None:
    found = set(made(alias(zh=("阿斯麦",), ko=("펠트호번",))))
    assert {"A Simai", "A Smai", "Pelteuhobeon"} <= found


def test_a_name_of_one_character_says_nothing() -> None:
    assert list(made(alias(zh=("冲",)))) == []


def test_surname_and_given_name_of_a_person_of_office_are_turned() -> None:
    assert {"Yin Xiyue", "Xiyue Yin"} <= set(made(alias(Bearer.PERSON, zh=("尹锡悦",))))


def test_syllables_are_spelt_by_sound_but_not_those_of_countries() -> None:
    assert list(by_kana(alias(ja=("キオクシア",)))) == ["Kiokushia"]
    assert list(by_kana(alias(Bearer.ECONOMY, ja=("オランダ",)))) == []
    assert list(by_kana(alias(ja=("東芝",)))) == []


def test_a_surname_alone_is_not_told_by_its_sound() -> None:
    korean = replace(alias(Bearer.PERSON, ko=("이재용", "최 태원")), name="Chey")
    assert list(by_ear(korean)) == ["Lee Jaeyong", "Yi Jaeyong", "Choe Taewon"]
    assert list(by_ear(replace(korean, kind=Bearer.ECONOMY))) == []


def test_names_of_firms_alone_are_translated_by_meaning() -> None:
    assert "Sun Moon Light" in by_meaning(alias(zh=("日月光",)))
    assert list(by_meaning(alias(Bearer.PERSON, zh=("日月光",)))) == []


def test_case_accents_and_what_is_no_letter_do_not_count() -> None:
    assert folded("The Gécamines S.A.") == folded("gecaminessa") == "gecaminessa"


def test_letters_of_other_scripts_are_not_compared() -> None:
    assert is_latin("Šefčovič")
    assert not is_latin("Аsmai")  # the first letter is Cyrillic
    assert is_kana("東京エレクトロン")
    assert not is_kana("東芝")


def test_what_chinese_makes_of_a_surname_leaves_its_skeleton() -> None:
    assert skeleton("Karlemans") == skeleton("Karremans")
    assert skeleton("Karlemans") != skeleton("Schreinemacher")
