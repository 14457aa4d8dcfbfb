"""Working time: weeks with exceptions, and exact arithmetic with them in minutes.

An instant is a whole number of minutes since 1970-01-01 00:00 in the company's own time, without zones and summer time.
"""
