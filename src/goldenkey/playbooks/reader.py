"""Reading a playbook: text, its parents, the schema, the core. Everything wrong is told at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from goldenkey.core.playbook import Playbook
from goldenkey.playbooks.build import build
from goldenkey.playbooks.merge import merge
from goldenkey.playbooks.problems import PlaybookProblems, Problem
from goldenkey.playbooks.schema import PlaybookIn
from goldenkey.playbooks.tree import Node, Step, parse, unplaced
from goldenkey.playbooks.upgrade import upgraded

Parents = Callable[[str], str]
_LANGUAGES: Final = ("zh-Hant", "zh-Hans", "en")
_CODES: Final[Mapping[str, str]] = {
    "missing": "missing_field",
    "extra_forbidden": "unknown_field",
    "literal_error": "not_one_of",
    "string_pattern_mismatch": "bad_pattern",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "string_too_long": "out_of_range",
    "string_too_short": "missing_field",
    "too_short": "missing_field",
    "value_error": "out_of_range",
}


def read(text: str, *, parents: Parents) -> Playbook:
    """Read a playbook; `parents` gives the source of the one it extends (KeyError: none such).

    Raises PlaybookProblems with every problem found, each with line, column and field.
    """
    root = whole(text, parents=parents)
    return build(_validated(root), root)


def kept(text: str, *, parents: Parents) -> dict[str, Any]:
    """Return a playbook, read and checked, as plain JSON that `restored` turns back at once.

    YAML with positions takes seconds to read; a version in use needs no positions any more.
    """
    root = whole(text, parents=parents)
    origins = build(_validated(root), root).origins
    plain = json.loads(json.dumps(root.plain(), default=str))
    return {"plain": plain, "origins": dict(origins)}


def restored(tree: Mapping[str, Any]) -> Playbook:
    """Return the playbook that was kept: the same one that reading its text gives."""
    root = upgraded(unplaced(tree["plain"]))
    return build(PlaybookIn.model_validate(root.plain()), root, origins=tree["origins"])


def whole(text: str, *, parents: Parents) -> Node:
    """Return the file with all it inherits; parts of a parent remember whose they are."""
    return _with_parents(upgraded(parse(text)), parents, ())


def _with_parents(node: Node, parents: Parents, line_of: tuple[str, ...]) -> Node:
    wanted = node.get("extends")
    if not isinstance(wanted, str):
        return node
    keys = (*line_of, str(node.get("key")))
    if wanted in keys:
        raise _at(node, "extends_cycle", ("extends",), name=wanted)
    try:
        source = parents(wanted)
    except KeyError:
        raise _at(node, "unknown_parent", ("extends",), name=wanted) from None
    above = _with_parents(upgraded(parse(source, wanted)), parents, keys)
    return merge(above, node)


def _validated(root: Node) -> PlaybookIn:
    try:
        return PlaybookIn.model_validate(root.plain())
    except ValidationError as error:
        raise PlaybookProblems(_problem(root, e) for e in error.errors(include_url=False)) from None


def _problem(root: Node, error: Any) -> Problem:
    path = _real(root, error["loc"])
    code, params = _CODES.get(error["type"], "wrong_type"), _params(error)
    if code == "missing_field" and path and path[-1] in _LANGUAGES:
        code, params = "missing_translation", {"language": path[-1]}
    return _at(root, code, path, **params).problems[0]


def _params(error: Any) -> dict[str, object]:
    known = ("expected", "ge", "le", "pattern", "max_length", "min_length")
    found = {name: value for name, value in (error.get("ctx") or {}).items() if name in known}
    return {**found, "kind": error["type"]}


def _real(root: Node, location: Sequence[Step]) -> tuple[Step, ...]:
    """The path without the names of union branches, with the missing field at its end."""
    path: list[Step] = []
    node: Node | None = root
    for index, step in enumerate(location):
        found = node.child(step) if node else None
        if found is not None:
            node = found
            path.append(step)
        elif index == len(location) - 1 and "[" not in str(step):
            path.append(step)
    return tuple(path)


def _at(root: Node, code: str, path: Sequence[Step], **params: object) -> PlaybookProblems:
    place = root.where(path)
    named = ".".join(str(step) for step in path)
    return PlaybookProblems(
        [Problem(f"playbook.{code}", params, named, place.line, place.column, place.source)]
    )
