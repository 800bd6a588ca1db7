/** The machine while a run lasted, all other programs included. */
import { significant } from '../../../../shared/format';
import type { HostRow } from '../../../../shared/model/host-row';
import type { ReportWords } from './paper';

/** Key below `report:fact` and what is to be said; empty where the machine was not sampled. */
export function machineFacts(host: HostRow, { say }: ReportWords): [key: string, value: string][] {
  const { last, peakBusy, leastAvailable } = host;
  if (last === undefined) return [];
  const facts: [string, string][] = [
    ['machineCores', say('report:machine.cores', { busy: significant(peakBusy), cores: last.cpu.length })],
    ['machineThreads', threadsOf(host, say)],
    ['machineMemory', leastAvailable === undefined ? '' : say('report:machine.available', { bytes: leastAvailable })],
    ['machinePressure', pressureOf(last.pressure ?? {}, say)],
  ];
  return facts.filter(([, value]) => value !== '');
}

function threadsOf({ peakRunnable, oversubscribed, samples }: HostRow, say: ReportWords['say']): string {
  if (peakRunnable === undefined) return '';
  const percent = Math.round((100 * oversubscribed) / samples);
  return say('report:machine.threads', { runnable: peakRunnable, percent });
}

function pressureOf(pressure: Readonly<Record<string, number | undefined>>, say: ReportWords['say']): string {
  return ['cpu', 'memory', 'io']
    .flatMap((key) => {
      const percent = pressure[key];
      return percent === undefined ? [] : [`${say(`report:machine.${key}`)} ${significant(percent)} %`];
    })
    .join(say('report:separator'));
}
