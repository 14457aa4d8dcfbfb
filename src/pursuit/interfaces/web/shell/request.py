"""The request as pages see it: who asks, and whether htmx asks for a fragment."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from pursuit.kernel.actor import Actor
from pursuit.kernel.models import User


class Request(HttpRequest):
    """What ActorMiddleware guarantees to every view that is not public."""

    user: User
    actor: Actor
    htmx: HtmxDetails
