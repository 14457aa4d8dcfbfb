# ruff: noqa: E402  Django must be set up before its models are imported
"""Processes the kill rounds start and kill: they write through actions and print a line per acknowledged write.

python -m tests.accept.victim writes|merges|worker
"""

import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pursuit.config.settings")

import django

django.setup()

from pursuit.domain.customers.actions.accounts import create_account, delete_account, update_account
from pursuit.domain.customers.actions.merge import merge_accounts
from pursuit.kernel import undo
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event, User


def said(*words: object) -> None:
    """Acknowledge: from here on the write must survive anything."""
    print(*words, flush=True)


def writes(actor: Actor) -> None:
    """Ordinary writes for ever: create, edit, delete."""
    dice = random.Random()
    at = 0
    while True:
        at += 1
        row = create_account(actor=actor, title=f"客户 {os.getpid()}-{at}")
        said("created", row.pk)
        region = f"区{dice.randrange(10**6)}"
        update_account(actor=actor, account=row.pk, region=region)
        said("region", row.pk, region)
        if dice.random() < 0.2:
            delete_account(actor=actor, account=row.pk)
            said("deleted", row.pk)


def merges(actor: Actor) -> None:
    """Merge two accounts with things hanging on them, take it back, for ever."""
    at = 0
    while True:
        at += 1
        keep = create_account(actor=actor, title=f"保留 {os.getpid()}-{at}")
        gone = create_account(actor=actor, title=f"并入 {os.getpid()}-{at}")
        for child in range(15):
            create_account(actor=actor, title=f"子公司 {os.getpid()}-{at}-{child}", parent=gone.pk)
        said("pair", keep.pk, gone.pk)
        merge_accounts(actor=actor, keep=keep.pk, remove=gone.pk)
        said("merged", keep.pk, gone.pk)
        if at % 2:
            event = Event.objects.filter(subject_id=keep.pk).latest("pk")
            undo.undo(actor, event.pk)
            said("unmerged", keep.pk, gone.pk)


def worker(_actor: Actor) -> None:
    """The product's worker."""
    from pursuit.kernel.worker import Worker

    said("working")
    Worker().run()


if __name__ == "__main__":
    {"writes": writes, "merges": merges, "worker": worker}[sys.argv[1]](Actor.of(User.objects.get(username="ar")))
