import { useId } from 'react';
import { formatDuration } from '../../../shared/format';
import type { LockRingLink } from '../../../shared/picture/lock-rings';
import { cssColourOf } from '../../../shared/picture/process-colour';
import type { Pid } from '../../../shared/units';
import { ProcessMark } from '../../marks/ProcessMark';
import { useRunFrame, useViewState } from '../run-context';
import { MAX_DRAWN, NODE, type RingNode, ringPicture } from '../selectors/ring-picture';
import { useSay } from '../words';

interface LockRingProps {
  readonly ring: readonly LockRingLink[];
}

/** Processes that wait for each other's locks: as a picture, and the same in words beside it. */
export function LockRing({ ring }: LockRingProps) {
  const say = useSay();
  const { model } = useRunFrame().snapshot;
  const select = useViewState((state) => state.select);
  const nameOf = (pid: Pid): string => model.findProcess(pid)?.name ?? String(pid);
  const sentences = ring.map(({ waiterPid, lock, holderPid }) => {
    const waited = formatDuration(Math.max(0, model.now - (lock.waiters.get(waiterPid) ?? model.now)));
    const values = { name: nameOf(waiterPid), lock: lock.object, holder: nameOf(holderPid), time: waited };
    return {
      pid: waiterPid,
      text: say(waiterPid === holderPid ? 'locks.wantsOwn' : 'locks.wants', values),
      place: lock.holderPlace === undefined ? undefined : say('locks.takenAt', { place: lock.holderPlace }),
    };
  });
  return (
    <figure className="rv-ring">
      {ring.length <= MAX_DRAWN && <RingDrawing ring={ring} label={sentences.map(({ text }) => text).join(' ')} />}
      <figcaption>
        <b className="rv-bad">{say('locks.ring', { count: ring.length })}</b>
        <ul>
          {sentences.map(({ pid, text, place }) => {
            const row = model.findProcess(pid);
            return (
              <li key={pid}>
                <button
                  type="button"
                  onClick={() => {
                    if (row !== undefined) select(row.index);
                  }}
                >
                  {row !== undefined && <ProcessMark index={row.index} />}
                  <span>
                    {text} {place !== undefined && <span className="rv-mono rv-dim">{place}</span>}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
        <span className="rv-ring-key rv-dim">
          <svg width="26" height="8" aria-hidden>
            <path className="rv-ring-arrow" data-kind="wants" d="M0 4H26" />
          </svg>
          {say('locks.keyWants')}
          <svg width="26" height="8" aria-hidden>
            <path className="rv-ring-arrow" data-kind="held" d="M0 4H26" />
          </svg>
          {say('locks.keyHeld')}
        </span>
      </figcaption>
    </figure>
  );
}

interface RingDrawingProps extends LockRingProps {
  readonly label: string;
}

function RingDrawing({ ring, label }: RingDrawingProps) {
  const id = useId();
  const { model } = useRunFrame().snapshot;
  const { width, height, nodes, arrows } = ringPicture(ring.length);
  const textOf = ({ kind, link }: RingNode): string => {
    const one = ring[link];
    if (one === undefined) return '';
    return kind === 'lock' ? one.lock.object : (model.findProcess(one.waiterPid)?.name ?? String(one.waiterPid));
  };
  const colourOf = ({ kind, link }: RingNode): string => {
    const row = kind === 'process' ? model.findProcess(ring[link]?.waiterPid ?? -1) : undefined;
    return row === undefined ? 'var(--js-dim)' : cssColourOf(row.index);
  };
  return (
    <svg className="rv-ring-picture" width={width} height={height} role="img" aria-label={label}>
      <defs>
        <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path className="rv-ring-head" d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      {arrows.map(({ kind, path }, place) => (
        <path key={place} className="rv-ring-arrow" data-kind={kind} d={path} markerEnd={`url(#${id})`} />
      ))}
      {nodes.map((node, place) => (
        <g key={place} transform={`translate(${node.x - NODE.width / 2} ${node.y - NODE.height / 2})`}>
          <rect
            className="rv-ring-node"
            data-kind={node.kind}
            width={NODE.width}
            height={NODE.height}
            rx={node.kind === 'lock' ? 12 : 4}
            stroke={colourOf(node)}
          />
          <text x={NODE.width / 2} y={NODE.height / 2 + 4} textAnchor="middle">
            {node.kind === 'lock' ? lastOf(plainLock(textOf(node))) : firstOf(textOf(node))}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** What a box has room for. */
const MOST = 18;

function firstOf(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}

/** The end of a lock's name tells it from the others: the place where it was made. */
function lastOf(text: string): string {
  return text.length > MOST ? `…${text.slice(1 - MOST)}` : text;
}

/** Its shape says already that it is a lock. */
function plainLock(name: string): string {
  return name.replace(/^\w+ (?=\S)/, '');
}
