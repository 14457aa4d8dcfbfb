"""Four small views that refuse, with and without leaving rows behind, to prove the watched client."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from pursuit.kernel.models import User


def _write() -> None:
    User.objects.create(username=uuid4().hex, name="x")


def refuses_after_writing(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse(status=409)


def refuses_and_rolls_back(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        _write()
        transaction.set_rollback(True)
    return HttpResponse(status=409)


def refuses_with_nothing_changed(request: HttpRequest) -> HttpResponse:
    User.objects.filter(username="nobody-here").update(name="y")
    ContentType.objects.create(app_label="plumbing", model="sample")
    return HttpResponse(status=422)


def writes(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        _write()
    return HttpResponse(status=200)


urlpatterns = [
    path("left", refuses_after_writing),
    path("rolled-back", refuses_and_rolls_back),
    path("nothing", refuses_with_nothing_changed),
    path("writes", writes),
]
