import multiprocessing

WORKERS = 4
SLOW = 1

def work(go):
    go.wait()
    total = 0
    for number in range(8_000_000 * SLOW // WORKERS):
        total += number * number

if __name__ == '__main__':
    go = multiprocessing.Event()
    children = [multiprocessing.Process(target=work, args=(go,), name=f'worker-{n + 1}') for n in range(WORKERS)]
    for child in children:
        child.start()
    print('main: go')
    go.set()
    for child in children:
        child.join()
    print('shares of the work:', WORKERS)
