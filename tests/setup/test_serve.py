"""The server and its job worker start as one and end as one."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.serving import Serving, command, free_port, serving, until


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made once for the tests of this file."""
    place = tmp_path_factory.mktemp("home")
    assert command(place, "migrate").returncode == 0
    return place


@pytest.fixture(scope="module")
def lasting(home: Path) -> Iterator[Serving]:
    """A server for the tests that leave it running."""
    with serving(home) as running:
        yield running


@pytest.fixture
def server(home: Path) -> Iterator[Serving]:
    """A server that is ready."""
    with serving(home) as running:
        yield running


def test_the_login_page_and_its_styles_are_served(lasting: Serving) -> None:
    status, page = lasting.get("/sign-in/")
    assert status == 200 and 'type="password"' in page
    style = re.search(r'href="(/static/build/[^"]+\.css)"', page)
    assert style is not None
    assert lasting.get(style[1])[0] == 200


def test_the_address_is_told_once_it_is_ready(lasting: Serving) -> None:
    assert f"http://127.0.0.1:{lasting.port}/" in "".join(lasting.said)


def test_ctrl_c_ends_all_of_it_well(server: Serving) -> None:
    assert until(server.job_worker)
    os.killpg(server.process.pid, signal.SIGINT)
    assert server.process.wait(15) == 0
    assert until(server.group_is_gone)
    assert not server.answers()


def test_a_terminated_server_takes_its_children_along(server: Serving) -> None:
    assert until(server.job_worker)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(15) == 0
    assert until(server.group_is_gone)


def test_a_killed_server_leaves_no_orphan(server: Serving) -> None:
    assert until(server.job_worker)
    server.process.send_signal(signal.SIGKILL)
    server.process.wait(15)
    assert until(server.group_is_gone)


def test_a_job_worker_that_dies_is_started_again(server: Serving) -> None:
    assert until(server.job_worker)
    first = server.job_worker()
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert until(lambda: server.job_worker() not in (None, first))
    assert server.answers()


def test_host_and_port_of_the_environment_are_kept(home: Path) -> None:
    with serving(home, HOST="127.0.0.2", PORT=str(free_port())) as server:
        assert f"http://127.0.0.2:{server.port}/" in "".join(server.said)
        with socket.create_connection(("127.0.0.2", server.port), 5):
            pass
        assert not server.answers()


def test_data_lie_where_the_environment_says(home: Path) -> None:
    assert (home / "goldenkey.sqlite3").exists()
    assert (home / "secret").stat().st_mode & 0o077 == 0


def test_a_taken_port_is_said_in_a_sentence(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = command(home, "serve", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_restored_under_a_running_server(lasting: Serving, home: Path) -> None:
    copy = home / "copy.zip"
    assert command(home, "backup", str(copy)).returncode == 0
    done = command(home, "restore", str(copy))
    copy.unlink()
    assert done.returncode == 1
    assert lasting.answers()
    assert "stop it first" in done.stderr
