import multiprocessing, time

METHOD = 'spawn'
SLOW = 1

def work(ready):
    ready.set()
    time.sleep(30)

def clean_up(child, ready):
    ready.wait()
    time.sleep(0.4 * SLOW)
    child.terminate()

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    ready = multiprocessing.Event()
    child = multiprocessing.Process(target=work, args=(ready,), name='child')
    child.start()
    clean_up(child, ready)
    child.join()
    print('exit code', child.exitcode)
