"""The network of a plan and its dates: early and late, float, what is critical, and why each date is what it is.

Facts (`network`) → passes over arrays (`early`, `late`) → result (`schedule`). Outlines become networks in `outline`.
"""
