"""The range of a plan's finish: thousands of trials of its network, each with other durations, risks and gates.

Facts (`ranges`, `facts`) → compact arrays (`prepared`) → trials in blocks (`draws`, `passes`, `trials`) → what they say
(`results`). Ranges learned from the company's own history: `history`. Start at `simulate.simulate`.
"""
