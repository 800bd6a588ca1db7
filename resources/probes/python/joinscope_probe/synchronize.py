"""multiprocessing.synchronize: who waits for which lock, who holds it, where it was taken, and how long.

All locks are one C type, SemLock. A subclass stands in its place, so that the library's own
code runs unchanged; what its user sees in a traceback is unchanged as well.
"""

import os
import sys

import _multiprocessing

from . import board, objects, reporting
from .board import COUNT, COUNT_2, HOLDER, HOLDER_SITE, SPENT, WAITED, begin_wait, end_wait
from .frames import hide
from .places import site_number
from .reporting import monotonic
from .wrapping import replace

_Raw = _multiprocessing.SemLock
_RECURSIVE = 0

# How much of a lock is noted: nothing; the holder alone (a lock inside a queue or pool); all of
# a lock; all of a semaphore, which has no single holder.
PLAIN, GUARD, LOCK, SEMAPHORE = range(4)

_PASSED_ON = ("handle", "kind", "maxvalue", "name", "_count", "_is_mine", "_get_value", "_is_zero", "_after_fork")


class SemLock:
    """The C type's likeness, around one of that type (which cannot be inherited from before 3.10)."""

    __slots__ = _PASSED_ON + ("_take", "_give", "_object", "_mode", "_since", "_holder", "__weakref__")

    def __init__(self, raw, obj, mode):
        for name in _PASSED_ON:
            setattr(self, name, getattr(raw, name))
        self._take, self._give = raw.acquire, raw.release
        self._object, self._mode, self._since, self._holder = obj, mode, 0, obj + HOLDER

    def acquire(self, block=True, timeout=None):
        mode = self._mode
        try:
            if mode <= GUARD:
                if not self._take(block, timeout):
                    return False
                if mode:
                    board.view[self._holder] = reporting.pid
                return True
            frame = sys._getframe(1)
            waited = None
            if not self._take(False):
                if not block:
                    return False
                waited = reporting.monotonic()
                base = begin_wait(
                    board.WAIT_LOCK if mode == LOCK else board.WAIT_SEMAPHORE, self._object, frame, timeout
                )
                try:
                    if not self._take(True, timeout):
                        return False
                finally:
                    end_wait(base)
        except BaseException as error:
            hide(error)
            raise
        _note_taken(self, frame, waited)
        return True

    def release(self, *_):
        mode = self._mode
        if mode == GUARD or mode == LOCK:
            # Before it is released: the next holder writes its own name there at once.
            if self.kind != _RECURSIVE or (self._is_mine() and self._count() == 1):
                board.view[self._holder] = 0.0
                if self._since:
                    _note_released(self)
        try:
            self._give()
        except BaseException as error:
            hide(error)
            raise

    __enter__ = acquire
    __exit__ = release


class _GuardSemLock(SemLock):
    """The lock inside a queue or pool, taken for each item: its holder alone is noted."""

    __slots__ = ()

    def acquire(self, block=True, timeout=None):
        try:
            if not self._take(block, timeout):
                return False
        except BaseException as error:
            hide(error)
            raise
        board.view[self._holder] = reporting.pid
        return True

    def release(self, *_):
        # Before it is released: the next holder writes its own name there at once.
        board.view[self._holder] = 0.0
        self._give()

    __enter__ = acquire
    __exit__ = release


for _class in (SemLock, _GuardSemLock):
    for _name in ("acquire", "release"):
        getattr(_class, _name).__doc__ = getattr(_Raw, _name).__doc__
    _class.__module__, _class.__name__, _class.__qualname__ = _Raw.__module__, "SemLock", "SemLock"


def _likeness(raw, obj, mode):
    return (_GuardSemLock if mode == GUARD and raw.kind != _RECURSIVE else SemLock)(raw, obj, mode)


class _Maker:
    """In the place of the C type: makes a likeness of what is watched, and the real thing of the rest."""

    SEM_VALUE_MAX = _Raw.SEM_VALUE_MAX

    def __call__(self, kind, value, maxvalue, name, unlink):
        raw = _Raw(kind, value, maxvalue, name, unlink)
        return reporting.attempt(_note_new, raw, value, sys._getframe(1)) or raw

    def _rebuild(self, *state):
        """In a process started by spawn."""
        raw = _Raw._rebuild(*state)
        obj = reporting.attempt(board.find_object, objects.key_of(raw.name)) or 0
        return _likeness(raw, obj, _mode_of(obj)) if obj else raw


def _mode_of(obj):
    if not obj:
        return PLAIN
    kind = int(board.view[obj + board.KIND])
    if kind == board.LOCK:
        return LOCK
    if kind == board.SEMAPHORE:
        return LOCK if board.view[obj + board.CAPACITY] == 1 else SEMAPHORE
    return GUARD if kind in (board.QUEUE, board.POOL, board.GUARD) else PLAIN


def _note_new(lock, value, frame):
    # SemLock.__init__, then that of Lock, RLock or a semaphore, then whoever made it.
    maker = frame.f_back
    frame = objects.origin(maker.f_back)
    if frame is None:
        return None
    what = type(maker.f_locals.get("self")).__name__
    if os.path.basename(maker.f_back.f_back.f_code.co_filename) == "sharedctypes.py":
        what = "Value lock"
    is_lock = lock.maxvalue == 1
    obj = board.new_object(
        board.LOCK if is_lock else board.SEMAPHORE,
        objects.label_of(what, frame),
        objects.key_of(lock.name),
        1 if is_lock else value,
        objects.place_of(frame),
    )
    return SemLock(lock, obj, _mode_of(obj)) if obj else None


def tag(lock, obj, mode=PLAIN):
    """Has a lock that a library made know the object that it belongs to."""
    raw = lock._semlock
    if obj and isinstance(raw, _Raw):
        lock._semlock = _likeness(raw, obj, mode)
        lock._make_methods()


def _note_taken(lock, frame, waited):
    view, obj = board.view, lock._object
    now = monotonic()
    is_lock = lock._mode == LOCK
    if is_lock and (lock.kind != _RECURSIVE or lock._count() == 1):
        # ``with lock`` comes through the library's __enter__.
        view[obj + HOLDER_SITE] = site_number(frame.f_back if frame.f_code.co_name == "__enter__" else frame)
        view[lock._holder] = reporting.pid
        lock._since = now
    use = board.use_of(obj)
    if use is None:
        return
    if is_lock and waited is None:
        # No other thread is here: it would have to hold the lock.
        view[use + COUNT] += 1.0
        return
    with board.guard:
        view[use + COUNT] += 1.0
        if waited is not None:
            view[use + COUNT_2] += 1.0
            view[use + WAITED] += now - waited


def _note_released(lock):
    held, lock._since = monotonic() - lock._since, 0
    use = board.use_of(lock._object)
    if use is not None:
        board.view[use + SPENT] += held


class _Shim:
    """multiprocessing.synchronize's view of the C module."""

    SemLock = _Maker()

    def __getattr__(self, name):
        return getattr(_multiprocessing, name)


def change(module):
    module._multiprocessing = _Shim()
    _change_condition(module.Condition)
    _change_event(module.Event)
    _change_barrier(module.Barrier)


def waiting(original, kind, object_of):
    """A ``wait(timeout)`` that is noted while it lasts."""

    def wait(self, timeout=None):
        obj = object_of(self)
        base = begin_wait(kind, obj, sys._getframe(1), timeout) if obj else None
        started = reporting.monotonic()
        try:
            return original(self, timeout)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
            if base is not None:
                board.add(obj, board.COUNT)
                board.add(obj, board.COUNT_2)
                board.add(obj, board.WAITED, reporting.monotonic() - started)

    return wait


def _change_condition(condition):
    initialise = condition.__init__

    def __init__(self, lock=None, *, ctx):
        initialise(self, lock, ctx=ctx)
        reporting.attempt(note_condition, self, "Condition", objects.origin(sys._getframe(1)), lock is None)

    replace(condition, "__init__", __init__)
    replace(condition, "wait", waiting(condition.wait, board.WAIT_CONDITION, lambda it: objects.object_of(it._wait_semaphore)))


def note_condition(condition, what, frame, has_own_lock):
    if frame is None:
        return
    tag(condition._wait_semaphore, objects.new(board.CONDITION, what, frame, condition._wait_semaphore))
    if has_own_lock:
        lock = condition._lock
        tag(lock, objects.new(board.LOCK, what + " lock", frame, lock, 1), LOCK)
        condition._make_methods()


def _change_event(event):
    initialise = event.__init__

    def __init__(self, *, ctx):
        initialise(self, ctx=ctx)
        reporting.attempt(note_event, self, objects.origin(sys._getframe(1)))

    replace(event, "__init__", __init__)
    replace(event, "wait", waiting(event.wait, board.WAIT_EVENT, lambda it: objects.object_of(it._flag)))


def note_event(event, frame):
    if frame is not None:
        tag(event._flag, objects.new(board.EVENT, "Event", frame, event._flag))


def _change_barrier(barrier):
    initialise = barrier.__init__

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        initialise(self, parties, action, timeout, ctx=ctx)
        reporting.attempt(note_barrier, self, objects.origin(sys._getframe(1)), parties)

    replace(barrier, "__init__", __init__)
    # Its ``wait`` is threading.Barrier's: the change is to this subclass alone.
    replace(barrier, "wait", waiting(barrier.wait, board.WAIT_BARRIER, lambda it: objects.object_of(it._cond._wait_semaphore)))


def note_barrier(barrier, frame, parties):
    if frame is not None:
        semaphore = barrier._cond._wait_semaphore
        tag(semaphore, objects.new(board.BARRIER, "Barrier", frame, semaphore, parties))
