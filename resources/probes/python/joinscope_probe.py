"""What a Python program tells of itself while Joinscope watches it.

Standard library only, Python 3.8 and newer, fork, spawn and forkserver. It reports over the
local socket named by JOINSCOPE_SOCKET, one JSON object a line (src/shared/report.ts):

* the name and start method of each ``multiprocessing`` process,
* each ``join()``: its begin, its return, how long it waited, whether it gave up,
* an exception that nobody caught, with its traceback,
* who asked for a signal: ``os.kill``, ``terminate()``, ``kill()``, with file, line and function.

It imports nothing that the program did not import: ``multiprocessing`` is changed when the
program loads it. It never prints, never raises into the program and never waits: what the
socket does not take at once is counted and told as lost.
"""

import os
import sys
import time

_MAX_TEXT = 60000
_socket = None
_socket_pid = None
_is_off = False
_lost = 0
_backlog = b""
_MAX_BACKLOG = 262144


def install():
    """Begins to report; does nothing where no run asked for it."""
    if not os.environ.get("JOINSCOPE_SOCKET") or not hasattr(sys, "addaudithook"):
        return
    patches = {"multiprocessing.process": _patch_process, "traceback": _patch_traceback}
    for name in list(patches):
        if name in sys.modules:
            patches.pop(name)(sys.modules[name])
    sys.meta_path.insert(0, _Patcher(patches))
    sys.addaudithook(_audit)
    _wrap_excepthook()


# -- sending ---------------------------------------------------------------------------------


def _report(kind, **fields):
    """Sends one report; a failure to do so is the probe's own business."""
    global _lost
    try:
        fields["type"] = kind
        fields["at"] = time.monotonic() * 1000
        _send((_json_of(fields) + "\n").encode("utf-8", "replace"))
    except Exception:
        _lost += 1


def _send(line):
    global _backlog, _lost
    connection = _connection()
    if connection is None:
        return
    if _lost and not _backlog:
        line = ('{"type":"lost","count":%d,"source":"probe","at":%r}\n' % (_lost, time.monotonic() * 1000)).encode() + line
        _lost = 0
    if len(_backlog) + len(line) > _MAX_BACKLOG:
        _lost += 1
        return
    _backlog += line
    try:
        sent = connection.send(_backlog)
        _backlog = _backlog[sent:]
    except BlockingIOError:
        pass


def _connection():
    """This process's own connection: one that was inherited over a fork is the parent's."""
    global _socket, _socket_pid, _is_off, _backlog, _lost
    pid = os.getpid()
    if _socket_pid == pid:
        return _socket
    _socket, _socket_pid, _backlog, _lost = None, pid, b"", 0
    if _is_off:
        return None
    # The C module itself: ``socket`` would load a dozen modules that the program may not want.
    import _socket as sockets

    try:
        connection = sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM)
        connection.connect(os.environ["JOINSCOPE_SOCKET"])
        connection.setblocking(False)
        _socket = connection
    except OSError:
        _is_off = True
    return _socket


def _json_of(value):
    """JSON without the ``json`` package, whose import takes longer than all the rest of this file."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ",".join(_quote(key) + ":" + _json_of(item) for key, item in value.items()) + "}"
    if isinstance(value, str):
        return _quote(value[:_MAX_TEXT])
    return repr(value)


def _quote(text):
    from _json import encode_basestring_ascii

    return encode_basestring_ascii(text)


# -- processes and joins ----------------------------------------------------------------------


class _Patcher:
    """Changes a module right after the program has loaded it, and loads none itself."""

    def __init__(self, patches):
        self._patches = patches

    def find_spec(self, name, path=None, target=None):
        patch = self._patches.pop(name, None)
        if patch is None:
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path)
        if spec is not None and spec.loader is not None:
            try:
                spec.loader.exec_module = _then(spec.loader.exec_module, patch)
            except AttributeError:
                pass
        return spec


def _then(load, patch):
    def exec_module(module):
        load(module)
        try:
            patch(module)
        except Exception:
            pass

    return exec_module


def _patch_process(module):
    base = module.BaseProcess
    bootstrap, join = base._bootstrap, base.join

    def _bootstrap(self, *args, **kwargs):
        try:
            _tell_process(self)
        except Exception:
            pass
        return bootstrap(self, *args, **kwargs)

    def joined(self, timeout=None):
        child = getattr(self, "pid", None)
        if child is None:
            return join(self, timeout)
        started = time.monotonic()
        limit = {} if timeout is None else {"timeoutMs": max(0, timeout) * 1000}
        _report("join-started", pid=os.getpid(), childPid=child, **limit)
        try:
            return join(self, timeout)
        finally:
            waited = (time.monotonic() - started) * 1000
            finished = getattr(self._popen, "returncode", None) is not None
            _report("join-returned", pid=os.getpid(), childPid=child, waitedMs=waited, finished=finished)

    joined.__doc__, joined.__name__, joined.__qualname__ = join.__doc__, join.__name__, join.__qualname__
    base._bootstrap, base.join = _bootstrap, joined


def _tell_process(process):
    method = getattr(process, "_start_method", None)
    if method is None:
        from multiprocessing import get_start_method

        method = get_start_method(allow_none=True)
    known = {} if method is None else {"startMethod": str(method)}
    _report("process-started", pid=os.getpid(), ppid=os.getppid(), name=str(process.name)[:256], seenBy="probe", **known)


# -- exceptions -------------------------------------------------------------------------------


def _wrap_excepthook():
    hook = sys.excepthook

    def excepthook(kind, error, trace):
        _tell_exception(kind, error, trace)
        return hook(kind, error, trace)

    sys.excepthook = excepthook


def _patch_traceback(module):
    """``Process._bootstrap`` catches what ``run`` raised and has it printed by ``traceback.print_exc``.

    Only there is it seen with its own frames: a wrapper around ``run`` would stand in the
    traceback that the program prints.
    """
    print_exc = module.print_exc

    def watched(*args, **kwargs):
        caller = sys._getframe(1).f_code
        if caller.co_name == "_bootstrap" and caller.co_filename.endswith("process.py"):
            _tell_exception(*sys.exc_info())
        return print_exc(*args, **kwargs)

    watched.__doc__, watched.__name__, watched.__qualname__ = print_exc.__doc__, "print_exc", "print_exc"
    module.print_exc = watched


def _tell_exception(kind, error, trace):
    try:
        known = {} if issubclass(kind, KeyboardInterrupt) else {"traceback": _text_of(kind, error, trace)}
        try:
            message = str(error)
        except Exception:
            message = "<its text could not be had>"
        _report(
            "exception",
            pid=os.getpid(),
            errorType=str(getattr(kind, "__name__", kind))[:256],
            message=message[:_MAX_TEXT],
            **known,
        )
    except Exception:
        pass


def _text_of(kind, error, trace):
    """Not for Ctrl-C: the import runs ``exec``, after which Python has forgotten that it is to die of SIGINT."""
    import traceback

    return "".join(traceback.format_exception(kind, error, trace))[-_MAX_TEXT:]


# -- who sent a signal ------------------------------------------------------------------------

# Between the caller and os.kill: where the wish was expressed is in none of these.
_BETWEEN = ("multiprocessing" + os.sep, "subprocess.py", "concurrent" + os.sep + "futures" + os.sep, "asyncio" + os.sep)


def _audit(event, args):
    # Called for every audited operation of the program: nothing stands before this test.
    if event != "os.kill":
        return
    try:
        target, number = args
        if number == 0 or target <= 0:
            return
        _report("signal-sent", pid=target, signal=_signal_name(number), by="program", byPid=os.getpid(), **_caller())
    except Exception:
        pass


def _signal_name(number):
    import signal

    try:
        return signal.Signals(number).name
    except ValueError:
        return "SIG%d" % number


def _caller():
    frame = sys._getframe(2)
    found = frame
    while frame is not None:
        path = frame.f_code.co_filename
        if path != __file__ and not any(part in path for part in _BETWEEN):
            found = frame
            break
        frame = frame.f_back
    code = found.f_code
    return {"file": code.co_filename[:4096], "line": found.f_lineno, "function": code.co_name[:256]}
