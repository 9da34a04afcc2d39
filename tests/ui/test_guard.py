"""The guard at the door: who may ask, and what every answer carries."""

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.exposure import exposure
from ui.guard import Guard, refuse


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("", False),  # no Host at all
        ("127.0.0.1", True),
        ("127.0.0.1:7860", True),
        ("localhost:7860", True),
        ("LocalHost:7860", True),
        ("[::1]:7860", True),
        ("evil.example", False),  # a name that was rebound to this machine
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:7860", False),
        ("[::1]", True),
        ("[::1].evil.example", False),
    ],
)
def test_answers_only_to_loopback_names(host: str, allowed: bool) -> None:
    assert (refuse("GET", Headers({"host": host})) == "") is allowed


@pytest.mark.parametrize(
    ("method", "headers", "allowed"),
    [
        ("POST", {}, True),  # a script on this machine
        ("POST", {"origin": "http://127.0.0.1:7860"}, True),
        ("POST", {"origin": "http://127.0.0.1:9999"}, False),  # another app here
        ("POST", {"origin": "https://evil.example"}, False),
        ("POST", {"origin": "null"}, False),  # a sandboxed frame
        ("DELETE", {"origin": "https://evil.example"}, False),
        ("POST", {"sec-fetch-site": "cross-site"}, False),
        ("POST", {"sec-fetch-site": "same-origin"}, True),
        ("GET", {"sec-fetch-site": "cross-site"}, True),  # a link from a mail
    ],
)
def test_changes_nothing_for_pages_of_other_sites(
    method: str, headers: dict[str, str], allowed: bool
) -> None:
    asked = Headers({"host": "127.0.0.1:7860", **headers})

    assert (refuse(method, asked) == "") is allowed


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[
            Route("/page", lambda request: HTMLResponse("<p>page</p>")),
            Route("/text", lambda request: PlainTextResponse("text")),
        ]
    )
    return TestClient(Guard(app), base_url="http://127.0.0.1:7860")


def test_pages_may_load_nothing_from_other_hosts(client: TestClient) -> None:
    policy = client.get("/page").headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


def test_no_answer_is_guessed_to_be_of_another_type(client: TestClient) -> None:
    assert client.get("/text").headers["x-content-type-options"] == "nosniff"


def test_a_refusal_says_what_to_do(client: TestClient) -> None:
    answer = client.get("/page", headers={"Host": "evil.example"})

    assert answer.status_code == 403
    assert "http://127.0.0.1" in answer.text


PUBLIC = exposure(
    "0.0.0.0",
    auth=False,
    public_url="https://markwatch.example",
    proxy_header=None,
    proxies=(),
)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("", False),
        ("markwatch.example", True),
        ("Markwatch.Example:443", True),
        ("192.168.1.5:7860", True),  # no rebound name is an address
        ("[fd00::5]:7860", True),
        ("127.0.0.1:7860", True),
        ("evil.example", False),
        ("markwatch.example.evil.example", False),
        ("192.168.1.5.evil.example", False),
    ],
)
def test_a_public_server_answers_to_its_own_names(host: str, allowed: bool) -> None:
    assert (refuse("GET", Headers({"host": host}), PUBLIC) == "") is allowed


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, False),  # rides on a cookie, and does not say which page asks
        ({"origin": "https://markwatch.example"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"authorization": "Bearer abc"}, True),  # a program
        ({"authorization": "Bearer abc", "origin": "https://evil.example"}, False),
    ],
)
def test_with_logins_a_change_must_come_from_our_pages(
    headers: dict[str, str], allowed: bool
) -> None:
    asked = Headers({"host": "127.0.0.1:7860", **headers})

    assert (refuse("POST", asked, PUBLIC) == "") is allowed
