"""The WSGI application that the production server runs."""

import os

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenkey.config.settings")


def _application() -> WhiteNoise:
    from django.conf import settings

    django = get_wsgi_application()
    served = WhiteNoise(django, immutable_file_test=lambda _path, url: "/build/" in url)
    if settings.BUNDLE_ROOT.exists():
        served.add_files(str(settings.BUNDLE_ROOT), prefix="static/")
    return served


application = _application()
