"""Short messages that outlive a redirect, with an undo where there is one."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from goldenkey.web.shell import Level, Message

KEY = "toasts"


def tell(request: Any, text: str, *, level: Level = "good", undo_url: str = "") -> None:
    """Show a toast on the next page."""
    waiting = request.session.get(KEY, [])
    request.session[KEY] = [*waiting[-3:], [text, level, undo_url]]


def taken(request: Any) -> tuple[Message, ...]:
    """The toasts to show now; they are shown once."""
    if not hasattr(request, "session") or KEY not in request.session:
        return ()
    return tuple(Message(*parts) for parts in request.session.pop(KEY))


def at_once(
    response: HttpResponse,
    text: str,
    *,
    level: Level = "good",
    undo_url: str = "",
    saved: bool = False,
) -> HttpResponse:
    """Show a toast on the page that asked by script; `saved` closes its dialog."""
    told: dict[str, Any] = {"toast": {"text": text, "level": level, "undo": undo_url}}
    response["HX-Trigger"] = json.dumps({**told, "saved": True} if saved else told)
    return response
