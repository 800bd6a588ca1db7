"""One sample of a Python side: `python3 peers.py SIDE WORK`; the twin of `works.mjs`.

SIDE is mp-fork, mp-spawn (multiprocessing) or ppe-fork (concurrent.futures).
Prints a JSON object as its last line.
"""

import concurrent.futures
import json
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time

PROCESSES = 2
BACKLOG = 100_000
PER_ITEM = 20_000
MAPS = 9
ROUND_TRIPS = 3000
PAYLOADS = 100
PAYLOAD_BYTES = 4 * 1024 * 1024
PAYLOADS_IN_FLIGHT = 4
WINDOW_TASKS = 30_000
IN_FLIGHT = 64
CPU_TASKS = 64
CPU_TASK_SECONDS = 0.05
SERIAL_TASKS = 16
QUEUE_ITEMS = 100_000
ACQUIRES = 1_000_000
KILL_TASKS = 10_000
KILL_AFTER = 2000
PATIENCE = 10


def square(x):
    return x * x


def echo(value):
    return value


def pid(_):
    return os.getpid()


def burn(rounds):
    state = 1
    for _ in range(rounds):
        state = (state * 1_103_515_245 + 12_345) & 0xFFFFFFFF
    return state


class MultiprocessingPool:
    """`submit` calls back when there is an outcome, so that both libraries are driven alike."""

    def __init__(self, method):
        self.pool = multiprocessing.get_context(method).Pool(PROCESSES)

    def submit(self, function, argument, done, failed):
        self.pool.apply_async(function, (argument,), callback=done, error_callback=failed)

    def call(self, function, argument):
        return self.pool.apply(function, (argument,))

    def map(self, function, items):
        return self.pool.map(function, items)

    def close(self):
        self.pool.terminate()
        self.pool.join()


class Executor:
    def __init__(self, method):
        context = multiprocessing.get_context(method)
        self.pool = concurrent.futures.ProcessPoolExecutor(PROCESSES, mp_context=context)

    def submit(self, function, argument, done, failed):
        def settled(future):
            error = future.exception()
            if error is None:
                done(future.result())
            else:
                failed(error)

        self.pool.submit(function, argument).add_done_callback(settled)

    def call(self, function, argument):
        return self.pool.submit(function, argument).result()

    def map(self, function, items):
        return list(self.pool.map(function, items, chunksize=-(-len(items) // (4 * PROCESSES))))

    def close(self):
        self.pool.shutdown()


def open_pool(side):
    library, method = side.split("-")
    return MultiprocessingPool(method) if library == "mp" else Executor(method)


def raise_in_parent(error):
    raise error


def all_at_once(pool, count):
    results = {}
    finished = threading.Event()

    def done(result):
        results[result] = True
        if len(results) == count:
            finished.set()

    for number in range(count):
        pool.submit(square, number, done, raise_in_parent)
    finished.wait()
    assert all(number * number in results for number in range(count))


def in_flight(count, limit, submit, check):
    """Keeps `limit` calls under way until `count` are done."""
    places = threading.Semaphore(limit)
    wrong = []

    def done(result):
        if not check(result):
            wrong.append(result)
        places.release()

    for index in range(count):
        places.acquire()
        submit(index, done)
    for _ in range(limit):
        places.acquire()
    assert not wrong


def tiny100k(side):
    pool = open_pool(side)
    all_at_once(pool, 2000)
    cpu = time.process_time()
    started = time.perf_counter()
    all_at_once(pool, BACKLOG)
    seconds = time.perf_counter() - started
    sample = {
        "value": BACKLOG / seconds,
        "cpuMicrosecondsPerTask": (time.process_time() - cpu) / BACKLOG * 1e6,
    }
    pool.close()
    return sample


def memory(side):
    """All handles are kept, as the twin keeps all promises."""
    pool = open_pool(side)
    all_at_once(pool, 4)
    if side.startswith("mp"):
        handles = [pool.pool.apply_async(square, (number,)) for number in range(BACKLOG)]
        assert [handle.get() for handle in handles] == [number * number for number in range(BACKLOG)]
    else:
        handles = [pool.pool.submit(square, number) for number in range(BACKLOG)]
        assert [handle.result() for handle in handles] == [number * number for number in range(BACKLOG)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    pool.close()
    return {"value": peak}


def tiny64(side):
    pool = open_pool(side)

    def submit(index, done):
        pool.submit(square, index, done, raise_in_parent)

    in_flight(3000, IN_FLIGHT, submit, lambda result: isinstance(result, int))
    started = time.perf_counter()
    in_flight(WINDOW_TASKS, IN_FLIGHT, submit, lambda result: isinstance(result, int))
    seconds = time.perf_counter() - started
    pool.close()
    return {"value": WINDOW_TASKS / seconds}


def map_numbers(side):
    pool = open_pool(side)
    numbers = list(range(BACKLOG))
    times = []
    for turn in range(-3, MAPS):
        started = time.perf_counter()
        results = pool.map(square, numbers)
        seconds = time.perf_counter() - started
        assert results == [number * number for number in numbers]
        if turn >= 0:
            times.append(seconds)
    pool.close()
    return {"value": BACKLOG / sorted(times)[MAPS // 2]}


def binary(side):
    pool = open_pool(side)
    payload = bytes(index * 31 & 0xFF for index in range(PAYLOAD_BYTES))

    def submit(_, done):
        pool.submit(echo, payload, done, raise_in_parent)

    def check(result):
        return len(result) == PAYLOAD_BYTES and result[::65_521] == payload[::65_521]

    in_flight(8, PAYLOADS_IN_FLIGHT, submit, check)
    started = time.perf_counter()
    in_flight(PAYLOADS, PAYLOADS_IN_FLIGHT, submit, check)
    seconds = time.perf_counter() - started
    pool.close()
    return {"value": PAYLOADS * PAYLOAD_BYTES / 1e6 / seconds}


def roundtrip(side):
    pool = open_pool(side)
    times = []
    for index in range(ROUND_TRIPS + 500):
        started = time.perf_counter()
        assert pool.call(square, index) == index * index
        if index >= 500:
            times.append((time.perf_counter() - started) * 1e6)
    times.sort()
    pool.close()
    return {"value": times[ROUND_TRIPS // 2], "p99Microseconds": times[int(ROUND_TRIPS * 0.99)]}


def first(side):
    started = time.perf_counter()
    pool = open_pool(side)
    assert pool.call(square, 7) == 49
    milliseconds = (time.perf_counter() - started) * 1000
    pool.close()
    return {"value": milliseconds}


def cpu(side):
    pool = open_pool(side)
    started = time.perf_counter()
    burn(500_000)
    rounds = round(500_000 * CPU_TASK_SECONDS / (time.perf_counter() - started))
    expected = burn(rounds)
    for _ in range(4):
        pool.call(burn, rounds)

    def serial():
        began = time.perf_counter()
        for _ in range(SERIAL_TASKS):
            burn(rounds)
        return time.perf_counter() - began

    before = serial()
    started = time.perf_counter()
    in_flight(
        CPU_TASKS,
        CPU_TASKS,
        lambda _, done: pool.submit(burn, rounds, done, raise_in_parent),
        lambda result: result == expected,
    )
    wall = time.perf_counter() - started
    whole = (before + serial()) / 2 / SERIAL_TASKS * CPU_TASKS
    pool.close()
    return {"value": whole / wall / PROCESSES, "taskMs": whole / CPU_TASKS * 1000}


def imap(side):
    """Fewer items than the twin: the rate does not depend on how many."""
    pool = open_pool(side)
    started = time.perf_counter()
    total = sum(pool.pool.imap(square, range(BACKLOG)))
    seconds = time.perf_counter() - started
    assert total == sum(number * number for number in range(BACKLOG))
    pool.close()
    return {"value": BACKLOG / seconds}


def kill(side):
    pool = open_pool(side)
    pids = [pool.call(pid, 0) for _ in range(8)]
    count = {"ok": 0, "rejected": 0}
    lock = threading.Lock()
    state = {"killed_at": None}
    finished = threading.Event()

    def settled(how):
        with lock:
            count[how] += 1
            total = count["ok"] + count["rejected"]
            if total >= KILL_AFTER and state["killed_at"] is None:
                state["killed_at"] = time.perf_counter()
                os.kill(pids[0], signal.SIGKILL)
            if total == KILL_TASKS:
                finished.set()

    refused = 0
    for number in range(KILL_TASKS):
        try:
            pool.submit(square, number, lambda _: settled("ok"), lambda _: settled("rejected"))
        except concurrent.futures.BrokenExecutor:
            refused += 1
    count["rejected"] += refused
    if count["ok"] + count["rejected"] >= KILL_TASKS:
        finished.set()
    is_settled = finished.wait(PATIENCE)
    ended = time.perf_counter()
    never = KILL_TASKS - count["ok"] - count["rejected"]
    works = []

    def probe():
        try:
            works.extend(pool.call(square, x) for x in (1, 2, 3, 4))
        except Exception:
            pass

    thread = threading.Thread(target=probe, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return {
        "value": never + count["rejected"],
        **count,
        "neverSettled": never,
        "settledMs": (ended - state["killed_at"]) * 1000 if is_settled else None,
        "worksAfterwards": works == [1, 4, 9, 16],
    }


def produce(queue, count):
    queue.put(-1)
    for number in range(count):
        queue.put(number)


def queue(side):
    context = multiprocessing.get_context(side.split("-")[1])
    shared = context.Queue()
    child = context.Process(target=produce, args=(shared, QUEUE_ITEMS))
    child.start()
    assert shared.get() == -1
    started = time.perf_counter()
    for expected in range(QUEUE_ITEMS):
        assert shared.get() == expected
    seconds = time.perf_counter() - started
    child.join()
    return {"value": QUEUE_ITEMS / seconds}


def lock_and_release(lock, answer):
    started = time.perf_counter()
    for _ in range(ACQUIRES):
        lock.acquire()
        lock.release()
    answer.put(time.perf_counter() - started)


def lock(side):
    context = multiprocessing.get_context(side.split("-")[1])
    shared, answer = context.Lock(), context.Queue()
    child = context.Process(target=lock_and_release, args=(shared, answer))
    child.start()
    seconds = answer.get()
    child.join()
    return {"value": ACQUIRES / seconds}


WORKS = {
    "tiny100k": tiny100k,
    "memory": memory,
    "tiny64": tiny64,
    "map": map_numbers,
    "binary": binary,
    "roundtrip": roundtrip,
    "first": first,
    "cpu": cpu,
    "imap": imap,
    "kill": kill,
    "queue": queue,
    "lock": lock,
}

if __name__ == "__main__":
    sample = WORKS[sys.argv[2]](sys.argv[1])
    with open("/proc/loadavg") as loadavg:
        sample["load"] = float(loadavg.read().split()[0])
    print("\n" + json.dumps(sample), flush=True)
    # A pool that hangs must not hold up the bench, nor leave its workers behind.
    for child in multiprocessing.active_children():
        child.kill()
    os._exit(0)
