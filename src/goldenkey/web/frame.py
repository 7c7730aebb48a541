"""What every page shares: the shell around it, fragments, refusals, and the right of a view."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Problem
from goldenkey.web import shell_of
from goldenkey.wording import codes


class Request(HttpRequest):
    """A request of somebody signed in."""

    actor: Actor
    language: str
    htmx: Any


View = Callable[..., HttpResponse]


def requires(right: str) -> Callable[[View], View]:
    """Declare a view's right (fence 2): without it the answer is 403."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def run(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            request.actor.require(right)
            return view(request, *args, **kwargs)

        run.right = right  # type: ignore[attr-defined]
        return run

    return wrap


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    status: int = 200,
    wide: bool = False,
    **context: Any,
) -> HttpResponse:
    """A whole page in its shell."""
    context["shell"] = shell_of.shell_for(request, title, wide=wide)
    return render(request, template, context, status=status)


def fragment(
    request: HttpRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """One part of a page, for HTMX; the page includes the same template."""
    context.setdefault("csrf_token", shell_of.token(request))
    return render(request, template, context, status=status)


def refresh(request: HttpRequest, name: str, *args: Any) -> HttpResponse:
    """Go to a page: a redirect for a form, HX-Redirect for HTMX."""
    url = reverse(name, args=args)
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)


def refusal(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page, or for HTMX the toast, that says what was refused and what can be done."""
    message = codes.say_problem(problem)
    if getattr(request, "htmx", False):
        return fragment(
            request, "_refusal.html", status=problem.status, message=message, problem=problem
        )
    return page(
        request,
        "error.html",
        message,
        status=problem.status,
        code=problem.status,
        message=message,
        way_out="",
    )
