import os, signal, threading, time
from multiprocessing import Process

SLOW = 1

def fall():
    time.sleep(0.4 * SLOW)
    os.kill(os.getpid(), signal.SIGKILL)

def add_up():
    total = 0
    for number in range(6_000_000 * SLOW):
        total += number

def two_threads():
    threads = [threading.Thread(target=add_up) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()

def two_processes():
    sums = [Process(target=add_up, name=f'sum-{n}') for n in range(2)]
    for child in sums: child.start()
    for child in sums: child.join()

def thread_house():
    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    print('thread-house: still here')

def process_house():
    inner = Process(target=fall, name='inner')
    inner.start()
    inner.join()
    print('process-house: still here')

if __name__ == '__main__':
    for name, target in (
        ('two-threads', two_threads),
        ('two-processes', two_processes),
        ('thread-house', thread_house),
        ('process-house', process_house),
    ):
        house = Process(target=target, name=name)
        house.start()
        house.join()
        print(name, 'exit code', house.exitcode)
