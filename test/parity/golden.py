"""Writes what CPython's multiprocessing does, case by case, to golden.json beside this file.

    python3 test/parity/golden.py

Each case is a function below. Its name in words is the key, what it returns or the name of the
class it raises the value. test/integration/multiprocessing/parity-*.test.ts
play the same cases with our library.
"""

import json
import multiprocessing
import os
import platform
import queue
import signal
import sys
import threading
import time
from multiprocessing.pool import Pool as PoolClass
from multiprocessing.pool import ThreadPool
from multiprocessing.shared_memory import ShareableList
from types import SimpleNamespace

context = multiprocessing.get_context("spawn")
cases = {}


def case(function):
    cases[function.__name__.replace("_", " ")] = function
    return function


def error_of(call, *args, **kwargs):
    try:
        return {"value": call(*args, **kwargs)}
    except BaseException as error:  # what a case is about may be any of them
        return {"error": type(error).__name__}


# ---- what children run


def nothing():
    pass


def give(value):
    return value


def sys_exit(*args):
    sys.exit(*args)


def os_exit(code):
    os._exit(code)


def throw(*_):
    raise ValueError("bad")


def throw_at(bad, value):
    if value in bad:
        raise ValueError(f"bad {value}")
    return value


def throw_at_three_and_five(value):
    return throw_at((3, 5), value)


def raise_signal(number):
    # SIGINT would be an exception in Python; SIGKILL cannot be changed.
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    time.sleep(60)


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def square(value):
    return value * value


def add(a, b):
    return a + b


def tell_names(answers):
    me = context.current_process() if hasattr(context, "current_process") else multiprocessing.current_process()
    parent = multiprocessing.parent_process()
    child = context.Process(target=nothing)
    answers.put([me.name, parent.name, child.name, me.daemon])


def start_a_child(answers):
    answers.put(error_of(context.Process(target=nothing).start).get("error"))


def put_all(items, target):
    for item in items:
        target.put(item)


def wait_at(barrier, answers, timeout=None):
    answers.put(error_of(barrier.wait, timeout))


def release_it(lock, answers):
    answers.put(error_of(lock.release).get("error"))


def acquire_it(lock, answers):
    answers.put(lock.acquire(timeout=0.05))


# ---- Process


def exit_code_of(target, *args):
    process = context.Process(target=target, args=args)
    process.start()
    process.join()
    return process.exitcode


@case
def exit_codes():
    return {
        "returns": exit_code_of(nothing),
        "returns a value": exit_code_of(give, 5),
        "exits with 0": exit_code_of(sys_exit, 0),
        "exits with 3": exit_code_of(sys_exit, 3),
        "exits with 255": exit_code_of(sys_exit, 255),
        "exits with 256": exit_code_of(sys_exit, 256),
        "exits with -1": exit_code_of(sys_exit, -1),
        "exits at once with 7": exit_code_of(os_exit, 7),
        "throws": exit_code_of(throw),
        "SIGTERM": exit_code_of(raise_signal, signal.SIGTERM),
        "SIGKILL": exit_code_of(raise_signal, signal.SIGKILL),
        "SIGINT": exit_code_of(raise_signal, signal.SIGINT),
        "SIGABRT": exit_code_of(raise_signal, signal.SIGABRT),
        "SIGSEGV": exit_code_of(raise_signal, signal.SIGSEGV),
        "SIGUSR2": exit_code_of(raise_signal, signal.SIGUSR2),
    }


@case
def before_the_start():
    process = context.Process(target=nothing)
    return {
        "pid": process.pid,
        "exit code": process.exitcode,
        "alive": process.is_alive(),
        "join": error_of(process.join).get("error"),
        "sentinel": error_of(lambda: process.sentinel).get("error"),
    }


@case
def a_join_that_times_out():
    process = context.Process(target=sleep, args=(60,))
    process.start()
    returned = process.join(0.05)
    after = {"returned": returned, "alive": process.is_alive(), "exit code": process.exitcode}
    after["second start"] = error_of(process.start).get("error")
    after["close"] = error_of(process.close).get("error")
    process.terminate()
    process.join()
    process.join(0)
    return {**after, "then alive": process.is_alive(), "then exit code": process.exitcode}


@case
def kill():
    process = context.Process(target=sleep, args=(60,))
    process.start()
    process.kill()
    process.join()
    return process.exitcode


@case
def after_close():
    process = context.Process(target=nothing)
    process.start()
    process.join()
    process.close()
    process.close()
    return {
        "alive": error_of(process.is_alive).get("error"),
        "exit code": error_of(lambda: process.exitcode).get("error"),
        "pid": error_of(lambda: process.pid).get("error"),
        "join": error_of(process.join).get("error"),
        "terminate": error_of(process.terminate).get("error"),
        "start": error_of(process.start).get("error"),
        "name": process.name.split("-")[0],
    }


@case
def daemons():
    answers = context.SimpleQueue()
    process = context.Process(target=start_a_child, args=(answers,), daemon=True)
    process.start()
    process.join()

    def set_daemon():
        process.daemon = False

    return {
        "default": context.Process(target=nothing).daemon,
        "set after the start": error_of(set_daemon).get("error"),
        "child of a daemon": answers.get(),
    }


@case
def active_children():
    before = len(multiprocessing.active_children())
    process = context.Process(target=sleep, args=(60,))
    unstarted = len(multiprocessing.active_children())
    process.start()
    during = process in multiprocessing.active_children()
    process.kill()
    process.join()
    return [before, unstarted, during, len(multiprocessing.active_children())]


@case
def who_is_who():
    answers = context.SimpleQueue()
    process = context.Process(target=tell_names, args=(answers,), name="worker")
    process.start()
    process.join()
    return {
        "child": answers.get(),
        "main": multiprocessing.current_process().name,
        "parent of main": multiprocessing.parent_process(),
    }


@case
def waiting_for_many():
    quick = context.Process(target=nothing)
    slow = context.Process(target=sleep, args=(60,))
    quick.start()
    slow.start()
    ready = multiprocessing.connection.wait([slow.sentinel, quick.sentinel])
    first = ready == [quick.sentinel]
    none = multiprocessing.connection.wait([slow.sentinel], timeout=0.02)
    slow.kill()
    slow.join()
    quick.join()
    both = multiprocessing.connection.wait([slow.sentinel, quick.sentinel])
    return [first, none, len(both)]


# ---- Pool


@case
def chunk_sizes():
    """Of map over N items by M workers, as the real Pool cuts them."""
    sizes = []
    original = PoolClass._get_tasks

    def spy(function, items, size):
        sizes.append(size)
        return original(function, items, size)

    PoolClass._get_tasks = staticmethod(spy)
    result = []
    try:
        for workers in (1, 2, 3, 4, 7, 8):
            with ThreadPool(workers) as pool:
                for items in (1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 65, 100, 1000, 12_345):
                    pool.map(give, range(items))
                    result.append([items, workers, sizes[-1]])
    finally:
        PoolClass._get_tasks = original
    return result


@case
def the_order_of_results():
    delays = [0.4, 0.0, 0.2]
    with context.Pool(3) as pool:
        pool.map(sleep, [0, 0, 0], 1)
        return {
            "map": pool.map(sleep, delays, 1),
            "imap": list(pool.imap(sleep, delays)),
            "imap unordered": list(pool.imap_unordered(sleep, delays)),
            "starmap": pool.starmap(add, [(1, 2), (3, 4)]),
            "map of nothing": pool.map(square, []),
            "imap of nothing": list(pool.imap(square, [])),
        }


@case
def errors_of_tasks():
    with context.Pool(1) as pool:
        imap = pool.imap(throw_at_three_and_five, range(7))
        seen = []
        for _ in range(7):
            seen.append(error_of(next, imap))
        return {
            "apply": error_of(pool.apply, throw, (1,)),
            "map": error_of(pool.map, throw_at_three_and_five, range(7), 1),
            "imap": seen,
            "imap after its end": error_of(next, imap).get("error"),
        }


@case
def an_async_result():
    done = []
    failed = []
    with context.Pool(1) as pool:
        pool.apply(nothing)
        slow = pool.apply_async(sleep, (0.3,), callback=done.append)
        early = {
            "ready": slow.ready(),
            "successful": error_of(slow.successful).get("error"),
            "get": error_of(slow.get, 0.01).get("error"),
            "wait": slow.wait(0.01),
        }
        late = {"value": slow.get(), "ready": slow.ready(), "successful": slow.successful(), "callback": done}
        bad = pool.apply_async(throw, (1,), error_callback=lambda error: failed.append(type(error).__name__))
        bad.wait()
        broken = {"successful": bad.successful(), "get": error_of(bad.get).get("error"), "callback": failed}
    return {"early": early, "late": late, "failed": broken}


@case
def close_against_terminate():
    pool = context.Pool(1)
    results = [pool.apply_async(sleep, (0.05,)) for _ in range(5)]
    closing = {"join while open": error_of(pool.join).get("error")}
    pool.close()
    closing["apply after close"] = error_of(pool.apply, square, (1,)).get("error")
    pool.join()
    closing["results"] = [result.get(0) for result in results]

    pool = context.Pool(1)
    pool.apply(nothing)
    lost = [pool.apply_async(sleep, (60,)) for _ in range(3)]
    pool.terminate()
    pool.join()
    ending = {
        "apply after terminate": error_of(pool.apply, square, (1,)).get("error"),
        "results": [result.ready() for result in lost],
    }
    return {"close": closing, "terminate": ending}


@case
def sizes_that_are_refused():
    return {
        "no processes": error_of(context.Pool, 0).get("error"),
        "fewer than none": error_of(context.Pool, -1).get("error"),
    }


# ---- Queue, Pipe


@case
def a_queue():
    items = context.Queue(2)
    result = {"get nowait from empty": error_of(items.get_nowait).get("error")}
    result["get with timeout"] = error_of(items.get, True, 0.02).get("error")
    items.put("a")
    items.put("b")
    result["full"] = items.full()
    result["size"] = items.qsize()
    result["put nowait into full"] = error_of(items.put_nowait, "c").get("error")
    result["put with timeout"] = error_of(items.put, "c", True, 0.02).get("error")
    result["in order"] = [items.get(), items.get()]
    result["then empty"] = items.empty()
    items.put(None)
    result["None is an item"] = items.get() is None
    given = {"list": [1]}
    items.put(given)
    taken = items.get()
    result["a copy"] = [taken == given, taken is given]
    items.close()
    result["put after close"] = error_of(items.put, 1).get("error")
    result["get after close"] = error_of(items.get, True, 0.02).get("error")
    return result


@case
def a_queue_between_processes():
    items = context.Queue()
    producers = [context.Process(target=put_all, args=(list(range(n, n + 50)), items)) for n in (0, 100)]
    for producer in producers:
        producer.start()
    got = [items.get() for _ in range(100)]
    for producer in producers:
        producer.join()
    return {
        "each once": sorted(got) == [*range(50), *range(100, 150)],
        "in order by producer": [n for n in got if n < 100] == list(range(50)),
    }


@case
def a_joinable_queue():
    items = context.JoinableQueue()
    result = {"done without an item": error_of(items.task_done).get("error")}
    items.put(1)
    items.put(2)
    waiter = threading.Thread(target=items.join)
    waiter.start()
    items.get()
    items.task_done()
    items.get()
    waiter.join(0.05)
    result["joined before the last is done"] = not waiter.is_alive()
    items.task_done()
    waiter.join(5)
    result["joined after"] = not waiter.is_alive()
    result["done once too often"] = error_of(items.task_done).get("error")
    return result


@case
def a_pipe():
    left, right = context.Pipe()
    result = {"poll empty": left.poll(0)}
    right.send([1, "two"])
    result["poll"] = left.poll(1)
    result["recv"] = left.recv()
    left.send("back")
    result["duplex"] = right.recv()
    right.send("last")
    right.close()
    result["what was sent before the close"] = left.recv()
    result["poll at the end"] = left.poll(0)
    result["recv at the end"] = error_of(left.recv).get("error")
    result["send on a closed end"] = error_of(right.send, 1).get("error")
    reader, writer = context.Pipe(duplex=False)
    result["send on the reader"] = error_of(reader.send, 1).get("error")
    result["recv on the writer"] = error_of(writer.recv).get("error")
    return result


# ---- Locks and their kin


@case
def a_lock():
    lock = context.Lock()
    answers = context.SimpleQueue()
    result = {"release unheld": error_of(lock.release).get("error")}
    result["acquire"] = lock.acquire()
    result["again without blocking"] = lock.acquire(False)
    result["again with timeout"] = lock.acquire(timeout=0.02)
    child = context.Process(target=acquire_it, args=(lock, answers))
    child.start()
    child.join()
    result["by another process"] = answers.get()
    other = context.Process(target=release_it, args=(lock, answers))
    other.start()
    other.join()
    result["release by another process"] = answers.get()
    return result


@case
def a_recursive_lock():
    lock = context.RLock()
    answers = context.SimpleQueue()
    result = {"release unheld": error_of(lock.release).get("error")}
    result["acquire twice"] = [lock.acquire(), lock.acquire()]
    other = context.Process(target=release_it, args=(lock, answers))
    other.start()
    other.join()
    result["release by another process"] = answers.get()
    lock.release()
    child = context.Process(target=acquire_it, args=(lock, answers))
    child.start()
    child.join()
    result["by another process while held once"] = answers.get()
    lock.release()
    result["release once too often"] = error_of(lock.release).get("error")
    return result


@case
def semaphores():
    free = context.Semaphore(1)
    bounded = context.BoundedSemaphore(2)
    result = {"initial below 0": error_of(context.Semaphore, -1).get("error")}
    result["release above the initial value"] = error_of(free.release).get("error")
    result["then two acquires"] = [free.acquire(False), free.acquire(False), free.acquire(False)]
    result["bounded: acquire all"] = [bounded.acquire(False), bounded.acquire(False), bounded.acquire(False)]
    bounded.release()
    bounded.release()
    result["bounded: release above"] = error_of(bounded.release).get("error")
    return result


@case
def an_event():
    event = context.Event()
    result = {"at first": event.is_set(), "wait with timeout": event.wait(0.02)}
    event.set()
    event.set()
    result["set"] = [event.is_set(), event.wait(0.02), event.wait()]
    event.clear()
    result["cleared"] = [event.is_set(), event.wait(0)]
    return result


@case
def a_condition():
    condition = context.Condition()
    result = {
        "wait without the lock": error_of(condition.wait, 0.02).get("error"),
        "notify without the lock": error_of(condition.notify).get("error"),
    }
    with condition:
        result["wait with timeout"] = condition.wait(0.02)
        result["wait for what is true"] = condition.wait_for(lambda: True)
        result["wait for what stays false"] = condition.wait_for(lambda: False, 0.02)
        result["notify nobody"] = error_of(condition.notify)
    return result


@case
def a_barrier():
    barrier = context.Barrier(3)
    answers = context.SimpleQueue()
    children = [context.Process(target=wait_at, args=(barrier, answers)) for _ in range(2)]
    for child in children:
        child.start()
    own = barrier.wait()
    for child in children:
        child.join()
    result = {
        "indices": sorted([own, *(answers.get()["value"] for _ in range(2))]),
        "parties": barrier.parties,
        "waiting": barrier.n_waiting,
        "broken": barrier.broken,
        "wait that times out": error_of(barrier.wait, 0.02).get("error"),
    }
    result["then broken"] = barrier.broken
    result["then a wait"] = error_of(barrier.wait, 5).get("error")
    barrier.reset()
    result["reset"] = barrier.broken
    waiter = context.Process(target=wait_at, args=(barrier, answers))
    waiter.start()
    while barrier.n_waiting == 0:
        time.sleep(0.01)
    barrier.abort()
    waiter.join()
    result["abort under a waiter"] = answers.get().get("error")
    return result


# ---- shared memory, managers


def increment(value, times):
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def fill(array, shared_dict, shared_list):
    array[0] = 7
    shared_dict["child"] = 1
    shared_list.append("child")


@case
def shared_values():
    value = context.Value("i", 0)
    children = [context.Process(target=increment, args=(value, 200)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    array = context.Array("d", 3)
    with context.Manager() as manager:
        shared_dict = manager.dict({"main": 0})
        shared_list = manager.list(["main"])
        child = context.Process(target=fill, args=(array, shared_dict, shared_list))
        child.start()
        child.join()
        result = {
            "value": value.value,
            "array": list(array),
            "array length": len(array),
            "array out of range": error_of(lambda: array[3]).get("error"),
            "dict": dict(shared_dict),
            "list": list(shared_list),
            "dict without the key": error_of(lambda: shared_dict["none"]).get("error"),
        }
    return result


def set_total(space, items):
    space.total = items[0] + items[1]
    items[2] = "done"


@case
def a_namespace():
    with context.Manager() as manager:
        space = manager.Namespace(name="sum", spare=1)
        items = manager.list([20, 22, ""])
        child = context.Process(target=set_total, args=(space, items))
        child.start()
        child.join()
        del space.spare
        return {
            "name": space.name,
            "set by a child": space.total,
            "has": [hasattr(space, "total"), hasattr(space, "spare")],
            "get of none": error_of(lambda: space.spare).get("error"),
            "delete of none": error_of(lambda: delattr(space, "spare")).get("error"),
        }


@case
def a_shareable_list():
    items = ShareableList([20, 22, "waiting", True, None, 0.5])
    try:
        child = context.Process(target=set_total, args=(SimpleNamespace(), items))
        child.start()
        child.join()
        result = {
            "items": list(items),
            "length": len(items),
            "last": items[-1],
            "index": items.index(22),
            "index of none": error_of(items.index, "none").get("error"),
            "count": items.count(22),
            "get outside": error_of(lambda: items[6]).get("error"),
            "set outside": error_of(items.__setitem__, 6, 1).get("error"),
            "of the same room": error_of(items.__setitem__, 2, "1234567").get("error"),
            "too long": error_of(items.__setitem__, 2, "123456789").get("error"),
        }
        items[2] = 7
        result["another kind"] = items[2]
        return result
    finally:
        items.shm.close()
        items.shm.unlink()


if __name__ == "__main__":
    golden = {"python": platform.python_version(), "startMethod": "spawn", "cases": {}}
    for name, function in cases.items():
        golden["cases"][name] = function()
        print(name, file=sys.stderr)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")
