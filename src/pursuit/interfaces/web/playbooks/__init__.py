"""Templates of plans and how they are put into one; the tender of a project with its dates."""
