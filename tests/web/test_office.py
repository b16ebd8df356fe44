"""The desk of an office: who is let in, as what, and where others are sent."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.app.at_office import PASSWORD, Clock, make_cheap, open_account
from tests.web.conftest import with_known_routes
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from haechi.app import accounts, auditing, tokens
from haechi.app.desk import Desk
from haechi.model.account import Role, Scope
from haechi.web import office
from haechi.web.application import create
from haechi.web.other_rooms import OFFICE_ROOMS, ROOMS
from haechi.web.rooms import today
from haechi.web.safety import READING

BASE = "https://desk.example"
SAME = {"origin": BASE}
API = "/api/v1/programmes"


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with an account of each role."""
    make_cheap(monkeypatch)
    found = desk("2026-11-22", tmp_path)
    for name, role in (("kim", Role.ADMIN), ("lee", Role.ANALYST), ("park", Role.VIEWER)):
        open_account(found, name, role)
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


def office_at(at: Desk, clock: Clock, root: str = "") -> FastAPI:
    def desks(as_of: dt.date | None) -> Desk:
        return Desk(workspace=at.workspace, today=at.today, as_of=as_of or at.as_of)

    made = create(desks, office.visitor, hosts=("desk.example",), root=root, is_office=True, now=clock)
    return with_known_routes(made, is_office=True)


@pytest.fixture
def app(at: Desk, clock: Clock) -> FastAPI:
    return office_at(at, clock)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser that is not signed in."""
    with TestClient(app, base_url=BASE, headers=SAME, follow_redirects=False) as found:
        yield found


def sign_in(client: TestClient, name: str, then: str = "/", password: str = PASSWORD) -> None:
    answer = client.post("/login", data={"name": name, "password": password, "then": then})
    assert (answer.status_code, answer.headers["location"]) == (303, then)


def bearer(at: Desk, clock: Clock, *scopes: Scope, account: str = "kim") -> Mapping[str, str]:
    wanted = tokens.Wanted(account=account, name="a script", scopes=scopes, days=1)
    return {"authorization": f"Bearer {tokens.add(at, wanted, who=account, at=clock()).rows[0]['token']}"}


def test_a_page_leads_to_the_form_to_sign_in_and_back_to_itself(client: TestClient) -> None:
    answer = client.get("/items?stage=1&as_of=2024-12-31")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?then=%2Fitems%3Fstage%3D1%26as_of%3D2024-12-31"
    form = client.get(answer.headers["location"])
    assert form.status_code == 200
    assert 'name="then" value="/items?stage=1&amp;as_of=2024-12-31"' in form.text
    assert "<nav" not in form.text
    sign_in(client, "park", "/items?stage=1&as_of=2024-12-31")
    assert client.get("/items?stage=1").status_code == 200


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"])
def test_nobody_is_led_elsewhere(client: TestClient, then: str) -> None:
    answer = client.post("/login", data={"name": "park", "password": PASSWORD, "then": then})
    assert answer.headers["location"] == "/"


def test_the_key_of_a_session_is_kept_from_scripts_other_sites_and_plain_text(client: TestClient) -> None:
    answer = client.post("/login", data={"name": "park", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert {part.strip().casefold() for part in cookie.split(";")[1:]} == {
        "httponly",
        "path=/",
        "samesite=strict",
        "secure",
    }
    assert len(cookie.split("=")[1].split(";")[0]) == 43


def test_without_encryption_the_key_still_reaches_the_browser(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://desk.example", follow_redirects=False)
    answer = client.post("/login", data={"name": "park", "password": PASSWORD})
    assert "secure" not in answer.headers["set-cookie"].casefold()
    assert "strict-transport-security" not in answer.headers


def test_a_wrong_password_is_told_on_the_form_and_the_name_is_kept(client: TestClient) -> None:
    answer = client.post("/login", data={"name": "park", "password": "wrong", "then": "/items"})
    assert answer.status_code == 401
    assert "the name or the password is wrong" in answer.text
    assert 'value="park"' in answer.text
    assert 'value="/items"' in answer.text
    assert "set-cookie" not in answer.headers


def test_too_many_wrong_passwords_say_how_long_to_wait(client: TestClient) -> None:
    for _ in range(10):
        client.post("/login", data={"name": "park", "password": "wrong"})
    answer = client.post("/login", data={"name": "park", "password": PASSWORD})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert "wait 15 min and try again" in answer.text


def test_the_wait_outlasts_a_restart(client: TestClient, at: Desk, clock: Clock) -> None:
    for _ in range(10):
        client.post("/login", data={"name": "park", "password": "wrong"})
    again = TestClient(office_at(at, clock), base_url=BASE, headers=SAME)
    assert again.post("/login", data={"name": "park", "password": PASSWORD}).status_code == 429


def test_who_signs_out_is_sent_to_the_form(client: TestClient) -> None:
    sign_in(client, "park")
    answer = client.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert client.get("/").status_code == 303


def test_a_session_ends_by_itself_and_the_form_that_was_sent_is_said_to_be_lost(
    client: TestClient, clock: Clock
) -> None:
    sign_in(client, "lee")
    clock.forward(minutes=61)
    answer = client.post("/account/tokens", data={"name": "x"}, headers={"referer": f"{BASE}/account?as_of=2024-12-31"})
    assert answer.headers["location"] == "/login?then=%2Faccount%3Fas_of%3D2024-12-31&lost=yes"
    assert "was not entered, because nobody was signed in" in client.get(answer.headers["location"]).text


def test_a_link_on_another_site_asks_again_with_the_key(client: TestClient) -> None:
    answer = client.get("/items", headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, '<meta http-equiv="refresh" content="0">' in answer.text) == (200, True)
    assert client.get("/items", headers={"sec-fetch-site": "same-origin"}).status_code == 303


def test_a_form_by_session_must_say_which_page_sent_it(app: FastAPI) -> None:
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    sign_in(client, "lee")
    answer = client.post("/logout")
    assert answer.status_code == 403
    assert "the browser does not say which page sent this form" in answer.text
    assert client.post("/logout", headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/logout", headers={"sec-fetch-site": "same-origin"}).status_code == 303


@pytest.mark.parametrize(("name", "status"), [("park", 403), ("lee", 403), ("kim", 200)])
def test_only_admins_see_accounts_and_the_log(client: TestClient, name: str, status: int) -> None:
    sign_in(client, name)
    paths = ("/accounts", "/audit", "/api/v1/users", "/api/v1/tokens", "/api/v1/audit")
    assert [client.get(path).status_code for path in paths] == [status] * len(paths)


def test_a_program_without_a_token_is_told_what_it_lacks(client: TestClient) -> None:
    answer = client.get(API)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.headers["www-authenticate"] == 'Bearer realm="haechi"'
    assert answer.json()["detail"].startswith("this takes a token")


@pytest.mark.parametrize("given", ["Bearer haechi_x", "Bearer", "Basic a2ltOng=", "haechi_x"])
def test_a_token_that_does_not_hold_is_refused(client: TestClient, given: str) -> None:
    answer = client.get(API, headers={"authorization": given})
    assert (answer.status_code, 'error="invalid_token"' in answer.headers["www-authenticate"]) == (401, True)


def test_a_token_opens_the_api_and_no_page(client: TestClient, at: Desk, clock: Clock) -> None:
    shown = bearer(at, clock, Scope.READ)
    assert client.get(API, headers=shown).status_code == 200
    assert client.get("/items", headers=shown).status_code == 303
    clock.forward(days=1)
    assert client.get(API, headers=shown).status_code == 401


def test_a_token_to_read_decides_nothing(client: TestClient, at: Desk, clock: Clock) -> None:
    answer = client.post(API, headers=bearer(at, clock, Scope.READ))
    assert answer.status_code == 403
    assert 'error="insufficient_scope", scope="decide"' in answer.headers["www-authenticate"]
    assert client.post(API, headers=bearer(at, clock, Scope.DECIDE)).status_code == 405


def test_a_token_lends_a_program_no_more_than_its_scope(client: TestClient, at: Desk, clock: Clock) -> None:
    assert client.get("/api/v1/users", headers=bearer(at, clock, Scope.DECIDE)).status_code == 403
    assert client.get("/api/v1/users", headers=bearer(at, clock, Scope.ADMIN)).status_code == 200


def test_a_closed_account_is_out_at_once(client: TestClient, at: Desk, clock: Clock) -> None:
    sign_in(client, "lee")
    accounts.close(at, "lee", who="kim", at=clock())
    assert client.get("/").status_code == 303


def test_nothing_that_an_office_answers_is_kept_by_a_proxy(client: TestClient) -> None:
    sign_in(client, "park")
    for path in ("/", API, "/account"):
        answer = client.get(path)
        assert ("no-cache" in answer.headers["cache-control"], "Cookie" in answer.headers["vary"]) == (True, True)


def test_one_s_own_password_is_changed_and_other_sessions_end(app: FastAPI, client: TestClient) -> None:
    other = TestClient(app, base_url=BASE, headers=SAME, follow_redirects=False)
    sign_in(client, "park")
    sign_in(other, "park")
    new = "four words of others"
    given = {"password": PASSWORD, "new_password": new, "new_password_again": new}
    assert client.post("/account/password", data={**given, "password": "wrong"}).status_code == 401
    assert client.post("/account/password", data={**given, "new_password_again": "x"}).status_code == 422
    assert client.post("/account/password", data=given).status_code == 303
    assert (client.get("/account").status_code, other.get("/account").status_code) == (200, 303)
    sign_in(other, "park", password=new)


def test_one_s_own_session_elsewhere_is_ended(app: FastAPI, client: TestClient) -> None:
    other = TestClient(app, base_url=BASE, headers=SAME, follow_redirects=False)
    sign_in(other, "park")
    sign_in(client, "park")
    assert client.get("/account").text.count(">End</button>") == 1
    assert client.post("/account/sessions/1/end").status_code == 303
    assert other.get("/").status_code == 303


def test_one_s_own_token_is_shown_once_and_taken_back(client: TestClient) -> None:
    sign_in(client, "lee")
    answer = client.post("/account/tokens", data={"name": "nightly", "days": "30", "scopes": ["read", "decide"]})
    assert answer.headers["cache-control"] == "no-store"
    token = answer.text.split('<code class="secret" tabindex="0">')[1].split("<")[0]
    shown = {"authorization": f"Bearer {token}"}
    assert token not in client.get("/account").text
    assert client.get(API, headers=shown).status_code == 200
    assert client.post("/account/tokens", data={"name": "x", "scopes": "admin"}).status_code == 422
    assert client.post("/account/tokens/1/close").status_code == 303
    assert client.get(API, headers=shown).status_code == 401


@pytest.mark.parametrize("language", ["en", "ko", "nl"])
def test_an_admin_finds_the_accounts_and_a_token_its_scopes_in_every_language(
    client: TestClient, language: str
) -> None:
    sign_in(client, "kim")
    page = client.get("/account", headers={"accept-language": language}).text
    assert 'href="/accounts"' in page
    assert all(f'name="scopes" value="{scope}"' in page for scope in Scope)


def test_an_admin_keeps_the_accounts(client: TestClient, at: Desk) -> None:
    sign_in(client, "kim")
    given = {"name": "choi", "role": "viewer", "password": "four words of theirs"}
    assert client.post("/accounts", data={**given, "password": "short"}).status_code == 422
    assert client.post("/accounts", data=given).status_code == 303
    assert client.post("/accounts/choi/role", data={"role": "analyst"}).status_code == 303
    assert client.post("/accounts/choi/password", data={"password": "four other words"}).status_code == 303
    assert client.post("/accounts/park/close").status_code == 303
    refused = client.post("/accounts/kim/close")
    assert (refused.status_code, "kim is the last admin" in refused.text) == (422, True)
    held = {row["name"]: (row["role"], row["state"], row["who"]) for row in accounts.every(at).rows}
    assert held["choi"] == (Role.ANALYST, "open", "kim")
    assert held["park"] == (Role.VIEWER, "closed", "kim")


def test_what_was_done_is_in_the_log_and_no_password_is(client: TestClient, at: Desk) -> None:
    sign_in(client, "kim")
    given = {"name": "choi", "role": "viewer", "password": "four words of theirs"}
    client.post("/accounts", data=given)
    client.post("/accounts", data=given)
    text = client.get("/audit").text
    assert "name=choi; role=viewer" in text
    rows = auditing.every(at, auditing.wanted(path="/accounts")).rows
    assert [(row["who"], row["via"], row["status"], row["address"]) for row in rows] == [
        ("kim", "session", 422, "testclient"),
        ("kim", "session", 303, "testclient"),
    ]
    whole = auditing.every(at, auditing.wanted()).json()
    assert not any(secret in whole for secret in (PASSWORD, "four words of theirs"))
    refused = client.get("/audit?refused=yes&path=/accounts")
    assert refused.text.count(">/accounts</td>") == 1


@pytest.mark.parametrize("before", ["", "/haechi"])
def test_it_works_under_a_prefix_that_a_proxy_leaves_on_or_takes_off(at: Desk, clock: Clock, before: str) -> None:
    client = TestClient(office_at(at, clock, root="/haechi"), base_url=BASE, headers=SAME, follow_redirects=False)
    assert client.get(f"{before}/items").headers["location"] == "/haechi/login?then=%2Fitems"
    assert client.get(f"{before}/static/desk.css").status_code == 200
    answer = client.post(f"{before}/login", data={"name": "kim", "password": PASSWORD, "then": "/items"})
    assert answer.headers["location"] == "/haechi/items"
    assert "Path=/haechi;" in answer.headers["set-cookie"]
    client.cookies.set("haechi_session", client.cookies["haechi_session"], path="/")
    text = client.get(f"{before}/items").text
    assert 'href="/haechi/items/hf"' in text
    assert 'action="/haechi/logout"' in text
    assert client.get(f"{before}/api/v1/nowhere").headers["content-type"] == "application/problem+json"


def test_a_trusted_proxy_says_where_a_request_comes_from_and_by_what_way(at: Desk, clock: Clock) -> None:
    behind = ProxyHeadersMiddleware(office_at(at, clock), trusted_hosts=["testclient"])  # type: ignore[arg-type]
    client = TestClient(behind, base_url="http://desk.example", follow_redirects=False)  # type: ignore[arg-type]
    heads = {"x-forwarded-for": "10.0.0.9", "x-forwarded-proto": "https"}
    answer = client.post("/login", data={"name": "kim", "password": PASSWORD}, headers=heads)
    assert "Secure" in answer.headers["set-cookie"]
    (row,) = auditing.every(at, auditing.wanted()).rows
    assert row["address"] == "10.0.0.9"


def test_the_description_says_that_a_token_is_needed(client: TestClient) -> None:
    sign_in(client, "park")
    found = client.get("/api/v1/openapi.json").json()
    assert found["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert set(found["paths"][API]["get"]["responses"]) >= {"200", "304", "401", "403", "404", "422"}


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route of pages and of the API, with something in place of each parameter."""
    rooms = [room.routes for room in (today, *ROOMS, *OFFICE_ROOMS)]
    pages = [(method, route.path) for room in rooms for route in room.routes for method in route.methods]
    described = [(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods]
    for method, path in (*pages, *described):
        yield method, re.sub(r"{[^}]*}", "1", path)


def test_no_route_lets_in_whom_nobody_knows(client: TestClient, app: FastAPI) -> None:
    for method, path in routes(app):
        if path not in ("/login", "/language"):
            answer = client.request(method, path)
            known = (303, "/login") if not path.startswith("/api/v1") else (401, "")
            assert (answer.status_code, answer.headers.get("location", "")[:6]) == known, (method, path)


def test_no_route_lets_a_viewer_enter_or_decide(client: TestClient, app: FastAPI) -> None:
    sign_in(client, "park")
    own = ("/login", "/logout", "/language", "/account/")
    for method, path in routes(app):
        if method not in READING and not path.startswith(own):
            assert client.request(method, path).status_code == 403, (method, path)
