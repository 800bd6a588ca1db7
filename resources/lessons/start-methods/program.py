import multiprocessing

METHOD = 'spawn'
print('the file is read')
origin = 'module'

def work():
    print('child sees:', origin)

if __name__ == '__main__':
    origin = 'main'
    multiprocessing.set_start_method(METHOD)
    child = multiprocessing.Process(target=work, name='child')
    child.start()
    child.join()
