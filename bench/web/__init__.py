"""How long pages and answers take with many projects: `python -m bench.web --projects N --json`."""
