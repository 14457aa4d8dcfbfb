"""Pages of the decision chain: map, table, replay, people, ties, readers."""
