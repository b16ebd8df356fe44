"""Proposals by a language model behind an OpenAI-compatible endpoint: optional, off unless the settings name one.

Text goes only to hosts of the allow-list, text under TLP:AMBER or TLP:RED only to this machine. The answer must keep
the schema, and each value must stand on words of the text; what does not is left out. A person reviews every proposal.
"""

import ipaddress
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from haechi.errors import InputError, NotCovered
from haechi.model.news import Draft, Endpoint, Found, Passage, ProposalKind

FIELDS = (
    "party",
    "action",
    "modality",
    "item",
    "code",
    "date",
    "effective",
    "until",
    "place",
    "amount",
    "topic",
    "target",
    "cohort",
)
_RESTRICTED = re.compile(r"TLP\s*:\s*(?:AMBER(?:\+STRICT)?|RED)\b", re.IGNORECASE)
_PROMPT = (
    "List what the article says of export controls, interruptions, meetings, documents, promises, "
    "programmes and policies in"
    " the chip supply chain. Give each value with the exact words of the article it stands on. Leave out "
    "what is denied."
)
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["proposals"],
    "properties": {
        "proposals": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["kind", "fields"],
                "properties": {
                    "kind": {"enum": [kind.value for kind in ProposalKind]},
                    "fields": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["field", "value", "passage"],
                            "properties": {
                                "field": {"enum": list(FIELDS)},
                                "value": {"type": "string"},
                                "passage": {"type": "string"},
                            },
                        },
                    },
                },
            },
        }
    },
}


def extract(endpoint: Endpoint, text: str, *, key: str | None, timeout_seconds: float = 60.0) -> tuple[Draft, ...]:
    """Proposals that the model makes of a text, each value on words of the text.

    Raises
    ------
    InputError
        If the host is not on the allow-list, or restricted text would leave this machine.
    NotCovered
        If the endpoint does not answer, or not by the schema.
    """
    host = urlsplit(endpoint.url).hostname or ""
    if host not in endpoint.hosts:
        raise InputError(f"{host!r} is not among the hosts of [extractor]; add it there if text may go to it")
    if _RESTRICTED.search(text) and not _is_loopback(host):
        raise InputError(f"a text under TLP:AMBER or TLP:RED does not go to {host}; read it without --extractor")
    request = {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [{"role": "system", "content": _PROMPT}, {"role": "user", "content": text}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "proposals", "strict": True, "schema": _SCHEMA},
        },
    }
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    import httpx  # here, so that a desk which asks nobody starts without it

    try:
        url = f"{endpoint.url.rstrip('/')}/chat/completions"
        reply = httpx.post(url, json=request, headers=headers, timeout=timeout_seconds, trust_env=False)
        reply.raise_for_status()
        answer = json.loads(reply.json()["choices"][0]["message"]["content"])
        return tuple(draft for row in answer["proposals"] if (draft := _draft(row, text)).fields)
    except httpx.HTTPError as error:
        raise NotCovered(
            f"the extractor at {host} did not answer: {error}; leave out --extractor or try again"
        ) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise NotCovered(f"the answer of the extractor at {host} does not keep the schema: {error!r}") from error


def _draft(row: Mapping[str, Any], text: str) -> Draft:
    """A proposal with the fields whose words stand in the text."""
    fields = tuple(
        Found(field=one["field"], value=str(one["value"]), passage=passage, rule="machine, unreviewed", score=0.5)
        for one in row["fields"]
        if one["field"] in FIELDS and (passage := _passage(str(one["passage"]), text))
    )
    return Draft(kind=ProposalKind(row["kind"]), fields=fields)


def _passage(words: str, text: str) -> Passage | None:
    start = text.find(words) if words.strip() else -1
    return Passage(start=start, end=start + len(words), text=words) if start >= 0 else None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
