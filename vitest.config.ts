import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx,mjs}'],
          // The renderer's files ask for happy-dom in their first line.
          environment: 'node',
          // Nothing here takes a second on a quiet machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.{ts,mjs}'],
          environment: 'node',
          // Real processes on two cores: one file at a time, and a long leash for a busy machine.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Real programs with the cause that the end of each must be given; they run side by side.
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          // Every lesson in both languages, as a reader would run it.
          name: 'lessons',
          include: ['test/lessons/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
});
