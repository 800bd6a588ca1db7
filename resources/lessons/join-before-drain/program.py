import multiprocessing

DRAIN_FIRST = False

def work(queue):
    for part in ('first', 'second'):
        queue.put(part * 100_000)

if __name__ == '__main__':
    queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=work, args=(queue,), name='child')
    child.start()
    if DRAIN_FIRST:
        print('main: got', len(queue.get()), len(queue.get()))
    print('main: joining')
    child.join()
    print('main: child is over')
