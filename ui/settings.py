"""What can be set: by a flag, else by an environment variable, else by default.

Owns names, defaults and precedence. Opens nothing; the environment is handed in.
"""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_data_path

from storage.errors import InvalidInputError
from storage.workspace import DEFAULT_REJECT_REASONS

PREFIX = "MARKWATCH_"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7860
DEFAULT_MAX_IMAGE_MB = 50
DEFAULT_MAX_MEGAPIXELS = 100
DEFAULT_MAX_BOXES = 30
DEFAULT_CLAIM_MINUTES = 10
DEFAULT_SECOND_SHARE = 0.05
DEFAULT_SECOND_SEVERITY = 5
DEFAULT_GOLD_SHARE = 0.05
DEFAULT_API_RATE = 600
DEFAULT_API_SCANS = 2
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}


class Proposals(StrEnum):
    """Where boxes come from: the detector, lines of text, or both."""

    YOLO = "yolo"
    TEXT = "text"
    BOTH = "both"


DEFAULT_PROPOSALS = Proposals.BOTH


@dataclass(frozen=True, slots=True)
class Flags:
    """What was said on the command line; None where nothing was."""

    data_dir: Path | None = None
    database_url: str | None = None
    blobs: str | None = None
    detector: str | None = None
    proposals: Proposals | None = None
    max_boxes: int | None = None
    tiles: bool | None = None
    embedder: str | None = None
    reader: bool | None = None
    reviewer: str | None = None
    host: str | None = None
    port: int | None = None
    auth: bool | None = None
    public_url: str | None = None
    trust_proxy_user: str | None = None
    trusted_proxy: list[str] | None = None
    max_image_mb: int | None = None
    max_megapixels: int | None = None
    claim_minutes: int | None = None
    reject_reason: list[str] | None = None
    audit_share: float | None = None
    second_share: float | None = None
    second_severity: int | None = None
    gold_share: float | None = None
    gold_feedback: bool | None = None
    api_rate: int | None = None
    api_scans: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a verb may need to know.

    database_url, blobs_url: None keeps both in the data directory.
    detector, embedder: None takes the built-in weights.
    """

    data_dir: Path
    database_url: str | None
    blobs_url: str | None
    detector: str | None
    proposals: Proposals
    max_boxes: int
    tiles: bool
    embedder: str | None
    reader: bool
    reviewer: str
    host: str
    port: int
    auth: bool
    public_url: str | None
    trust_proxy_user: str | None
    trusted_proxy: tuple[str, ...]
    max_image_mb: int
    max_megapixels: int
    claim_minutes: int
    reject_reason: tuple[str, ...]
    audit_share: float
    second_share: float
    second_severity: int
    gold_share: float
    gold_feedback: bool
    api_rate: int
    api_scans: int


def resolve(flags: Flags, environ: Mapping[str, str]) -> Settings:
    """Decide every setting. Raises InvalidInputError for a variable of no sense."""
    env = {
        k[len(PREFIX) :]: v for k, v in environ.items() if k.startswith(PREFIX) and v
    }
    data_dir = flags.data_dir or (Path(env["DATA_DIR"]) if "DATA_DIR" in env else None)
    return Settings(
        data_dir=(data_dir or user_data_path("markwatch", False)).expanduser(),
        database_url=flags.database_url or env.get("DATABASE_URL"),
        blobs_url=flags.blobs or env.get("BLOBS"),
        detector=flags.detector or env.get("DETECTOR"),
        proposals=flags.proposals or _proposals(env),
        max_boxes=_number(flags.max_boxes, env, "MAX_BOXES", DEFAULT_MAX_BOXES),
        tiles=_switch(env, "TILES", "0") if flags.tiles is None else flags.tiles,
        embedder=flags.embedder or env.get("EMBEDDER"),
        reader=_switch(env, "READER", "1") if flags.reader is None else flags.reader,
        reviewer=flags.reviewer or env.get("REVIEWER") or _os_user(),
        host=flags.host or env.get("HOST", DEFAULT_HOST),
        port=_number(flags.port, env, "PORT", DEFAULT_PORT),
        auth=_switch(env, "AUTH", "0") if flags.auth is None else flags.auth,
        public_url=flags.public_url or env.get("PUBLIC_URL"),
        trust_proxy_user=flags.trust_proxy_user or env.get("TRUST_PROXY_USER"),
        trusted_proxy=tuple(flags.trusted_proxy or _pieces(env, "TRUSTED_PROXY")),
        max_image_mb=_number(
            flags.max_image_mb, env, "MAX_IMAGE_MB", DEFAULT_MAX_IMAGE_MB
        ),
        max_megapixels=_number(
            flags.max_megapixels, env, "MAX_MEGAPIXELS", DEFAULT_MAX_MEGAPIXELS
        ),
        claim_minutes=_number(
            flags.claim_minutes, env, "CLAIM_MINUTES", DEFAULT_CLAIM_MINUTES
        ),
        reject_reason=tuple(
            flags.reject_reason
            or _pieces(env, "REJECT_REASON")
            or DEFAULT_REJECT_REASONS
        ),
        audit_share=_share(flags.audit_share, env, "AUDIT_SHARE"),
        second_share=_share(
            flags.second_share, env, "SECOND_SHARE", DEFAULT_SECOND_SHARE
        ),
        second_severity=_number(
            flags.second_severity,
            env,
            "SECOND_SEVERITY",
            DEFAULT_SECOND_SEVERITY,
            least=0,
        ),
        gold_share=_share(flags.gold_share, env, "GOLD_SHARE", DEFAULT_GOLD_SHARE),
        gold_feedback=_switch(env, "GOLD_FEEDBACK", "0")
        if flags.gold_feedback is None
        else flags.gold_feedback,
        api_rate=_number(flags.api_rate, env, "API_RATE", DEFAULT_API_RATE, least=0),
        api_scans=_number(flags.api_scans, env, "API_SCANS", DEFAULT_API_SCANS),
    )


def _proposals(env: Mapping[str, str]) -> Proposals:
    text = env.get("PROPOSALS", DEFAULT_PROPOSALS)
    try:
        return Proposals(text.lower())
    except ValueError as err:
        known = ", ".join(Proposals)
        raise InvalidInputError(
            f"{PREFIX}PROPOSALS must be one of {known}, got {text!r}."
        ) from err


def _pieces(env: Mapping[str, str], name: str) -> list[str]:
    return [piece.strip() for piece in env.get(name, "").split(",") if piece.strip()]


def _share(
    flag: float | None, env: Mapping[str, str], name: str, default: float = 0.0
) -> float:
    if flag is not None:
        return flag
    text = env.get(name, str(default))
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise InvalidInputError(
            f"{PREFIX}{name} must be a share from 0 to 1, got {text!r}."
        )
    return share


def _switch(env: Mapping[str, str], name: str, default: str) -> bool:
    text = env.get(name, default).lower()
    if text not in _YES | _NO:
        raise InvalidInputError(f"{PREFIX}{name} must be 1 or 0, got {text!r}.")
    return text in _YES


def _number(
    flag: int | None,
    env: Mapping[str, str],
    name: str,
    default: int,
    *,
    least: int = 1,
) -> int:
    if flag is not None:
        return flag
    text = env.get(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise InvalidInputError(
            f"{PREFIX}{name} must be a whole number of at least {least}, got {text!r}."
        )
    return int(text)


def _os_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "reviewer"
