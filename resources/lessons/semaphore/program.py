import multiprocessing, time

LIMIT = 2
SLOW = 1

def visit(door, all_here, inside, most):
    all_here.wait()
    with door:
        with inside.get_lock():
            inside.value += 1
            most.value = max(most.value, inside.value)
        time.sleep(0.3 * SLOW)
        with inside.get_lock():
            inside.value -= 1

if __name__ == '__main__':
    door, all_here = multiprocessing.Semaphore(LIMIT), multiprocessing.Barrier(6)
    inside, most = multiprocessing.Value('i', 0), multiprocessing.Value('i', 0)
    guests = [multiprocessing.Process(target=visit, args=(door, all_here, inside, most), name=f'guest-{n + 1}') for n in range(5)]
    for guest in guests:
        guest.start()
    all_here.wait()
    print('main: all are here')
    for guest in guests:
        guest.join()
    print('most inside:', most.value)
