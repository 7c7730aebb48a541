"""Where each address leads: pages at the root, the API under /api/v1."""

from django.urls import include, path

from goldenkey.api.app import urls as api_urls

urlpatterns = [
    path("api/v1/", api_urls()),
    path("", include("goldenkey.web.urls")),
]
handler404 = "goldenkey.web.errors.not_found"
handler500 = "goldenkey.web.errors.broken"
