"""Pages of plans: the chart, its rows, what is changed on it."""
