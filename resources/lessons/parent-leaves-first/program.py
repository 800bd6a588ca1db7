import multiprocessing, os, subprocess, time

SLOW = 1

def leave_child_behind():
    subprocess.Popen(['sleep', str(1.5 * SLOW)])
    time.sleep(0.3)
    os._exit(0)

def rest():
    time.sleep(60)

if __name__ == '__main__':
    daemon = multiprocessing.Process(target=rest, name='daemon', daemon=True)
    daemon.start()
    parent = multiprocessing.Process(target=leave_child_behind, name='parent')
    parent.start()
    parent.join()
    print('parent exit code', parent.exitcode)
    time.sleep(0.6 * SLOW)
    print('main: last line')
