import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunModel } from '../../shared/model/run-model';
import type { Milliseconds } from '../../shared/units';
import type { Sorting } from './grid/columns';
import type { LanesView } from './selectors/lane-rows';
import { type TimeView, type TimeWindow, WHOLE_RUN } from '../../shared/picture/time-window';

export const sideTabs = ['verdict', 'events', 'output'] as const;
export type SideTab = (typeof sideTabs)[number];

export const tableTabs = ['processes', 'tasks', 'queues', 'locks', 'waits'] as const;
export type TableTab = (typeof tableTabs)[number];

/** How the table of processes is looked at. */
export interface ProcessTableView {
  /** In the language of `selectors/filter-language.ts`. */
  readonly filter: string;
  /** `undefined`: in order of start. */
  readonly sorting: Sorting | undefined;
  readonly isTree: boolean;
  /** Positions of the processes whose children are folded away. */
  readonly folded: ReadonlySet<number>;
}

/** What a chart's pane can show. */
export const chartNames = [
  'cpu',
  'memory',
  'depth',
  'throughput',
  'latency',
  'waits',
  'coreWait',
  'host',
  'perCore',
] as const;
export type ChartName = (typeof chartNames)[number];

/** CSS pixels. */
interface OpenMenu {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  /** Gets the focus back. */
  readonly from: HTMLElement;
}

/** What a person looks at in one run: the same in charts, lanes, tables and panes. */
export interface ViewState {
  readonly view: TimeView;
  /** The stretch that was selected: tables and figures speak of it alone. */
  readonly span: TimeWindow | undefined;
  /** Position of the selected process in order of start. */
  readonly selected: number | undefined;
  /** The moment under the pointer. */
  readonly hovered: Milliseconds | undefined;
  readonly tab: SideTab;
  readonly table: TableTab;
  readonly processTable: ProcessTableView;
  readonly lanes: LanesView;
  /** The process whose menu is open, and where on the page. */
  readonly menu: OpenMenu | undefined;
  /** The process about which a question is open. */
  readonly asked: { readonly id: 'signal' | 'renice'; readonly index: number } | undefined;
  /** Only the output of this process is shown. */
  readonly outputOf: number | undefined;
  readonly first: ChartName;
  /** `undefined`: what fits the run, until a person chooses. */
  readonly second: ChartName | undefined;
  readonly show: (view: TimeView) => void;
  readonly choose: (span: TimeWindow | undefined) => void;
  readonly select: (index: number | undefined) => void;
  readonly hover: (t: Milliseconds | undefined) => void;
  readonly openTab: (tab: SideTab) => void;
  readonly openTable: (table: TableTab) => void;
  readonly changeProcessTable: (change: Partial<ProcessTableView>) => void;
  readonly changeLanes: (change: Partial<LanesView>) => void;
  /** Shows or hides what is below a process, in the lanes and in the table. */
  readonly fold: (index: number) => void;
  readonly openMenu: (menu: ViewState['menu']) => void;
  readonly ask: (asked: ViewState['asked']) => void;
  readonly showOutputOf: (index: number | undefined) => void;
  readonly showFirst: (first: ChartName) => void;
  readonly showSecond: (second: ChartName) => void;
}

export type ViewStore = StoreApi<ViewState>;

function createViewStore(): ViewStore {
  return createStore<ViewState>((set) => ({
    view: WHOLE_RUN,
    span: undefined,
    selected: undefined,
    hovered: undefined,
    tab: 'verdict',
    table: 'processes',
    processTable: { filter: '', sorting: undefined, isTree: true, folded: new Set() },
    lanes: { sort: 'tree', group: 'none', foldedGroups: new Set(), atGroup: undefined, find: '' },
    first: 'cpu',
    second: undefined,
    menu: undefined,
    asked: undefined,
    outputOf: undefined,
    show: (view) => set({ view }),
    choose: (span) => set({ span }),
    // One is gone to a process or to a group.
    select: (selected) => set(({ lanes }) => ({ selected, lanes: withoutGroup(lanes) })),
    hover: (hovered) => set({ hovered }),
    openTab: (tab) => set({ tab }),
    openTable: (table) => set({ table }),
    changeProcessTable: (change) => set(({ processTable }) => ({ processTable: { ...processTable, ...change } })),
    changeLanes: (change) => set(({ lanes }) => ({ lanes: { ...lanes, ...change } })),
    fold: (index) =>
      set(({ processTable }) => {
        const folded = new Set(processTable.folded);
        if (!folded.delete(index)) folded.add(index);
        return { processTable: { ...processTable, folded } };
      }),
    openMenu: (menu) => set({ menu }),
    ask: (asked) => set({ asked }),
    showOutputOf: (outputOf) => set({ outputOf, tab: 'output' }),
    showFirst: (first) => set({ first }),
    showSecond: (second) => set({ second }),
  }));
}

const withoutGroup = (lanes: LanesView): LanesView =>
  lanes.atGroup === undefined ? lanes : { ...lanes, atGroup: undefined };

const stores = new WeakMap<RunModel, ViewStore>();

/** The view of a run; a run that is left and come back to looks as it did. */
export function viewStoreOf(model: RunModel): ViewStore {
  const known = stores.get(model) ?? createViewStore();
  stores.set(model, known);
  return known;
}

/** The same run was sent anew: it is looked at as before. */
export function keepView(before: RunModel, after: RunModel): void {
  const known = stores.get(before);
  if (known !== undefined) stores.set(after, known);
}
