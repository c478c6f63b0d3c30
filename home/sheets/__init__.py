"""Spreadsheets, whoever asks for them: what a file's cells say, and how one is written.

What its columns mean is its reader's: the plan of a project, a list of centres.
"""
