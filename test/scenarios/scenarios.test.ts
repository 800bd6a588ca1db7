/**
 * The scenario lab: real programs, each with the cause that its end must be given.
 *
 * Several run at once, as they would on a user's machine. At the end the confusion matrix is
 * printed: no cause may be wrong, no `certain` may be wrong, and at most 5 % undecided.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRunService } from '../../src/main/runs/create-run-service';
import { calmPrograms, hangPrograms } from './hang-programs';
import { confusionMatrix, type Finding, judgeOutcome } from './judge-outcome';
import { calmLibraryPrograms, libraryPrograms } from './library-programs';
import { memoryPrograms } from './memory-programs';
import { nodePrograms } from './node-programs';
import { pythonChildren, pythonFamilies } from './python-children';
import { pythonPools, pythonPrograms } from './python-programs';
import { type Outcome, runScenario } from './run-scenario';
import type { Scenario } from './scenario';
import { shellPrograms } from './shell-programs';

/** So many at once: most of them wait. */
const AT_ONCE = 6;
const LIMIT_MS = 8 * 60_000;

const memory = memoryPrograms();
const all: readonly Scenario[] = [
  // Those that take longest first, so that the others run beside them.
  ...calmPrograms,
  ...calmLibraryPrograms,
  ...hangPrograms,
  ...pythonChildren,
  ...pythonFamilies,
  ...pythonPrograms,
  ...pythonPools,
  ...nodePrograms,
  ...libraryPrograms,
  ...shellPrograms,
];
const asked = process.env['JOINSCOPE_SCENARIO'];
const scenarios = all.filter(({ name }) => asked === undefined || name.includes(asked));
const alone = memory.scenarios.filter(({ name }) => asked === undefined || name.includes(asked));

const outcomes = new Map<string, Outcome>();
const findings: Finding[] = [];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-lab-'));
  const service = createRunService({ version: '0.1.0', folder });
  const run = async (scenario: Scenario): Promise<void> => {
    outcomes.set(scenario.name, await runScenario(scenario, service, folder));
  };
  const waiting = [...scenarios];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    // The kernel's counter is the machine's: a kill beside it would be suspected too.
    for (const scenario of alone) if (scenario.impossible === undefined) await run(scenario);
  } finally {
    await service.stopAll();
    memory.cleanUp();
    rmSync(folder, { recursive: true, force: true });
  }
}, LIMIT_MS);

afterAll(() => {
  if (findings.length > 0) process.stdout.write(`\n${confusionMatrix(findings)}\n\n`);
});

describe('the scenario lab', () => {
  it('has at least sixty programs', () => {
    expect(all.length + memory.scenarios.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  for (const scenario of [...scenarios, ...alone]) {
    if (scenario.impossible !== undefined) {
      it.skip(`${scenario.name} (not here: ${scenario.impossible})`, () => undefined);
      continue;
    }
    it(scenario.name, () => {
      const outcome = outcomes.get(scenario.name);
      if (outcome === undefined) throw new Error('It did not run');
      const found = judgeOutcome(outcome);
      findings.push(...found);
      const faults = found.flatMap(({ fault }) => fault ?? []);
      expect(faults, `it printed: ${outcome.output.slice(-12).join(' | ')}`).toEqual([]);
    });
  }

  it('leaves at most one in twenty undecided', () => {
    const undecided = findings.filter(({ found }) => found === 'unknown' || found === 'no verdict');
    expect(undecided.length).toBeLessThanOrEqual(findings.length * 0.05);
  });

  it('is certain of no wrong cause', () => {
    expect(findings.filter(({ expected, found, isCertain }) => isCertain && expected !== found)).toEqual([]);
  });
});
