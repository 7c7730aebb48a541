"""Pieces that every part of a playbook file is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic import StringConstraints as Chars

from goldenkey.core.text import Text

KEY = r"^[A-Za-z][A-Za-z0-9_-]*$"
NAME = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"

Key = Annotated[str, Chars(pattern=KEY, max_length=64)]
Name = Annotated[str, Chars(pattern=NAME, max_length=64)]
FormulaText = Annotated[str, Chars(min_length=1, max_length=4000)]
Words = Annotated[str, Chars(min_length=1, max_length=2000, strip_whitespace=True)]
Currency = Annotated[str, Chars(pattern=r"^[A-Z]{3}$")]
Days = Annotated[int, Field(ge=0, le=3660)]


def _decimal(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _not_negative(value: Decimal) -> Decimal:
    if not value.is_finite() or value < 0:
        raise ValueError("negative")
    return value


Amount = Annotated[
    Decimal, BeforeValidator(_decimal), AfterValidator(_not_negative), PlainSerializer(str)
]
"""Major units, a whole number or decimal text."""


class Strict(BaseModel):
    """A mapping whose every key is known."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True, frozen=True)


class TextIn(Strict):
    """A text in the three languages; none may be missing."""

    zh_hant: Words = Field(alias="zh-Hant")
    zh_hans: Words = Field(alias="zh-Hans")
    en: Words

    def text(self) -> Text:
        """Return the core's text."""
        return Text(self.zh_hant, self.zh_hans, self.en)


class AliasIn(Strict):
    """A fact's names: the Chinese ones may stand in formulas, the English one is a label."""

    zh_hant: Words = Field(alias="zh-Hant")
    zh_hans: Words = Field(alias="zh-Hans")
    en: Words | None = None


class LineIn(Strict):
    """A sentence with an id."""

    id: Name
    say: TextIn
