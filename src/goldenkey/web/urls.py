"""The addresses of the pages; each noun's views stand in one module."""

from django.urls import URLPattern, path

from goldenkey.web.views import account, home, session

urlpatterns: list[URLPattern] = [
    path("", home.index, name="home"),
    path("sign-in/", session.SignIn.as_view(), name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("healthz", session.healthz, name="healthz"),
    path("settings/language/", session.language, name="language"),
    path("settings/theme/", session.theme, name="theme"),
    path("accounts/", account.index, name="accounts"),
    path("accounts/new/", account.new, name="account-new"),
    path("accounts/<int:account_id>/", account.show, name="account"),
    path("accounts/<int:account_id>/edit/", account.edit, name="account-edit"),
]
