import multiprocessing, time

METHOD = 'spawn'
SLOW = 1

def pong(end, other):
    other.close()
    try:
        while True:
            end.send(end.recv() * 2)
    except EOFError:
        print('child: end of file')

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=pong, args=(theirs, ours), name='child')
    child.start()
    theirs.close()
    for number in (1, 2, 3):
        ours.send(number)
        print('main: got', ours.recv())
        time.sleep(0.15 * SLOW)
    ours.close()
    child.join()
