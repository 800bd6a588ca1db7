"""The board: memory that all processes of a run and Joinscope share, for what happens often.

A lock taken, an item put, a task done is a handful of stores into it: no system call, nothing
that could wait, nothing that is lost when the process is killed. Joinscope looks at it some
times a second (src/main/companion/board/). It is an array of doubles in a file beside the
run's socket; a double is stored at once, so no reader sees half of one.

    objects   one record each lock, queue, pipe, pool of the run, known to all processes
    uses      one record each pair of process and object: counts and times, written by the process alone
    waits     one record each thread that ever waited: for what, since when

A record is claimed by appending a byte to the region's ``.next`` file: where it landed is its number.
"""

import os
from _thread import RLock, get_ident

from . import reporting
from .places import site_number

# Must agree with src/main/companion/board/layout.ts.
OBJECTS, OBJECT_SIZE, MAX_OBJECTS = 0, 8, 4096
USES, USE_SIZE, MAX_USES = OBJECT_SIZE * MAX_OBJECTS, 16, 12288
WAITS, WAIT_SIZE, MAX_WAITS = USES + USE_SIZE * MAX_USES, 8, 8192
LENGTH = WAITS + WAIT_SIZE * MAX_WAITS

KIND, KEY, CREATOR, HOLDER, HOLDER_SITE, _, CAPACITY, PARTNER = range(8)
PID, OBJECT, COUNT, COUNT_2, COUNT_3, WAITED, SPENT, TASK, TASK_SINCE, SUBMITTED, PEAK = range(11)
W_PID, W_THREAD, W_KIND, W_OBJECT, W_SINCE, W_SITE, W_TIMEOUT, W_ENDED = range(8)

KINDS = ("", "lock", "semaphore", "event", "condition", "barrier", "queue", "pipe", "pool", "guard")
LOCK, SEMAPHORE, EVENT, CONDITION, BARRIER, QUEUE, PIPE, POOL, GUARD = range(1, 10)
WAIT_KINDS = (
    "",
    "queue-get",
    "queue-put",
    "lock",
    "semaphore",
    "event",
    "condition",
    "barrier",
    "pipe",
    "result",
    "queue-flush",
    "pipe-send",
)
(GET, PUT, WAIT_LOCK, WAIT_SEMAPHORE, WAIT_EVENT, WAIT_CONDITION, WAIT_BARRIER, RECEIVE, RESULT, FLUSH, SEND) = range(1, 12)

# Two threads of one process add to one record. Reentrant, because a signal handler may come between.
guard = RLock()
view = None
_folder = os.path.dirname(os.environ.get("JOINSCOPE_SOCKET", ""))
_is_tried = False
_uses = {}
_waits = {}
_main_thread = get_ident()
_objects_by_key = {}


def is_there():
    """Opens the board at the first use; without one, nothing is counted in this process."""
    global view, _is_tried
    if not _is_tried:
        _is_tried = True
        view = reporting.attempt(_open)
        os.register_at_fork(after_in_child=_after_fork)
    return view is not None


def _open():
    import mmap

    descriptor = os.open(os.path.join(_folder, "board"), os.O_RDWR)
    try:
        # 3.13 can let go of the descriptor; before that the map keeps one.
        known = {} if not hasattr(mmap.mmap, "seekable") else {"trackfd": False}
        return memoryview(mmap.mmap(descriptor, LENGTH * 8, **known)).cast("d")
    finally:
        os.close(descriptor)


def _after_fork():
    global guard, _main_thread
    guard = RLock()
    _main_thread = get_ident()
    _uses.clear()
    _waits.clear()


def _claim(region, limit):
    """The next free record of a region; None when all are taken."""
    path = os.path.join(_folder, region + ".next")
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, b".")
        number = os.lseek(descriptor, 0, os.SEEK_CUR) - 1
    finally:
        os.close(descriptor)
    if number < limit:
        return number
    if number == limit:
        reporting.tell(trouble="board is full: no more %s" % region, pid=reporting.pid)
    return None


def new_object(kind, label, key=0, capacity=0, place=None):
    """Puts an object on the board; 0 where that is not possible, which stands for "not watched"."""
    if not is_there():
        return 0
    number = reporting.attempt(_claim, "objects", MAX_OBJECTS)
    if number is None:
        return 0
    base = OBJECTS + number * OBJECT_SIZE
    view[base + KEY], view[base + CREATOR], view[base + CAPACITY] = key, reporting.pid, capacity
    view[base + KIND] = kind
    known = {} if place is None else place
    reporting.tell(object=number, kind=KINDS[kind], label=label[:200], pid=reporting.pid, **known)
    # The base is never 0 for a watched object: the first record is left empty by the reader.
    return base


def find_object(key):
    """The object that another process put on the board under this key, 0 for none."""
    if not key or not is_there():
        return 0
    known = _objects_by_key.get(key)
    if known is None:
        keys = view[OBJECTS + KEY : OBJECTS + OBJECT_SIZE * MAX_OBJECTS : OBJECT_SIZE].tolist()
        try:
            # The newest: a name, or a descriptor's inode, may have been used before.
            known = (len(keys) - 1 - keys[::-1].index(key)) * OBJECT_SIZE
        except ValueError:
            known = 0
        if len(_objects_by_key) < 10000:
            _objects_by_key[key] = known
    return known


def use_of(obj):
    """This process's own record about an object; None where there is none left."""
    try:
        return _uses[obj]
    except KeyError:
        pass
    number = reporting.attempt(_claim, "uses", MAX_USES)
    base = None if number is None else USES + number * USE_SIZE
    if base is not None:
        view[base + OBJECT] = obj // OBJECT_SIZE
        view[base + PID] = reporting.pid
    _uses[obj] = base
    return base


def add(obj, field, amount=1.0):
    """Adds to a count of this process."""
    use = use_of(obj)
    if use is not None:
        with guard:
            view[use + field] += amount


def begin_wait(kind, obj, frame, timeout=None):
    """Notes that this thread is about to wait; None where an outer wait is noted already."""
    thread = get_ident()
    try:
        base = _waits[thread]
    except KeyError:
        base = _waits[thread] = _new_wait(thread)
    if base is None or view[base + W_SINCE]:
        return None
    view[base + W_KIND], view[base + W_OBJECT] = kind, obj // OBJECT_SIZE
    view[base + W_SITE], view[base + W_TIMEOUT] = site_number(frame), -1 if timeout is None else timeout
    view[base + W_SINCE] = reporting.monotonic()
    return base


def wait_record(kind, obj):
    """This thread's own record, made ready for one kind of wait; None where there is none left."""
    thread = get_ident()
    base = _waits.get(thread) or _new_wait(thread)
    _waits[thread] = base
    if base is not None:
        view[base + W_SITE], view[base + W_TIMEOUT] = 0, -1
        view[base + W_KIND], view[base + W_OBJECT] = kind, obj // OBJECT_SIZE
    return base


def end_wait(base):
    if base is not None:
        view[base + W_ENDED] = reporting.monotonic()
        view[base + W_SINCE] = 0


def _new_wait(thread):
    number = reporting.attempt(_claim, "waits", MAX_WAITS)
    if number is None:
        return None
    base = WAITS + number * WAIT_SIZE
    # 0 stands for the main thread.
    view[base + W_THREAD] = 0 if thread == _main_thread else number + 1
    view[base + W_PID] = reporting.pid
    return base
