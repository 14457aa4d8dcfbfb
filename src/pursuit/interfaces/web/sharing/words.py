"""What the history says of shares."""

from django.utils.translation import gettext_lazy

from pursuit.kernel.errors import Text

VERBS: dict[str, Text] = {
    "sharing.feed.created": gettext_lazy("made a calendar feed"),
    "sharing.feed.renewed": gettext_lazy("gave a calendar feed a new address"),
    "sharing.feed.revoked": gettext_lazy("ended a calendar feed"),
    "sharing.plan.shared": gettext_lazy("showed the plan to somebody outside"),
    "sharing.plan.unshared": gettext_lazy("ended a share of the plan"),
}
DETAILS = dict.fromkeys(("sharing.plan.shared", "sharing.plan.unshared"), "name")
