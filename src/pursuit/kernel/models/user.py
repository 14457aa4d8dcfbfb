"""Who signs in: people and the named system actors."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# What the system's own actors are called; their user names stay in the audit trail.
SYSTEM = {
    "system:worker": _("the system"),
    "system:console": _("the machine's console"),
    "system:demo": _("the demo company"),
    "system:founding": _("the founding of the company"),
    "system:invitations": _("an invitation"),
}


# What is nobody's business where somebody is only named; dates and JSON are most of the cost of reading a user.
_OWN = ("password", "last_login", "preferences", "last_seen", "joined_at")


def private(*paths: str) -> list[str]:
    """Columns of the users at these paths that a query need not bring, for `defer`."""
    return [f"{path}__{name}" for path in paths for name in _OWN]


class UserManager(BaseUserManager["User"]):
    """Looks a user up without minding case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person, or a system actor (is_system) under whose name background work runs."""

    username = models.CharField(_("Username"), max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)
    initials = models.CharField(max_length=40, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    title = models.CharField(_("Job title"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(max_length=10, blank=True)
    preferences = models.JSONField(default=dict, blank=True)
    last_seen = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="user_email_once"),
            models.UniqueConstraint(Lower("username"), name="user_username_once"),
        ]

    def __str__(self) -> str:
        return str(SYSTEM.get(self.username, self.name)) if self.is_system else self.name or self.username

    def get_full_name(self) -> str:
        return str(self)
