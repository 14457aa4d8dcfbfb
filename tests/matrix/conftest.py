"""One world for the whole matrix, in a transaction that is rolled back at the end; every call in a savepoint."""

import gc
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from pursuit.kernel import revision
from tests.cast import assemble
from tests.matrix.world import World, build


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        revision.forget_all()
        world = build(assemble())
        # Thousands of requests follow: what is there now need not be looked through for garbage again and again.
        gc.collect()
        gc.freeze()
        yield world
        gc.unfreeze()
        transaction.set_rollback(True)
    revision.forget_all()
