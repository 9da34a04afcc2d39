"""Reading what a request sends, never more of it than is allowed."""

from starlette.requests import Request

from storage.errors import InvalidInputError


class TooLargeError(InvalidInputError):
    """A request sends more than is allowed."""


async def read_body(request: Request, *, limit: int) -> bytes:
    """Return the body. Raises TooLargeError as soon as it is over the limit (bytes)."""
    size = request.headers.get("content-length", "")
    if size.isdecimal() and int(size) > limit:
        raise too_large(limit)
    parts: list[bytes] = []
    left = limit
    async for part in request.stream():
        left -= len(part)
        if left < 0:
            raise too_large(limit)
        parts.append(part)
    return b"".join(parts)


def too_large(limit: int) -> TooLargeError:
    """Return the error that names the limit in bytes."""
    return TooLargeError(
        f"The request is larger than {limit:,} bytes: send less at once."
    )
