/**
 * The keys that hold where the focus is: in a picture, a table, the time line. Their handlers are
 * `use-time-pointer.ts`, `use-lane-choice.ts`, `use-marked-rows.ts`, `use-process-keys.ts`,
 * `use-replay-keys.ts`, `ScrubberTrack.tsx`, `RunsList.tsx` and `use-presenter-keys.ts`.
 */

interface PaneKeys {
  /** Key below `shortcuts.pane.` of the texts. */
  readonly pane: 'pictures' | 'lanes' | 'tables' | 'processes' | 'replay' | 'timeline' | 'borders' | 'runs' | 'lessons';
  /** What they do, as key below `shortcuts.does.`, with the keys, in the spelling of `window-commands.ts`. */
  readonly keys: readonly (readonly [does: string, ...keys: readonly string[]])[];
}

export const paneKeys = [
  {
    pane: 'pictures',
    keys: [
      ['moment', 'ArrowLeft', 'ArrowRight'],
      ['pan', 'shift+ArrowLeft', 'shift+ArrowRight'],
      ['zoom', 'Plus', '-'],
      ['span', '[', ']'],
      ['intoSpan', 'Enter'],
      ['asThen', 'G'],
      ['giveUp', 'Escape'],
    ],
  },
  {
    pane: 'lanes',
    keys: [
      ['select', 'ArrowUp', 'ArrowDown'],
      ['foldLane', 'Space'],
      ['find', '/'],
      ['nextFound', 'N', 'shift+N'],
    ],
  },
  {
    pane: 'tables',
    keys: [
      ['row', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
      ['mark', 'shift+ArrowUp', 'shift+ArrowDown'],
      ['markAll', 'mod+A'],
      ['copyRows', 'mod+C'],
      ['markNone', 'Escape'],
      ['rowThen', 'G', 'shift+G'],
    ],
  },
  {
    pane: 'processes',
    keys: [
      ['actions', 'M', 'shift+F10'],
      ['foldRow', 'ArrowLeft', 'ArrowRight'],
      ['openVerdict', 'Enter'],
    ],
  },
  {
    pane: 'replay',
    keys: [
      ['play', 'K'],
      ['toExit', 'E', 'shift+E'],
      ['toJoin', 'J', 'shift+J'],
      ['toHang', 'H', 'shift+H'],
      ['toFailure', 'F', 'shift+F'],
      ['toEnd', 'L'],
      ['speed', '<', '>'],
    ],
  },
  {
    pane: 'timeline',
    keys: [
      ['seek', 'ArrowLeft', 'ArrowRight'],
      ['ends', 'Home', 'End'],
      ['play', 'Space'],
      ['pan', 'shift+ArrowLeft', 'shift+ArrowRight'],
      ['zoom', 'Plus', '-'],
    ],
  },
  {
    pane: 'borders',
    keys: [
      ['border', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
      ['borderBack', 'Enter'],
    ],
  },
  {
    pane: 'runs',
    keys: [
      ['openRecording', 'Enter'],
      ['choose', 'Space'],
      ['markAll', 'mod+A'],
      ['compareChosen', 'C'],
      ['pin', 'P'],
      ['rename', 'F2'],
      ['remove', 'Delete'],
      ['undo', 'mod+Z'],
      ['search', '/'],
    ],
  },
  {
    pane: 'lessons',
    keys: [
      ['lesson', 'PageDown', 'PageUp'],
      ['runProgram', 'F5', '.'],
      ['leave', 'Escape'],
    ],
  },
] as const satisfies readonly PaneKeys[];
