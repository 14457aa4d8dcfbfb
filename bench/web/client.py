"""A person at the server: signs in as a browser does, keeps the connection open, and takes the time."""

import gzip
import http.client
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

Headers = dict[str, str]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WARM = 12  # requests before the first that counts: every thread of the server has opened its database
MOST = 100  # requests of one client


@dataclass(slots=True)
class Asked:
    """One request: GET unless it has a body."""

    path: str
    body: str = ""


FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}


@dataclass(slots=True)
class Person:
    """One browser. Copies share the session."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def again(self) -> "Person":
        """The same person at another browser window."""
        return Person(self.port, self.cookies)

    def sign_in(self, username: str, password: str) -> None:
        page = self.text("/account/login")
        found = TOKEN.search(page)
        assert found, "the sign-in page has no form"
        body = f"csrfmiddlewaretoken={found[1]}&login={username}&password={password}"
        status, _ = self.ask(Asked("/account/login", body), FORM)
        assert status in (302, 303), f"sign-in answered {status}"

    def text(self, path: str) -> str:
        status, body = self.ask(Asked(path))
        assert status == 200, f"{path} answered {status}"
        return unpacked(body).decode()

    def ask(self, asked: Asked, more: Headers | None = None) -> tuple[int, bytes]:
        """(status, body as it came over the wire)."""
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if asked.body:
            csrf = next((value for name, value in self.cookies.items() if name.startswith("csrf")), "")
            headers |= {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": csrf}
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        method = "POST" if asked.body else "GET"
        try:
            self.connection.request(method, asked.path, asked.body.encode() or None, headers | (more or {}))
            answer = self.connection.getresponse()
        except (http.client.HTTPException, ConnectionError):
            # The server closes what was idle for some seconds.
            self.connection.close()
            self.connection.request(method, asked.path, asked.body.encode() or None, headers | (more or {}))
            answer = self.connection.getresponse()
        body = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, body


def unpacked(body: bytes) -> bytes:
    """The body as the page is; a compressed one begins with gzip's mark."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


Case = Callable[[int], Asked]  # the n-th request of a case


def alone(person: Person, case: Case, seconds: float, cpu: Callable[[], float]) -> dict[str, float]:
    """One client, one request after the other. cpu: seconds of processor time that the server has used so far."""
    for number in range(WARM):
        _once(person, case(number))
    taken, sizes = [], []
    used = cpu()
    end = time.perf_counter() + seconds
    for number in range(WARM, WARM + MOST):
        spent, size = _once(person, case(number))
        taken.append(spent * 1000)
        sizes.append(size)
        if time.perf_counter() > end and len(taken) > 10:
            break
    ordered = sorted(taken)
    used = cpu() - used
    return {
        "p50_ms": round(statistics.median(taken), 1),
        "p95_ms": round(ordered[int(len(ordered) * 0.95) - 1], 1),
        "bytes": round(statistics.median(sizes)),
        "cpu_ms": round(used * 1000 / len(taken), 1),
    }


def together(person: Person, case: Case, seconds: float, clients: int = 8) -> dict[str, float]:
    """Several clients at once, each as fast as it is answered."""
    taken: list[float] = []
    numbers: Iterator[int] = count(1000)  # beyond those of `alone`; next() on it is atomic
    end = time.perf_counter() + seconds
    failed: list[BaseException] = []

    def work() -> None:
        one = person.again()
        try:
            while time.perf_counter() < end:
                taken.append(_once(one, case(next(numbers)))[0] * 1000)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    spent = time.perf_counter() - started
    return {"p50_ms": round(statistics.median(taken), 1), "rps": round(len(taken) / spent, 1)}


def _once(person: Person, asked: Asked) -> tuple[float, int]:
    start = time.perf_counter()
    status, body = person.ask(asked)
    spent = time.perf_counter() - start
    if status not in (200, 201):
        raise RuntimeError(f"{asked.path} answered {status}: {unpacked(body)[:300]!r}")
    return spent, len(body)
