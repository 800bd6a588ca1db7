import multiprocessing, time

METHOD = 'spawn'
LOCKED = False

def add_one(total):
    seen = total.value
    time.sleep(0.02)
    total.value = seen + 1

def count(total, lock, both):
    both.wait()
    for _ in range(10):
        if LOCKED:
            with lock:
                add_one(total)
        else:
            add_one(total)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    total, lock, both = multiprocessing.Value('i', 0), multiprocessing.Lock(), multiprocessing.Barrier(2)
    children = [multiprocessing.Process(target=count, args=(total, lock, both), name=n) for n in ('first', 'second')]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print('lost updates:', 'yes' if total.value < 20 else 'no')
