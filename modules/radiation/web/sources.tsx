import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  choiceFilter,
  ExportLinks,
  FilterBar,
  Page,
  QueryState,
  textFilter,
  unitFilter,
  useList,
  useText,
} from '@tarim/ui';
import type { ReactNode } from 'react';
import { CATEGORIES, exportSources, listSources, SOURCE_STATES } from '../contract.ts';
import { SourceTable } from './unit-lists.tsx';
import { Simulated } from './words.tsx';

/** 放射源台账: all sources, the most dangerous of today first. */
export default function SourcesPage(): ReactNode {
  const t = useText('radiation');
  const list = useList(listSources, {
    filters: {
      unit: unitFilter(t('field.region'), { width: 220 }),
      category: choiceFilter(
        t('field.categoryToday'),
        [...CATEGORIES, 'exempt'] as const,
        (one) => (one === 'exempt' ? t('category.exempt') : one),
        { width: 140 },
      ),
      state: choiceFilter(t('field.state'), SOURCE_STATES, (one) => t(`state.${one}`), { width: 110 }),
      text: textFilter(t('field.sourceText'), { width: 260 }),
    },
    by: 'after',
    rows: ({ sources }) => sources,
  });
  return (
    <Page
      title={t('menu.sources')}
      note={t('sources.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          <ExportLinks href={(format) => urlOf(exportSources, undefined, { ...list.asked, format })} />
        </>
      }
    >
      <FilterBar of={list} />
      <QueryState query={list.query}>
        <SourceTable rows={list.rows} named exported={false} />
        {list.pages ? <CursorPager {...list.pages} busy={list.query.isPlaceholderData} /> : null}
      </QueryState>
    </Page>
  );
}
