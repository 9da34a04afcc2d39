"""The server as a whole, over HTTP but without a browser."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from storage.workspace import open_workspace
from tests.fakes import fake_recognizer
from tests.serving import build_quietly


# One server for all tests: building Gradio's pages takes seconds.
@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("server")
    with open_workspace(data_dir=folder, recognizer=fake_recognizer()) as workspace:
        app = build_quietly(workspace, reviewer="<Kim & co>")
        with TestClient(app, base_url="http://127.0.0.1:7860") as client:
            yield client


@pytest.mark.parametrize("path", ["/", "/gallery", "/scan", "/decisions"])
def test_every_page_opens_and_names_no_other_host(
    client: TestClient, path: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert "content-security-policy" in answer.headers
    assert "/web/style.css?v=" in answer.text
    for outside in ("googleapis", "gstatic", "cdnjs", "unpkg", "jsdelivr"):
        assert outside not in answer.text


def test_nothing_of_a_user_is_in_the_pages(client: TestClient) -> None:
    config = client.get("/config")
    headers = [
        str(component["props"].get("value"))
        for component in config.json()["components"]
        if "mw-header" in str(component["props"].get("value"))
    ]

    assert headers
    assert all('aria-current="page"' in header for header in headers)
    assert "Kim" not in config.text


def test_the_local_user_has_all_rights_and_no_login(client: TestClient) -> None:
    assert client.get("/account.json").json() == {
        "name": "<Kim & co>",
        "role": "admin",
        "login": False,
    }


@pytest.mark.parametrize(
    "path",
    [
        "/web/style.css",
        "/web/js/review_card.js",
        "/web/js/theme.js",
        "/web/img/icon.svg",
    ],
)
def test_what_the_pages_need_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/openapi.json",
        "/web/css/../../pyproject.toml",
        "/web/js/%2e%2e/%2e%2e/pyproject.toml",
        "/gradio_api/mcp/sse",
        "/gradio_api/runs",
        "/monitoring",
    ],
)
def test_what_is_not_meant_for_the_browser_is_not_there(
    client: TestClient, path: str
) -> None:
    assert client.get(path).status_code in (403, 404, 405)


def test_another_host_name_and_another_site_are_refused(client: TestClient) -> None:
    rebound = client.get("/", headers={"Host": "evil.example"})
    forged = client.post(
        "/gradio_api/run/predict", headers={"Origin": "https://evil.example"}, json={}
    )

    assert (rebound.status_code, forged.status_code) == (403, 403)


def test_the_events_of_the_card_are_not_in_the_public_api(client: TestClient) -> None:
    named = client.get("/gradio_api/info").json()["named_endpoints"]

    assert not {"/decide", "/undo", "/open"} & set(named)
