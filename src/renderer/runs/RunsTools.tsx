import { Button, NativeSelect, TextInput } from '@mantine/core';
import IconFolderOpen from '@tabler/icons-react/icons/IconFolderOpen';
import IconGitCompare from '@tabler/icons-react/icons/IconGitCompare';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import { KeyCaps } from '../palette/KeyCaps';
import { useActions } from '../store/stores-context';
import { offeredBy, type RunFilter } from './find-runs';
import type { RunsPageState } from './use-runs-page';

interface RunsToolsProps {
  readonly page: RunsPageState;
  readonly search: RefObject<HTMLInputElement | null>;
}

const KINDS = ['all', 'well', 'look', 'pinned', 'cutOff'] as const;

/** Search, filters, and what can be done with what is chosen. */
export function RunsTools({ page, search }: RunsToolsProps) {
  const { t } = useTranslation(['runs', 'app']);
  const actions = useActions();
  const { all = [], found, query, ask, chosen } = page;
  const { causes, tags } = useMemo(() => offeredBy(all), [all]);
  const filters: readonly { readonly value: RunFilter; readonly label: string }[] = [
    ...KINDS.map((kind) => ({ value: kind, label: t(`runs:${kind}`) })),
    ...causes.map((cause) => ({ value: `cause:${cause}` as const, label: t(`app:cause.${cause}`) })),
  ];
  return (
    <header className="runs-tools tool-bar">
      <span className="runs-count tool-count">
        {found.length === all.length
          ? t('runs:count', { count: all.length })
          : t('runs:found', { found: found.length, count: all.length })}
      </span>
      <TextInput
        ref={search}
        className="runs-search"
        type="search"
        aria-label={t('runs:search')}
        placeholder={t('runs:placeholder')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query.words}
        onChange={(event) => ask({ words: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('runs:filter')}
        data={[...filters]}
        value={query.filter}
        onChange={({ currentTarget: { value } }) => {
          const chosenFilter = filters.find((filter) => filter.value === value);
          if (chosenFilter !== undefined) ask({ filter: chosenFilter.value });
        }}
      />
      {tags.length > 0 && (
        <NativeSelect
          aria-label={t('runs:tag')}
          data={[{ value: '', label: t('runs:anyTag') }, ...tags.map((tag) => ({ value: tag, label: tag }))]}
          value={query.tag ?? ''}
          onChange={({ currentTarget: { value } }) => ask({ tag: value === '' ? undefined : value })}
        />
      )}
      <span className="runs-space" />
      {chosen.size > 0 && (
        <Button variant="default" leftSection={<IconGitCompare size={14} aria-hidden />} onClick={page.compare}>
          {t('runs:compareChosen', { count: chosen.size })}
        </Button>
      )}
      {chosen.size > 0 && (
        <Button variant="default" leftSection={<IconTrash size={14} aria-hidden />} onClick={page.remove}>
          {t('runs:removeChosen', { count: chosen.size })}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={14} aria-hidden />}
        rightSection={<KeyCaps keys={keysOf('open-recording') ?? ''} />}
        onClick={() => void actions.chooseRecording()}
      >
        {t('runs:openFile')}
      </Button>
    </header>
  );
}
