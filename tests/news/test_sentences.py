from haechi.news.sentences import sentences


def test_a_stop_after_an_abbreviation_ends_no_sentence() -> None:
    text = "The U.S. Department met Mr. Kim on Feb. 19. It agreed on No. 5."
    assert [one.text for one in sentences(text)] == [
        "The U.S. Department met Mr. Kim on Feb. 19.",
        "It agreed on No. 5.",
    ]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert len(list(sentences("It costs 1.2 trillion won."))) == 1


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert [one.text for one in sentences("A dialogue opens\n\nIt was held.")] == ["A dialogue opens", "It was held."]


def test_a_sentence_knows_where_it_stands() -> None:
    text = "One came. Two went."
    assert all(text[one.start : one.end] == one.text for one in sentences(text))
