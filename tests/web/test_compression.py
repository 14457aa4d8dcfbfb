"""Pages are compressed for whoever takes it, and only what gains by it."""

import gzip

from django.test import Client

from tests.cast import Cast
from tests.web.making import enter


def test_a_page_comes_compressed_for_whoever_takes_it(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    plain = client.get("/projects/")
    packed = client.get("/projects/", headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content).decode().startswith("<!doctype html>")


def test_what_is_short_or_has_an_etag_stays_as_it_is(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    asked = {"accept-encoding": "gzip"}
    assert "Content-Encoding" not in client.get("/robots.txt", headers=asked).headers
    answer = client.get(f"/api/v1/units/{cast.units['east'].pk}", headers=asked)
    assert "Content-Encoding" not in answer.headers
    assert "Content-Encoding" not in client.get("/desk/sight", headers=asked).headers
