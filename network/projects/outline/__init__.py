"""The outline of a project as plain rows: no model, no request.

Whatever gives rows (the form, a paste, a sheet) gives the same `Row`: outline.md.
"""
