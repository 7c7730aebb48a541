"""The ways an action or selector says no; pages and API turn each into its status."""

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """A refusal with a code and parameters; wording turns it into a sentence."""

    status = 400

    def __init__(self, code: str, *, field: str = "", requirement: str = "", **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.requirement = requirement
        self.params: Mapping[str, Any] = params


class NotFound(Problem):
    """Not there, or out of the actor's scope: the two are not told apart."""

    status = 404

    def __init__(self, kind: str = "record") -> None:
        super().__init__("not_found", kind=kind)


class Forbidden(Problem):
    """In scope, but the right is missing."""

    status = 403

    def __init__(self, right: str) -> None:
        super().__init__("forbidden", right=right)


class Conflict(Problem):
    """Somebody else changed the record since it was read."""

    status = 409

    def __init__(self, *, changed_by: str, changes: tuple[str, ...], version: int) -> None:
        super().__init__("stale", changed_by=changed_by, changes=changes, version=version)


class Refused(Problem):
    """A rule says no to these values; `field` names the one to mend."""

    status = 422
