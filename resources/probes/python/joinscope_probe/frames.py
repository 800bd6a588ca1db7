"""Where in the program something was asked for, and how to stay out of its tracebacks."""

import os
import sys

_STDLIB = os.path.dirname(os.__file__) + os.sep
_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
# Between the wish and the deed: where it was expressed is in none of these.
_BETWEEN = tuple(
    _STDLIB + part
    for part in ("multiprocessing" + os.sep, "concurrent" + os.sep, "asyncio" + os.sep, "subprocess.py", "threading.py")
)
_LIBRARIES = (os.sep + "joblib" + os.sep, os.sep + "loky" + os.sep)
_is_between = {}


def is_between(path):
    """Whether a file is of a library that acts on the program's behalf, or ours."""
    known = _is_between.get(path)
    if known is None:
        full = os.path.abspath(path)
        known = full.startswith(_BETWEEN) or full.startswith(_HERE) or any(part in full for part in _LIBRARIES)
        if len(_is_between) < 5000:
            _is_between[path] = known
    return known


def is_ours(path):
    return path.startswith(_HERE)


def callers_frame(frame):
    """The nearest frame of the program's own, from ``frame`` upwards; None where there is none."""
    while frame is not None and is_between(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def place_of(frame):
    code = frame.f_code
    return {"file": code.co_filename[:4096], "line": frame.f_lineno or 0, "function": code.co_name[:256]}


def callers_place(depth=1):
    """File, line and function of the program's own that led here, as fields of a report."""
    frame = callers_frame(sys._getframe(depth + 1))
    return {} if frame is None else place_of(frame)


def library_entry(frame):
    """Which function of a library the program called: ``Pool.__exit__``, ``Process.terminate``."""
    entry = None
    while frame is not None:
        path = frame.f_code.co_filename
        if not is_between(path):
            break
        # A thread of a library has no caller: what it runs says more than how threads begin.
        if not is_ours(path) and not path.endswith("threading.py"):
            entry = frame
        frame = frame.f_back
    if entry is None:
        return None
    code = entry.f_code
    qualified = getattr(code, "co_qualname", None)
    if qualified is None:
        owner = entry.f_locals.get("self")
        qualified = code.co_name if owner is None else type(owner).__name__ + "." + code.co_name
    return qualified[:256]


def hide(error):
    """Takes the frame that catches ``error`` out of its traceback, before a bare ``raise``.

    Effective since CPython 3.11, where ``raise`` takes the traceback from the exception; in
    older ones ``hide_all`` and ``tracebacks`` do it where one is printed.
    """
    trace = error.__traceback__
    if trace is not None:
        # None where the C type of a lock raised it.
        error.__traceback__ = trace.tb_next


def hide_all(error, trace):
    """Takes all frames of the probe out of a traceback that is about to be printed."""
    seen = 0
    while error is not None and seen < 100:
        last = None
        one = trace if trace is not None else error.__traceback__
        while one is not None:
            if last is not None and is_ours(one.tb_frame.f_code.co_filename):
                last.tb_next = one.tb_next
            else:
                last = one
            one = one.tb_next
        error, trace = error.__cause__ or error.__context__, None
        seen += 1
