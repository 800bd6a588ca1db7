"""Tasks of pools: told one by one while there are few, counted on the board when there are many."""

from . import board, reporting
from .board import COUNT, COUNT_2, COUNT_3, SPENT, TASK
from .frames import hide
from .reporting import monotonic
from .wrapping import original

# A process tells this many tasks a second, after a first burst.
_RATE, _BURST = 50, 200
SUBMITTED = 10

_tokens = float(_BURST)
_refilled = 0.0
_dry_until = 0.0


def may_tell(now):
    """Whether one more task may be told; a handful of instructions while it may not."""
    global _tokens, _refilled, _dry_until
    if now < _dry_until:
        return False
    _tokens = min(_BURST, _tokens + (now - _refilled) * _RATE)
    _refilled = now
    if _tokens < 1:
        _dry_until = now + 1 / _RATE
        return False
    _tokens -= 1
    return True


def dry_until():
    """Until when no task is told."""
    return _dry_until


def pool_name(obj):
    """As the companion knows it, which puts the label in its place."""
    return "@%d" % (obj // board.OBJECT_SIZE)


def submitted(obj, task, label, items=1, at=None):
    if at is None:
        at = reporting.monotonic()
    if may_tell(at):
        reporting.report("task-submitted", pool=pool_name(obj), task=task, label=label, items=items, at=at * 1000)
    else:
        board.add(obj, SUBMITTED)


def many_submitted(obj, count):
    board.add(obj, SUBMITTED, count)


class Worker:
    """What one worker process does with the tasks of a pool, one at a time.

    It stands before the worker's queue of tasks as ``source`` and before that of results as
    ``sink``. This is the probe's hottest path, so what it does for each task is written out.
    """

    def __init__(self, obj, number_of, outcome_of):
        """``number_of`` a received item, None for none; ``outcome_of`` a sent one: is it a result, and its error."""
        self._pool, self._number_of, self._outcome_of = obj, number_of, outcome_of
        use = board.use_of(obj)
        wait = board.wait_record(board.GET, obj)
        if use is None or wait is None:
            raise RuntimeError("no room on the board")
        self._use, self._since_field, self._ended_field = use, wait + board.W_SINCE, wait + board.W_ENDED
        self._view = board.view
        self._idle_since = reporting.monotonic()
        self._since = 0.0
        self._task = None
        self._is_told = False

    def source(self, queue):
        return _Source(queue, self)

    def sink(self, queue):
        return _Sink(queue, self)

    def get(self, get, args, kwargs):
        view, since = self._view, self._since_field
        view[since] = self._idle_since
        try:
            item = get(*args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        finally:
            now = view[self._ended_field] = monotonic()
            view[since] = 0.0
        task = self._number_of(item)
        if task is None:
            self._idle_since = now
            return item
        self._task, self._since = task, now
        use = self._use
        self._is_told = is_told = now >= _dry_until and may_tell(now)
        if is_told:
            reporting.report("task-started", pool=pool_name(self._pool), task=task, pid=reporting.pid, at=now * 1000)
        else:
            view[use + COUNT] += 1.0
        # Last: a task is held when its number is there; 0 is none.
        view[use + TASK] = task + 1
        return item

    def put(self, put, item):
        ended = self._idle_since = monotonic()
        is_result, error = self._outcome_of(item)
        if is_result and self._task is not None:
            # First told, then sent: whoever has the result may end this worker at once.
            self._end(error, ended)
        try:
            put(item)
        except BaseException as error:
            hide(error)
            raise

    def _end(self, error, ended):
        view, use = self._view, self._use
        view[use + TASK] = 0.0
        if self._is_told or (error is not None and may_tell(ended)):
            self._tell_end(error, ended - self._since)
        else:
            view[use + (COUNT_2 if error is None else COUNT_3)] += 1.0
            view[use + SPENT] += ended - self._since
        self._task = None

    def _tell_end(self, error, ran):
        known = {"pool": pool_name(self._pool), "task": self._task, "pid": reporting.pid}
        if not self._is_told:
            # It failed, which is worth more than a count.
            self._view[self._use + COUNT] -= 1
            reporting.report("task-started", at=self._since * 1000, **known)
        known["runMs"] = ran * 1000
        if error is None:
            reporting.report("task-finished", **known)
            return
        try:
            message = str(error)[:2000]
        except Exception:
            message = ""
        reporting.report("task-failed", errorType=type(error).__name__[:256], message=message, **known)


class _End:
    """One of a worker's two queues, as the library's own code uses it."""

    def __init__(self, queue, worker):
        self._queue, self._worker = queue, worker

    def __getattr__(self, name):
        return getattr(self._queue, name)


class _Source(_End):
    def __init__(self, queue, worker):
        super().__init__(queue, worker)
        self._get = original(queue.get)

    def get(self, *args, **kwargs):
        return self._worker.get(self._get, args, kwargs)


class _Sink(_End):
    def __init__(self, queue, worker):
        super().__init__(queue, worker)
        self._put = original(queue.put)

    def put(self, item):
        self._worker.put(self._put, item)
