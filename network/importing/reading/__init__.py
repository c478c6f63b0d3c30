"""What a file of centres says: no model, no request, nothing written.

`read` (sheets.py) gives a `Sheet`, whose lines hold values as CentrePage and CentreContact
name them, what refuses a line, and what was read otherwise than it stands.
"""
