import os, signal, threading, time
from multiprocessing import Process

SLOW = 1

def fall():
    time.sleep(0.4 * SLOW)
    os.kill(os.getpid(), signal.SIGKILL)

def thread_house():
    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    print('thread-house: still here')

def process_house():
    inner = Process(target=fall, name='inner')
    inner.start()
    inner.join()
    print('process-house: still here')

if __name__ == '__main__':
    for name, target in (('thread-house', thread_house), ('process-house', process_house)):
        house = Process(target=target, name=name)
        house.start()
        house.join()
        print(name, 'exit code', house.exitcode)
