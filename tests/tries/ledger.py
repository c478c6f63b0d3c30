"""The counts as a table, then each finding in words."""

from collections import defaultdict

from django.db import connection

HARMLESS = {"seen by the audit", "passes, visitors read the same", "takes it offline"}


def deadlocks():
    """Those that the server counted on this database since it was made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0]


def told_at_the_end(counts, findings):
    """Print both; 1 if something came through, broke or deadlocked, else 0."""
    for part, counter in counts.items():
        tries = counter.pop("tries", 0)
        said = ", ".join(f"{times} {what}" for what, times in sorted(counter.items()))
        print(f"{part}: {tries} tries: {said}")
    harmless, told = defaultdict(set), set()
    for part, kind, *what in findings:
        if kind in HARMLESS:
            harmless[part, kind].add(" ".join(what))
        elif (part, kind, what[0]) not in told:
            told.add((part, kind, what[0]))
            print(f"[{part}] {kind}: {' | '.join(what)}")
    for (part, kind), what in harmless.items():
        print(f"({part}) {kind}: {'; '.join(sorted(what))}", flush=True)
    return int(bool(told))
