"""Tasks of pools: told one by one while there are few, counted on the board when there are many."""

from . import board, reporting
from .board import COUNT, COUNT_2, COUNT_3, SPENT, TASK, TASK_SINCE, TASK_TOLD

# A process tells this many tasks a second, after a first burst.
_RATE, _BURST = 50, 200
SUBMITTED = 10

_tokens = float(_BURST)
_refilled = 0.0


def may_tell():
    global _tokens, _refilled
    now = reporting.monotonic()
    _tokens = min(_BURST, _tokens + (now - _refilled) * _RATE)
    _refilled = now
    if _tokens < 1:
        return False
    _tokens -= 1
    return True


def pool_name(obj):
    """As the companion knows it, which puts the label in its place."""
    return "@%d" % (obj // board.OBJECT_SIZE)


def submitted(obj, task, label, items=1, at=None):
    if may_tell():
        when = {} if at is None else {"at": at * 1000}
        reporting.report("task-submitted", pool=pool_name(obj), task=task, label=label, items=items, **when)
    else:
        board.add(obj, SUBMITTED)


def many_submitted(obj, count):
    board.add(obj, SUBMITTED, count)


class Worker:
    """What one worker process does with the tasks of a pool, one at a time."""

    def __init__(self, obj):
        self._pool = obj
        self._use = board.use_of(obj)
        self._since = 0.0
        self._task = None
        self._is_told = False

    def start(self, task):
        """``task``: its number in the pool."""
        self._task, self._since, self._is_told = task, reporting.monotonic(), may_tell()
        if self._is_told:
            reporting.report("task-started", pool=pool_name(self._pool), task=task, pid=reporting.pid)
        use, view = self._use, board.view
        if use is None:
            return
        if not self._is_told:
            view[use + COUNT] += 1
        view[use + TASK_TOLD], view[use + TASK_SINCE] = self._is_told, self._since
        # Last: the reader takes a task as held when its number is there; 0 is none.
        view[use + TASK] = task + 1

    def end(self, error, ended):
        """``error``: what it raised, None when it did not."""
        if self._task is None:
            return
        task, self._task = self._task, None
        ran = ended - self._since
        if self._is_told or (error is not None and may_tell()):
            self._tell_end(task, error, ran)
        elif self._use is not None:
            board.view[self._use + (COUNT_2 if error is None else COUNT_3)] += 1
            board.view[self._use + SPENT] += ran
        if self._use is not None:
            board.view[self._use + TASK] = 0

    def _tell_end(self, task, error, ran):
        known = {"pool": pool_name(self._pool), "task": task, "pid": reporting.pid}
        if not self._is_told:
            # It failed, which is worth more than a count.
            if self._use is not None:
                board.view[self._use + COUNT] -= 1
            reporting.report("task-started", at=self._since * 1000, **known)
        known["runMs"] = ran * 1000
        if error is None:
            reporting.report("task-finished", **known)
        else:
            try:
                message = str(error)[:2000]
            except Exception:
                message = ""
            reporting.report("task-failed", errorType=type(error).__name__[:256], message=message, **known)


class Source:
    """Stands before a worker's queue of tasks: what it gets, it starts."""

    def __init__(self, queue, pool, worker, number_of):
        self._queue, self._pool, self._worker, self._number_of = queue, pool, worker, number_of

    def __getattr__(self, name):
        return getattr(self._queue, name)

    def get(self, *args, **kwargs):
        from .frames import hide

        base = board.begin_wait(board.GET, self._pool, None)
        try:
            item = self._queue.get(*args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        finally:
            board.end_wait(base)
        number = self._number_of(item)
        if number is not None:
            self._worker.start(number)
        return item


class Sink:
    """Stands before a worker's queue of results: what it puts has ended."""

    def __init__(self, queue, worker, outcome_of):
        self._queue, self._worker, self._outcome_of = queue, worker, outcome_of

    def __getattr__(self, name):
        return getattr(self._queue, name)

    def put(self, item):
        from .frames import hide

        ended = reporting.monotonic()
        try:
            self._queue.put(item)
        except BaseException as error:
            hide(error)
            raise
        is_result, error = self._outcome_of(item)
        if is_result:
            self._worker.end(error, ended)
