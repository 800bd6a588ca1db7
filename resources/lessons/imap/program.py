import multiprocessing, time

SLOW = 1

def setup(event):
    global done
    done = event

def cook(dish):
    if dish == 'stew':
        done.wait()
    time.sleep(0.5 * SLOW)
    if dish == 'tea':
        done.set()
    return dish

if __name__ == '__main__':
    done = multiprocessing.Event()
    pool = multiprocessing.Pool(2, setup, (done,))
    print('unordered:', *pool.imap_unordered(cook, ['stew', 'tea']))
    done.clear()
    print('ordered:', *pool.imap(cook, ['stew', 'tea']))
    pool.close()
    pool.join()
