import multiprocessing, time

SLOW = 1

def work(number, go, phase, done, log):
    go.wait()
    time.sleep(0.1 * number * SLOW)
    log.put(1)
    phase.wait()
    log.put(2)
    with done:
        done.notify()

if __name__ == '__main__':
    go, phase, done = multiprocessing.Event(), multiprocessing.Barrier(3), multiprocessing.Condition()
    log, order = multiprocessing.SimpleQueue(), []
    children = [multiprocessing.Process(target=work, args=(n, go, phase, done, log), name=f'worker-{n + 1}') for n in range(3)]
    for child in children:
        child.start()
    print('main: go')
    with done:
        go.set()
        while len(order) < 6:
            done.wait(0.05)
            while not log.empty():
                order.append(log.get())
    print('main: all done')
    print('order:', *order)
    for child in children:
        child.join()
