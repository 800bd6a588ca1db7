import { useTranslation } from 'react-i18next';
import { JOIN_FROM, KILLED_AT, type Lane, PICTURE_LENGTH, workers } from './picture-marks';

const LABEL_WIDTH = 62;
const LANE_WIDTH = 378;
const LANE_HEIGHT = 22;
const BLOCK_HEIGHT = 14;
const TOP = 4;
const TICKS = [0, 2, 4, 6, 8];
const HEIGHT = TOP + LANE_HEIGHT * (workers.length + 1) + 16;

const x = (at: number): number => LABEL_WIDTH + (at / PICTURE_LENGTH) * LANE_WIDTH;
const y = (lane: number): number => TOP + lane * LANE_HEIGHT + LANE_HEIGHT / 2;

/**
 * What one will see, in the marks of the real view: tasks, a join that waits, a worker that
 * is killed and that nobody joins. It draws itself from left to right and begins again;
 * where motion is not wanted it stands still, complete.
 */
export function LivePicture() {
  const { t } = useTranslation();
  return (
    <svg
      className="live-picture"
      viewBox={`0 0 ${LABEL_WIDTH + LANE_WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('demo.picture')}
    >
      <defs>
        <pattern id="picture-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.6" height="5" fill="var(--js-dim)" opacity="0.75" />
        </pattern>
      </defs>
      <Axis />
      {['main', ...workers.map(({ name }) => name)].map((name, lane) => (
        <text key={name} className="picture-name" x={0} y={y(lane) + 3.5}>
          {name}
        </text>
      ))}
      <g className="picture-run">
        <MainLane />
        {workers.map((lane, index) => (
          <WorkerLane key={lane.name} lane={lane} number={index + 1} />
        ))}
        <Killed lane={3} />
      </g>
    </svg>
  );
}

function Axis() {
  return (
    <g>
      {TICKS.map((second) => {
        const at = x(second * 11.5 + 1);
        return (
          <g key={second}>
            <line className="picture-grid" x1={at} x2={at} y1={0} y2={HEIGHT - 14} />
            <text className="picture-tick" x={at} y={HEIGHT - 2} textAnchor="middle">
              {second} s
            </text>
          </g>
        );
      })}
    </g>
  );
}

function MainLane() {
  const top = y(0) - BLOCK_HEIGHT / 2;
  return (
    <g>
      <line x1={x(1)} x2={x(99)} y1={y(0)} y2={y(0)} stroke="var(--js-dim)" />
      <rect x={x(1)} y={top} width={x(JOIN_FROM) - x(1)} height={BLOCK_HEIGHT} rx={2} fill="var(--js-dim)" />
      <rect x={x(JOIN_FROM)} y={top} width={x(99) - x(JOIN_FROM)} height={BLOCK_HEIGHT} fill="url(#picture-hatch)" />
    </g>
  );
}

function WorkerLane({ lane, number }: { readonly lane: Lane; readonly number: number }) {
  const colour = `var(--js-p${number})`;
  return (
    <g>
      <line x1={x(lane.bornAt)} x2={x(lane.endsAt)} y1={y(number)} y2={y(number)} stroke={colour} />
      {lane.tasks.map(({ from, to }) => (
        <rect
          key={from}
          x={x(from)}
          y={y(number) - BLOCK_HEIGHT / 2}
          width={x(to) - x(from)}
          height={BLOCK_HEIGHT}
          rx={2}
          fill={colour}
        />
      ))}
    </g>
  );
}

function Killed({ lane }: { readonly lane: number }) {
  const at = x(KILLED_AT);
  const cross = `M${at - 2.6} ${y(lane) - 2.6}l5.2 5.2m0-5.2l-5.2 5.2`;
  return (
    <g>
      <line className="picture-exit" x1={at} x2={at} y1={2} y2={HEIGHT - 14} />
      <rect
        className="picture-unjoined"
        x={at}
        y={y(lane) - BLOCK_HEIGHT / 2}
        width={x(99) - at}
        height={BLOCK_HEIGHT}
        rx={3}
      />
      <circle cx={at} cy={y(lane)} r={6.5} fill="var(--js-bad)" />
      <path d={cross} stroke="var(--js-panel)" strokeWidth="1.7" strokeLinecap="round" />
    </g>
  );
}
