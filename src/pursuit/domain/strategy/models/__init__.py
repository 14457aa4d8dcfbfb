"""Tables of the room."""

from pursuit.domain.strategy.models.analysis import AnalysisItem, Crossing, Theme
from pursuit.domain.strategy.models.moves import RelationshipMove
from pursuit.domain.strategy.models.needs import Need
from pursuit.domain.strategy.models.rivals import Criterion, Position, Score
from pursuit.domain.strategy.models.sheets import Concession, StrategyLine, StrategySheet
from pursuit.domain.strategy.models.strategy import VIEW, Part, Strategy
from pursuit.domain.strategy.models.versions import StrategyVersion

__all__ = [
    "VIEW",
    "AnalysisItem",
    "Concession",
    "Criterion",
    "Crossing",
    "Need",
    "Part",
    "Position",
    "RelationshipMove",
    "Score",
    "Strategy",
    "StrategyLine",
    "StrategySheet",
    "StrategyVersion",
    "Theme",
]
