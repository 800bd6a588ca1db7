import { IconChevronDown, IconChevronUp, IconFoldDown, IconFoldUp } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { memo } from 'react';
import { useRunFrame, useViewState } from '../run-context';
import { laneGroups, laneRows, laneSorts } from '../selectors/lane-rows';
import { useSay } from '../words';
import { useFind } from './use-find';

interface LaneToolsProps {
  readonly field: RefObject<HTMLInputElement | null>;
}

/** How the lanes are arranged, and the search in them. */
export const LaneTools = memo(function LaneTools({ field }: LaneToolsProps) {
  const say = useSay();
  const lanes = useViewState((state) => state.lanes);
  const changeLanes = useViewState((state) => state.changeLanes);
  return (
    <>
      <Choice
        label={say('lane.sort')}
        now={lanes.sort}
        options={laneSorts}
        textOf={(one) => say(`lane.sorts.${one}`)}
        onChoose={(sort) => changeLanes({ sort })}
      />
      <Choice
        label={say('lane.group')}
        now={lanes.group}
        options={laneGroups}
        textOf={(one) => say(`lane.groups.${one}`)}
        onChoose={(group) => changeLanes({ group, foldedGroups: new Set(), atGroup: undefined })}
      />
      <FoldButton />
      <FindField field={field} />
    </>
  );
});

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly now: Value;
  readonly options: readonly Value[];
  readonly textOf: (one: Value) => string;
  readonly onChoose: (one: Value) => void;
}

function Choice<Value extends string>({ label, now, options, textOf, onChoose }: ChoiceProps<Value>) {
  return (
    <select
      className="rv-choice rv-lane-choice"
      value={now}
      aria-label={label}
      title={label}
      onChange={(event) => {
        const found = options.find((one) => one === event.currentTarget.value);
        if (found !== undefined) onChoose(found);
      }}
    >
      {options.map((one) => (
        <option key={one} value={one}>
          {textOf(one)}
        </option>
      ))}
    </select>
  );
}

/** Folds everything that can be folded, or shows it all again. */
function FoldButton() {
  const say = useSay();
  const { snapshot, store } = useRunFrame();
  const { sort, group, foldedGroups } = useViewState((state) => state.lanes);
  const folded = useViewState((state) => state.processTable.folded);
  if (group === 'none' && sort !== 'tree') return null;
  const isFolded = group === 'none' ? folded.size > 0 : foldedGroups.size > 0;
  const toggle = (): void => {
    const { changeLanes, changeProcessTable } = store.getState();
    const rows = isFolded ? [] : laneRows(snapshot.model, { sort, group, foldedGroups: new Set() }, new Set());
    if (group === 'none') {
      // The command stays open: one line alone would tell nothing.
      const open = rows.flatMap((row) =>
        row.kind === 'process' && row.isOpen === true && row.depth > 0 ? [row.row.index] : [],
      );
      const root = rows.flatMap((row) => (row.kind === 'process' && row.isOpen === true ? [row.row.index] : []));
      changeProcessTable({ folded: new Set(open.length > 0 ? open : root) });
    } else
      changeLanes({
        atGroup: undefined,
        foldedGroups: new Set(rows.flatMap((row) => (row.kind === 'group' ? [row.key] : []))),
      });
  };
  const Icon = isFolded ? IconFoldDown : IconFoldUp;
  const label = say(isFolded ? 'lane.unfoldAll' : 'lane.foldAll');
  return (
    <button type="button" className="rv-icon-button" aria-label={label} title={label} onClick={toggle}>
      <Icon size={15} stroke={1.6} aria-hidden />
    </button>
  );
}

function FindField({ field }: LaneToolsProps) {
  const say = useSay();
  const text = useViewState((state) => state.lanes.find);
  const selected = useViewState((state) => state.selected);
  const changeLanes = useViewState((state) => state.changeLanes);
  const { finds, fault, found, step } = useFind();
  const place = selected === undefined ? 0 : found.indexOf(selected) + 1;
  const isLooking = finds !== undefined;
  return (
    <span className="rv-find" role="search">
      <input
        ref={field}
        type="search"
        className="rv-input"
        value={text}
        placeholder={say('lane.find')}
        aria-label={say('lane.findLabel')}
        title={fault === undefined ? say('lane.findHelp') : say(`filter.${fault.id}`, fault.values)}
        aria-invalid={fault !== undefined}
        onChange={(event) => changeLanes({ find: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') changeLanes({ find: '' });
        }}
      />
      <span className="rv-dim rv-find-count" role="status">
        {isLooking && say('lane.found', { place, count: found.length })}
      </span>
      {isLooking && (
        <>
          <StepButton
            label={say('lane.previous')}
            Icon={IconChevronUp}
            isOff={found.length === 0}
            onStep={() => step(-1)}
          />
          <StepButton
            label={say('lane.next')}
            Icon={IconChevronDown}
            isOff={found.length === 0}
            onStep={() => step(1)}
          />
        </>
      )}
    </span>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly Icon: typeof IconChevronUp;
  readonly isOff: boolean;
  readonly onStep: () => void;
}

function StepButton({ label, Icon, isOff, onStep }: StepButtonProps) {
  return (
    <button type="button" className="rv-icon-button" disabled={isOff} aria-label={label} title={label} onClick={onStep}>
      <Icon size={15} stroke={1.6} aria-hidden />
    </button>
  );
}
