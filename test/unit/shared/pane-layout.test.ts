import { describe, expect, it } from 'vitest';
import {
  borderOf,
  defaultPaneLayout,
  movedBorder,
  movedPane,
  movedSplit,
  type PaneLayout,
  paneLayoutSchema,
  shownPanes,
  toggledPane,
} from '../../../src/shared/pane-layout';
import { settingsSchema } from '../../../src/shared/settings';

const at = (change: Partial<PaneLayout> = {}): PaneLayout => ({ ...defaultPaneLayout, ...change });

describe('the panes of a run', () => {
  it('change places with their neighbour, and stay at the ends', () => {
    expect(movedPane(at(), 'lanes', -1).order).toEqual(['lanes', 'charts', 'tables']);
    expect(movedPane(at(), 'lanes', 1).order).toEqual(['charts', 'tables', 'lanes']);
    expect(movedPane(at(), 'charts', -1)).toEqual(at());
  });

  it('move past a hidden one', () => {
    const moved = movedPane(at({ hidden: ['lanes'] }), 'tables', -1);
    expect(shownPanes(moved)).toEqual(['tables', 'charts']);
    expect([...moved.order].sort()).toEqual(['charts', 'lanes', 'tables']);
  });

  it('are hidden and shown again, but for the last', () => {
    const one = toggledPane(toggledPane(at(), 'charts'), 'lanes');
    expect(shownPanes(one)).toEqual(['tables']);
    expect(toggledPane(one, 'tables')).toBe(one);
    expect(shownPanes(toggledPane(one, 'lanes'))).toEqual(['lanes', 'tables']);
  });

  it('share the room of two neighbours, and none vanishes', () => {
    const pair = { upper: 'charts', lower: 'lanes' } as const;
    const moved = movedBorder(at(), pair, 0.5);
    expect(moved.heights).toEqual({ charts: 3.5, lanes: 3.5, tables: 4.6 });
    expect(borderOf(movedBorder(at(), pair, 7), 'charts', 'lanes')).toBeCloseTo(0.88);
    expect(movedSplit(at(), 'tables', -1).splits).toEqual({ charts: 0.5, tables: 0.2 });
  });

  it('stay valid however often they are moved', () => {
    let layout = at();
    for (let times = 0; times < 50; times += 1) layout = movedBorder(layout, { upper: 'lanes', lower: 'tables' }, 0);
    expect(paneLayoutSchema.parse(layout)).toEqual(layout);
  });

  it('are as at first where the settings hold nonsense', () => {
    const order = ['charts', 'charts', 'lanes'];
    expect(settingsSchema.parse({ paneLayout: { ...defaultPaneLayout, order } }).paneLayout).toEqual(defaultPaneLayout);
  });
});
