import multiprocessing, sys, time

METHOD = 'spawn'
SLOW = 1

def work():
    sys.exit(5)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    child = multiprocessing.Process(target=work, name='child')
    child.start()
    time.sleep(1.2 * SLOW)
    print('main: now I look')
    child.join()
    print('exit code', child.exitcode)
