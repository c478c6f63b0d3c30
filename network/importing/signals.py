"""What is written in bulk sends no signal of the core: whoever keeps an index listens here."""

from django.dispatch import Signal

# `centres`: the CentrePages that were made or changed, in their transaction.
centres_written = Signal()
