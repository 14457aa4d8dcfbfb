"""Pages of the room people: organisation, people, absences, hand-over."""
