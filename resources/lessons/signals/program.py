import multiprocessing, os, signal, sys, time

METHOD = 'spawn'
SLOW = 1

def plain(ready):
    ready.set()
    time.sleep(60)

def careful(ready):
    def clean_up(number, frame):
        print('careful: cleaned up')
        sys.exit(0)
    signal.signal(signal.SIGTERM, clean_up)
    signal.signal(signal.SIGINT, clean_up)
    ready.set()
    time.sleep(60)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    for number, short in ((signal.SIGTERM, 'term'), (signal.SIGINT, 'int')):
        for target in (plain, careful):
            ready = multiprocessing.Event()
            child = multiprocessing.Process(target=target, args=(ready,), name=f'{target.__name__}-{short}')
            child.start()
            ready.wait()
            time.sleep(0.2 * SLOW)
            os.kill(child.pid, number)
            child.join()
            print(child.name, 'exit code', child.exitcode)
