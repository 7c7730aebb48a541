"""A text in the three languages, with names between braces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_BRACES: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages."""

    zh_hant: str
    zh_hans: str
    en: str

    def say(self, language: str) -> str:
        """Return the text in 'zh-hant', 'zh-hans' or 'en'; other languages read English."""
        return {"zh-hant": self.zh_hant, "zh-hans": self.zh_hans}.get(language, self.en)

    @property
    def names(self) -> frozenset[str]:
        """The names between braces, in any of the languages."""
        return _named(self)


@lru_cache(maxsize=4096)
def _named(text: Text) -> frozenset[str]:
    return frozenset(_BRACES.findall(text.zh_hant + text.zh_hans + text.en))
