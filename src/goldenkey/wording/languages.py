"""The three languages: codes, names, and the locale that formats their numbers and dates."""

from django.utils import translation

LANGUAGES = {"zh-hant": "繁體中文", "zh-hans": "简体中文", "en": "English"}
LOCALES = {"zh-hant": "zh_Hant_TW", "zh-hans": "zh_Hans_CN", "en": "en_US"}


def current() -> str:
    """The language being spoken: one of zh-hant, zh-hans, en."""
    spoken = translation.get_language() or "zh-hant"
    return spoken if spoken in LANGUAGES else "zh-hant"


def locale() -> str:
    """Babel's locale of the current language."""
    return LOCALES[current()]
