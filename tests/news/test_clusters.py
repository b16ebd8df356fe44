from haechi.news.clusters import clusters

DIALOGUE = (
    "Korea and the Netherlands opened their semiconductor dialogue in Eindhoven and spoke of packaging and training"
)
FIRE = "A fire in a resin hall in Japan destroyed part of the stock of moulding compound on Tuesday"


def test_the_same_story_in_other_words_is_one() -> None:
    other = "In Eindhoven the semiconductor dialogue of Korea and the Netherlands opened; they spoke of training"
    assert clusters([DIALOGUE, FIRE, other]) == [0, 1, 0]


def test_a_chain_of_likenesses_joins_stories() -> None:
    between = f"{DIALOGUE}. {FIRE}"
    assert clusters([DIALOGUE, FIRE, between]) == [0, 0, 0]


def test_no_text_is_no_story() -> None:
    assert clusters([]) == []
    assert clusters(["", ""]) == [0, 1]
