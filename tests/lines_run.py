"""A cost that no clock and no neighbour of the machine changes."""

import sys


def lines_run(module, function, *args):
    """How many lines of a module run in `function(*args)`: an int."""
    counted = 0

    def count(frame, event, _arg):
        nonlocal counted
        if frame.f_code.co_filename != module.__file__:
            return None
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return counted
