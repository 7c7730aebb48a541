"""YAML 1.2 as a tree that remembers where everything stands.

Only plain data is read: no anchors, no tags, one document, a bounded size; so a hostile file
costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from goldenkey.playbooks.problems import PlaybookProblems, Problem

MOST_CHARACTERS: Final = 250_000
MOST_DEPTH: Final = 40
_CORE: Final = "tag:yaml.org,2002:"
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,18}")
_NESTING: Final = re.compile(r"[\[\]{}]|(?:[-?:][ \t\n]+)+")
_DECIMAL: Final = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,9}")
Step = str | int


@dataclass(frozen=True, slots=True)
class Place:
    """A position, counted from 1; `source` is the key of the playbook the text belongs to."""

    line: int
    column: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A value (scalar, dict of nodes or list of nodes) and where it, or its key, stands."""

    value: Any
    place: Place

    def plain(self) -> Any:
        """Return the value without positions."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def where(self, path: Sequence[Step]) -> Place:
        """Return the place of the deepest node on `path` that exists."""
        node = self
        for step in path:
            found = node.child(step)
            if found is None:
                break
            node = found
        return node.place

    def get(self, key: str) -> Any:
        """Return the plain value of a mapping's key, None when absent."""
        found = self.child(key)
        return found.plain() if found else None

    def child(self, step: Step) -> Node | None:
        """Return the node under a key or index, None when there is none."""
        if isinstance(self.value, dict):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            found: Node = self.value[step]
            return found
        return None


def parse(text: str, source: str = "") -> Node:
    """Read one YAML document; raise PlaybookProblems with line and column when it is not one."""
    return _belonging(_parse(text), source) if source else _parse(text)


def unplaced(plain: Any) -> Node:
    """Return plain data as a tree whose places nobody knows: it was read and checked before."""
    nowhere = Place(0, 0)
    if isinstance(plain, dict):
        return Node({key: unplaced(value) for key, value in plain.items()}, nowhere)
    if isinstance(plain, list):
        return Node([unplaced(value) for value in plain], nowhere)
    return Node(plain, nowhere)


def _belonging(node: Node, source: str) -> Node:
    place = Place(node.place.line, node.place.column, source)
    if isinstance(node.value, dict):
        return Node({k: _belonging(n, source) for k, n in node.value.items()}, place)
    if isinstance(node.value, list):
        return Node([_belonging(n, source) for n in node.value], place)
    return Node(node.value, place)


@lru_cache(maxsize=32)
def _parse(text: str) -> Node:
    if len(text) > MOST_CHARACTERS:
        raise PlaybookProblems([Problem("playbook.too_large", {"most": MOST_CHARACTERS})])
    if _too_deep(text):
        raise _refused("playbook.too_deep", None)
    try:
        composed = YAML(typ="safe", pure=True).compose(text)
        root = _node(composed, None) if composed is not None else None
    except MarkedYAMLError as error:
        raise _refused("playbook.not_yaml", error.problem_mark) from None
    except (YAMLError, ValueError):
        raise _refused("playbook.not_yaml", None) from None
    except RecursionError:
        raise _refused("playbook.too_deep", None) from None
    if root is None or not isinstance(root.value, dict):
        raise _refused("playbook.not_a_mapping", None)
    _no_duplicate_ids(root)
    return root


def _too_deep(text: str) -> bool:
    """Whether brackets or dashes nest beyond reason: the YAML reader would take minutes."""
    depth = 0
    for found in _NESTING.finditer(text):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
        if depth > MOST_DEPTH or len(found[0]) > 2 * MOST_DEPTH:
            return True
    return False


def _refused(code: str, mark: Any, **params: object) -> PlaybookProblems:
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return PlaybookProblems([Problem(code, params, line=line, column=column)])


def _node(composed: Any, key: Any) -> Node:
    if composed.anchor is not None:
        raise _refused("playbook.no_anchors", composed.start_mark)
    mark = (key or composed).start_mark
    place = Place(mark.line + 1, mark.column + 1)
    if isinstance(composed, MappingNode):
        return Node(_mapping(composed), place)
    if isinstance(composed, SequenceNode):
        return Node([_node(item, None) for item in composed.value], place)
    return Node(_scalar(composed), place)


def _mapping(composed: MappingNode) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in composed.value:
        if not isinstance(key, ScalarNode):
            raise _refused("playbook.not_yaml", key.start_mark)
        if key.value in found:
            raise _refused("playbook.duplicate_key", key.start_mark, key=key.value)
        found[key.value] = _node(value, key)
    return found


def _scalar(composed: ScalarNode) -> object:
    tag, text = str(composed.tag).removeprefix(_CORE), str(composed.value)
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() == "true"
    if tag == "int" and _WHOLE.fullmatch(text):
        return int(text)
    if tag == "float" and _DECIMAL.fullmatch(text):
        return Decimal(text)
    if tag in ("str", "int", "float", "timestamp"):
        return text
    raise _refused("playbook.no_tags", composed.start_mark, tag=tag)


def _no_duplicate_ids(root: Node) -> None:
    found = [
        Problem("playbook.duplicate_id", {"id": key}, path, node.place.line, node.place.column)
        for path, node, key in _repeated(root, "")
    ]
    if found:
        raise PlaybookProblems(found)


def _repeated(node: Node, path: str) -> Iterator[tuple[str, Node, object]]:
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _repeated(child, f"{path}.{key}".lstrip("."))
    elif isinstance(node.value, list):
        seen: set[object] = set()
        for index, child in enumerate(node.value):
            key = identity(child)
            if key is not None and key in seen:
                yield f"{path}.{index}", child, key
            seen.add(key)
            yield from _repeated(child, f"{path}.{index}")


def identity(node: Node) -> str | None:
    """Return what names an item of a list: its `id`, else its `key`."""
    if not isinstance(node.value, dict):
        return None
    named = node.value.get("id") or node.value.get("key")
    return str(named.value) if named and isinstance(named.value, str) else None
