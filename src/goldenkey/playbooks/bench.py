"""The bench a playbook is built on: the names it may use, and what was found wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from goldenkey.core.formula import Formula, FormulaError, Kind, Type, parse
from goldenkey.core.text import Text
from goldenkey.playbooks.problems import Problem
from goldenkey.playbooks.schema_base import TextIn
from goldenkey.playbooks.tree import Node, Step

Path = tuple[Step, ...]
_NOTHING: Final = parse("true", {})
"""Stands in for a formula that was refused; such a playbook is never handed out."""


@dataclass
class Bench:
    """Declared names and their types, aliases, roles; `problems` grows while building."""

    root: Node
    roles: frozenset[str]
    declared: Mapping[str, Type] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, path: Path, /, **params: object) -> None:
        """Note a problem at a path of the file."""
        place = self.root.where(path)
        named = ".".join(str(step) for step in path)
        self.problems.append(
            Problem(f"playbook.{code}", params, named, place.line, place.column, place.source)
        )

    def formula(
        self, source: str, path: Path, *, parts: Mapping[str, Formula] | None = None
    ) -> Formula:
        """Compile a formula that must be true, false or unknown."""
        try:
            return parse(
                source, self.declared, aliases=self.aliases, parts=parts or {}, expect=Kind.BOOL
            )
        except FormulaError as error:
            about = {**error.params, "code": error.code, "offset": error.offset, "formula": source}
            self.refuse("formula", path, **about)
            return _NOTHING

    def text(self, given: TextIn | None, path: Path) -> Text:
        """Return a text whose braces hold only declared names, in every language the same."""
        text = given.text() if given else Text("", "", "")
        for language, words in (("zh-Hant", text.zh_hant), ("zh-Hans", text.zh_hans)):
            names = Text(words, "", "").names
            for name in sorted(names ^ Text("", "", text.en).names):
                self.refuse("missing_translation", (*path, language), name=name)
        for name in sorted(text.names):
            if not self._may_stand_in_braces(name):
                self.refuse("unknown_name", path, name=name)
        return text

    def need(self, key: str, known: Iterable[str], path: Path, *, code: str) -> None:
        """Note a problem unless `key` is known."""
        if key not in known:
            self.refuse(code, path, name=key)

    def _may_stand_in_braces(self, name: str) -> bool:
        return name in self.declared or name.removeprefix("role.") in self.roles
