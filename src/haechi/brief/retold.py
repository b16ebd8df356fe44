"""Names and sentences of a result, which keeps them in English, put into the language of a document.

Each is matched with the message that it was made from; what matches none is looked up whole, and else stays as it is.
"""

import re
from collections.abc import Mapping
from functools import cache

from haechi.brief.messages import Messages, Said, said

_LATER = re.compile(r"(.+) from (\d{4}-\d\d-\d\d) on")
_OTHERS: Mapping[str, Said] = {"others": said("others"), "all suppliers": said("all suppliers")}
_ITEMS = ("item", "customer")

UNKNOWNS = (
    said("share of {who} in {item}, which nobody published"),
    said("share of {who} in {item}"),
    said("stock of {item} at {customer}"),
    said("stock of {item}"),
    said("sharing of {item} among lines"),
    said("what can be sent of {item} from {who}"),
    said("days of order of {item} from {who}"),
    said("days of licence of {item} from {who}"),
    said("time to qualify {item} from {who}"),
    said("time to replace {item} from {who}"),
    said("depth of the loss of {item} from {who}"),
    said("duration of the loss of {item} from {who}"),
    said("time of recovery of {item} from {who}"),
    said("days that goods are on their way of {item} from {who}"),
    said("days that open licences last of {item} from {who}"),
    said("days laid in before of {item} from {who}"),
    said("part of {economy} in all that turn to others for {item}"),
    said("part that important inputs take along"),
    said("part of its family that a lost member is"),
)
SENTENCES = (
    said("only important inputs or families lead here: output slows, and no line stops"),
    said("the shock takes nothing from this economy"),
    said("stocks on the way cover {cover} days, and a line is short of {short} within {horizon} days"),
    said("No source names {economy} as a supplier of an item of the stage {stage}."),
    said("{target}: {economy}'s own measure costs it sales to {buyers}, which are not counted."),
    said("{target} is lost to {buyers} only, not to {economy}."),
    said("{name} {value} lies outside the range that was tested, {low} to {high}: no test holds the answer."),
    said("Quantiles of the course of the loss stand on the first {number} of the {draws} draws."),
    said("{item} of {who}"),
    said("{rhythm}, last held {last}; expected by {day}"),
    said("{rhythm}, never held as far as is recorded; expected by {day}"),
    said("due {day}; {owners}"),
    said("{silent} has said nothing"),
    said("differs in {fields}"),
    said("every {months} months"),
    said("yearly"),
    said("every other year"),
    said("nobody named"),
)


def unknown(name: str, say: Messages, names: Mapping[str, str]) -> str:
    """The name of an unknown; `names` holds items by their English name in small letters, and economies by code."""
    later = _LATER.fullmatch(name)
    if later:
        return say("{what}, from {day} on", what=unknown(later[1], say, names), day=later[2])
    return _retold(name, UNKNOWNS, say, names)


def sentence(text: str, say: Messages, names: Mapping[str, str]) -> str:
    """A note or a reason; `names` holds items by id too."""
    return _retold(text, SENTENCES, say, names)


def _retold(text: str, messages: tuple[Said, ...], say: Messages, names: Mapping[str, str]) -> str:
    for message in messages:
        found = _pattern(message.message).fullmatch(text)
        if found and all(found[key] in names for key in _ITEMS if key in found.groupdict()):
            values = {key: _value(key, value, say, names) for key, value in found.groupdict().items()}
            return say(message.message, **values)
    return say.known(text)


def _value(key: str, value: str, say: Messages, names: Mapping[str, str]) -> str:
    if value in _OTHERS:
        return say.put(_OTHERS[value])
    if key in ("buyers", "fields"):
        return ", ".join(names.get(name) or say.known(name) for name in value.split(", "))
    return sentence(value, say, names) if key in ("target", "rhythm", "owners") else names.get(value, value)


@cache
def _pattern(message: str) -> re.Pattern[str]:
    """The message with anything in place of its values, as much as can be for who supplies."""
    parts = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(message))
    return re.compile(parts.replace("(?P<who>.+?)", "(?P<who>.+)"))
