"""The watched client fails where it should, and only there."""

import pytest
from django.test import override_settings

from tests.plumbing.untouched import WatchedClient, written_table

PLAIN = override_settings(
    ROOT_URLCONF="tests.plumbing.sample_urls",
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)


@PLAIN
def check_all(client: WatchedClient) -> None:
    with pytest.raises(AssertionError, match="409 and yet wrote"):
        client.get("/left")
    assert client.get("/rolled-back").status_code == 409
    assert client.get("/nothing").status_code == 422


@pytest.mark.django_db
def test_inside_a_test_transaction(client: WatchedClient) -> None:
    check_all(client)


@pytest.mark.django_db(transaction=True)
def test_with_real_commits(client: WatchedClient) -> None:
    check_all(client)


@pytest.mark.django_db
@PLAIN
def test_a_success_may_write(client: WatchedClient) -> None:
    assert client.get("/writes").status_code == 200


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "kernel_user" ("a") VALUES (1)', "kernel_user"),
        ('INSERT OR IGNORE INTO "kernel_event" SELECT 1', "kernel_event"),
        ('WITH x AS (SELECT 1) DELETE FROM "kernel_event" WHERE 1', "kernel_event"),
        ('UPDATE "kernel_user" SET "name" = 1', "kernel_user"),
        ('UPDATE "kernel_user" SET "last_seen" = 1 WHERE id = 1', None),
        ('UPDATE "kernel_user" SET "last_seen" = 1, "name" = 2 WHERE id = 1', "kernel_user"),
        ('INSERT INTO "django_session" VALUES (1)', None),
        ('SELECT "a" FROM "kernel_user" FOR UPDATE', None),
    ],
)
def test_what_counts_as_a_write(sql: str, table: str | None) -> None:
    assert written_table(sql) == table
