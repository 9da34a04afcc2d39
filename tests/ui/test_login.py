"""Signing in over HTTP: cookies, refusals, forged requests, single sign-on."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from storage.acting import Role
from storage.people import add_user, log_out_everywhere
from storage.workspace import Workspace, open_workspace
from tests.fakes import fake_recognizer
from tests.serving import build_quietly
from ui.exposure import exposure
from ui.identity import address_of
from ui.login import safe_next

BASE = "http://127.0.0.1:7860"
OURS = {"Origin": BASE}
PASSWORD = "four words are enough"
PAGE = {"Accept": "text/html"}


@dataclass(frozen=True, slots=True)
class Served:
    app: FastAPI
    workspace: Workspace

    def client(self, name: str = "") -> TestClient:
        """A browser; signed in where a name is given."""
        client = TestClient(self.app, base_url=BASE, follow_redirects=False)
        if name:
            assert sign_in(client, name).status_code == 303
        return client


# One server for all tests: building Gradio's pages takes seconds.
@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("login")
    with open_workspace(data_dir=folder, recognizer=fake_recognizer()) as workspace:
        for name, role in (("Rosa", "reviewer"), ("Curt", "curator"), ("Ada", "admin")):
            add_user(workspace, name, role=Role(role), password=PASSWORD, by="op")
        shown = exposure(
            "127.0.0.1",
            auth=True,
            public_url=None,
            proxy_header="X-Remote-User",
            proxies=("10.9.9.9",),
        )
        yield Served(
            build_quietly(workspace, reviewer="nobody", exposure=shown), workspace
        )


def sign_in(
    client: TestClient, name: str, password: str = PASSWORD, **fields: str
) -> httpx.Response:
    form = {"name": name, "password": password, **fields}
    return client.post("/login", data=form, headers=OURS)


PRIVATE = [
    ("GET", "/"),
    ("GET", "/gallery"),
    ("GET", "/config"),
    ("GET", "/media/image/" + "a" * 64),
    ("GET", "/export/decisions.csv"),
    ("GET", "/api/symbols"),
    ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("GET", "/gradio_api/heartbeat/x"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/run/predict"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/call/decide"),
    ("GET", "/never-heard-of"),
]


@pytest.mark.parametrize(("method", "path"), PRIVATE)
def test_nothing_is_served_to_who_is_not_signed_in(
    served: Served, method: str, path: str
) -> None:
    answer = served.client().request(method, path, headers=OURS)

    assert answer.status_code == 401
    assert "Sign in" in answer.json()["detail"]


def test_a_page_leads_to_the_login_and_back(served: Served) -> None:
    client = served.client()

    sent = client.get("/decisions?action=confirmed&page=2", headers=PAGE)
    assert sent.status_code == 303
    page = client.get(sent.headers["location"], headers=PAGE)
    assert page.status_code == 200
    assert 'value="/decisions?action=confirmed&amp;page=2"' in page.text
    back = sign_in(client, "Rosa", next="/decisions?action=confirmed&page=2")

    assert back.headers["location"] == "/decisions?action=confirmed&page=2"
    assert client.get("/decisions", headers=PAGE).status_code == 200


def test_what_the_login_page_needs_is_there_without_one(served: Served) -> None:
    for path in ("/login", "/web/style.css", "/web/js/theme.js", "/web/img/icon.svg"):
        assert served.client().get(path).status_code == 200


def test_the_cookie_is_for_this_server_alone(served: Served) -> None:
    answer = sign_in(served.client(), "rosa")
    cookie = answer.headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "domain" not in cookie
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "password"),
    [("", ""), ("Rosa", "a wrong one"), ("Nobody", PASSWORD), ("' OR 1=1 --", "x")],
)
def test_a_login_that_does_not_fit_says_no_more(
    served: Served, name: str, password: str
) -> None:
    answer = sign_in(served.client(), name, password)

    assert answer.status_code == 401
    assert "This name and password do not fit." in answer.text
    assert "set-cookie" not in answer.headers
    assert password not in answer.text or password in ("", "x")


def test_the_typed_name_is_escaped(served: Served) -> None:
    answer = sign_in(served.client(), '"><script>alert(1)</script>')

    assert "<script>alert" not in answer.text


def test_too_many_attempts_have_to_wait(served: Served) -> None:
    client = served.client()
    for _ in range(5):
        assert sign_in(client, "guessed", "a wrong one").status_code == 401

    answer = sign_in(client, "guessed", "a wrong one")

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_a_planted_cookie_is_not_taken_over(served: Served) -> None:
    client = served.client()
    client.cookies.set("markwatch_login", "planted", domain="127.0.0.1")

    sign_in(client, "Rosa")

    planted = served.client()
    planted.cookies.set("markwatch_login", "planted", domain="127.0.0.1")
    assert planted.get("/account.json").json()["name"] is None


def test_signing_out_ends_the_login_on_the_server(served: Served) -> None:
    client = served.client("Rosa")
    token = client.cookies["markwatch_login"]

    assert client.post("/logout", headers=OURS).headers["location"] == "/login"

    again = served.client()
    again.cookies.set("markwatch_login", token, domain="127.0.0.1")
    assert again.get("/config").status_code == 401


def test_a_revoked_login_is_out_at_the_next_request(served: Served) -> None:
    client = served.client("Rosa")
    assert client.get("/config").status_code == 200

    log_out_everywhere(served.workspace, "Rosa")

    assert client.get("/config").status_code == 401


FORGED = [
    {},  # a browser always says where a request comes from
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FORGED, ids=str)
@pytest.mark.parametrize(
    "path", ["/login", "/logout", "/gradio_api/run/predict", "/gradio_api/queue/join"]
)
def test_other_sites_change_nothing(
    served: Served, path: str, headers: dict[str, str]
) -> None:
    client = served.client("Rosa")

    assert client.post(path, headers=headers).status_code == 403
    assert client.get("/account.json").json()["name"] == "Rosa"


def test_no_link_signs_out(served: Served) -> None:
    client = served.client("Rosa")

    assert client.get("/logout").status_code in (404, 405)
    assert client.get("/account.json").json()["name"] == "Rosa"


@pytest.mark.parametrize(
    ("after", "goes_to"),
    [
        ("", "/"),
        ("/gallery?q=a%20b", "/gallery?q=a%20b"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
    ],
)
def test_a_login_leads_to_no_other_site(after: str, goes_to: str) -> None:
    assert safe_next(after) == goes_to


ROLES = [
    # path, who gets in
    ("/", {"Rosa", "Curt", "Ada"}),
    ("/gallery", {"Rosa", "Curt", "Ada"}),
    ("/decisions", {"Rosa", "Curt", "Ada"}),
    ("/scan", {"Curt", "Ada"}),
    ("/insights", {"Curt", "Ada"}),
    ("/export/insights/precision.csv", {"Curt", "Ada"}),
]


@pytest.mark.parametrize(("path", "allowed"), ROLES)
def test_pages_are_for_roles(served: Served, path: str, allowed: set[str]) -> None:
    for name in ("Rosa", "Curt", "Ada"):
        answer = served.client(name).get(path, headers=PAGE)

        assert answer.status_code == (200 if name in allowed else 403)
        assert name in allowed or "needs the role" in answer.text


def test_a_private_event_of_gradio_is_no_way_around(served: Served) -> None:
    """A reviewer runs the curator's hidden event by a raw request."""
    client = served.client("Rosa")
    events = client.get("/config").json()["dependencies"]
    codes = set()
    for number, event in enumerate(events):
        body = {
            "fn_index": event.get("id", number),
            "data": [],
            "session_hash": "rosa",
            "event_data": {"asked": "x", "reviewer": "Ada"},
        }
        answer = client.post("/gradio_api/run/predict", json=body, headers=OURS)
        codes.add(answer.status_code)
        assert "Ada" not in answer.text

    assert codes <= {200, 404, 500}  # 404: it must be queued, and is checked there


def test_the_account_says_who_one_is(served: Served) -> None:
    assert served.client("curt").get("/account.json").json() == {
        "name": "Curt",
        "role": "curator",
        "login": True,
    }
    assert served.client().get("/account.json").json()["name"] is None


SSO = [
    # address of the peer, headers, who
    ("10.9.9.9", [("x-remote-user", "ada")], "Ada"),
    ("10.9.9.9", [("x-remote-user", "nobody")], None),
    ("10.9.9.9", [("x-remote-user", "")], None),
    ("10.9.9.9", [("x-remote-user", "ada"), ("x-remote-user", "rosa")], None),
    ("10.9.9.9", [], None),
    ("6.6.6.6", [("x-remote-user", "ada")], None),
    ("6.6.6.6", [("x-remote-user", "ada"), ("x-forwarded-for", "10.9.9.9")], None),
]


@pytest.mark.parametrize(("peer", "headers", "who"), SSO)
def test_a_name_is_taken_from_a_trusted_proxy_alone(
    served: Served, peer: str, headers: list[tuple[str, str]], who: str | None
) -> None:
    client = TestClient(served.app, base_url=BASE, client=(peer, 50000))

    assert client.get("/account.json", headers=headers).json()["name"] == who


ADDRESSES = [
    # peer, X-Forwarded-For, the browser's address
    ("10.9.9.9", "1.1.1.1, 2.2.2.2", "2.2.2.2"),  # the first part anybody can send
    ("10.9.9.9", "", "10.9.9.9"),
    ("6.6.6.6", "2.2.2.2", "6.6.6.6"),
]


@pytest.mark.parametrize(("peer", "passed_on", "address"), ADDRESSES)
def test_attempts_are_counted_by_the_address_of_the_browser(
    peer: str, passed_on: str, address: str
) -> None:
    shown = exposure(
        "127.0.0.1",
        auth=True,
        public_url=None,
        proxy_header=None,
        proxies=("10.9.9.9",),
    )
    headers = [(b"x-forwarded-for", passed_on.encode())] if passed_on else []

    assert address_of({"client": (peer, 1), "headers": headers}, shown) == address


def test_a_large_login_form_is_not_read(served: Served) -> None:
    answer = served.client().post(
        "/login", content=b"name=" + b"x" * 20_000, headers=OURS
    )

    assert answer.status_code == 413
