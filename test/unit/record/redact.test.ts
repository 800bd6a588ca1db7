import { describe, expect, it } from 'vitest';
import { HIDDEN, redactArgv, Redactor, redactText } from '../../../src/main/record/redact';
import type { RunEvent } from '../../../src/shared/events';

const SECRET = 'hunter2-top-secret';

describe('redaction of a command line', () => {
  it.each([
    [
      ['curl', '--password', SECRET, 'https://x'],
      ['curl', '--password', HIDDEN, 'https://x'],
    ],
    [
      ['prog', `--db-password=${SECRET}`],
      ['prog', `--db-password=${HIDDEN}`],
    ],
    [
      ['env', `PGPASSWORD=${SECRET}`, 'psql'],
      ['env', `PGPASSWORD=${HIDDEN}`, 'psql'],
    ],
    [
      ['prog', '--api-key', SECRET],
      ['prog', '--api-key', HIDDEN],
    ],
    [
      ['prog', `--access_token=${SECRET}`],
      ['prog', `--access_token=${HIDDEN}`],
    ],
    [
      ['psql', `postgres://user:${SECRET}@host/db`],
      ['psql', `postgres://user:${HIDDEN}@host/db`],
    ],
    [
      ['curl', '-H', `Authorization: Bearer ${SECRET}`],
      ['curl', '-H', `Authorization: Bearer ${HIDDEN}`],
    ],
    [
      ['sh', '-c', `TOKEN=${SECRET} run --n 4`],
      ['sh', '-c', `TOKEN=${HIDDEN} run --n 4`],
    ],
    [
      ['sh', '-c', `run --password ${SECRET} -v`],
      ['sh', '-c', `run --password ${HIDDEN} -v`],
    ],
    [
      ['prog', '--pass', SECRET, `DB_PASS=${SECRET}`],
      ['prog', '--pass', HIDDEN, `DB_PASS=${HIDDEN}`],
    ],
    [
      ['curl', '-u', `ada:${SECRET}`, '--proxy-user', `ada:${SECRET}`],
      ['curl', '-u', `ada:${HIDDEN}`, '--proxy-user', `ada:${HIDDEN}`],
    ],
    [
      ['sh', '-c', `curl -u ada:${SECRET} https://x`],
      ['sh', '-c', `curl -u ada:${HIDDEN} https://x`],
    ],
    [
      ['prog', 'q7Zt4Lk9Xw2Bn8Vc5Rj1Hs6Md3Gf0PyA', '--data=Zk3vQ9xT2mW8rB5nL1cY7hD4jF6gS0pA'],
      ['prog', HIDDEN, `--data=${HIDDEN}`],
    ],
    [
      ['sh', '-c', `run --secret="${SECRET}" x`],
      ['sh', '-c', `run --secret=${HIDDEN} x`],
    ],
  ])('hides the secret of %j', (argv, expected) => {
    expect(redactArgv(argv)).toEqual(expected);
  });

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    `ghp_${'a1B2'.repeat(9)}`,
    `github_pat_${'a1B2'.repeat(8)}`,
    'xoxb-123456789012-abcdefghij',
    `npm_${'a1B2'.repeat(9)}`,
    `AIza${'a1B2_'.repeat(7)}`,
    `glpat-${'a1B2'.repeat(5)}`,
    `sk_live_${'a1b2'.repeat(4)}`,
    `hf_${'aB'.repeat(17)}`,
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.dozjgNryP4J3jVmN',
  ])('hides %s wherever it stands', (key) => {
    expect(redactText(`run ${key} now`)).toBe(`run ${HIDDEN} now`);
  });

  it.each([
    ['python3', 'program.py', '--workers', '4'],
    ['prog', '--token', '--verbose'],
    ['node', 'tokenizer.js', '--authors=all', 'https://host:8080/path@2'],
    ['python3', '-c', 'print("password please")'],
    ['prog', '--passes', '3', '--pass-through=a', '--bypass', 'cache'],
    ['git', 'show', '3f786850e387550fdab836ed7e6dc881de23001b', '9a0364b9-e99b-4e1a-8f2a-5d1b6c7e8f90'],
    ['java', 'TestThatTheParserHandlesUtf8AndUtf16InputCorrectly', 'com.example.SomeVeryLongClassName2Test$Inner'],
    ['docker', 'run', '--user', 'ada', '/tmp/build-20261126-191401/python3.11/site-packages/numpy'],
  ])('leaves %s %s %s %s alone', (...argv) => {
    expect(redactArgv(argv)).toEqual(argv);
  });
});

describe('redaction of a title', () => {
  it.each([SECRET, `'${SECRET} two'`, String.raw`'it'\''s ${SECRET}'`, `'${SECRET} and so on until the cut`])(
    'hides %s behind its option',
    (word) => {
      expect(redactText(`prog --db-password ${word}`)).toBe(`prog --db-password ${HIDDEN}`);
    },
  );

  it('takes no longer than its text is long', () => {
    const started = performance.now();
    for (const piece of ['a', 'token', '--token', 'eyJ']) redactText(piece.repeat(131_072 / piece.length));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('redaction of events', () => {
  const redactor = new Redactor('/home/ada');

  it('writes the home folder as ~, in every place of an event that names files', () => {
    const events: RunEvent[] = [
      { type: 'process-started', t: 0, pid: 1, ppid: 0, name: 'x', argv: ['/home/ada/bin/x'], seenBy: 'kernel' },
      { type: 'log', t: 0, pid: 1, stream: 'stderr', text: '  File "/home/ada/x.py", line 1' },
      { type: 'exception', t: 0, pid: 1, errorType: 'E', message: 'no /home/ada/f', traceback: 'at /home/ada/x' },
      { type: 'signal-sent', t: 0, pid: 1, signal: 'SIGTERM', by: 'program', file: '/home/ada/x.py' },
      {
        type: 'verdict',
        t: 0,
        pid: 1,
        verdict: {
          cause: 'ok',
          confidence: 'certain',
          title: { id: 'title.ok', values: { name: '/home/ada/x' } },
          evidence: [{ id: 'seen.place', values: { place: '/home/ada/x.py:1' } }],
          ruledOut: [],
          advice: [],
        },
      },
    ];
    const written = JSON.stringify(events.map((event) => redactor.redact(event)));
    expect(written).not.toContain('/home/ada');
    expect(written.match(/~/g)).toHaveLength(7);
  });

  it('leaves folders alone that only begin like the home folder', () => {
    expect(redactor.text('/home/adam/x /srv/home/ada2')).toBe('/home/adam/x /srv/home/ada2');
  });

  it('looks into every text of every event, now and later', () => {
    const home = '/home/ada/secret.py';
    const place = { file: home, line: 1, function: 'f' };
    const events: RunEvent[] = [
      { type: 'process-leaving', t: 0, pid: 1, how: 'sys.exit', text: `gone ${home}`, ...place },
      { type: 'thread-ended', t: 0, pid: 1, thread: 1, code: 1, errorType: 'Error', message: `at ${home}` },
      { type: 'task-submitted', t: 0, pool: 'p', task: 1, label: `read(${home})` },
      { type: 'task-failed', t: 0, pool: 'p', task: 1, pid: 1, runMs: 1, errorType: 'E', message: `no ${home}` },
      { type: 'pool-broken', t: 0, pool: 'p', message: `cannot load ${home}` },
      { type: 'notice', t: 0, level: 'warning', id: 'recording-stopped', values: { path: home, size: 4 } },
      { type: 'standstill', t: 0, pid: 1, threads: [{ call: 'read', object: home }] },
      { type: 'crash-report', t: 0, pid: 1, source: 'faulthandler', text: `File "${home}", line 1` },
      {
        type: 'hang',
        t: 0,
        hang: 'h',
        kind: 'lock-cycle',
        pids: [1],
        sinceMs: 0,
        confidence: 'certain',
        title: { id: 'x' },
        evidence: [{ id: 'seen.place', values: { place: `${home}:1` } }],
        ruledOut: [],
        advice: [],
      },
    ];
    for (const event of events) {
      const written = JSON.stringify(redactor.redact(event));
      expect(written).not.toContain('/home/ada');
      expect(written).toContain('~/secret.py');
    }
  });

  it('hides what a command line gave away wherever the run says it again', () => {
    const telling = new Redactor('/home/ada');
    const title = telling.title(
      'prog --api-key K-1234567 postgres://ada:open-sesame@db/x --token "two words" --pin-token 12',
    );
    expect(title).not.toMatch(/K-1234567|open-sesame|two words/);
    telling.redact({ type: 'process-exec', t: 0, pid: 1, name: 'x', argv: ['x', '--password', 'correct horse'] });
    const said = 'got K-1234567, open-sesame, two words and correct horse, 12 times';
    const events: RunEvent[] = [
      { type: 'log', t: 0, pid: 1, stream: 'stdout', text: said },
      { type: 'exception', t: 0, pid: 1, errorType: 'E', message: said, traceback: said },
      { type: 'process-started', t: 0, pid: 2, ppid: 1, name: 'y', argv: ['y', said], seenBy: 'kernel' },
    ];
    for (const event of events)
      expect(JSON.stringify(telling.redact(event))).toContain(`got ***, ***, *** and ***, 12 times`);
  });

  it('hides keys of a known shape in output and messages too', () => {
    const text = `using ghp_${'a1'.repeat(20)} and AKIA${'Z'.repeat(16)}`;
    const event: RunEvent = { type: 'log', t: 0, pid: 1, stream: 'stdout', text };
    expect(redactor.redact(event)).toEqual({ ...event, text: 'using *** and ***' });
    const clean: RunEvent = { ...event, text: 'nothing to hide' };
    expect(redactor.redact(clean)).toBe(clean);
  });
});
