"""multiprocessing.process: who started whom, under which name, and who joined whom."""

import os

from . import reporting
from .endings import tell_end
from .frames import hide
from .naming import name_of
from .wrapping import replace


def change(module):
    base = module.BaseProcess
    start, bootstrap, join = base.start, base._bootstrap, base.join

    def started(self):
        # The library forgets it when it has started.
        target = getattr(self, "_target", None)
        try:
            start(self)
        except BaseException as error:
            hide(error)
            raise
        reporting.attempt(_tell_child, self, target)

    def _bootstrap(self, *args, **kwargs):
        reporting.attempt(_tell_process, self)
        exitcode = bootstrap(self, *args, **kwargs)
        reporting.attempt(tell_end, exitcode)
        return exitcode

    def joined(self, timeout=None):
        popen = getattr(self, "_popen", None)
        if popen is None or getattr(self, "_parent_pid", None) != reporting.pid:
            try:
                return join(self, timeout)
            except BaseException as error:
                hide(error)
                raise
        started = reporting.monotonic()
        limit = {} if timeout is None else {"timeoutMs": max(0, timeout) * 1000}
        reporting.report("join-started", pid=reporting.pid, childPid=popen.pid, **limit)
        try:
            return join(self, timeout)
        except BaseException as error:
            hide(error)
            raise
        finally:
            exitcode = getattr(popen, "returncode", None)
            known = {} if exitcode is None else {"exitCode": exitcode}
            reporting.report(
                "join-returned",
                pid=reporting.pid,
                childPid=popen.pid,
                waitedMs=(reporting.monotonic() - started) * 1000,
                finished=exitcode is not None,
                **known
            )

    replace(base, "start", started)
    replace(base, "_bootstrap", _bootstrap)
    replace(base, "join", joined)


def _tell_child(process, target):
    """Of one that starts a Python of its own, which takes its time: it may have ended before it can tell."""
    method = _method_of(process)
    if method is not None and method != "fork":
        _tell(process, target, method, process._popen.pid, reporting.pid)


def _tell_process(process):
    _tell(process, getattr(process, "_target", None), _method_of(process), reporting.pid, os.getppid())


def _method_of(process):
    method = getattr(process, "_start_method", None)
    if method is None:
        from multiprocessing import get_start_method

        method = get_start_method(allow_none=True)
    return method


def _tell(process, target, method, pid, ppid):
    known = {} if method is None else {"startMethod": str(method)}
    known["target"] = name_of(type(process).run if target is None else target)
    starter = getattr(process, "_parent_pid", None)
    if isinstance(starter, int):
        known["startedByPid"] = starter
    reporting.report("process-started", pid=pid, ppid=ppid, name=str(process.name)[:256], seenBy="probe", **known)
