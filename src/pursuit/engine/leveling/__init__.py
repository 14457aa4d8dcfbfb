"""Levelling: plans whose people and machines are limited. Facts in (`problem`), schedules and valid bounds out."""
