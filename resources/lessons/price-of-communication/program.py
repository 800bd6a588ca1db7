import multiprocessing, time

ITEMS = 500

def double(number):
    return number * 2

if __name__ == '__main__':
    numbers = range(ITEMS)
    begin = time.perf_counter()
    serial = [double(number) for number in numbers]
    middle = time.perf_counter()
    pool = multiprocessing.Pool(2)
    parallel = pool.map(double, numbers, 1)
    end = time.perf_counter()
    print('same result:', 'yes' if serial == parallel else 'no')
    print('faster:', 'serial' if middle - begin < end - middle else 'pool')
    pool.close()
    pool.join()
