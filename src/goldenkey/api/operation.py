"""What every API operation shares: its right, and answering a repeated key once."""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja.decorators import decorate_view

from goldenkey.actions import answers
from goldenkey.api import callers, preconditions, problems
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Problem

Operation = Callable[..., Any]
F = TypeVar("F", bound=Operation)


class Request(HttpRequest):
    """A request with an actor."""

    actor: Actor


def requires(right: str) -> Callable[[F], F]:
    """Declare an operation's right (fence 2), and make its POST safe to repeat with a key."""

    def wrap(operation: F) -> F:
        @functools.wraps(operation)
        def run(request: Request, *args: Any, **kwargs: Any) -> Any:
            request.actor.require(right)
            found = _listed(operation(request, *args, **kwargs))
            preconditions.note(request, found)
            return found

        run.right = right  # type: ignore[attr-defined]
        # Ninja resolves annotations where it finds them; here they are resolved where written.
        run.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        asked = (preconditions.asked,) if preconditions.versioned(operation) else ()
        return decorate_view(preconditions.tagged, _once, *asked)(run)  # type: ignore[return-value]

    return wrap


def _listed(found: Any) -> Any:
    """Rows as a list: Ninja reads a tuple of two as a status and a body."""
    rows = isinstance(found, tuple) and not (found and isinstance(found[0], int))
    return list(found) if rows else found


def _once(run: Operation) -> Operation:
    """Run a POST once per Idempotency-Key: the same request again gets the same answer."""

    @functools.wraps(run)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        actor = callers.known(request) if key and request.method == "POST" else None
        if actor is None:
            found: HttpResponse = run(request, **kwargs)
            return found
        try:
            return _remembered(request, actor, key, lambda: run(request, **kwargs))
        except Problem as refusal:
            return problems.refused(request, refusal)

    return answer


def _remembered(
    request: HttpRequest, actor: Actor, key: str, run: Callable[[], HttpResponse]
) -> HttpResponse:
    made: list[HttpResponse] = []

    def first() -> tuple[int, str]:
        made.append(run())
        return made[0].status_code, made[0].content.decode()

    asked = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    digest = hashlib.sha256(asked).hexdigest()
    answer = answers.once(actor, key=key, digest=digest, run=first)
    if made:
        return made[0]
    repeated = HttpResponse(answer.body, status=answer.status, content_type="application/json")
    repeated["Idempotency-Replayed"] = "true"
    return repeated
