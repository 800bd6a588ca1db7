"""Places in the program as numbers, which fit on the board; each is told once."""

import os

from . import reporting
from .frames import callers_frame, place_of

_MAX_PLACES = 5000
# By (id of the code, instruction): the number, and the code, so that no other gets its id.
known_places = {}
os.register_at_fork(after_in_child=known_places.clear)


def site_number(frame):
    """The number of the nearest line of the program's own; 0 where there is none."""
    if frame is None:
        return 0
    known = known_places.get((id(frame.f_code), frame.f_lasti))
    if known is not None:
        return known[0]
    own = callers_frame(frame)
    if own is None:
        return 0
    # Lines of the program alone are kept: one of a library is reached from many.
    code = own.f_code
    known = known_places.get((id(code), own.f_lasti))
    if known is None:
        if len(known_places) >= _MAX_PLACES:
            return 0
        known = known_places[(id(code), own.f_lasti)] = (len(known_places) + 1, code)
        reporting.tell(site=known[0], pid=reporting.pid, **place_of(own))
    return known[0]
