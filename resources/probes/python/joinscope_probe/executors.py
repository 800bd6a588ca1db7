"""concurrent.futures.process, and loky's likeness of it: opening, tasks, and why a pool is broken."""

import sys

from . import board, objects, reporting, tasks
from .frames import callers_frame, hide
from .naming import name_of
from .wrapping import original, replace


def change(module):
    # It waits for its calls by a queue of multiprocessing: loaded by now, whatever library this is.
    from .synchronize import GUARD, tag

    _change_worker(module)
    _change_executor(module.ProcessPoolExecutor, lambda lock, obj: tag(lock, obj, GUARD))
    manager = getattr(module, "_ExecutorManagerThread", None)
    if manager is not None and hasattr(manager, "terminate_broken"):
        _change_manager(manager)
    elif hasattr(module, "_queue_management_worker"):
        _change_old_manager(module)


# -- in the workers -----------------------------------------------------------------------------


def _change_worker(module):
    work = module._process_worker

    def _process_worker(call_queue, result_queue, *args, **kwargs):
        ends = reporting.attempt(_watch_ends, call_queue, result_queue) or (call_queue, result_queue)
        try:
            return work(ends[0], ends[1], *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise

    replace(module, "_process_worker", _process_worker)


def _watch_ends(calls, results):
    obj = objects.object_of(calls._rlock)
    if not obj:
        return None
    return tasks.watch_ends(obj, calls, results, _task_of, _outcome_of)


def _task_of(item):
    return getattr(item, "work_id", None)


def _outcome_of(item):
    if not hasattr(item, "work_id"):
        return False, None
    return True, tasks.unwrapped(item.exception)


# -- in the process that owns the executor ------------------------------------------------------


def _change_executor(executor, guard):
    initialise, submit, shutdown = executor.__init__, executor.submit, executor.shutdown

    def __init__(self, *args, **kwargs):
        try:
            initialise(self, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        reporting.attempt(_note_new, self, guard, callers_frame(sys._getframe(1)))

    def submitted(self, fn, /, *args, **kwargs):
        at = reporting.monotonic()
        try:
            future = submit(self, fn, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        obj = getattr(self, "_joinscope", 0)
        if obj:
            future._joinscope = obj
            if tasks.is_counting(at):
                board.add(obj, board.SUBMITTED)
            else:
                reporting.attempt(_tell_submitted, self, obj, fn, args, at)
        return future

    def shut(self, *args, **kwargs):
        reporting.attempt(_tell_closed, self, "close")
        try:
            return shutdown(self, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise

    replace(executor, "__init__", __init__)
    replace(executor, "submit", submitted)
    replace(executor, "shutdown", shut)


def _note_new(executor, guard, frame):
    lock = executor._call_queue._rlock
    obj = objects.new(board.POOL, "ProcessPoolExecutor", frame, lock)
    guard(lock, obj)
    executor._joinscope = obj
    if not obj:
        return
    _free_from_tests(executor)
    initializer = getattr(executor, "_initializer", None)
    known = {} if initializer is None else {"initializer": name_of(initializer)}
    reporting.report("pool-opened", pool=tasks.pool_name(obj), pid=reporting.pid, size=executor._max_workers, **known)


def _free_from_tests(executor):
    """What goes through its queues is counted as tasks: they need no test for a queue or pipe of the program's."""
    calls, results = executor._call_queue, executor._result_queue
    calls.put, calls._writer.send_bytes = original(calls.put), original(calls._writer.send_bytes)
    results._reader.recv = original(results._reader.recv)


def _tell_submitted(executor, obj, fn, args, at):
    label, items = name_of(fn), 1
    if label == "_process_chunk" and args and hasattr(args[0], "__len__"):
        # Executor.map with a chunk size: partial(_process_chunk, fn), chunk.
        label, items = name_of(fn.args[0]), len(args[0])
    # joblib's BatchedCalls, in a SafeFunction or bare.
    batch = getattr(getattr(fn, "func", fn), "items", None)
    if isinstance(batch, list) and batch and isinstance(batch[0], tuple):
        label, items = name_of(batch[0][0]), len(batch)
    tasks.submitted(obj, executor._queue_count - 1, label, items, at)


def _tell_closed(executor, how):
    obj = getattr(executor, "_joinscope", 0)
    if obj and not getattr(executor, "_joinscope_closed", False):
        executor._joinscope_closed = True
        reporting.report("pool-closed", pool=tasks.pool_name(obj), how=how)


def _change_manager(manager):
    terminate = manager.terminate_broken

    def terminate_broken(self, *args, **kwargs):
        executor = self.executor_reference()
        terminate(self, *args, **kwargs)
        reporting.attempt(_tell_broken, executor, args[0] if args else None)

    replace(manager, "terminate_broken", terminate_broken)


def _change_old_manager(module):
    """CPython 3.8."""
    manage = module._queue_management_worker

    def _queue_management_worker(executor_reference, *args, **kwargs):
        executor = executor_reference()
        obj = getattr(executor, "_joinscope", 0)
        del executor
        manage(executor_reference, *args, **kwargs)
        executor = executor_reference()
        if obj and getattr(executor, "_broken", False):
            reporting.attempt(_tell_broken, executor, None)

    replace(module, "_queue_management_worker", _queue_management_worker)


def _tell_broken(executor, cause):
    obj = getattr(executor, "_joinscope", 0)
    if not obj:
        return
    reason = getattr(executor, "_broken", None)
    flags = getattr(executor, "_flags", None)
    if flags is not None:
        reason = getattr(flags, "broken", None)
    message = reason if isinstance(reason, str) else str(reason or "a worker ended while it was needed")
    if isinstance(cause, (list, tuple)):
        message += "\n" + "".join(str(line) for line in cause)
    reporting.report("pool-broken", pool=tasks.pool_name(obj), message=message[:8000])
