"""The triggers on PostgreSQL, each with a function of the same name.

A row is compared as json, so that a migration that adds or drops a column meets no
function that names it.
"""

from django.db.backends.utils import truncate_name

from .door import SETTING
from .rules import Words, rules

LONGEST = 63
IS_SHUT = "review_is_shut"
OF_IS_SHUT = "(page text)", "boolean LANGUAGE sql STABLE"
ASK = f"""
SELECT page <> ALL (string_to_array(coalesce(current_setting('{SETTING}', true), ''), ','))
"""
REFUSE = """
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
"""


def _differ(columns):
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)


def _moved(one):
    free = ", ".join(f"'{name}'" for name in one.free_columns)
    old, new = (f"to_jsonb({row}) - ARRAY[{free}]::text[]" for row in ("OLD", "NEW"))
    return f"{old} IS DISTINCT FROM {new}"


def wanted(tables):
    """{name: (body of the function, its trigger as pg_get_triggerdef says it)}."""
    found = dict(map(_trigger, rules(Words(_differ, _moved), tables)))
    return {IS_SHUT: (ASK, "")} | found if found else {}


def _trigger(rule):
    name = truncate_name(f"review_{rule.table}_{rule.event.lower()}", LONGEST)
    body = REFUSE.format(condition=rule.condition, message=rule.message)
    when = f"CREATE TRIGGER {name} AFTER {rule.event} ON {rule.table}"
    return name, (body, f"{when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def installed(cursor):
    """What is there, in the same words; a trigger that is switched off is not there."""
    cursor.execute(
        r"""
        SELECT proname, prosrc, coalesce(pg_get_triggerdef(pg_trigger.oid, true), '')
        FROM pg_proc
        LEFT JOIN pg_trigger ON tgfoid = pg_proc.oid AND tgenabled IN ('O', 'A')
        WHERE proname LIKE 'review\_%' AND pg_function_is_visible(pg_proc.oid)
        """
    )
    return {name: (body, trigger) for name, body, trigger in cursor.fetchall()}


def create(name, made):
    body, trigger = made
    takes, gives = ("()", "trigger LANGUAGE plpgsql") if trigger else OF_IS_SHUT
    yield f"CREATE FUNCTION {name}{takes} RETURNS {gives} AS $review${body}$review$"
    if trigger:
        yield trigger


def drop(name):
    """The function, and its trigger with it."""
    yield f"DROP FUNCTION {name} CASCADE"
