"""The HTTP API: tokens and roles, images, cases, decisions, symbols, problems."""

import base64
import csv
import io
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import httpx
import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from recognizer.images import ImageLimits, encode_png
from storage.acting import Role
from storage.audit import AuditFilter, list_audit
from storage.errors import NotFoundError
from storage.records import Action
from storage.tokens import add_token, revoke_token
from storage.workspace import Workspace
from tests.fakes import Placed, draw_mark, scene_png
from tests.storage.steps import add, press, scan, take
from ui import api, api_docs, problems
from ui.access import check_route
from ui.api_limits import DEFAULT_LIMITS, ApiLimits
from ui.body_limit import LARGEST, BodyLimit
from ui.exposure import LOCAL, Exposure
from ui.gate import Gate
from ui.guard import Guard
from ui.identity import identify
from ui.throttle import Rate, Throttle

BASE = "http://127.0.0.1:7860"
LOGIN = Exposure(login=True)
ACORN, BIRCH = 1, 2
PNG = {"Content-Type": "image/png"}


def serve(
    workspace: Workspace,
    exposure: Exposure,
    *,
    limits: ApiLimits = DEFAULT_LIMITS,
    clock: Callable[[], float] = time.monotonic,
) -> TestClient:
    """Serve the API as the server does, without Gradio's pages."""
    app = FastAPI(dependencies=[Depends(check_route)], openapi_url=None)
    app.add_middleware(BodyLimit)
    app.add_middleware(Throttle, rate=Rate(limits.per_minute, clock=clock))
    app.add_middleware(Gate, identify=identify(workspace, exposure, local_name="kim"))
    app.add_middleware(Guard, exposure=exposure)
    problems.add_handlers(app)
    app.include_router(api.build_router(workspace, limits))
    api_docs.add_docs(app)
    return TestClient(app, base_url=BASE, raise_server_exceptions=False)


@pytest.fixture
def client(workspace: Workspace) -> TestClient:
    """Programs on this machine, where nobody needs a login."""
    return serve(workspace, LOCAL)


@pytest.fixture
def program(workspace: Workspace) -> Callable[[Role], TestClient]:
    """Make a program with a token of a role, where logins are needed."""

    def make(role: Role) -> TestClient:
        _, secret = add_token(workspace, f"a {role}", role=role, by="Ada")
        client = serve(workspace, LOGIN)
        client.headers["Authorization"] = f"Bearer {secret}"
        return client

    return make


def is_problem(answer: httpx.Response, code: int, says: str) -> bool:
    body = answer.json()
    return (
        answer.status_code == body["status"] == code
        and answer.headers["content-type"] == "application/problem+json"
        and says in body["detail"]
        and bool(body["title"])
    )


REQUESTS = [
    # method, path, least role
    ("GET", "/api/cases", Role.REVIEWER),
    ("GET", "/api/decisions", Role.REVIEWER),
    ("GET", "/api/openapi.json", Role.REVIEWER),
    ("GET", "/api/docs", Role.REVIEWER),
    ("POST", "/api/images", Role.CURATOR),
    ("POST", "/api/symbols", Role.CURATOR),
]


@pytest.mark.parametrize(("method", "path", "least"), REQUESTS)
def test_each_request_needs_a_token_of_its_role(
    program: Callable[[Role], TestClient],
    workspace: Workspace,
    method: str,
    path: str,
    least: Role,
) -> None:
    nobody = serve(workspace, LOGIN)
    headers = {"Origin": BASE}
    answer = nobody.request(method, path, headers=headers)
    assert is_problem(answer, 401, "not signed in")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    wrong = {**headers, "Authorization": "Bearer mw_wrong"}
    assert nobody.request(method, path, headers=wrong).status_code == 401

    for role in Role:
        code = program(role).request(method, path).status_code
        assert (code == 403) is not role.covers(least)
        assert code != 401


def test_a_revoked_token_is_refused_at_once(
    program: Callable[[Role], TestClient], workspace: Workspace
) -> None:
    client = program(Role.REVIEWER)
    assert client.get("/api/cases").status_code == 200

    revoke_token(workspace, "a reviewer")

    assert client.get("/api/cases").status_code == 401


def test_on_this_machine_alone_no_token_is_needed_but_a_wrong_one_is_refused(
    client: TestClient,
) -> None:
    assert client.get("/api/cases").status_code == 200
    wrong = {"Authorization": "Bearer mw_wrong"}
    assert client.get("/api/cases", headers=wrong).status_code == 401


def test_other_sites_cannot_use_it(client: TestClient) -> None:
    answer = client.post(
        "/api/images", content=b"x", headers={**PNG, "Origin": "https://evil.example"}
    )

    assert answer.status_code == 403


def test_a_token_opens_no_page(program: Callable[[Role], TestClient]) -> None:
    client = program(Role.ADMIN)

    for path in ("/", "/config", "/people", "/gradio_api/info"):
        assert client.get(path).status_code == 401


def test_an_image_is_answered_with_boxes_matches_and_verdicts(
    client: TestClient, workspace: Workspace
) -> None:
    add(workspace, "Acorn", ACORN)
    data = scene_png(Placed(ACORN), Placed(9, x=240, y=150))

    answer = client.post(
        "/api/images",
        content=data,
        headers=PNG,
        params={
            "product_id": "P-1",
            "title": "Tea",
            "metadata": json.dumps({"shop": "north", "pages": 3}),
        },
    )

    assert answer.status_code == 201
    body = answer.json()
    report = body["report"]
    assert body["outcome"] == "new"
    assert report["image"]["product_id"] == "P-1"
    assert report["image"]["extra"] == {"shop": "north", "pages": "3"}
    assert report["case_id"] is not None
    known, stranger = report["boxes"]
    assert known["verdict"] in ("known", "uncertain")
    assert known["matches"][0]["symbol_name"] == "Acorn"
    assert known["xyxy"] == pytest.approx([40, 40, 140, 140], abs=1)
    assert stranger["verdict"] == "unknown"


def test_the_same_bytes_are_stored_once(
    client: TestClient, workspace: Workspace
) -> None:
    data = scene_png(Placed(ACORN))
    first = client.post("/api/images", content=data, headers=PNG)
    again = client.post("/api/images?product_id=other", content=data, headers=PNG)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["outcome"] == "already_there"
    assert again.json()["report"] == first.json()["report"]
    assert list_audit(workspace, AuditFilter(kind="scan")).total == 1


def test_an_image_may_come_as_a_form(client: TestClient) -> None:
    file = ("../../etc/photo.png", scene_png(Placed(ACORN)), "image/png")

    answer = client.post(
        "/api/images", files={"file": file}, data={"product_id": "P-2"}
    )

    assert answer.status_code == 201
    assert answer.json()["report"]["image"]["name"] == "photo.png"
    assert answer.json()["report"]["image"]["product_id"] == "P-2"


BAD_IMAGES = [
    # headers, body, address, code, says
    (PNG, b"", "", 400, "no image"),
    (PNG, b"not a picture", "", 422, "image"),
    ({}, b"x", "", 400, "Content-Type"),
    ({"Content-Type": "text/html"}, b"x", "", 400, "Content-Type"),
    (PNG, b"x", "?metadata=[1]", 400, "must be a JSON object"),
    (PNG, b"x", "?metadata={", 400, "no JSON object"),
    (PNG, b"x", '?metadata={"a":{}}', 400, "nested"),
    (PNG, b"x", "?product_id=" + "x" * 5000, 400, "the limit is 4,000"),
    ({"Content-Type": "multipart/form-data"}, b"x", "", 400, "form"),
    ({"Content-Type": "multipart/form-data; boundary=b"}, b"", "", 400, "form"),
]


@pytest.mark.parametrize(("headers", "body", "address", "code", "says"), BAD_IMAGES)
def test_what_is_no_image_is_a_problem(
    client: TestClient,
    headers: dict[str, str],
    body: bytes,
    address: str,
    code: int,
    says: str,
) -> None:
    answer = client.post(f"/api/images{address}", content=body, headers=headers)

    assert is_problem(answer, code, says)


def test_more_bytes_than_allowed_are_not_read(
    client: TestClient, workspace: Workspace
) -> None:
    workspace.image_limits = ImageLimits(max_bytes=1000)
    read: list[int] = []

    def endless():  # type: ignore[no-untyped-def]
        for _ in range(10_000):
            read.append(1)
            yield b"x" * 500

    plain = client.post("/api/images", content=b"x" * 1001, headers=PNG)
    streamed = client.post("/api/images", content=endless(), headers=PNG)
    form = client.post("/api/images", files={"file": ("a.png", b"x" * 2_000_000)})

    for answer in (plain, streamed, form):
        assert is_problem(answer, 413, "larger than")


@pytest.mark.parametrize(
    ("content", "headers", "code", "says"),
    [
        (b"x" * (LARGEST + 1), {}, 413, "larger than 4,194,304 bytes"),
        (iter([b"x"]), {}, 411, "Content-Length"),
        (b"", {"Content-Length": "-1"}, 411, "Content-Length"),
    ],
)
def test_no_request_is_larger_than_it_need_be(
    client: TestClient, content: bytes, headers: dict[str, str], code: int, says: str
) -> None:
    answer = client.request("GET", "/api/cases", content=content, headers=headers)

    assert is_problem(answer, code, says)


def test_a_token_that_asks_too_often_is_told_when_to_go_on(
    workspace: Workspace,
) -> None:
    now = [100.0]
    limits = ApiLimits(per_minute=3, scans_at_once=1)
    client = serve(workspace, LOGIN, limits=limits, clock=lambda: now[0])
    first, second = (
        {"Authorization": f"Bearer {secret}"}
        for _, secret in (
            add_token(workspace, name, role=Role.REVIEWER, by="Ada")
            for name in ("Shop", "Crawler")
        )
    )

    def asked(headers: dict[str, str]) -> httpx.Response:
        return client.get("/api/cases", headers=headers)

    assert [asked(first).status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = asked(first)
    assert is_problem(answer, 429, "Shop (token) asked more than 3 times a minute")
    assert answer.headers["retry-after"] == "20"
    assert asked(second).status_code == 200  # each for itself
    now[0] += 19.9
    assert asked(first).headers["retry-after"] == "1"
    now[0] += 0.1
    assert [asked(first).status_code for _ in range(2)] == [200, 429]


def test_people_without_a_token_are_not_counted(workspace: Workspace) -> None:
    client = serve(workspace, LOCAL, limits=ApiLimits(1, 1))

    assert [client.get("/api/cases").status_code for _ in range(3)] == [200] * 3


def test_images_that_find_no_place_are_refused_unread(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, go_on = threading.Semaphore(0), threading.Event()

    def slow(*args: object) -> None:
        full.release()
        go_on.wait(20)
        raise NotFoundError("gone")

    monkeypatch.setattr(api, "_scan", slow)
    client = serve(workspace, LOCAL, limits=ApiLimits(0, 1))

    def post() -> httpx.Response:
        return client.post("/api/images", content=b"x", headers=PNG)

    with client, ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(post) for _ in range(8)]
        assert full.acquire(timeout=20)
        refused = [one.result() for one in islice(as_completed(answers, 20), 3)]
        go_on.set()
        codes = sorted(one.result().status_code for one in answers)

    assert all(is_problem(each, 503, "Too many images") for each in refused)
    assert {each.headers["retry-after"] for each in refused} == {"5"}
    assert codes == [404] * 5 + [503] * 3  # one scanned, four waited


def test_cases_are_listed_with_a_cursor(
    client: TestClient, workspace: Workspace
) -> None:
    assert client.get("/api/cases").json() == {"cases": [], "next": "0"}
    add(workspace, "Acorn", ACORN)
    for number in range(3):
        scan(workspace, Placed(ACORN), name=f"{number}.png")

    first = client.get("/api/cases", params={"limit": 2}).json()
    rest = client.get("/api/cases", params={"since": first["next"]}).json()

    names = [one["image"]["name"] for one in (*first["cases"], *rest["cases"])]
    assert names == ["0.png", "1.png", "2.png"]
    assert client.get("/api/cases?state=closed").json()["cases"] == []
    assert len(client.get("/api/cases?state=all").json()["cases"]) == 3


def decide_all(workspace: Workspace, count: int) -> None:
    symbol_id = add(workspace, "Acorn", ACORN).symbol.id
    for number in range(count):
        scan(workspace, Placed(ACORN), name=f"=image {number}")
        case = take(workspace)
        press(workspace, case, Action.CONFIRMED, symbol_id=symbol_id)


def test_decisions_are_followed_without_missing_one(
    client: TestClient, workspace: Workspace
) -> None:
    assert client.get("/api/decisions").json() == {"decisions": [], "next": "0"}
    decide_all(workspace, 3)

    seen, cursor = [], ""
    for _ in range(3):
        page = client.get("/api/decisions", params={"since": cursor, "limit": 2}).json()
        seen += [one["image_name"] for one in page["decisions"]]
        cursor = page["next"]

    assert seen == ["=image 0", "=image 1", "=image 2"]
    after = client.get("/api/decisions", params={"since": cursor}).json()
    assert after == {"decisions": [], "next": cursor}


@pytest.mark.parametrize(
    ("params", "headers"),
    [({"format": "csv"}, {}), ({}, {"Accept": "text/csv"})],
)
def test_decisions_come_as_csv_too(
    client: TestClient,
    workspace: Workspace,
    params: dict[str, str],
    headers: dict[str, str],
) -> None:
    decide_all(workspace, 1)

    answer = client.get("/api/decisions", params=params, headers=headers)

    [row] = csv.DictReader(io.StringIO(answer.text))
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["x-next-cursor"] == row["decision_id"]
    assert row["image_name"] == "'=image 0"  # would run as a formula


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/api/decisions?since=yesterday", 400, "is no cursor"),
        ("/api/decisions?since=-1", 400, "is no cursor"),
        ("/api/decisions?since=" + "9" * 30, 400, "is no cursor"),
        ("/api/decisions?limit=0", 422, "limit"),
        ("/api/decisions?limit=1000000", 422, "limit"),
        ("/api/cases?state=lost", 422, "state"),
        ("/api/nothing", 404, "nothing here"),
    ],
)
def test_what_makes_no_sense_is_a_problem(
    client: TestClient, path: str, code: int, says: str
) -> None:
    assert is_problem(client.get(path), code, says)


def picture(seed: int) -> str:
    return base64.b64encode(encode_png(draw_mark(seed))).decode()


def test_a_symbol_counts_at_once_and_only_grows(
    client: TestClient, workspace: Workspace
) -> None:
    scan(workspace, Placed(BIRCH))
    wanted = {"name": "Birch", "list": "prohibited", "references": [picture(BIRCH)]}

    new = client.post("/api/symbols", json=wanted)
    same = client.post("/api/symbols", json=wanted)
    more = client.post(
        "/api/symbols", json={"name": "BIRCH", "references": [picture(12)]}
    )

    assert [a.status_code for a in (new, same, more)] == [201, 200, 200]
    assert new.json()["earlier_images"] == 1
    assert [a.json()["added_references"] for a in (new, same, more)] == [1, 0, 1]
    assert more.json()["symbol"]["list_name"] == "prohibited"
    assert len(more.json()["symbol"]["references"]) == 2


@pytest.mark.parametrize(
    ("wanted", "code", "says"),
    [
        ({}, 422, "name"),
        ({"name": ""}, 422, "name"),
        ({"name": "A", "severity": 9}, 422, "severity"),
        ({"name": "A", "list": "no such list"}, 404, "no such list"),
        ({"name": "A", "references": ["%%%"]}, 400, "no Base64"),
        ({"name": "A", "references": ["AAAA"]}, 422, "references[1]"),
    ],
)
def test_what_is_no_symbol_is_a_problem(
    client: TestClient, wanted: dict[str, object], code: int, says: str
) -> None:
    assert is_problem(client.post("/api/symbols", json=wanted), code, says)


def test_what_programs_do_is_in_the_audit_log(
    program: Callable[[Role], TestClient], workspace: Workspace
) -> None:
    program(Role.CURATOR).post("/api/symbols", json={"name": "Birch"})

    [entry] = list_audit(workspace, AuditFilter(kind="symbol")).items
    assert (entry.person, entry.role, entry.door) == (
        "a curator (token)",
        "curator",
        "api",
    )


def test_the_description_is_whole_and_names_no_other_host(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    page = client.get("/api/docs").text

    assert schema["openapi"].startswith("3.")
    assert set(schema["paths"]) == {
        "/api/images",
        "/api/cases",
        "/api/decisions",
        "/api/symbols",
    }
    assert "multipart/form-data" in json.dumps(schema["paths"]["/api/images"])
    for path in schema["paths"]:
        assert path in page
    assert "http:" not in page
    assert "https:" not in page
    assert "<script src=" in page  # the theme's alone
    assert page.count("<script") == 1
