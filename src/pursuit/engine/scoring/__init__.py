"""Scoring of bids: who is ranked where by which method, how that moves with our price, and how likely we are to win.

Prices are minor units of one currency, points are 1/100 of a point, shares are 1/100 of a percent: all integers, so
results are exact. Rounding is half up and happens twice only: a benchmark price to the minor unit, points to 1/100.

Sources (to be checked against the text in force before anybody relies on an article's number):
政府采购货物和服务招标投标管理办法（财政部令第87号）, art. 54 to 57, for 综合评分法 and 最低评标价法;
评标委员会和评标方法暂行规定, art. 29 to 37, for 综合评估法 and 经评审的最低投标价法.
How a benchmark price is made is for each tender document to say.
"""

from pursuit.engine.scoring.chance import Chance, Guess, chance
from pursuit.engine.scoring.evaluation import Evaluation, Standing, evaluate
from pursuit.engine.scoring.facts import FULL, BadTable, Bid, Formula, Line, Method, PriceRule, Tender
from pursuit.engine.scoring.sensitivity import Point, Turn, curve, turns

__all__ = [
    "FULL",
    "BadTable",
    "Bid",
    "Chance",
    "Evaluation",
    "Formula",
    "Guess",
    "Line",
    "Method",
    "Point",
    "PriceRule",
    "Standing",
    "Tender",
    "Turn",
    "chance",
    "curve",
    "evaluate",
    "turns",
]
