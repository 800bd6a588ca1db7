import { useEffect, useState } from 'react';
import type { Fault } from '../../shared/outcome';
import type { RunningProcess } from '../../shared/running-process';
import { useStores } from '../store/stores-context';

/** Between two looks at the machine's processes. Milliseconds. */
const LOOK_AGAIN = 2000;

interface Running {
  /** `undefined` before the first answer. */
  readonly processes: readonly RunningProcess[] | undefined;
  readonly fault: Fault | undefined;
}

/** The processes of the machine, looked at again and again while somebody looks. */
export function useRunning(isOpen: boolean): Running {
  const { bridge } = useStores();
  const [running, setRunning] = useState<Running>({ processes: undefined, fault: undefined });
  useEffect(() => {
    if (!isOpen) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      const listed = await bridge.call.listRunning();
      if (isOver) return;
      if (listed.ok) setRunning({ processes: listed.value, fault: undefined });
      else setRunning((known) => ({ ...known, fault: listed.fault }));
      timer = setTimeout(() => void look(), LOOK_AGAIN);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [bridge, isOpen]);
  return running;
}
