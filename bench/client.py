"""A small client that keeps its connection, signs in as a person does, and times each answer."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bench.company import PASSWORD


class Person:
    """Somebody with a browser: one connection, one session."""

    def __init__(self, port: int, username: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        page = self.get("/sign-in/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page[:500]
        form = {"username": username, "password": PASSWORD, "next": "/",
                "csrfmiddlewaretoken": token.group(1).decode()}  # fmt: skip
        self.send("POST", "/sign-in/", urlencode(form),
                  {"Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip
        assert "sessionid" in self.cookies, "sign-in refused"

    def get(self, path: str, *, fragment: bool = False) -> bytes:
        """Ask for a page; anything but 200 is an error."""
        status, body = self.send("GET", path, None, {"HX-Request": "true"} if fragment else {})
        assert status == 200, (status, path, body[:300])
        return body

    def call(self, method: str, path: str, body: object) -> bytes:
        """Call the API as the signed-in person."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies["csrftoken"]}
        status, answer = self.send(method, f"/api/v1{path}", json.dumps(body), headers)
        assert status < 300, (status, path, answer[:300])
        return answer

    def send(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        """One request on the kept connection."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self._answer(method, path, body, {"Cookie": cookie, **headers})
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.read()

    def _answer(self, *asked: Any) -> http.client.HTTPResponse:
        """The answer; a connection that the server let go while it idled is made anew."""
        try:
            self.connection.request(*asked)
            return self.connection.getresponse()
        except http.client.RemoteDisconnected:
            self.connection.close()
            self.connection.request(*asked)
            return self.connection.getresponse()


def timed(run: Callable[[int], object], count: int, *, warm: int = 20) -> list[float]:
    """Milliseconds of each call after a warm-up."""
    for n in range(warm):
        run(n)
    took = []
    for n in range(count):
        began = time.perf_counter()
        run(warm + n)
        took.append((time.perf_counter() - began) * 1000)
    return took


def rate(people: list[Person], ask: Callable[[Person, int], object], seconds: float) -> float:
    """Answers a second with everybody asking at once."""
    until = time.perf_counter() + seconds
    done = [0] * len(people)

    def work(place: int) -> None:
        while time.perf_counter() < until:
            ask(people[place], done[place] * len(people) + place)
            done[place] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds
