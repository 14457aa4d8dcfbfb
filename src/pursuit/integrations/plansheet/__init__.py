"""A plan as a workbook: for people who read it in Excel or WPS, and to be brought in again as a table of tasks."""
