"""Gates（立项与决策点）: may this project go on?

Words: charter, evidence, review, vote, conclusion, condition, scorecard, exposure.
Stands on all rooms of a deal; answers the gate checks of projects.
"""
