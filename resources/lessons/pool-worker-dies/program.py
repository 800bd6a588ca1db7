import multiprocessing, os, time

PATIENCE = 3
SLOW = 1

def work(number):
    time.sleep(0.3 * SLOW)
    if number == 1:
        os._exit(7)
    return number

if __name__ == '__main__':
    pool = multiprocessing.Pool(2)
    result = pool.map_async(work, range(3), 1)
    try:
        print('answer:', *result.get(PATIENCE))
    except multiprocessing.TimeoutError:
        print('answer: none')
    pool.terminate()
    pool.join()
