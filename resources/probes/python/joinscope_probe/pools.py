"""multiprocessing.pool: a pool's opening and end, its tasks from submission to result, and who waits for them."""

import sys
from itertools import count, islice
from operator import itemgetter

from . import board, objects, reporting, tasks
from .board import begin_wait, end_wait
from .frames import callers_frame, hide
from .naming import name_of
from .reporting import monotonic
from .synchronize import GUARD, tag
from .wrapping import original, replace

# Chunks of one map that are told one by one at most; more is counted.
_MAX_TOLD_CHUNKS = 64
_CHUNK_STEP = 2**32
# Tasks of an imap that are counted at once at most, and how fast (seconds each) they must come for that.
_BATCH, _FAST = 16, 0.0005


def change(module):
    _change_worker(module)
    _change_pool(module.Pool)
    _change_submission(module)
    _change_results(module)


def pool_object(pool):
    """0 for a ThreadPool, whose queues are not of multiprocessing."""
    lock = getattr(getattr(pool, "_inqueue", None), "_rlock", None)
    return 0 if lock is None else objects.object_of(lock)


def number_of(job, index):
    """One number for the chunk ``index`` of a call; that of its first chunk, and of apply, is the call's own."""
    return job + (index or 0) * _CHUNK_STEP


# -- in the workers -----------------------------------------------------------------------------


def _change_worker(module):
    work = module.worker

    def worker(inqueue, outqueue, *args, **kwargs):
        ends = reporting.attempt(_watch_ends, inqueue, outqueue) or (inqueue, outqueue)
        try:
            return work(ends[0], ends[1], *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise

    replace(module, "worker", worker)


def _watch_ends(inqueue, outqueue):
    lock = getattr(inqueue, "_rlock", None)
    obj = 0 if lock is None else objects.object_of(lock)
    if not obj:
        return None
    return tasks.watch_ends(obj, inqueue, outqueue, _task_of, _outcome_of)


def _task_of(item):
    return None if item is None else item[0] + (item[1] or 0) * _CHUNK_STEP


def _outcome_of(item):
    is_good, value = item[2]
    return True, None if is_good else tasks.unwrapped(value)


# -- in the process that owns the pool ----------------------------------------------------------


def _change_pool(pool):
    set_up, initialise, close, terminate = pool._setup_queues, pool.__init__, pool.close, pool.terminate

    def _setup_queues(self):
        set_up(self)
        reporting.attempt(_note_queues, self)

    def __init__(self, *args, **kwargs):
        try:
            initialise(self, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        reporting.attempt(_tell_opened, self)

    def closed(self):
        close(self)
        reporting.attempt(_tell_closed, self, "close")

    def terminated(self):
        reporting.attempt(_tell_closed, self, "terminate")
        try:
            terminate(self)
        except BaseException as error:
            hide(error)
            raise

    replace(pool, "_setup_queues", _setup_queues)
    replace(pool, "__init__", __init__)
    replace(pool, "close", closed)
    replace(pool, "terminate", terminated)


def _note_queues(pool):
    frame = callers_frame(sys._getframe(1))
    obj = objects.new(board.POOL, "Pool", frame, pool._inqueue._rlock)
    tag(pool._inqueue._rlock, obj, GUARD)
    # What goes through a pool is counted as tasks: the pool's own threads need no test for it.
    pool._quick_put, pool._quick_get = original(pool._quick_put), original(pool._quick_get)


def _tell_opened(pool):
    obj = pool_object(pool)
    if obj:
        known = {} if pool._initializer is None else {"initializer": name_of(pool._initializer)}
        reporting.report("pool-opened", pool=tasks.pool_name(obj), pid=reporting.pid, size=pool._processes, **known)


def _tell_closed(pool, how):
    obj = pool_object(pool)
    if obj and getattr(pool, "_state", None) in ("RUN", "CLOSE"):
        reporting.report("pool-closed", pool=tasks.pool_name(obj), how=how)


def _change_submission(module):
    pool = module.Pool
    apply_async, map_async, generation = pool.apply_async, pool._map_async, pool._guarded_task_generation

    def applied(self, func, *args, **kwargs):
        at = monotonic()
        try:
            result = apply_async(self, func, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        obj = pool_object(self)
        if obj and tasks.is_counting(at):
            board.add(obj, board.SUBMITTED)
        elif obj:
            reporting.attempt(tasks.submitted, obj, number_of(result._job, 0), name_of(func), 1, at)
        return result

    def mapped(self, func, *args, **kwargs):
        at = monotonic()
        try:
            result = map_async(self, func, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        obj = pool_object(self)
        if obj:
            reporting.attempt(_tell_chunks, obj, result, name_of(func), at, args)
        return result

    def _guarded_task_generation(self, result_job, func, iterable):
        made, obj = generation(self, result_job, func, iterable), pool_object(self)
        # A map's chunks are known at its call; those of imap come one after the other.
        if obj and isinstance(self._cache.get(result_job), module.IMapIterator):
            return _told_or_counted(obj, made)
        return made

    replace(pool, "apply_async", applied)
    replace(pool, "_map_async", mapped)
    replace(pool, "_guarded_task_generation", _guarded_task_generation)


def _tell_chunks(obj, result, label, at, args):
    # Its list of values gives way to the error as soon as a task has failed.
    values = result._value if isinstance(result._value, list) else args[0] if args else ()
    size, items = result._chunksize, len(values) if hasattr(values, "__len__") else 0
    if size < 1 or items < 1:
        return
    chunks = -(-items // size)
    told = min(chunks, _MAX_TOLD_CHUNKS)
    for index in range(told):
        tasks.submitted(obj, number_of(result._job, index), label, min(size, items - index * size), at)
    if chunks > told:
        tasks.many_submitted(obj, chunks - told)


def _told_or_counted(obj, generation):
    """The tasks of an imap: told one by one while they may be, else counted, many at a time where they come fast."""
    taken, counted, batch = count(), 0, 1
    # Python's C code alone counts each.
    made = map(itemgetter(0), zip(generation, taken))
    try:
        while True:
            began = monotonic()
            if not tasks.is_counting(began):
                task = next(made, None)
                if task is None:
                    return
                counted += 1
                _tell_submitted(obj, task)
                yield task
                continue
            yield from islice(made, batch)
            total = _position(taken)
            if total - counted < batch:
                return
            tasks.many_submitted(obj, batch)
            counted = total
            batch = _BATCH if monotonic() - began < batch * _FAST else 1
    finally:
        tasks.many_submitted(obj, max(0, _position(taken) - counted))


def _position(counter):
    """``count(7)`` is what an itertools.count shows of itself; there is no other way to look without counting."""
    return int(repr(counter)[len("count(") : -1])


def _tell_submitted(obj, task):
    job, index, func, args, _ = task
    # Chunks of imap come as mapstar, ((function, items),).
    inner = args[0][0] if func.__name__ == "mapstar" and args and isinstance(args[0], tuple) else func
    items = len(args[0][1]) if inner is not func else 1
    reporting.attempt(tasks.submitted, obj, number_of(job, index), name_of(inner), items)


def _change_results(module):
    result, iterator = module.ApplyResult, module.IMapIterator
    wait, initialise = result.wait, iterator.__init__
    condition = _noted_condition(module.threading.Condition)

    def waited(self, timeout=None):
        base = None
        try:
            if self._pool is not None and not self._event.is_set():
                obj = pool_object(self._pool)
                base = begin_wait(board.RESULT, obj, sys._getframe(1), timeout) if obj else None
            return wait(self, timeout)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)

    def __init__(self, pool):
        initialise(self, pool)
        reporting.attempt(_note_iterator, self, pool, condition)

    replace(result, "wait", waited)
    replace(iterator, "__init__", __init__)


def _note_iterator(iterator, pool, condition):
    """Most results of an imap are there when they are asked for: only where it waits it is looked at."""
    obj = pool_object(pool)
    if obj and type(iterator._cond) is condition.__base__:
        iterator._cond.__class__ = condition
        iterator._cond._joinscope = obj


def _noted_condition(base):
    class Condition(base):
        def wait(self, timeout=None):
            # The program's own line is above that of ``IMapIterator.next``.
            noted = begin_wait(board.RESULT, self._joinscope, sys._getframe(2), timeout)
            try:
                return base.wait(self, timeout)
            except BaseException as error:
                hide(error)
                raise
            finally:
                end_wait(noted)

    Condition.__module__, Condition.__qualname__ = base.__module__, base.__qualname__
    return Condition
