import multiprocessing, time

METHOD = 'spawn'
CHUNK = 1
SLOW = 1

def square(number):
    time.sleep((6 - number) * 0.08 * SLOW)
    return number * number

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    pool = multiprocessing.Pool(3)
    print('squares:', *pool.map(square, range(6), CHUNK))
    pool.close()
    pool.join()
