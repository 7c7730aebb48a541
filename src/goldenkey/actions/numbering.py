"""Numbers of contracts and payments: one row a year, without a number given twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models.functions import Length

from goldenkey.data.models import Organisation


def next_number(model: Any, letter: str, on: date) -> str:
    """The next number of a year, like C-2026-0012; the organisation's row is held meanwhile."""
    list(Organisation.objects.select_for_update())
    prefix = f"{letter}-{on.year}-"
    taken = model.objects.filter(number__regex=rf"^{prefix}[0-9]+$")
    last = taken.order_by(-Length("number"), "-number").values_list("number", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"
