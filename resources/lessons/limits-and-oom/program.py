import multiprocessing, os, signal, subprocess

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def hungry():
    bytearray(2 ** 62)

if __name__ == '__main__':
    first = multiprocessing.Process(target=killed, name='killed')
    first.start()
    first.join()
    print('killed: exit code', first.exitcode)
    second = multiprocessing.Process(target=hungry, name='hungry')
    second.start()
    second.join()
    print('hungry: exit code', second.exitcode)
    loop = 'ulimit -S -t 1; while :; do :; done'
    print('limited: signal', -subprocess.run(['sh', '-c', loop]).returncode)
