"""An image as a program sends it: its bytes, or a form, with what is known of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message, Receive

from recognizer.images import ImageLimits
from storage.errors import InvalidInputError
from ui.bodies import read_body, too_large
from ui.form import Form

_FORM_EXTRA = 1024 * 1024  # what a form may hold beside the image, in bytes
_MOST_FIELDS = 20
_MOST_METADATA = 50
_BYTES = {"type": "string", "format": "binary"}
_TEXTS = ("name", "product_id", "title", "source_uri", "metadata")
_FIELDS = {"file": _BYTES, **{name: {"type": "string"} for name in _TEXTS}}
# What OpenAPI says of it, for the body is read here and not by FastAPI.
IMAGE_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "image/*": {"schema": _BYTES},
        "application/octet-stream": {"schema": _BYTES},
        "multipart/form-data": {
            "schema": {"type": "object", "required": ["file"], "properties": _FIELDS}
        },
    },
}


@dataclass(frozen=True, slots=True)
class SentImage:
    """The bytes of an image, and what its sender says of it."""

    data: bytes
    name: str
    product_id: str
    title: str
    source_uri: str
    metadata: Mapping[str, str]


async def read_image(request: Request, limits: ImageLimits) -> SentImage:
    """Read an image from a request, never more of it than is allowed.

    Raises TooLargeError, InvalidInputError.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _read_form(request, limits)
    if not kind.startswith("image/") and kind != "application/octet-stream":
        raise InvalidInputError(
            "Send the image as the body, with Content-Type image/jpeg or "
            "application/octet-stream, or as `file` of a multipart form."
        )
    data = await read_body(request, limit=limits.max_bytes)
    return _sent(data, dict(request.query_params), file_name="")


async def _read_form(request: Request, limits: ImageLimits) -> SentImage:
    limit = limits.max_bytes + _FORM_EXTRA
    capped = Request(request.scope, _capped(request.receive, limit))
    try:
        async with capped.form(max_files=1, max_fields=_MOST_FIELDS) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise InvalidInputError("The form has no file named `file`: add it.")
            data = await file.read()
            texts = {k: v for k, v in form.items() if isinstance(v, str)}
            return _sent(data, texts, file_name=file.filename or "")
    except (MultiPartException, HTTPException) as err:
        raise InvalidInputError(
            "The form cannot be read: send multipart/form-data with a boundary and at "
            f"most {_MOST_FIELDS} fields."
        ) from err


def _capped(receive: Receive, limit: int) -> Receive:
    """Stop reading as soon as more came than is allowed."""
    left = limit

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise too_large(limit)
        return message

    return counted


def _sent(data: bytes, values: Mapping[str, str], *, file_name: str) -> SentImage:
    if not data:
        raise InvalidInputError("The request holds no image: send its bytes.")
    form = Form(values)
    name = form.text("name") or PurePosixPath(file_name.replace("\\", "/")).name
    return SentImage(
        data=data,
        name=name or form.text("product_id") or "image",
        product_id=form.text("product_id"),
        title=form.text("title"),
        source_uri=form.text("source_uri"),
        metadata=_metadata(form.text("metadata")),
    )


def _metadata(text: str) -> dict[str, str]:
    """Read a JSON object of plain values. Raises InvalidInputError."""
    if not text:
        return {}
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise InvalidInputError("`metadata` is no JSON object.") from err
    if not isinstance(values, dict) or len(values) > _MOST_METADATA:
        raise InvalidInputError(
            f"`metadata` must be a JSON object of at most {_MOST_METADATA} values."
        )
    if any(isinstance(value, dict | list) for value in values.values()):
        raise InvalidInputError("`metadata` holds nested values: send plain ones.")
    return {str(k): "" if v is None else str(v) for k, v in values.items()}
