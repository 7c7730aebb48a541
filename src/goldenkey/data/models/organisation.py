"""The one organisation of an installation, its exchange rates and its calendar."""

from django.db import models

from .base import code, text


class Organisation(models.Model):
    """Us: name, currency, zone, country; exactly one row."""

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="TWD")
    zone = models.CharField(max_length=64, default="Asia/Taipei")
    country = models.CharField(max_length=2, default="TW")
    language = code("zh-hant", "zh-hans", "en", default="zh-hant")
    default_playbook = text(64)
    credit_days = models.PositiveSmallIntegerField(default=30)
    logo = text(64)


class ExchangeRate(models.Model):
    """How much one unit of `currency` was worth in the organisation's currency on a day."""

    currency = models.CharField(max_length=3)
    on = models.DateField()
    rate = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["currency", "on"], name="one_rate_a_day")]


class CalendarDay(models.Model):
    """A day that differs from the library's calendar: a holiday or a make-up workday we entered."""

    on = models.DateField(unique=True)
    works = models.BooleanField()
    name = text()
