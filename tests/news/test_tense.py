"""Whether the words around a date look ahead or back."""

import pytest

from haechi.news.tense import looks_ahead


@pytest.mark.parametrize(
    ("text", "is_ahead"),
    [
        ("It will open * in Busan.", True),
        ("On * the minister is to visit Delft.", True),
        ("The strike planned for Monday was called off *", False),
        ("The plant will, the firm said, open in *", True),
        ("On * during the visit, the ministry plans to sign.", True),
        ("On * the minister visited the plant that will open.", False),
        ("From * buyers must ask, as the order was carried out.", None),
        ("Minister to hold talks in Tokyo *", True),
        ("It will open the line, which was hit *", False),
        ("Whether it will end, a spokesman * said, is open.", False),
        ("The union decided to strike from *", True),
        ("It was agreed on *", False),
        ("The talks are arranged for *", True),
        ("On * workers stopped over planned cuts.", False),
        ("It weighs whether to stop it in *", True),
        ("Since * nobody may enter.", False),
        ("Talks *", None),
        ("The two hold talks *", True),
        ("The union is going on strike *", True),
        ("It started in May and ends *", True),
        ("The meeting has been put off to *", True),
        ("Prices are expected to rise, after falling in *", False),
        ("It may after landing on *", True),
        ("Prices rise, data of the ministry showed *", False),
    ],
)
def test_the_nearest_words_tell_whether_a_date_is_to_come(text: str, is_ahead: bool | None) -> None:
    before, after = text.split("*")
    assert looks_ahead(before, after) is is_ahead
