"""iMOPSE: the file format of published staffing instances (people with skills and salaries)."""
