"""The Django app that holds every table."""

from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "goldenkey.data"
    label = "data"
    default_auto_field = "django.db.models.BigAutoField"
