import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../shared/outcome';
import { faultText } from '../i18n/fault-text';
import type { Settings } from '../../shared/settings';
import { useData, useView } from '../store/hooks';
import { useActions, useStores } from '../store/stores-context';
import type { CommandDraft } from '../store/view-store';
import { folderOf, type Problem, readDraft, splitOf, type Surroundings } from './read-draft';
import type { Split } from './split-command-line';

export interface CommandDraftForm {
  readonly draft: CommandDraft;
  readonly split: Split;
  /** Where it will run. */
  readonly folder: string;
  readonly recent: Settings['recentCommands'];
  /** What is in the way, once the person asked to run it. */
  readonly problem: Problem | undefined;
  /** The same, or main's refusal, as a sentence. */
  readonly trouble: string | undefined;
  readonly isStarting: boolean;
  readonly change: (patch: Partial<CommandDraft>) => void;
  readonly submit: () => Promise<void>;
}

/** The command form's state: what is typed, what it means, and what is wrong with it. */
export function useCommandDraft(): CommandDraftForm {
  const { t, i18n } = useTranslation();
  const { view } = useStores();
  const actions = useActions();
  const draft = useView((state) => state.draft);
  const surroundings: Surroundings = {
    facts: useData(({ facts }) => facts),
    settings: useData(({ settings }) => settings),
  };
  const recent = useData(({ settings }) => settings.recentCommands);
  const [problem, setProblem] = useState<Problem>();
  const [refusal, setRefusal] = useState<Fault>();
  const [isStarting, setStarting] = useState(false);

  const change = (patch: Partial<CommandDraft>): void => {
    setProblem(undefined);
    setRefusal(undefined);
    view.setState((state) => ({ draft: { ...state.draft, ...patch } }));
  };

  const submit = async (): Promise<void> => {
    if (isStarting) return;
    const reading = readDraft(draft, surroundings);
    setProblem(reading.ok ? undefined : reading.problem);
    setRefusal(undefined);
    if (!reading.ok) return;
    setStarting(true);
    const started = await actions.startCommand(reading.command, draft);
    setStarting(false);
    if (!started.ok) setRefusal(started.fault);
  };

  return {
    draft,
    split: splitOf(draft, surroundings),
    folder: folderOf(draft, surroundings),
    recent,
    problem,
    // Put into words here, so that it changes with the language.
    trouble:
      problem === undefined ? refusal && faultText(i18n, refusal) : t(`form.problem.${problem.id}`, { ...problem }),
    isStarting,
    change,
    submit,
  };
}
