import multiprocessing, time

METHOD = 'spawn'
SLOW = 1
counter = 0

def work():
    global counter
    time.sleep(0.3 * SLOW)
    counter += 1
    print('child: counter =', counter)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    child = multiprocessing.Process(target=work, name='child')
    child.start()
    child.join()
    print('main: counter =', counter)
