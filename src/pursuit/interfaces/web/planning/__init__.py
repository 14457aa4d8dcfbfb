"""What is asked about a plan as a whole: how sure it is, what differs from a baseline, who has too much to do."""
