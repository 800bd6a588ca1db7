import { IconChartAreaLine, IconChartLine, IconStack3 } from '@tabler/icons-react';
import { memo } from 'react';
import { useSay } from '../words';
import type { ChartShape } from './chart-paint';

interface ShapeChoiceProps {
  readonly shapes: readonly ChartShape[];
  readonly now: ChartShape;
  readonly onChoose: (shape: ChartShape) => void;
}

const ICONS = { stack: IconChartAreaLine, lines: IconChartLine, multiples: IconStack3 } as const;

/** One button that goes from areas to lines to a band each; nothing where there is one shape. */
export const ShapeChoice = memo(function ShapeChoice({ shapes, now, onChoose }: ShapeChoiceProps) {
  const say = useSay();
  const next = shapes[(shapes.indexOf(now) + 1) % shapes.length];
  if (shapes.length < 2 || next === undefined || now === 'steps') return null;
  const Icon = ICONS[now];
  const label = say('chart.shape', { now: say(`chart.shapes.${now}`), next: say(`chart.shapes.${next}`) });
  return (
    <button type="button" className="rv-icon-button" aria-label={label} title={label} onClick={() => onChoose(next)}>
      <Icon size={15} stroke={1.6} aria-hidden />
    </button>
  );
});
