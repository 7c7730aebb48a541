"""The organisation's working days: the country's calendar, and what we entered over it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from goldenkey.core.cadence import WorkingDays
from goldenkey.data.models import CalendarDay, Organisation
from goldenkey.policies.actor import Actor

COUNTRIES = ("TW", "CN", "HK", "US")


def days_off(actor: Actor) -> frozenset[date]:
    """Public holidays of this year and its neighbours, without those we entered as workdays."""
    country = Organisation.objects.values_list("country", flat=True).first() or "TW"
    off, _work = _calendar(country, actor.today.year)
    entered = dict(CalendarDay.objects.values_list("on", "works"))
    mine = {day for day, works in entered.items() if not works}
    return (off | mine) - {day for day, works in entered.items() if works}


def make_up_days(actor: Actor) -> frozenset[date]:
    """Weekend days that are worked (調休上班日)."""
    country = Organisation.objects.values_list("country", flat=True).first() or "TW"
    _off, work = _calendar(country, actor.today.year)
    return work | set(CalendarDay.objects.filter(works=True).values_list("on", flat=True))


def working(actor: Actor) -> WorkingDays:
    """The organisation's working days as the core takes them (M2.3)."""
    country = Organisation.objects.values_list("country", flat=True).first() or "TW"
    off, work = _calendar(country, actor.today.year)
    entered = dict(CalendarDay.objects.values_list("on", "works"))
    ours = frozenset(day for day, works in entered.items() if works)
    free = frozenset(day for day, works in entered.items() if not works)
    return WorkingDays(holidays=(off | free) - ours, make_up=(work | ours) - free)


@lru_cache(maxsize=16)
def _calendar(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    known = holidays.country_holidays(
        country if country in COUNTRIES else "TW", years=range(year - 1, year + 3)
    )
    return frozenset(known), frozenset(getattr(known, "weekend_workdays", ()))
