"""What is done before a bid is handed in, on paper and by a tender platform; each line wants two people."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

Steps = tuple[tuple[str, Text], ...]

BOTH: Steps = (
    ("price_table", _("Opening table, bill and totals agree in figures and words")),
    ("signatures", _("Signed and initialled wherever the documents ask for it")),
    ("bond", _("Bid bond has arrived, proof of payment is bound in")),
    ("contents", _("Page numbers and table of contents agree")),
)
PAPER: Steps = (
    ("stamp", _("Stamped on every page that needs it, and across the edges")),
    ("copies", _("Original and copies are complete")),
    ("envelope", _("Envelope sealed and labelled as asked")),
    ("bearer", _("Bearer has identity card and authorisation")),
)
ELECTRONIC: Steps = (
    ("ca_valid", _("CA key is valid beyond the opening and its password is known")),
    ("e_stamp", _("Electronic stamps and signatures are on all files")),
    ("e_upload", _("Encrypted and uploaded, the receipt is kept")),
    ("e_decrypt", _("Somebody is ready in the decryption window, with a second computer")),
)
AFTER = frozenset({"e_upload"})  # done with the sealed bid, and asked for when it is handed in
VALID_UNTIL = frozenset({"ca_valid"})  # lines whose day is one until which something holds


def steps(*, electronic: bool) -> Steps:
    """The lines a bid starts with."""
    return (*BOTH, *(ELECTRONIC if electronic else PAPER))
