"""Options that several verbs share, so that each is named and explained once."""

import functools
import inspect
import os
from collections.abc import Callable
from datetime import UTC, datetime
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import typer

from storage.acting import Door, Person, Role, acting_as
from ui.command_line.checking_options import (
    ApiRate,
    ApiScans,
    AuditShare,
    GoldFeedback,
    GoldShare,
    SecondSeverity,
    SecondShare,
)
from ui.settings import (
    DEFAULT_CLAIM_MINUTES,
    DEFAULT_HOST,
    DEFAULT_MAX_BOXES,
    DEFAULT_MAX_IMAGE_MB,
    DEFAULT_MAX_MEGAPIXELS,
    DEFAULT_PORT,
    DEFAULT_PROPOSALS,
    Flags,
    Proposals,
    resolve,
)

DataDir = Annotated[
    Path | None,
    typer.Option(
        file_okay=False,
        metavar="FOLDER",
        help="Folder of the database and the images. [env: MARKWATCH_DATA_DIR; "
        "default: the user's data folder]",
    ),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Database, e.g. postgresql+psycopg://user@host/name. "
        "[env: MARKWATCH_DATABASE_URL; default: SQLite in the data folder]",
    ),
]
Blobs = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Where image bytes are kept: a folder or an fsspec URL. "
        "[env: MARKWATCH_BLOBS; default: in the data folder]",
    ),
]
Detector = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="YOLO weights: .pt, .onnx or an OpenVINO folder. "
        "[env: MARKWATCH_DETECTOR; default: built in]",
    ),
]
ProposalsFrom = Annotated[
    Proposals | None,
    typer.Option(
        "--proposals",
        help="Take boxes from the detector, from lines of text, or from both. "
        f"[env: MARKWATCH_PROPOSALS; default: {DEFAULT_PROPOSALS}]",
    ),
]
MaxBoxes = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Keep the surest boxes of an image, at most so many. "
        f"[env: MARKWATCH_MAX_BOXES; default: {DEFAULT_MAX_BOXES}]",
    ),
]
Since = Annotated[
    datetime | None, typer.Option(metavar="TIME", help="Only from this time on (UTC).")
]
Until = Annotated[
    datetime | None, typer.Option(metavar="TIME", help="Only before this time (UTC).")
]
Tiles = Annotated[
    bool | None,
    typer.Option(
        "--tiles/--no-tiles",
        help="Look at large images in overlapping tiles too: finds logos that are "
        "small in them, for several times the time. "
        "[env: MARKWATCH_TILES=1 or 0; default: no-tiles]",
    ),
]
Embedder = Annotated[
    str | None,
    typer.Option(
        metavar="MODEL",
        help="open_clip model and weights, e.g. ViT-B-32/path.pt. "
        "[env: MARKWATCH_EMBEDDER; default: built in]",
    ),
]
Reader = Annotated[
    bool | None,
    typer.Option(
        "--reader/--no-reader",
        help="Read the text in regions, or do not. "
        "[env: MARKWATCH_READER=1 or 0; default: reader]",
    ),
]
Reviewer = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Under which name changes are saved. "
        "[env: MARKWATCH_REVIEWER; default: the user of this computer]",
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=65535,
        metavar="N",
        help=f"Port to listen on. [env: MARKWATCH_PORT; default: {DEFAULT_PORT}]",
    ),
]
Host = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Address to listen on, e.g. 0.0.0.0 for all of this computer's. On any "
        "but loopback people must log in. "
        f"[env: MARKWATCH_HOST; default: {DEFAULT_HOST}]",
    ),
]
Auth = Annotated[
    bool | None,
    typer.Option(
        "--auth/--no-auth",
        help="Let people log in, also on loopback. See markwatch user. "
        "[env: MARKWATCH_AUTH=1 or 0; default: no login on loopback]",
    ),
]
PublicUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Under which address browsers come, e.g. https://markwatch.example. "
        "[env: MARKWATCH_PUBLIC_URL]",
    ),
]
TrustProxyUser = Annotated[
    str | None,
    typer.Option(
        metavar="HEADER",
        help="Take the user's name from this header of a trusted proxy, for single "
        "sign-on. [env: MARKWATCH_TRUST_PROXY_USER]",
    ),
]
TrustedProxy = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ADDRESS",
        help="Address or network of a proxy in front, which names the user and the "
        "browser's address; may be given again. "
        "[env: MARKWATCH_TRUSTED_PROXY, with commas; default: loopback]",
    ),
]
MaxImageMb = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="MB",
        help="Refuse image files that are larger. "
        f"[env: MARKWATCH_MAX_IMAGE_MB; default: {DEFAULT_MAX_IMAGE_MB}]",
    ),
]
MaxMegapixels = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Refuse images with more pixels. "
        f"[env: MARKWATCH_MAX_MEGAPIXELS; default: {DEFAULT_MAX_MEGAPIXELS}]",
    ),
]
ClaimMinutes = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="How long a case belongs to who opened it and looks away. "
        f"[env: MARKWATCH_CLAIM_MINUTES; default: {DEFAULT_CLAIM_MINUTES}]",
    ),
]
RejectReason = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT",
        help="A reason that a rejection can have; may be given again, the keys 1 to 9 "
        "choose. [env: MARKWATCH_REJECT_REASON, with commas]",
    ),
]
JsonTo = Annotated[
    str | None,
    typer.Option(
        "--json",
        metavar="FILE",
        help="Write the result as JSON; - is standard output.",
    ),
]

STORE = ("data_dir", "database_url", "blobs")
DETECTION = ("detector", "proposals", "max_boxes", "tiles")
MODELS = (*DETECTION, "embedder", "reader")
DOORS = ("host", "port", "auth", "public_url", "trust_proxy_user", "trusted_proxy")
LIMITS = ("max_image_mb", "max_megapixels")
REVIEW = ("claim_minutes", "reject_reason", "audit_share")
CHECKS = ("second_share", "second_severity", "gold_share", "gold_feedback")
API = ("api_rate", "api_scans")
_TYPES: dict[str, Any] = {
    "data_dir": DataDir,
    "database_url": DatabaseUrl,
    "blobs": Blobs,
    "detector": Detector,
    "proposals": ProposalsFrom,
    "max_boxes": MaxBoxes,
    "tiles": Tiles,
    "embedder": Embedder,
    "reader": Reader,
    "reviewer": Reviewer,
    "host": Host,
    "port": Port,
    "auth": Auth,
    "public_url": PublicUrl,
    "trust_proxy_user": TrustProxyUser,
    "trusted_proxy": TrustedProxy,
    "max_image_mb": MaxImageMb,
    "max_megapixels": MaxMegapixels,
    "claim_minutes": ClaimMinutes,
    "reject_reason": RejectReason,
    "audit_share": AuditShare,
    "second_share": SecondShare,
    "second_severity": SecondSeverity,
    "gold_share": GoldShare,
    "gold_feedback": GoldFeedback,
    "api_rate": ApiRate,
    "api_scans": ApiScans,
}


def in_utc(time: datetime | None) -> datetime | None:
    """Take a time of the command line, which has no zone, for UTC."""
    return time.replace(tzinfo=UTC) if time else None


def with_settings(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb these options; it gets them resolved, as its argument `settings`.

    names: fields of `Flags`. The decorated verb has them in its signature, where typer
    finds them.
    """

    def decorate(verb: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(verb)
        own = [p for p in signature.parameters.values() if p.name != "settings"]
        shared = [
            Parameter(
                name, Parameter.KEYWORD_ONLY, default=None, annotation=_TYPES[name]
            )
            for name in names
        ]

        @functools.wraps(verb)
        def run(**values: Any) -> None:
            flags = Flags(**{name: values.pop(name) for name in names})
            settings = resolve(flags, os.environ)
            operator = Person(settings.reviewer, Role.ADMIN, Door.COMMAND_LINE)
            with acting_as(operator):
                verb(settings=settings, **values)

        run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
        return run

    return decorate
