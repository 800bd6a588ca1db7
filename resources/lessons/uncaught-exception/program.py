import multiprocessing, sys

METHOD = 'spawn'

def divide(number):
    if number % 2:
        raise ValueError(f'{number} is not even')

def top(number):
    try:
        divide(number)
    except ValueError as error:
        print('careful:', error)
        sys.exit(4)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    for name, target in (('bare', divide), ('careful', top)):
        child = multiprocessing.Process(target=target, args=(7,), name=name)
        child.start()
        child.join()
        print(name, 'exit code', child.exitcode)
