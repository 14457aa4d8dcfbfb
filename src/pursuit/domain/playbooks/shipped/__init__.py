"""The templates a new company starts with: the usual work of the stages of a deal, as a bid manager would list it.

Titles are Chinese, as everything that people of a company write; codes are stable.
"""

from pursuit.domain.playbooks.shipped.after import AFTER
from pursuit.domain.playbooks.shipped.ahead import AHEAD
from pursuit.domain.playbooks.shipped.bid import BID

TEMPLATES = (*AHEAD, *BID, *AFTER)
