import multiprocessing, signal, sys, time

METHOD = 'spawn'
SLOW = 1

def clean_up(number, frame):
    print('careful: cleaned up')
    sys.exit(0)

def plain(ready):
    ready.set()
    time.sleep(60)

def careful(ready):
    signal.signal(signal.SIGTERM, clean_up)
    ready.set()
    time.sleep(60)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    for target in (plain, careful):
        ready = multiprocessing.Event()
        child = multiprocessing.Process(target=target, args=(ready,), name=target.__name__)
        child.start()
        ready.wait()
        time.sleep(0.2 * SLOW)
        child.terminate()
        child.join()
        print(child.name, 'exit code', child.exitcode)
