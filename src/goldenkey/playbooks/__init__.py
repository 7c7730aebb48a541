"""Playbooks as files: one way of selling each, read with positions, checked, never code."""

from goldenkey.playbooks.problems import PlaybookProblems, Problem
from goldenkey.playbooks.reader import read
from goldenkey.playbooks.schema import json_schema
from goldenkey.playbooks.shipped import load_shipped, shipped_keys, source_of

__all__ = [
    "PlaybookProblems", "Problem", "json_schema", "load_shipped", "read", "shipped_keys",
    "source_of",
]  # fmt: skip
