import multiprocessing, time

DAEMON = False
SLOW = 1

def work():
    time.sleep(0.6 * SLOW)
    print('child: done')

if __name__ == '__main__':
    child = multiprocessing.Process(target=work, name='child', daemon=DAEMON)
    child.start()
    print('main: last line')
