import { useTranslation } from 'react-i18next';
import { cssColourOf } from '../../shared/picture/process-colour';
import { seriesIndexOf } from '../../shared/compare/comparison-chart';
import { lawOf } from '../../shared/compare/comparison-figures';
import type { Comparison } from '../../shared/compare/comparison';
import { type SpeedUpCurves, type SpeedUpPoint, speedUpOf } from '../../shared/compare/speed-up';
import { significant } from '../../shared/format';
import { useThemeColours } from '../marks/theme-colours';
import { PictureMenu } from '../run-view/picture/PictureMenu';
import { type Size, useSize } from '../run-view/use-size';
import { speedUpPicture } from './speed-up-picture';
import { useReportWords } from './use-report-words';

/** Speed-up by workers: what was measured, what would be ideal, and what Amdahl's law makes of it. */
export function SpeedUpPane({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation('runs');
  const say = useReportWords();
  const [ref, size] = useSize();
  const curves = speedUpOf(comparison);
  const { amdahl, runs } = comparison;
  const law = lawOf(comparison);
  const colours = useThemeColours();
  const pictureOf = (shown: SpeedUpCurves) =>
    speedUpPicture(shown, {
      colours,
      words: {
        title: say('speedUp'),
        description: [say('speedUpLabel'), ...(law === undefined ? [] : [say(law.key, law.values)])].join(' '),
        workers: say('column.workers'),
        ideal: say('ideal'),
        fit: say('fit'),
        names: runs.map(({ facts }) => facts.label),
      },
    });
  return (
    <section className="compare-part" aria-label={say('speedUp')}>
      <div className="compare-part-head">
        <h2>{say('speedUp')}</h2>
        {curves !== undefined && <PictureMenu pictureOf={() => pictureOf(curves)} />}
      </div>
      {curves === undefined ? (
        <p className="compare-hint">{t('compare.speedUpHint')}</p>
      ) : (
        <>
          {law !== undefined && <p className="compare-amdahl">{say(law.key, law.values)}</p>}
          <div className="compare-speed-up" ref={ref}>
            {size !== undefined && <SpeedUpPicture curves={curves} size={size} label={say('speedUpLabel')} />}
          </div>
          <p className="compare-legend dim">
            <span>
              <i className="compare-dot" aria-hidden /> {say('measured')}
            </span>
            <span>
              <i className="compare-line-ideal" aria-hidden /> {say('ideal')}
            </span>
            {amdahl !== undefined && (
              <span>
                <i className="compare-line-fit" aria-hidden /> {say('fit')}
              </span>
            )}
          </p>
        </>
      )}
    </section>
  );
}

interface PictureProps {
  readonly curves: SpeedUpCurves;
  /** CSS pixels. */
  readonly size: Size;
  readonly label: string;
}

const LEFT = 44;
const RIGHT = 26;
const TOP = 10;
const BOTTOM = 24;

function SpeedUpPicture({ curves, size: { width, height }, label }: PictureProps) {
  const { measured, ideal, fitted, least, most, ticks } = curves;
  const inset = 18;
  const x = (workers: number): number =>
    LEFT + inset + ((workers - least) / Math.max(1, most - least)) * (width - LEFT - RIGHT - inset);
  const y = (speedUp: number): number => TOP + (1 - speedUp / (ticks.at(-1) ?? 1)) * (height - TOP - BOTTOM);
  const line = (points: readonly SpeedUpPoint[]): string =>
    points.map(({ workers, speedUp }) => `${x(workers).toFixed(1)},${y(speedUp).toFixed(1)}`).join(' ');
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      {ticks.map((value) => (
        <g key={value}>
          <line className="compare-grid" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 8} y={y(value)} dy="0.32em" textAnchor="end">
            {significant(value)}×
          </text>
        </g>
      ))}
      <polyline className="compare-ideal" points={line(ideal)} />
      {fitted.length > 0 && <polyline className="compare-fit" points={line(fitted)} />}
      {[...new Set(measured.map(({ workers }) => workers))].map((workers) => (
        <text key={workers} x={x(workers)} y={height - 6} textAnchor="middle">
          {workers}
        </text>
      ))}
      {measured.map(({ workers, speedUp, place }) => (
        <circle
          key={place}
          className="compare-measured"
          cx={x(workers)}
          cy={y(speedUp)}
          r={5}
          fill={cssColourOf(seriesIndexOf(place))}
        />
      ))}
    </svg>
  );
}
