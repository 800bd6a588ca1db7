import multiprocessing

def work():
    print('child: working')

# if __name__ == '__main__': is missing here
multiprocessing.set_start_method('spawn', force=True)
child = multiprocessing.Process(target=work, name='child')
child.start()
child.join()
print('exit code', child.exitcode)
