"""The socket: one JSON object a line, never waiting, never twice, bounded in memory.

``report`` tells an event of the run (src/shared/report.ts). ``tell`` tells what only the
companion needs: who is here, what the numbers on the board mean, what went wrong in here
(src/main/companion/probe-note.ts).
"""

import os
import sys
import time
from _json import encode_basestring_ascii as _quote
from _thread import allocate_lock
from collections import deque

_MAX_TEXT = 60000
_MAX_BACKLOG = 262144
# Far above what any program needs to be understood; a loop over os.kill() does not flood the run.
_MAX_LINES_A_SECOND = 4000
# High numbers: a program that closes its descriptors and opens others does not get ours back.
_HIGH_DESCRIPTORS = (1000, 200)

pid = os.getpid()
_connection = None
_inode = None
_no_signal = 0
_is_off = False
_lines = deque()
_backlog = b""
_sending = allocate_lock()
_lost = 0
_window_start = 0.0
_window_lines = 0
_on_connected = []
monotonic = time.monotonic


def connect():
    """Opens this process's own connection and says who is there; False where no run listens."""
    global _is_off
    _open()
    if _connection is None:
        _is_off = True
        return False
    os.register_at_fork(after_in_child=_after_fork)
    return True


def after_connecting(action):
    """Has ``action`` called with the connection's descriptor now, and in each forked child."""
    _on_connected.append(action)
    if _connection is not None:
        action(_connection.fileno())


def descriptor():
    return -1 if _connection is None else _connection.fileno()


def report(kind, **fields):
    """Sends one event; a failure to do so is the probe's own business."""
    fields["type"] = kind
    if "at" not in fields:
        fields["at"] = monotonic() * 1000
    _tell(fields)


def report_both(first, second):
    """Sends two events in one go, complete with their ``type`` and ``at``: half the system calls."""
    _tell(first, second)


def tell(**fields):
    """Sends one line."""
    _tell(fields)


def _tell(*facts):
    global _lost
    try:
        if _connection is None:
            return
        if _is_flooding():
            _lost += len(facts)
            return
        _lines.append("".join([json_of(fields) + "\n" for fields in facts]).encode("ascii"))
        _send_lines()
    except Exception:
        _lost += len(facts)


def attempt(action, *args):
    """Calls a part of the probe; where it fails, Joinscope hears of it and the program does not."""
    try:
        return action(*args)
    except Exception:
        trouble(getattr(action, "__module__", "") + "." + getattr(action, "__name__", "?"))
        return None


def trouble(where):
    """Says that a part of the probe does not work here."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else " at %s:%d" % (os.path.basename(trace.tb_frame.f_code.co_filename), trace.tb_lineno)
    text = "%s: %s: %s%s" % (where.replace("joinscope_probe.", ""), getattr(kind, "__name__", "?"), error, place)
    tell(trouble=text[:500], pid=pid)


def finish():
    """Gives what the socket did not take yet a last chance of a tenth of a second: the process ends."""
    deadline = monotonic() + 0.1
    try:
        while (_backlog or _lines or _lost) and _connection is not None and monotonic() < deadline:
            _send_lines()
            if _backlog:
                time.sleep(0.002)
            else:
                break
    except Exception:
        pass


def leave():
    """The last word of Python's own end. The descriptor stays open, for a crash may still come."""
    global _connection
    finish()
    connection, _connection = _connection, None
    if connection is not None:
        # An object that still has one when it is destroyed warns of it (ResourceWarning).
        connection.detach()


def _is_flooding():
    global _window_start, _window_lines
    now = monotonic()
    if now - _window_start >= 1:
        _window_start, _window_lines = now, 0
    _window_lines += 1
    return _window_lines > _MAX_LINES_A_SECOND


def _send_lines():
    """Whoever comes while another thread, or an interrupted frame of this one, sends leaves its line to that."""
    while (_lines or _backlog or _lost) and _sending.acquire(False):
        try:
            has_room = _send_some()
        finally:
            _sending.release()
        if not has_room:
            return


def _send_some():
    global _backlog, _lost
    data = bytearray(_backlog)
    while _lines:
        line = _lines.popleft()
        if len(data) + len(line) > _MAX_BACKLOG:
            _lost += 1
        else:
            data += line
    if _lost and len(data) < _MAX_BACKLOG:
        data += b'{"type":"lost","count":%d,"source":"probe","at":%r}\n' % (_lost, monotonic() * 1000)
        _lost = 0
    _backlog = bytes(data)
    if not _is_ours():
        _close()
        return False
    try:
        sent = _connection.send(_backlog, _no_signal)
    except BlockingIOError:
        return False
    except OSError:
        _close()
        return False
    _backlog = _backlog[sent:]
    return not _backlog


def _is_ours():
    """A program that closes all descriptors, as daemons do, may have opened its own under our number."""
    try:
        return os.fstat(_connection.fileno()).st_ino == _inode
    except OSError:
        return False


def _open():
    global _connection, _inode, _no_signal
    # The C module itself: ``socket`` would load a dozen modules that the program may not want.
    import _socket as sockets

    connection = sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM)
    try:
        connection.connect(os.environ["JOINSCOPE_SOCKET"])
    except OSError:
        connection.close()
        return
    connection = _moved_up(sockets, connection)
    connection.setblocking(False)
    _connection, _inode = connection, os.fstat(connection.fileno()).st_ino
    # A program may have SIGPIPE end it: not for our sake.
    _no_signal = getattr(sockets, "MSG_NOSIGNAL", 0)
    version = "%d.%d.%d" % sys.version_info[:3]
    tell(hello={"pid": pid, "language": "python", "version": version})


def _moved_up(sockets, connection):
    for number in _HIGH_DESCRIPTORS:
        try:
            os.fstat(number)
        except OSError:
            try:
                os.dup2(connection.fileno(), number, False)
            except OSError:
                continue
            connection.close()
            return sockets.socket(fileno=number)
    return connection


def _close():
    """Leaves the number alone when it is no longer ours."""
    global _connection, _backlog, _is_off
    connection, _connection, _backlog, _is_off = _connection, None, b"", True
    _lines.clear()
    if connection is None:
        return
    try:
        number = connection.detach()
        if os.fstat(number).st_ino == _inode:
            os.close(number)
    except OSError:
        pass


def _after_fork():
    """The connection that came over the fork is the parent's, and so is what waits in it."""
    global pid, _sending, _lost
    try:
        pid = os.getpid()
        _sending = allocate_lock()
        _lost = 0
        was_off = _is_off
        _close()
        if was_off:
            return
        _reopen()
    except Exception:
        pass


def _reopen():
    global _is_off
    _open()
    _is_off = _connection is None
    for action in _on_connected:
        attempt(action, descriptor())


def json_of(fields):
    """JSON without the ``json`` package, whose import takes longer than all the rest of the start."""
    return "{" + ",".join(['"%s":%s' % (key, _value_of(value)) for key, value in fields.items()]) + "}"


def _value_of(value):
    if isinstance(value, str):
        return _quote(value[:_MAX_TEXT])
    if value is True or value is False or value is None:
        return "null" if value is None else "true" if value else "false"
    # A number, be it of a type of the program's that looks otherwise.
    return json_of(value) if isinstance(value, dict) else float.__repr__(value) if isinstance(value, float) else int.__repr__(value)
