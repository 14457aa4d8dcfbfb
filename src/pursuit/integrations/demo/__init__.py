"""The demo company 远航智控: two years of a company that sells industrial automation and engineering projects.

Everything is made up and everything is written through actions, in the order of time, by a named system actor in the
names of the people concerned (diary.py). All dates count from today, so the company never looks stale.
`load()` writes it into an empty database; `logins()` names who can sign in.
"""

from pursuit.integrations.demo.loading import is_here, load, logins

__all__ = ["is_here", "load", "logins"]
