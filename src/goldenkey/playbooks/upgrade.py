"""Files of earlier schemas: one pure step from each number to the next, applied when one is read.

A step takes the file's tree and returns it as the next schema has it; what it keeps, it keeps in
place, so that problems still name line and column of the text as written. A step, once released,
never changes: tests/golden/playbooks holds every file ever released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from goldenkey.playbooks.schema import SCHEMA
from goldenkey.playbooks.tree import Node

Step = Callable[[Node], Node]
UPGRADES: Final[Mapping[int, Step]] = {}
"""From schema n to n + 1, by n. There is one schema so far."""


def upgraded(root: Node, *, steps: Mapping[int, Step] = UPGRADES, to: int = SCHEMA) -> Node:
    """Return a file as the schema `to` has it; one that says no known number stays as it is."""
    number = root.get("schema")
    while type(number) is int and number < to and number in steps:
        root = _numbered(steps[number](root), number + 1)
        number += 1
    return root


def _numbered(root: Node, number: int) -> Node:
    said: Node = root.value["schema"]
    return Node({**root.value, "schema": Node(number, said.place)}, root.place)
