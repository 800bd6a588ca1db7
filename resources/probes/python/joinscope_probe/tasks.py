"""Tasks of pools: told one by one while there are few, counted on the board when there are many."""

from . import board, reporting
from .board import COUNT, COUNT_2, COUNT_3, SPENT, SUBMITTED, TASK, TASK_SINCE
from .frames import hide
from .reporting import monotonic
from .wrapping import original

# A process tells this many tasks a second, after a first burst.
_RATE, _BURST = 50, 200

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


def is_counting(now):
    """Whether tasks are only counted at this moment: the cheap first half of ``may_tell``."""
    return now < _dry_until


def pool_name(obj):
    """As the companion knows it, which puts the label in its place."""
    return "@%d" % (obj // board.OBJECT_SIZE)


def submitted(obj, task, label, items=1, at=None):
    if at is None:
        at = monotonic()
    if may_tell(at):
        reporting.report("task-submitted", pool=pool_name(obj), task=task, label=label, items=items, at=at * 1000)
    else:
        board.add(obj, SUBMITTED)


def many_submitted(obj, count):
    board.add(obj, SUBMITTED, count)


class _End:
    """One of a worker's two queues, as the library's own code uses it."""

    def __init__(self, queue, **ours):
        self.__dict__.update(ours)
        self._queue = queue

    def __getattr__(self, name):
        return getattr(self._queue, name)


def watch_ends(obj, source, sink, number_of, outcome_of):
    """Notes what one worker process does with the tasks of a pool, one at a time.

    What it returns stands before the worker's queue of tasks and before that of results.
    ``number_of`` a received item, None for none; ``outcome_of`` a sent one: is it a result, and
    its error. A task that is told is told at its end, start and end in one go; until then its start is
    on the board, where Joinscope finds that of one that lasts or is lost.

    This is the probe's hottest path, so what it does for each task is written out, and all that it
    needs is in closures: nobody but these writes in these fields.
    """
    use, wait = board.use_of(obj), board.wait_record(board.GET, obj)
    if use is None or wait is None:
        return None
    view, pid, pool = board.view, reporting.pid, pool_name(obj)
    take, give, is_simple = original(source.get), original(sink.put), not hasattr(source, "_maxsize")
    # Items of a pool are no messages of a pipe: its ends in this worker go without the test for that.
    source._reader.recv_bytes, send_bytes = original(source._reader.recv_bytes), original(sink._writer.send_bytes)
    since_at, ended_at = wait + board.W_SINCE, wait + board.W_ENDED
    task_at, held_at = use + TASK, use + TASK_SINCE
    count_at, good_at, spent_at = use + COUNT, use + COUNT_2, use + SPENT
    began, idle_since = 0.0, monotonic()
    started, good, spent = view[count_at], view[good_at], view[spent_at]
    task, is_told, error, ended = None, False, None, 0.0

    def get(block=True, timeout=None):
        nonlocal task, began, is_told, started, idle_since
        view[since_at] = idle_since
        try:
            item = take() if is_simple else take(block, timeout)
        except BaseException as error:
            view[ended_at] = monotonic()
            view[since_at] = 0.0
            hide(error)
            raise
        view[ended_at] = began = monotonic()
        view[since_at] = 0.0
        task = number_of(item)
        if task is None:
            idle_since = began
            return item
        is_told = began >= _dry_until and may_tell(began)
        if is_told:
            view[held_at] = began
        else:
            started += 1.0
            view[count_at] = started
        # Last: a task is held when its number is there; 0 is none.
        view[task_at] = task + 1
        return item

    def put(item):
        nonlocal idle_since, ended, error
        ended = 0.0
        now = idle_since = monotonic()
        is_result, error = outcome_of(item)
        if is_result and task is not None:
            ended = now
        try:
            give(item)
        except BaseException as failure:
            hide(failure)
            raise

    def send(data, *rest):
        """Of the pipe for results. What cannot be pickled does not come so far: an error comes in its place."""
        if ended:
            # First told, then sent: whoever has the result may end this worker at once.
            end()
        return send_bytes(data, *rest)

    def end():
        nonlocal task, started, good, spent, ended, error
        view[task_at] = 0.0
        ran = ended - began
        if is_told or (error is not None and may_tell(ended)):
            if is_told:
                view[held_at] = 0.0
            else:
                # It failed, which is worth more than a count.
                started -= 1.0
                view[count_at] = started
            known = {"pool": pool, "task": task, "pid": pid}
            reporting.report_both(
                dict(known, type="task-started", at=began * 1000),
                dict(known, at=ended * 1000, runMs=ran * 1000, **_outcome(error)),
            )
        else:
            spent += ran
            view[spent_at] = spent
            if error is None:
                good += 1.0
                view[good_at] = good
            else:
                view[use + COUNT_3] += 1.0
        # An exception that is kept would keep what its frames have.
        task, ended, error = None, 0.0, None

    sink._writer.send_bytes = send
    return _End(source, get=get), _End(sink, put=put)


def unwrapped(error):
    """The exception itself: what a worker sends of it is wrapped to keep its traceback."""
    inner = getattr(error, "exc", None)
    # MaybeEncodingError, and who knows what else, has a text of that name.
    return inner if isinstance(inner, BaseException) else error


def _outcome(error):
    if error is None:
        return {"type": "task-finished"}
    try:
        message = str(error)[:2000]
    except Exception:
        message = ""
    return {"type": "task-failed", "errorType": type(error).__name__[:256], "message": message}
