"""Who asked for a signal: PEP 578 tells of os.kill and os.killpg, whoever calls them."""

import sys

from . import reporting
from .frames import callers_frame, library_entry, place_of

_SENDERS = {"os.kill": 1, "os.killpg": -1}


def install():
    sys.addaudithook(_audit)


def _audit(event, args):
    # Called for every audited operation of the program: nothing stands before this test.
    if event not in _SENDERS:
        return
    try:
        _tell(_SENDERS[event], *args)
    except Exception:
        pass


def _tell(sign, target, number):
    if number == 0 or target == 0:
        return
    # kill(-group) and killpg(group) reach a whole group; the leader's pid is the group's number.
    group = target if sign < 0 else -target if target < -1 else None
    if target < 0 and group is None:
        return
    frame = sys._getframe(2)
    place = callers_frame(frame)
    via = library_entry(frame)
    known = {} if via is None else {"via": via}
    if group is not None:
        known["group"] = True
    # At the end of Python there is no line of the program's: then the library's own is told.
    known.update(place_of(frame if place is None else place))
    reporting.report(
        "signal-sent", pid=target if group is None else group, signal=name_of(number), by="program", byPid=reporting.pid, **known
    )


def name_of(number):
    import signal

    try:
        return signal.Signals(number).name
    except ValueError:
        return "SIG%d" % number
