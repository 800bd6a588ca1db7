import multiprocessing

METHOD = 'spawn'
SAME_ORDER = False

def work(outer, inner, both):
    with outer:
        print('holding one lock')
        if not SAME_ORDER:
            both.wait()
        with inner:
            print('holding both')

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    fork, knife, both = multiprocessing.Lock(), multiprocessing.Lock(), multiprocessing.Barrier(2)
    second = (fork, knife, both) if SAME_ORDER else (knife, fork, both)
    ada = multiprocessing.Process(target=work, args=(fork, knife, both), name='ada')
    bob = multiprocessing.Process(target=work, args=second, name='bob')
    ada.start()
    bob.start()
    ada.join()
    bob.join()
    print('main: both have eaten')
