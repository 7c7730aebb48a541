"""What every API operation shares: its right, its version, and answering a repeated key once."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenkey.actions import answers
from goldenkey.policies.actor import Actor

Operation = Callable[..., Any]


class Request(HttpRequest):
    """A request with an actor."""

    actor: Actor


def requires(right: str) -> Callable[[Operation], Operation]:
    """Declare an operation's right (fence 2)."""

    def wrap(operation: Operation) -> Operation:
        @functools.wraps(operation)
        def run(request: Request, *args: Any, **kwargs: Any) -> Any:
            request.actor.require(right)
            key = request.headers.get("Idempotency-Key", "")
            if request.method != "POST" or not key:
                return operation(request, *args, **kwargs)
            return _once(request, key, lambda: operation(request, *args, **kwargs))

        run.right = right  # type: ignore[attr-defined]
        return run

    return wrap


def _once(request: Request, key: str, run: Callable[[], Any]) -> Any:
    """Run a POST once per key: the same request again gets the same answer."""
    body = f"{request.method} {request.path}\n".encode() + request.body
    digest = hashlib.sha256(body).hexdigest()
    answer = answers.once(request.actor, key=key, digest=digest, run=run, status=201)
    if answer.repeated:
        return HttpResponse(answer.body, status=answer.status, content_type="application/json")
    return answer.value
