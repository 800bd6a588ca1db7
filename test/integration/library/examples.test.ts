import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { python } from '../../support/python';
import { linkedProject } from '../../support/user-project';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'multiprocessing.md'), 'utf8');

/** Heading, Python text, JavaScript text. */
const pairs = page
  .split(/^## /m)
  .map((section) => [
    section.split('\n', 1)[0] ?? '',
    /```python\n(.*?)```/s.exec(section)?.[1] ?? '',
    /```js\n(.*?)```/s.exec(section)?.[1] ?? '',
  ])
  .filter((pair) => pair[1] !== '' || pair[2] !== '');

/** Each call of CPython's that this library has, as `docs/multiprocessing.md` promises, and its twin. */
const twins = Object.entries({
  Process: 'Process start join terminate kill close is_alive=isAlive exitcode=exitCode pid sentinel daemon name',
  'of processes':
    'active_children=activeChildren current_process=currentProcess parent_process=parentProcess cpu_count=cpuCount wait',
  Pool: 'Pool initializer initargs=initArgs maxtasksperchild=maxTasksPerChild apply map imap imap_unordered=imapUnordered starmap chunksize=chunkSize close terminate join',
  'Pool, later':
    'apply_async=applyAsync map_async=mapAsync starmap_async=starmapAsync get wait ready successful callback',
  Queue: 'Queue maxsize=maxSize put get put_nowait=putNowait get_nowait=getNowait qsize empty full close',
  'other queues': 'SimpleQueue JoinableQueue task_done=taskDone join',
  Pipe: 'Pipe duplex=false send recv poll close closed readable writable EOFError=EndOfPipeError',
  locks: 'Lock RLock acquire release Semaphore BoundedSemaphore get_value=getValue',
  Event: 'Event set clear is_set=isSet wait',
  Condition: 'Condition wait wait_for=waitFor notify notify_all=notifyAll',
  Barrier: 'Barrier wait abort reset broken parties n_waiting=waiting BrokenBarrierError',
  'shared numbers': 'Value Array',
  Manager: 'Manager dict list Namespace=namespace register connect shutdown',
  'dict of a manager': 'setdefault=setDefault keys values items=entries update pop clear',
  'list of a manager': 'append extend insert remove pop',
  'shared memory': 'ShareableList index',
  log: 'get_logger=getLogger log_to_stderr=logToStderr',
}).flatMap(([, calls]) =>
  calls.split(' ').map((call): [string, string] => {
    const [theirs = '', ours = theirs] = call.split('=');
    return [theirs, ours];
  }),
);

const names = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

describe('the examples of docs/multiprocessing.md', () => {
  const project = linkedProject();
  afterAll(() => project.remove());

  it.each(pairs)('come in both languages: %s', (_, ...texts) => expect(texts).not.toContain(''));

  it.each(twins)('show %s beside %s', (theirs, ours) => {
    const shown = pairs.filter(([, twin = '', script = '']) => names(twin, theirs) && names(script, ours));
    expect(shown.map(([heading]) => heading)).not.toEqual([]);
  });

  it.each(pairs)('print the same as their Python twins: %s', async (_, twin = '', script = '') => {
    project.write({ 'example.js': script });
    writeFileSync(join(project.folder, 'example.py'), twin);
    const said = await project.node('example.js');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    const expected = execFileSync(python, ['example.py'], { cwd: project.folder, encoding: 'utf8', timeout: 60_000 });
    expect(said.stdout).toBe(expected);
    expect(expected).not.toBe('');
  });
});
