"""The settings of the tests: a home of their own, and the database that is asked for.

GOLDENKEY_TEST_DATABASE is `sqlite` (the default) or `postgresql`; the latter starts a server of
its own unless DATABASE_URL names one.
"""

import atexit
import os
import shutil
import tempfile

from tests import postgres

if "GOLDENKEY_TEST_HOME" not in os.environ:  # the first process; pytest's workers inherit it
    os.environ["GOLDENKEY_TEST_HOME"] = os.environ["GOLDENKEY_HOME"] = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, os.environ["GOLDENKEY_TEST_HOME"], ignore_errors=True)
    if os.environ.get("GOLDENKEY_TEST_DATABASE") == "postgresql":
        os.environ.setdefault("DATABASE_URL", postgres.start())
    else:
        os.environ.pop("DATABASE_URL", None)

from goldenkey.config.settings import *  # noqa: F403 - after the environment
from goldenkey.config.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["GOLDENKEY_TEST_HOME"], "test.sqlite3")
    }
