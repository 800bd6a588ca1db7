import multiprocessing, sys, time

METHOD = 'spawn'
CODE = 3
SLOW = 1

def work():
    print('child: working')
    time.sleep(0.4 * SLOW)
    sys.exit(CODE)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    child = multiprocessing.Process(target=work, name='child')
    child.start()
    child.join()
    print('exit code', child.exitcode)
