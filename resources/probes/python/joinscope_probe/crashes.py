"""Python's own stack at SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, written into our connection.

The program's own use of faulthandler comes first: from its first ``enable`` on, its stacks go
where it wants them, and ``is_enabled`` answers as if we were not there.
"""

import faulthandler

from . import reporting

_enable, _disable, _is_enabled = faulthandler.enable, faulthandler.disable, faulthandler.is_enabled
_is_programs = False


def install():
    global _is_programs
    # By -X faulthandler or PYTHONFAULTHANDLER.
    _is_programs = _is_enabled()
    faulthandler.enable, faulthandler.disable, faulthandler.is_enabled = enable, disable, is_enabled
    reporting.after_connecting(_write_to)


def _write_to(descriptor):
    if _is_programs:
        return
    if descriptor < 0:
        _disable()
    else:
        _enable(file=descriptor)


def enable(*args, **kwargs):
    global _is_programs
    _enable(*args, **kwargs)
    _is_programs = True


def disable():
    global _is_programs
    was_programs, _is_programs = _is_programs, False
    if was_programs:
        _disable()
        _write_to(reporting.descriptor())
    return was_programs


def is_enabled():
    return _is_programs and _is_enabled()


for _ours, _theirs in ((enable, _enable), (disable, _disable), (is_enabled, _is_enabled)):
    _ours.__doc__ = _theirs.__doc__
