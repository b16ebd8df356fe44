from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.news.reading import words


def names(text: str) -> list[str]:
    return [one.name for one in words().names.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Yin Xilie came", "Yoon Suk Yeol"),
        ("Yin Xiyue came", "Yoon Suk Yeol"),
        ("Yin Xi-yue came", "Yoon Suk Yeol"),
        ("Xiyue Yin came", "Yoon Suk Yeol"),
        ("Yun Seok-youl came", "Yoon Suk Yeol"),
        ("Prime Minister Lutter came", "Mark Rutte"),
        ("Prime Minister Mark Luther came", "Mark Rutte"),
        ("Lutnik, the trade secretary, came", "Howard Lutnick"),
        ("Klaver minister told", "Reinette Klever"),
        ("minister Karlemans told", "Vincent Karremans"),
        ("Asmai sells", "ASML"),
        ("Three Stars sells", "Samsung Electronics"),
        ("Taiji Electric sells", "TSMC"),
        ("SK Hailishi sells", "SK hynix"),
        ("Changxin Storage sells", "CXMT"),
        ("Advantist sells", "Advantest"),
        ("Changjiang Storage sells", "YMTC"),
        ("Huang Renxun came", "Jensen Huang"),
        ("minister Adrian Sense came", "Micky Adriaansens"),
        ("the Lutter cabinet fell", "Mark Rutte"),
        ("Kaixia sells", "Kioxia"),
        ("Kiokusia sells", "Kioxia"),
        ("Kiokushia sells", "Kioxia"),
        ("SK High Nix sells", "SK hynix"),
        ("SK Hainikseu sells", "SK hynix"),
        ("SK Hainiks sells", "SK hynix"),
        ("Samusun sells", "Samsung Electronics"),
        ("Maruku Rutte came", "Mark Rutte"),
        ("Rezonac sells", "Resonac"),
        ("Rezonakku sells", "Resonac"),
        ("Adobantesuto sells", "Advantest"),
        ("Enbidia sells", "Nvidia"),
        ("Maikeuron sells", "Micron"),
        ("Maikron sells", "Micron"),
        ("DB High-Tek sells", "DB HiTek"),
        ("Tokyo Erekutoron sells", "Tokyo Electron"),
        ("Tokyo Electoron sells", "Tokyo Electron"),
        ("Hainiks sells", "SK hynix"),
        ("High Nix sells", "SK hynix"),
        ("Runesas sells", "Renesas"),
        ("Commerce secretary Reoteunik told", "Howard Lutnick"),
        ("Commerce secretary Ratonikku told", "Howard Lutnick"),
        ("Economy minister Karemansu told", "Vincent Karremans"),
        ("Lee Jae-myeong told", "Lee Jae-myung"),  # and not Lee Jae-yong, of whom the sound is near
        ("held in Eindhofen", "Eindhoven"),
        ("held in Taylor, Texas", "Taylor, Texas"),
        ("held by imec", "imec"),
        ("held by ams Osram", "ams Osram"),
        ("in Haiya", "The Hague"),
        ("Han country", "South Korea"),
        ("the Mei side", "United States"),
        ("the Ministry of Industry, Trade and Resources", "Ministry of Trade, Industry and Energy"),
    ],
)
def test_a_garbled_name_finds_its_bearer(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_garbled_surname_counts_where_the_sentence_names_its_economy() -> None:
    assert names("Yin Xilie and Lutter met for Han country and Holland") == [
        "Yoon Suk Yeol",
        "Mark Rutte",
        "South Korea",
        "Netherlands",
    ]


def test_two_economies_in_one_word_are_both_read() -> None:
    (found,) = words().names.find("the Hanhe dialogue")
    assert found.economies == ("KOR", "NLD")


@pytest.mark.parametrize(
    "text",
    [
        "Lutter is a surname in the north",  # no title beside it
        "the lute of the canon",
        "Hans rode home",
        "A Made product",
        "Chancellor Adenauer spoke",
        "Mecron spoke",  # sounds as Micron does but for a vowel
        "Inter won",  # Intel, were r and l one in short names too
        "Clever people came",
        "Alliances were made",
        "kiokusia is a word",
        "the main side of the board",
        "the mainland of the lake",  # with a capital alone a name of China
    ],
)
def test_what_only_resembles_a_name_is_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Renesass won", "Renesas"),
        ("Globalfoundaries won", "GlobalFoundries"),
        ("Kiokusya won", "Kioxia"),
        ("minister Karlemans told", "Vincent Karremans"),
    ],
)
def test_what_only_resembles_a_name_is_that_of_somebody_whom_the_press_tells_of(text: str, name: str) -> None:
    assert names(text) == [one.name for one in replace(words().names, told=None).find(text)] == [name]
    assert replace(words().names, told=frozenset()).find(text) == []


def test_a_surname_as_it_is_written_beside_a_title_is_its_bearer_whoever_tells_of_him() -> None:
    nobody = replace(words().names, told=frozenset())
    assert [one.name for one in nobody.find("minister Karremans told")] == ["Vincent Karremans"]


def test_a_name_says_whether_the_press_tells_of_its_bearer() -> None:
    some = replace(words().names, told=frozenset({"Kioxia"}))
    assert [(one.name, one.is_told) for one in some.find("Kioxia met ASML")] == [("Kioxia", True), ("ASML", False)]


@given(st.text(max_size=80))
def test_any_text_can_be_searched_and_names_stand_where_they_are_said_to(text: str) -> None:
    assert all(text[one.passage.start : one.passage.end] == one.passage.text for one in words().names.find(text))


@pytest.mark.parametrize(
    ("name", "bearer"),
    [
        ("PSMC", "Powerchip"),
        ("IG BCE", "IGBCE"),
        ("ASML", "ASML"),
        ("Qwelmar", "Qwelmar"),
        ("USA", "USA"),
        ("EU", "EU"),
    ],
)
def test_whoever_is_so_called_has_one_name_and_countries_keep_their_codes(name: str, bearer: str) -> None:
    assert words().names.bearer(name) == bearer


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("The champagne was opened.", "François-Philippe Champagne"),
        ("Deputy Prime Minister Denis Manturov came", "Karin Prien"),
        ("Vice Premier He Lifeng came", "Roger Wicker"),
        ("The columnist Fan Zheng writes of China", "Zheng Shanjie"),
        ("The painter Hong Chong-hyun of Seoul", "Hong Nam-ki"),
        ("Samalaju Industrial Park of South Korea's OCI", "Park Jin"),
        ("Minister Lee Jae-kap of Korea", "Lee Hyuk-jae"),
        ("Johnson Matthey raised its price.", "Boris Johnson"),
        ("deputy economics minister Chen Zhengqi of Taiwan replied", "Chen Chien-jen"),
        ("prime minister Alexander De Croo said", "Alexander Yui"),
        ("At Jiayi in Taiwan, Wu Jiazhao said", "Joseph Wu"),
        ("Smoke in Lingang was seen.", "Sunplus"),
        ("Crestline Mask Technologies stopped.", "TTM Technologies"),
    ],
)
def test_part_of_another_name_a_word_like_one_or_another_given_name_is_nobody(text: str, none: str) -> None:
    assert none not in names(text)


def test_a_word_of_two_economies_that_begins_the_name_of_a_firm_is_that_firm() -> None:
    (hanmi,) = words().names.find("Hanmi raised its capacity.")
    assert (hanmi.name, hanmi.economies) == ("Hanmi Semiconductor", ("KOR",))


def test_economies_that_the_press_does_not_shorten_make_no_word() -> None:
    assert [one for one in words().names.find("They met at the Nangang hall.") if len(one.economies) > 1] == []
