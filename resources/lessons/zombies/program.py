import multiprocessing, sys, time

METHOD = 'spawn'
SLOW = 1

def work(ready):
    ready.set()
    time.sleep(0.3)
    sys.exit(5)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    ready = multiprocessing.Event()
    child = multiprocessing.Process(target=work, args=(ready,), name='child')
    child.start()
    ready.wait()
    time.sleep(1.2 * SLOW)
    print('main: now I look')
    child.join()
    print('exit code', child.exitcode)
