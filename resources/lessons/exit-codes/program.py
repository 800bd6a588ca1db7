import multiprocessing, os, signal, subprocess, sys

def zero():
    pass

def one():
    sys.exit('no')

def three():
    sys.exit(3)

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def segv():
    os.kill(os.getpid(), signal.SIGSEGV)

if __name__ == '__main__':
    for target in (zero, one, three, killed, segv):
        child = multiprocessing.Process(target=target, name=target.__name__)
        child.start()
        child.join()
        print(child.name, child.exitcode)
    print('shell', subprocess.run(['sh', '-c', "sh -c 'kill -9 $$'; exit $?"]).returncode)
