import multiprocessing, os, signal, sys, time

def a():  # a
    try:
        open('/no/such/file')
    except OSError:
        sys.exit(3)

def b():  # b
    results = {}
    return results['total']

def c():  # c
    time.sleep(60)

def d():  # d
    try:
        raise RuntimeError('half of the work is missing')
    except RuntimeError:
        pass

def e():  # e
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == '__main__':
    for target in (a, b, c, d, e):
        child = multiprocessing.Process(target=target, name=target.__name__)
        child.start()
        child.join(2 if target is c else None)
        child.terminate()
        child.join()
        print(child.name, child.exitcode)
