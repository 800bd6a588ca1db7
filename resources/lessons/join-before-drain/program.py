import multiprocessing

DRAIN_FIRST = False

def work(queue):
    queue.put('x' * 1_000_000)

if __name__ == '__main__':
    queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=work, args=(queue,), name='child')
    child.start()
    if DRAIN_FIRST:
        print('main: got', len(queue.get()))
    print('main: joining')
    child.join(3)
    print('after join(3): child is', 'alive' if child.is_alive() else 'over')
    child.terminate()
    child.join()
