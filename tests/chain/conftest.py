"""The deal of the projects' tests."""

from tests.projects.conftest import account, deal  # noqa: F401
