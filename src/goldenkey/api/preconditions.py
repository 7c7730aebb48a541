"""Edits on a condition: ETag and If-Match by a record's version (RFC 9110 §13.1.1, RFC 6585 §3).

A record that is read says its version as ETag. A change names the version it was made from, in its
body or as If-Match; without either the answer is 428, and 412 where If-Match is stale. A stale
version in the body is 409 as before.
"""

from __future__ import annotations

import functools
import inspect
import json
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenkey.api import callers, problems
from goldenkey.api.schemas.common import Body

Run = Callable[..., Any]
ONE_TAG = re.compile(r'"([0-9]{1,9})"')


def versioned(operation: Run) -> bool:
    """Whether the body of an operation must name the version it was made from."""
    signature = inspect.signature(operation, eval_str=True)
    kinds = [p.annotation for p in signature.parameters.values()]
    bodies = [k for k in kinds if inspect.isclass(k) and issubclass(k, Body)]
    fields = [body.model_fields["version"] for body in bodies if "version" in body.model_fields]
    return any(field.is_required() for field in fields)


def asked(run: Run) -> Run:
    """Take the version from If-Match into the body; ask for one where there is none."""

    @functools.wraps(run)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        refused = _refusal(request) if callers.known(request) else None
        found: HttpResponse = refused or run(request, **kwargs)
        return found

    return answer


def tagged(run: Run) -> Run:
    """Say the version of what was read as its ETag."""

    @functools.wraps(run)
    def answer(request: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = run(request, **kwargs)
        version = getattr(request, "read_version", None)
        if version is not None and response.status_code == 200:
            response["ETag"] = f'"{version}"'
        return response

    return answer


def note(request: Any, found: Any) -> None:
    """Remember the version of what an operation answers with."""
    version = getattr(found, "version", None)
    if request.method in ("GET", "PATCH", "PUT") and isinstance(version, int):
        request.read_version = version


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """What is wrong with the condition; None where the request may go on."""
    header = request.headers.get("If-Match", "").strip()
    body = _body(request)
    if body is None:
        return None  # not an object: the operation says so
    if not header:
        return None if "version" in body else problems.problem(428, code="version_required")
    tag = ONE_TAG.fullmatch(header)
    if tag is None:
        return problems.problem(400, code="bad_if_match", field="If-Match")
    version = int(tag[1])
    if body.setdefault("version", version) != version:
        return problems.problem(400, code="bad_if_match", field="If-Match")
    request._body = json.dumps(body).encode()
    return None


def _body(request: HttpRequest) -> dict[str, Any] | None:
    try:
        found = json.loads(request.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
