"""Refusals in the words of Telegram's own server."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A request that is refused: HTTP status, description and, for some, parameters.

    `violation` marks requests that break the interface itself (a wrong type, a text that is
    too long); they are kept in the journal so that a test can fail on them.
    """

    def __init__(
        self,
        code: int,
        description: str,
        parameters: dict[str, Any] | None = None,
        violation: bool = False,
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters
        self.violation = violation

    def answer(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(reason: str) -> ApiError:
    """400: the request makes sense, but not in the present state."""
    return ApiError(400, f"Bad Request: {reason}")


def broken(reason: str) -> ApiError:
    """400: the request can never be right; a mistake in the bot's code."""
    return ApiError(400, f"Bad Request: {reason}", violation=True)


def forbidden(reason: str) -> ApiError:
    """403: the bot may not do this here."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409: two ways of receiving updates at once."""
    return ApiError(409, f"Conflict: {reason}")


def flood(seconds: int) -> ApiError:
    """429: too many requests; `seconds` is how long the bot must wait."""
    return ApiError(
        429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds}
    )


def migrated(chat_id: int) -> ApiError:
    """400: the group lives on as the supergroup `chat_id`."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": chat_id},
    )


def unsupported(what: str) -> ApiError:
    """501: known to Telegram, but not to this simulator."""
    return ApiError(501, f"Not Implemented: the simulator does not support {what}", violation=True)
