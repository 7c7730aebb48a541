"""The demonstration company: a story with a past, told by ordinary actions in three cultures."""

from goldenkey.demo.inbox import lead_file
from goldenkey.demo.loading import Loaded, Login, choose, load

__all__ = ["Loaded", "Login", "choose", "lead_file", "load"]
