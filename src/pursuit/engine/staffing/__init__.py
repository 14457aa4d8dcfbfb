"""Staffing: who does what. Schedules in which people with skills are limited, suggestions with reasons, workload."""
