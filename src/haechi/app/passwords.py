"""Passwords as they are kept: sealed by scrypt, with the cost and the salt beside them (RFC 7914)."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from haechi.errors import InputError
from haechi.sentence import said

SHORTEST = 12
LONGEST = 256
_LENGTH = 32
_LEAST = 3  # characters of a name that a password may not hold; fewer stand in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one try costs: 128 n r bytes of memory, p times."""

    n: int = 2**15
    r: int = 8
    p: int = 3


USUAL = Cost()


def sealed(password: str, *, cost: Cost = USUAL) -> str:
    """A password as it is kept, with a salt of its own."""
    salt = secrets.token_bytes(16)
    return _written(cost, salt, _key(password, salt, cost))


def opens(password: str, kept: str) -> bool:
    """Whether a password is the one that is kept; takes the same time for every password.

    >>> kept = sealed("correct horse battery", cost=Cost(n=2, p=1))
    >>> opens("correct horse battery", kept), opens("another", kept)
    (True, False)
    """
    _, n, r, p, salt, key = kept.split("$")
    cost = Cost(n=int(n), r=int(r), p=int(p))
    return hmac.compare_digest(_key(password, base64.b64decode(salt), cost), base64.b64decode(key))


def check(password: str, name: str) -> None:
    """Raise `InputError` for a password that is too short, too long, or holds the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            said(
                "the password has {n} characters; take {least} to {most}, such as four words",
                n=len(password),
                least=SHORTEST,
                most=LONGEST,
            )
        )
    holds_name = len(name) >= _LEAST and name in password.casefold()
    if holds_name or len(set(password)) < 5:
        raise InputError(
            said("the password holds the name or nearly one character alone; take another, such as four words")
        )


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    same = unicodedata.normalize("NFKC", password[:LONGEST]).encode()
    room = 128 * cost.r * (cost.n + cost.p + 2)  # what OpenSSL counts
    return hashlib.scrypt(same, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=room, dklen=_LENGTH)


def _written(cost: Cost, salt: bytes, key: bytes) -> str:
    parts = (base64.b64encode(part).decode() for part in (salt, key))
    return "$".join(("scrypt", str(cost.n), str(cost.r), str(cost.p), *parts))


# What the password of a name that nobody bears is compared with, at the usual cost; no password opens it.
NOBODY = _written(USUAL, bytes(16), bytes(_LENGTH))
