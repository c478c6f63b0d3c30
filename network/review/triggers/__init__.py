"""Under the guard of publication.py: what the database itself refuses.

Source: editorial.md, section 4.7.
"""
