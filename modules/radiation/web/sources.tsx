import { urlOf } from '@tarim/platform/contract';
import { CursorPager, Page, QueryState, UnitSelect, useCursor, useRouteQuery, useText } from '@tarim/ui';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CATEGORIES,
  type Category,
  exportSources,
  listSources,
  SOURCE_STATES,
  type SourceState,
} from '../contract.ts';
import { SourceTable } from './unit-lists.tsx';
import { Simulated } from './words.tsx';

interface Filters {
  readonly unit?: string | undefined;
  readonly state?: SourceState | undefined;
  readonly category?: Category | 'exempt' | undefined;
  readonly text?: string | undefined;
}

/** 放射源台账: all sources, the most dangerous of today first. */
export default function SourcesPage(): ReactNode {
  const t = useText('radiation');
  const at = useCursor<number>();
  const [filters, setFilters] = useState<Filters>({});
  const query = useRouteQuery(listSources, { query: { ...filters, after: at.cursor } });
  const rows = query.data?.sources ?? [];
  const filter = (more: Filters) => {
    setFilters({ ...filters, ...more });
    at.reset();
  };
  return (
    <Page
      title={t('menu.sources')}
      note={t('sources.note')}
      extra={
        <>
          <Simulated when={rows.some(({ simulated }) => simulated)} />
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} href={urlOf(exportSources, undefined, { ...filters, format })}>
              {t('export', { format: format.toUpperCase() })}
            </Button>
          ))}
        </>
      }
    >
      <div className="filters">
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.region')}
            allowClear
            {...(filters.unit ? { value: filters.unit } : {})}
            onChange={(unit) => filter({ unit })}
          />
        </div>
        <Select<Category | 'exempt'>
          allowClear
          aria-label={t('field.categoryToday')}
          placeholder={t('field.categoryToday')}
          style={{ minWidth: 140 }}
          onChange={(category: Category | 'exempt' | undefined) => filter({ category })}
          options={([...CATEGORIES, 'exempt'] as const).map((one) => ({
            value: one,
            label: one === 'exempt' ? t('category.exempt') : one,
          }))}
        />
        <Select<SourceState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ minWidth: 110 }}
          onChange={(state: SourceState | undefined) => filter({ state })}
          options={SOURCE_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <Input.Search
          allowClear
          aria-label={t('field.sourceText')}
          placeholder={t('field.sourceText')}
          style={{ width: 260 }}
          onSearch={(text) => filter({ text: text.trim() || undefined })}
        />
      </div>
      <QueryState query={query}>
        <SourceTable rows={rows} named exported={false} />
        <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
