"""Names as accounts bear them."""

import pytest

from haechi.errors import InputError
from haechi.model.account import account_name


@pytest.mark.parametrize("text", ["", "e", "_1", "1a", ".a", "_a", "a b", "a" * 65, "²a"])
def test_a_name_begins_with_a_letter_and_has_two_characters_or_more(text: str) -> None:
    with pytest.raises(InputError, match="write 2 to 64 letters, digits, dots, hyphens, a letter first"):
        account_name(text)


@pytest.mark.parametrize("text", ["Al", "김민", "j.kim-1@office", "a" * 64])
def test_letters_of_any_script_are_a_name(text: str) -> None:
    assert account_name(text) == text.casefold()
