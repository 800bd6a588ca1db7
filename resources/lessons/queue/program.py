import multiprocessing, time

METHOD = 'spawn'
SIZE = 2
SLOW = 1

def produce(queue):
    for number in range(6):
        queue.put(number)
    queue.put('end')

def consume(queue):
    total = 0
    while (item := queue.get()) != 'end':
        time.sleep(0.15 * SLOW)
        total += item
    print('sum:', total)

if __name__ == '__main__':
    multiprocessing.set_start_method(METHOD)
    queue = multiprocessing.Queue(SIZE)
    producer = multiprocessing.Process(target=produce, args=(queue,), name='producer')
    consumer = multiprocessing.Process(target=consume, args=(queue,), name='consumer')
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    print('left in the queue:', 0 if queue.empty() else 1)
