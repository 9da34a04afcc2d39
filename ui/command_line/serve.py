"""`markwatch serve`: the app in the browser, for this computer alone or for a team."""

from threading import Thread
from typing import Annotated

import typer

from storage.demo import demo_is_wanted
from storage.errors import InvalidInputError
from storage.people import has_admin
from ui.api_limits import ApiLimits
from ui.command_line import options, running
from ui.command_line.models import check_models
from ui.command_line.opening import checks_of, open_from
from ui.command_line.output import say
from ui.delivery_worker import DeliveryWorker
from ui.exposure import exposure
from ui.progress_board import ScanProgressBoard
from ui.settings import Settings

EXAMPLES = (
    "markwatch serve --open",
    "markwatch serve --empty --data-dir ~/markwatch --port 8000",
    "markwatch serve --database-url postgresql+psycopg://me@localhost/markwatch",
    "markwatch serve --host 0.0.0.0 --public-url https://markwatch.example",
)


@options.with_settings(
    *options.DOORS,
    "reviewer",
    *options.STORE,
    *options.MODELS,
    *options.LIMITS,
    *options.REVIEW,
    *options.CHECKS,
    *options.API,
)
def serve(
    empty: Annotated[
        bool, typer.Option("--empty", help="Start without the demo workspace.")
    ] = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in a browser.")
    ] = False,
    *,
    settings: Settings,
) -> None:
    """Open the app: review, gallery, scan and decisions, in the browser.

    The first start fills an empty workspace with the demo, while the page is open
    already. By default only this computer can reach the app, and nobody logs in.
    """
    check_models(settings)
    shown = exposure(
        settings.host,
        auth=settings.auth,
        public_url=settings.public_url,
        proxy_header=settings.trust_proxy_user,
        proxies=settings.trusted_proxy,
    )
    if shown.login:
        _check_admin(settings)
    listener = running.listen(settings.port, host=settings.host)
    say("Starting Markwatch ...")
    from ui.server import build_server  # Gradio takes seconds

    workspace = open_from(settings)
    if shown.login:  # or there is nobody to ask a second time
        workspace.checks = checks_of(settings)
    seeds = not empty and demo_is_wanted(workspace)
    board = ScanProgressBoard("Scanning the demo images") if seeds else None
    app = build_server(
        workspace,
        reviewer=settings.reviewer,
        exposure=shown,
        scan_progress=board,
        api_limits=ApiLimits(settings.api_rate, settings.api_scans),
    )

    busy: list[Thread] = []
    deliveries = DeliveryWorker(workspace)

    def started() -> None:
        deliveries.start()
        running.announce(
            listener, open_browser=open_browser, public_url=shown.public_url
        )
        if board is not None:
            work = running.in_background(lambda: running.seed(workspace, board))
            busy.append(work)

    running.run_server(app, listener, on_started=started)
    deliveries.stop()
    running.leave(busy)


def _check_admin(settings: Settings) -> None:
    """Raise InvalidInputError where nobody could look after the people."""
    with open_from(settings) as workspace:
        if not has_admin(workspace):
            raise InvalidInputError(
                "People must log in, and there is no admin yet. Add one first: "
                "markwatch user add NAME --role admin"
            )
