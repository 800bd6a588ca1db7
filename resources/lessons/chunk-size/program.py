import multiprocessing, time

CHUNK = 4
SLOW = 1

def work(number):
    time.sleep((0.6 if number == 0 else 0.05) * SLOW)
    return number

if __name__ == '__main__':
    pool = multiprocessing.Pool(2)
    print('total', sum(pool.map(work, range(12), CHUNK)))
    pool.close()
    pool.join()
