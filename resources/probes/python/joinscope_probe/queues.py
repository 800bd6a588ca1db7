"""multiprocessing.queues: what is put and got, who waits for it, and who has not yet flushed."""

import sys

from . import board, objects, reporting
from .board import begin_wait, end_wait
from .frames import hide
from .synchronize import GUARD, note_condition, tag
from .wrapping import replace

# The sizes from which on a queue is as good as unbounded (SEM_VALUE_MAX).
_UNBOUNDED = 2**30


def change(module):
    _change_queue(module.Queue)
    _change_joinable(module.JoinableQueue)
    _change_simple(module.SimpleQueue)


def queue_object(queue):
    """0 for a queue inside a pool: its lock belongs to the pool, which counts tasks instead."""
    obj = objects.object_of(queue._rlock)
    return obj if obj and board.view[obj] == board.QUEUE else 0


def note_queue(queue, what, frame, capacity=0):
    """A queue's read lock stands for the queue; its write lock is its partner."""
    obj = objects.new(board.QUEUE, what, frame, queue._rlock, capacity)
    if not obj:
        return 0
    tag(queue._rlock, obj, GUARD)
    if queue._wlock is not None:
        writing = objects.new(board.GUARD, what + " write lock", frame, queue._wlock)
        tag(queue._wlock, writing, GUARD)
        board.view[obj + board.PARTNER] = writing // board.OBJECT_SIZE
    return obj


def _change_queue(queue):
    initialise, start_thread, finalize_join = queue.__init__, queue._start_thread, queue._finalize_join

    def __init__(self, maxsize=0, *, ctx):
        initialise(self, maxsize, ctx=ctx)
        reporting.attempt(_note_new, self, sys._getframe(1), maxsize)

    def _start_thread(self):
        start_thread(self)
        try:
            self._thread._joinscope_queue = queue_object(self)
        except Exception:
            pass

    def _finalize_join(twr):
        thread = twr()
        obj = getattr(thread, "_joinscope_queue", 0)
        base = begin_wait(board.FLUSH, obj, sys._getframe(1)) if obj else None
        try:
            finalize_join(twr)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)

    replace(queue, "__init__", __init__)
    replace(queue, "_start_thread", _start_thread)
    replace(queue, "_finalize_join", _finalize_join)
    replace(queue, "put", _putting(queue.put))
    replace(queue, "get", _getting(queue.get))


def _note_new(queue, frame, maxsize):
    # JoinableQueue calls Queue's own __init__, and so may a class of the program's.
    while frame is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is queue:
        frame = frame.f_back
    frame = objects.origin(frame)
    if frame is not None:
        note_queue(queue, type(queue).__name__, frame, max(0, maxsize))


def _putting(put):
    def put_noted(self, obj, block=True, timeout=None):
        watched = queue_object(self)
        if not watched:
            try:
                return put(self, obj, block, timeout)
            except BaseException as error:
                hide(error)
                raise
        base = None
        if block and self._maxsize < _UNBOUNDED:
            base = begin_wait(board.PUT, watched, sys._getframe(1), timeout)
        try:
            put(self, obj, block, timeout)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
        _note_put(self, watched)

    return put_noted


def _note_put(queue, obj):
    """Counts an item, and how deep the queue was with it: looks at the board come too seldom to see that."""
    use = board.use_of(obj)
    if use is None:
        return
    try:
        depth = queue._maxsize - queue._sem._semlock._get_value()
    except Exception:
        # macOS does not tell a semaphore's value.
        depth = 0
    with board.guard:
        board.view[use + board.COUNT] += 1.0
        if depth > board.view[use + board.PEAK]:
            board.view[use + board.PEAK] = depth


def _getting(get):
    def get_noted(self, block=True, timeout=None):
        watched = queue_object(self)
        base = begin_wait(board.GET, watched, sys._getframe(1), timeout) if watched and block else None
        try:
            item = get(self, block, timeout)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
        if watched:
            board.add(watched, board.COUNT_2)
        return item

    return get_noted


def _change_joinable(queue):
    initialise = queue.__init__

    def __init__(self, maxsize=0, *, ctx):
        initialise(self, maxsize, ctx=ctx)
        reporting.attempt(note_condition, self._cond, "JoinableQueue tasks", objects.origin(sys._getframe(1)), False)

    replace(queue, "__init__", __init__)
    replace(queue, "put", _putting(queue.put))


def _change_simple(queue):
    initialise, put, get = queue.__init__, queue.put, queue.get

    def __init__(self, *, ctx):
        initialise(self, ctx=ctx)
        reporting.attempt(_note_new, self, sys._getframe(1), 0)

    def put_noted(self, obj):
        watched = queue_object(self)
        # Without a feeder thread: a full pipe is waited for here.
        base = begin_wait(board.PUT, watched, sys._getframe(1)) if watched else None
        try:
            put(self, obj)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
        if watched:
            board.add(watched, board.COUNT)

    def get_noted(self):
        watched = queue_object(self)
        base = begin_wait(board.GET, watched, sys._getframe(1)) if watched else None
        try:
            item = get(self)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
        if watched:
            board.add(watched, board.COUNT_2)
        return item

    replace(queue, "__init__", __init__)
    replace(queue, "put", put_noted)
    replace(queue, "get", get_noted)
