"""The makers of other folders that these tests use, and an AR who can sign in."""

import pytest
from django.core.cache import cache

from pursuit.kernel.models import User
from tests.cast import PASSWORD, Cast
from tests.projects.conftest import account, deal  # noqa: F401
from tests.rest.conftest import caller, fresh_limits  # noqa: F401


@pytest.fixture(autouse=True)
def no_memory_of_attempts() -> None:
    cache.clear()


@pytest.fixture
def ar(cast: Cast) -> User:
    """The AR, with a password."""
    cast.ar.set_password(PASSWORD)
    cast.ar.save()
    return cast.ar
