/** Code that carries out an advice, by the key of its sentence: the same in every language people read. */
import type { Statement } from './verdict';

/** In Python, and in TypeScript on our own library or Node. */
export interface AdviceCode {
  readonly python?: string;
  readonly typescript?: string;
}

const CODE: Readonly<Record<string, AdviceCode>> = {
  'try.catch-in-child': {
    python: `def work(queue):
    try:
        queue.put(("done", compute()))
    except Exception as error:
        queue.put(("failed", repr(error)))`,
    typescript: `const child = new Process({ module, target: 'work' });
child.start();
await child.join(); // then look at child.exitCode`,
  },
  'try.exitcode': {
    python: `process.join()
if process.exitcode != 0:
    raise RuntimeError(f"{process.name} ended with {process.exitcode}")`,
  },
  'try.spawn-guard': {
    python: `if __name__ == '__main__':
    process = multiprocessing.Process(target=work)
    process.start()
    process.join()`,
  },
  'try.join-children': {
    python: `try:
    run()
finally:
    for process in multiprocessing.active_children():
        process.join()`,
    typescript: `await Promise.all(children.map((child) => child.join()));`,
  },
  'try.join-daemon': { python: `process.join()  # before the main program ends` },
  'try.pool-close': {
    python: `pool = multiprocessing.Pool()
try:
    results = pool.map(work, items)
finally:
    pool.close()
    pool.join()`,
    typescript: `const results = await pool.map('work', items);
pool.close();
await pool.join();`,
  },
  'try.less-memory': {
    python: `for result in pool.imap(work, items, chunksize=16):
    handle(result)`,
    typescript: `for await (const result of pool.imapUnordered('work', items)) handle(result);`,
  },
  'try.lock-order': {
    python: `first, second = sorted((a, b), key=id)  # or by a name: the same in every process
with first, second:
    work()`,
    typescript: `const [first, second] = [a, b].sort((x, y) => x.name.localeCompare(y.name));`,
  },
  'try.lock-timeout': {
    python: `if not lock.acquire(timeout=5):
    raise TimeoutError("the lock is held by somebody else")
try:
    work()
finally:
    lock.release()`,
  },
  'try.rlock': { python: `lock = multiprocessing.RLock()` },
  'try.with-lock': {
    python: `with lock:
    shared.value += 1  # short, and released when an exception comes`,
  },
  'try.drain-first': {
    python: `results = [queue.get() for _ in processes]  # first take out
for process in processes:
    process.join()                           # then join`,
    typescript: `const results = await Promise.all(children.map(() => queue.get())); // first take out
await Promise.all(children.map((child) => child.join())); // then join`,
  },
  'try.futures-pool': {
    python: `from concurrent.futures import ProcessPoolExecutor
with ProcessPoolExecutor() as pool:
    results = list(pool.map(work, items))  # BrokenProcessPool when a worker dies`,
    typescript: `import { Pool } from 'joinscope';
const results = await pool.map('work', items); // WorkerLostError when a worker dies`,
  },
  'try.result-timeout': { python: `result = pool.apply_async(work, (item,)).get(timeout=60)` },
  'try.communicate': {
    python: `out, _ = process.communicate()  # reads, and waits for the end`,
    typescript: `const { stdout } = await promisify(execFile)(command, args);`,
  },
  'try.sentinel': {
    python: `for _ in consumers:
    queue.put(None)
# in each consumer:
while (item := queue.get()) is not None:
    handle(item)`,
  },
  'try.get-timeout': {
    python: `try:
    item = queue.get(timeout=5)
except queue_module.Empty:
    if not producer.is_alive():
        break`,
  },
  'try.no-exit-in-task': {
    python: `def task(item):
    if not item:
        raise ValueError("empty item")  # not sys.exit(): the caller gets it
    return compute(item)`,
    typescript: `export function task(item) {
  if (!item) throw new RangeError('empty item'); // not process.exit()
  return compute(item);
}`,
  },
};

/** The code for these advices, in their order. */
export function codeFor(advice: readonly Statement[]): readonly AdviceCode[] {
  return advice.flatMap(({ id }) => CODE[id] ?? []);
}
