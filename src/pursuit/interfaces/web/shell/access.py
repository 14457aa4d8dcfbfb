"""Who may open a page. Nothing is open unless its view says so; the declarations are the route inventory."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.errors import Forbidden

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=Callable[..., object])

# allauth's own views, which cannot carry our mark: people reach them before they are signed in.
PUBLIC_ROUTES = frozenset(
    {
        "account_login",
        "account_signup",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)

NO_RIGHT = _("You do not have the right to open this page. Ask an administrator to grant it.")


class Declared(Protocol):
    """What a declared view carries."""

    right: str
    methods: tuple[str, ...]
    public: bool


def page(
    right: str = "", methods: tuple[str, ...] = ("GET",)
) -> Callable[[Callable[Concatenate[Request, P], HttpResponseBase]], View]:
    """Declare a view: the right it needs at all ("" : any signed-in person) and the methods it answers.

    The right is only the front door; which records a person sees is decided by the queries behind it.
    """
    allowed = (*methods, "HEAD") if "GET" in methods else methods

    def declare(view: Callable[Concatenate[Request, P], HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            asked = cast(Request, request)
            if right and not asked.actor.may(right):
                raise Forbidden("forbidden", NO_RIGHT)
            return view(asked, *args, **kwargs)

        return _mark(guarded, right=right, methods=methods, public=False)

    return declare


def public(
    methods: tuple[str, ...] = ("GET",),
) -> Callable[[Callable[Concatenate[HttpRequest, P], HttpResponse]], View]:
    """Declare a view that people may open without signing in."""
    allowed = (*methods, "HEAD") if "GET" in methods else methods

    def declare(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            return view(request, *args, **kwargs)

        return _mark(guarded, right="", methods=methods, public=True)

    return declare


def _mark(view: V, *, right: str, methods: tuple[str, ...], public: bool) -> V:
    declared = cast(Declared, view)
    declared.right, declared.methods, declared.public = right, methods, public
    return view
