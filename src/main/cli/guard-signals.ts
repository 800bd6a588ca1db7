import type { Run } from '../runs/run';
import { endingSignals, SignalPolicy, type SignalSetting } from './signal-policy';

/** Answers signals on behalf of a run until the returned function is called. */
export function guardSignals(run: Run, setting: SignalSetting): () => void {
  const policy = new SignalPolicy(setting);
  const handlers = endingSignals.map((signal) => {
    const handle = (): void => {
      const response = policy.decide(signal, performance.now());
      if (response === 'forward') run.forwardSignal(signal);
      else if (response !== 'ignore') run.stop(response);
    };
    process.on(signal, handle);
    return { signal, handle };
  });
  return () => {
    for (const { signal, handle } of handlers) process.off(signal, handle);
  };
}
