"""Pages of time: my week, what waits for approval, time on a project."""
