"""Every route of the API keeps what its description says, whatever it is asked: no answer of 500, no other shape."""

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.app.at_desk import desk
from tests.web.conftest import DAY, application

from haechi.app import reading_news
from haechi.app.desk import Desk

HOST = "http://localhost"
schema = schemathesis.openapi.from_dict(application(desk(DAY)).openapi())
refusal = schema.config.checks.negative_data_rejection
refusal.expected_statuses = [*refusal.expected_statuses, "413"]  # a body of a wrong form may be too large as well


@pytest.fixture(scope="module")
def app(at: Desk) -> FastAPI:
    """The application, ready to read news: the first reading may take longer than a request is waited for."""
    reading_news.lexicon(at.facts)
    return application(at)


@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_answer_is_as_described(case: Case[Any], app: FastAPI) -> None:
    """A request of the right form may still name what is in no table, and is answered with 422 or 404."""
    case.operation.app = app
    case.call_and_validate(base_url=HOST, excluded_checks=[positive_data_acceptance])
