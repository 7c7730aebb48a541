"""What the shell and the shared pieces of pages are drawn from; every text is ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["good", "bad", "warn", "calm"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place to go: a line of the rail, or one of the phone's five tabs.

    `icon` is a name of `frontend/build.mjs`; `add` marks the tab in the middle (＋);
    the last tab's url is `#menu`, which opens the rail as a sheet.
    """

    url: str
    label: str
    icon: str
    current: bool = False
    count: int = 0
    add: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A toast; with `undo_url` it has an undo button that posts there."""

    text: str
    level: Level = "calm"
    undo_url: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language one can switch to, named in itself."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Shell:
    """All that stands around a page. `user_name` is empty where nobody is signed in."""

    language: str
    theme: Literal["auto", "light", "dark"]
    user_name: str
    team_name: str
    csrf_token: str
    assets: Mapping[str, str]
    page_title: str
    nav: tuple[NavItem, ...] = ()
    tabs: tuple[NavItem, ...] = ()
    messages: tuple[Message, ...] = ()
    languages: tuple[Language, ...] = (
        Language("zh-hant", "繁體中文"),
        Language("zh-hans", "简体中文"),
        Language("en", "English"),
    )
    zone: str = "Asia/Taipei"
    path: str = "/"
    wide: bool = False
    home_url: str = "/"
    search_url: str = "/search/"
    language_url: str = "/settings/language/"
    theme_url: str = "/settings/theme/"
    sign_in_url: str = "/sign-in/"
    sign_out_url: str = "/sign-out/"


@dataclass(frozen=True, slots=True)
class Dot:
    """One buying role in the dots: its letter, its state, and the sentence a screen reader says."""

    letter: str
    state: Literal["met", "stale", "none", "against", "through"]
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the customer's on the road."""

    name: str
    state: Literal["done", "now", "todo"]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stage of ours on the road, with the customer's steps that presuppose it below."""

    name: str
    state: Literal["done", "now", "todo"]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A warning: the sentence, how long it has been so, the fact behind it, one thing to do."""

    text: str
    severity: Literal["high", "medium", "low"]
    since: str = ""
    because: str = ""
    do_label: str = ""
    do_url: str = ""


@dataclass(frozen=True, slots=True)
class GateRow:
    """A criterion of a gate: does it hold, what is behind it, who can supply it."""

    text: str
    state: Literal["yes", "no", "half", "unknown"]
    detail: str = ""
    source: Literal["", "confirmed", "belief", "unknown"] = ""
    do_label: str = ""
    do_url: str = ""
