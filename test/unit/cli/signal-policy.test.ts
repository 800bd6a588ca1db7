import { describe, expect, it } from 'vitest';
import { type EndingSignal, SignalPolicy, type SignalSetting } from '../../../src/main/cli/signal-policy';

function play(setting: SignalSetting, signals: readonly (readonly [EndingSignal, number])[]): readonly string[] {
  const policy = new SignalPolicy(setting);
  return signals.map(([signal, at]) => policy.decide(signal, at));
}

describe('SignalPolicy', () => {
  it('leaves Ctrl-C to the terminal, and kills at a second one soon after', () => {
    expect(play('terminal', [['SIGINT', 0], ['SIGINT', 1900]])).toEqual(['ignore', 'kill']); // prettier-ignore
  });

  it('takes a Ctrl-C long after the last one for a first one', () => {
    const at = [0, 5000, 9000];
    expect(play('terminal', at.map((t) => ['SIGINT', t]))).toEqual(['ignore', 'ignore', 'ignore']); // prettier-ignore
  });

  it('passes on what no terminal sends, and kills when it comes again', () => {
    expect(play('terminal', [['SIGTERM', 0], ['SIGTERM', 9000]])).toEqual(['forward', 'kill']); // prettier-ignore
  });

  it('passes each kind on once in a script', () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      expect(play('script', [[signal, 0], ['SIGINT', 60_000]])).toEqual(['forward', 'kill']); // prettier-ignore
    }
  });

  it('stops a demo, then kills it', () => {
    expect(play('demo', [['SIGINT', 0], ['SIGINT', 10]])).toEqual(['stop', 'kill']); // prettier-ignore
  });
});
