"""How a Python program comes to its end: an exception, sys.exit, os._exit, or the last line.

Told at the end itself, so that an exit that the program caught again is not told. A process
that a signal ends tells nothing, and that is how the two are told apart.
"""

import atexit
import os
import sys
from _thread import get_ident

from . import reporting
from .frames import callers_place, hide, hide_all, is_between

_MAX_TEXT = 60000
_main_thread = get_ident()
# The last sys.exit of the main thread, as fields of a report.
_asked = {}
_has_failed = False
_is_told = False


def install():
    _wrap_excepthook()
    _wrap_exits()
    # The first to be registered is the last to be called.
    atexit.register(_at_exit)
    os.register_at_fork(after_in_child=_after_fork)


def _after_fork():
    global _main_thread, _asked, _has_failed, _is_told
    _main_thread, _asked, _has_failed, _is_told = get_ident(), {}, False, False


def _wrap_excepthook():
    hook = sys.excepthook

    def excepthook(kind, error, trace):
        tell_exception(kind, error, trace)
        return hook(kind, error, trace)

    sys.excepthook = excepthook


def tell_exception(kind, error, trace):
    """Tells of an exception that nobody caught, and takes our own frames out of it."""
    global _has_failed
    _has_failed = True
    try:
        hide_all(error, trace)
        known = {} if issubclass(kind, KeyboardInterrupt) else {"traceback": _text_of(kind, error, trace)}
        try:
            message = str(error)
        except Exception:
            message = "<its text could not be had>"
        reporting.report(
            "exception",
            pid=reporting.pid,
            errorType=str(getattr(kind, "__name__", kind))[:256],
            message=message[:_MAX_TEXT],
            **known
        )
    except Exception:
        pass


def _text_of(kind, error, trace):
    """Not for Ctrl-C: the import runs ``exec``, after which Python has forgotten that it is to die of SIGINT."""
    import traceback

    return "".join(traceback.format_exception(kind, error, trace))[-_MAX_TEXT:]


def _wrap_exits():
    leave, leave_now = sys.exit, os._exit

    def exit(status=None, /):
        try:
            _note_exit(status)
        except Exception:
            pass
        try:
            leave(status)
        except SystemExit as error:
            hide(error)
            raise

    def _exit(status):
        try:
            _tell_os_exit(status)
        except Exception:
            pass
        leave_now(status)

    # Both are found again by pickle under the name of the original.
    exit.__module__, exit.__qualname__, exit.__doc__ = "sys", "exit", leave.__doc__
    _exit.__module__, _exit.__qualname__, _exit.__doc__ = leave_now.__module__, "_exit", leave_now.__doc__
    sys.exit, os._exit = exit, _exit


def _note_exit(status):
    global _asked
    if get_ident() != _main_thread:
        return
    _asked = dict(callers_place(2), how="sys.exit", code=_code_of(status))
    if not (status is None or isinstance(status, int)):
        _asked["text"] = str(status)[:2000]


def _code_of(status):
    """As the system sees it: the low byte; a text is printed and becomes 1."""
    if status is None:
        return 0
    return status & 255 if isinstance(status, int) else 1


def _tell_os_exit(status):
    # multiprocessing leaves its forked children by os._exit, after tell_end.
    if not is_between(sys._getframe(2).f_code.co_filename):
        _tell(dict(callers_place(2), how="os._exit", code=status & 255))
    reporting.finish()


def _at_exit():
    tell_end(None)
    reporting.leave()


def tell_end(exitcode):
    """The process is about to leave; ``exitcode`` where it is known already."""
    if _has_failed:
        _tell({"how": "exception"})
    elif _asked and exitcode in (None, _asked["code"]):
        _tell(_asked)
    elif exitcode:
        # SystemExit was raised by hand.
        _tell({"how": "sys.exit", "code": exitcode & 255})
    else:
        _tell({"how": "end"})
    reporting.finish()


def _tell(fields):
    global _is_told
    if _is_told:
        return
    _is_told = True
    reporting.report("process-leaving", pid=reporting.pid, **fields)
