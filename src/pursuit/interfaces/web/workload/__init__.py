"""What people carry over all plans: the heat map, and a week of one person."""
