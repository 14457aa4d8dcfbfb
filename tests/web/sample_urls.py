"""A few pages for the tests of the front door, beside the product's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from pursuit.interfaces.web.shell import toasts
from pursuit.interfaces.web.shell.access import page, public
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused, Stale

NO = {
    "invalid": Refused("x", "金额必须大于零。"),
    "forbidden": Forbidden("x", "这不是您的项目。"),
    "missing": Missing("x", "没有这个项目。"),
    "conflict": Conflict("x", "已经审批过了。"),
    "stale": Stale("有更新的版本。", current=2, yours=1),
}


@page()
def who(request: Request) -> HttpResponse:
    return HttpResponse(f"{request.actor.user.username} {request.actor.interface}")


@page(right="settings.edit")
def settings(request: Request) -> HttpResponse:
    return HttpResponse("settings")


@page(methods=("GET", "POST"))
def refuse(request: Request, kind: str) -> HttpResponse:
    raise NO[kind]


@page(methods=("POST",))
def save(request: Request) -> HttpResponse:
    return toasts.see_other(request, "/", toasts.Toast("已保存 <b>甲</b>", url="/x", link="撤销", post=True))


@public()
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


@public()
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


@page()
def component(request: Request, name: str) -> HttpResponse:
    return render(
        request, f"components/{name}.html", {"title": "空", "button": "新建", "url": "/x", "next_cursor": "k"}
    )


urlpatterns = [
    path("sample/who", who),
    path("sample/settings", settings),
    path("sample/refuse/<kind>", refuse),
    path("sample/save", save),
    path("sample/open", open_page),
    path("sample/undeclared", undeclared),
    path("sample/broken", broken),
    path("sample/component/<name>", component),
    path("", include("pursuit.interfaces.web.urls")),
]
