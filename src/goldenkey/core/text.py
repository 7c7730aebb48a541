"""A text in the three languages, with names between braces."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
        return frozenset(_BRACES.findall(self.zh_hant + self.zh_hans + self.en))
