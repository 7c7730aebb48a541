"""What is measured: the addresses of pages, each with a run of parameters."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from bench.company import HEADS, PLACES, TAILS, Size
from goldenkey.policies.actor import Actor
from goldenkey.selectors import opportunity as select
from goldenkey.selectors.opportunity import Filters

WORDS = [*PLACES, *HEADS, "設", "设备", "hongsheng", "yzjs", "陳", "林家豪", *TAILS]


@dataclass(frozen=True)
class Page:
    """A page under measurement; `path(n)` is the n-th address asked for."""

    name: str
    path: Callable[[int], str]
    fragment: bool = False


def pages(actor: Actor, size: Size) -> list[Page]:
    """The pages that users wait for most."""
    deep = cursor_after(actor, 50_000 if size.opportunities > 50_000 else size.opportunities // 2)
    picked = random.Random(7)
    ids = [picked.randrange(1, size.opportunities) for _ in range(500)]
    return [
        Page("list", lambda n: "/opportunities/?view=table"),
        Page("filtered list", lambda n: "/opportunities/?view=table&phase=negotiate&warned=1"),
        Page("page after row 50,000", lambda n: f"/opportunities/?view=table&cursor={deep}"),
        Page("room", lambda n: f"/opportunities/{ids[n % 500]}/"),
        Page("board", lambda n: "/opportunities/?view=board"),
        Page("search", lambda n: f"/search/?q={quote(WORDS[n % len(WORDS)])}", fragment=True),
    ]


def cursor_after(actor: Actor, row: int) -> str:
    """The cursor of the page after so many rows."""
    from goldenkey.data.models import Opportunity
    from goldenkey.selectors import paging

    last = Opportunity.objects.order_by("-created_at", "-pk")[row - 1]
    assert select.page(actor, Filters()).next
    return paging.write(last.created_at, last.pk)
