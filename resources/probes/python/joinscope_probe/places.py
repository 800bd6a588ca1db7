"""Places in the program as numbers, which fit on the board; each is told once."""

from . import reporting
from .frames import callers_frame, place_of

_MAX_PLACES = 5000
_numbers = {}
_pid = None


def site_number(frame):
    """The number of the nearest line of the program's own; 0 where there is none."""
    global _pid
    if frame is None:
        return 0
    if _pid != reporting.pid:
        # Numbers are this process's own.
        _numbers.clear()
        _pid = reporting.pid
    own = callers_frame(frame)
    if own is None:
        return 0
    code = own.f_code
    known = _numbers.get((id(code), own.f_lasti))
    if known is None:
        if len(_numbers) >= _MAX_PLACES:
            return 0
        # The code is kept, so that no other gets its id.
        known = _numbers[(id(code), own.f_lasti)] = (len(_numbers) + 1, code)
        reporting.tell(site=known[0], pid=_pid, **place_of(own))
    return known[0]
