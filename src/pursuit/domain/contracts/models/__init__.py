"""Tables of the room."""

from pursuit.domain.contracts.models.contract import LIVE, Contract, State
from pursuit.domain.contracts.models.parts import ChangeOrder, ChangeState, Deviation, HandOver

__all__ = ["LIVE", "ChangeOrder", "ChangeState", "Contract", "Deviation", "HandOver", "State"]
