"""Passwords as they are kept."""

import hashlib
import unicodedata

import pytest
from tests.app.at_office import CHEAP

from haechi.app import passwords
from haechi.errors import InputError


def test_a_password_is_kept_with_its_cost_and_a_salt_of_its_own() -> None:
    first, second = (passwords.sealed("four words of mine", cost=CHEAP) for _ in range(2))
    assert first.split("$")[:4] == ["scrypt", "2", "8", "1"]
    assert first != second
    assert passwords.opens("four words of mine", first)
    assert passwords.opens("four words of mine", second)


def test_one_that_was_kept_at_another_cost_is_still_opened() -> None:
    kept = passwords.sealed("four words of mine", cost=passwords.Cost(n=4, r=1, p=2))
    assert passwords.opens("four words of mine", kept)


def test_the_vector_of_rfc_7914_is_opened() -> None:
    key = bytes.fromhex("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")
    assert hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, maxmem=2**26, dklen=32) == key
    assert passwords.opens("password", "scrypt$1024$8$16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI=")


def test_the_usual_cost_is_what_is_advised_for_32_mb() -> None:
    assert (passwords.USUAL.n * passwords.USUAL.r * 128, passwords.USUAL.p) == (32 * 2**20, 3)


@pytest.mark.parametrize("written", ["한글암호문장입니다요", "ｆｏｕｒ　ｗｏｒｄｓ"])
def test_a_password_is_the_same_however_its_letters_are_composed(written: str) -> None:
    kept = passwords.sealed(written, cost=CHEAP)
    assert passwords.opens(unicodedata.normalize("NFD", written), kept)


def test_no_password_opens_the_account_of_nobody() -> None:
    assert not passwords.opens("", passwords.NOBODY)


@pytest.mark.parametrize("name", ["e", "co"])
def test_a_name_of_few_letters_may_stand_in_a_password(name: str) -> None:
    passwords.check("correct horse battery", name)


@pytest.mark.parametrize("password", ["Correct Kim battery", "aaaaabbbbbcccc"])
def test_a_password_with_the_name_or_few_characters_is_refused(password: str) -> None:
    with pytest.raises(InputError, match="holds the name or nearly one character alone"):
        passwords.check(password, "kim")
