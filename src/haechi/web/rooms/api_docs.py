"""The routes of the API for people, from its own description."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.web.frame import page
from haechi.web.request_values import At

routes = APIRouter(include_in_schema=False)


@routes.get("/api/docs")
def docs(request: Request, at: At) -> HTMLResponse:
    """Every route with its parameters and answers."""
    description = request.app.openapi()
    return page(
        request,
        at.as_of,
        "api_docs.html",
        description=description,
        routes=list(_routes(description)),
        url=request.app.openapi_url,
    )


def _routes(description: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for path, methods in description["paths"].items():
        for method, route in methods.items():
            given = [{**row, "type": _type(row["schema"])} for row in route.get("parameters", ())]
            fields = [*given, *_fields(route, description)]
            yield {**route, "path": path, "method": method.upper(), "parameters": fields}


def _fields(route: Mapping[str, Any], description: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Fields of the JSON that a route takes, as parameters that stand in its body."""
    if "requestBody" not in route:
        return
    name = route["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
    body = description["components"]["schemas"][name]
    for field, schema in body["properties"].items():
        needed = field in body.get("required", ())
        told = schema.get("description", "")
        yield {"name": field, "in": "body", "type": _type(schema), "required": needed, "description": told}


def _type(schema: Mapping[str, Any]) -> str:
    """The type of a parameter in the words of JSON Schema; none where it may be left out."""
    kinds = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    return " or ".join(_word(part) for part in kinds)


def _word(part: Mapping[str, Any]) -> str:
    if choices := part.get("enum"):
        return " | ".join(choices)
    return str(part.get("format") or part.get("type", "text"))
