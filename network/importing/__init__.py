"""Centres from a file that somebody gives: what it says, what that changes, and doing it."""
