"""Projects（销售项目）: every big deal and every 专项, from its first stage to its outcome.

Words: method, version, stage, decision point, stage move, team, party, decision chain, outcome, ring.
Stands on customers, market and catalogue; execution, goals and everything later stand on it.
"""
