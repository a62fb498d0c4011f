import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Figure,
  formatPercent,
  formatTime,
  instant,
  LiveHint,
  Page,
  QueryState,
  UnitSelect,
  useAddress,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Checkbox, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  AT_REST,
  countPatches,
  LEVELS,
  type Level,
  listPatches,
  PATCH_STATES,
  type PatchRow,
  type PatchState,
  THEMES,
  type Theme,
} from '../contract.ts';
import { usePatchNews } from './news.ts';
import { PatchImport } from './patch-import.tsx';
import { Simulated, StateTag, useClasses } from './words.tsx';

const LOOK_MS = 60_000;
const PAGE = 50;

/** 图斑: what is open, newest first; filters stand in the address. */
export default function PatchesPage(): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const { get, set } = useAddress();
  const at = useCursor<number>();
  const [bringing, setBringing] = useState(false);
  const change = (changes: Record<string, string | undefined>) => {
    at.reset();
    set(changes);
  };
  const overdue = get('overdue') === 'true';
  const rest = {
    level: get('level') as Level | undefined,
    theme: get('theme') as Theme | undefined,
    unitPath: get('unit'),
    detector: get('detector'),
    areaKind: get('areaKind') as 'redline' | 'protected' | undefined,
    areaCode: get('areaCode'),
    q: get('q'),
  };
  const asked = (get('state') ?? (overdue || rest.q ? undefined : 'open')) as PatchState | 'open' | undefined;
  const state = asked === ('all' as string) ? undefined : asked;
  const filter = { ...rest, state, ...(overdue ? { overdue: true } : {}) };
  const list = useRouteQuery(
    listPatches,
    { query: { ...filter, before: at.cursor, limit: PAGE } },
    { refetchMs: LOOK_MS },
  );
  const counts = useRouteQuery(countPatches, { query: rest }, { refetchMs: LOOK_MS });
  const connected = usePatchNews();
  const rows = list.data?.patches ?? [];
  const states = counts.data?.states ?? {};
  const sum = (of: readonly PatchState[]) => of.reduce((all, one) => all + (states[one] ?? 0), 0);
  const open = sum(PATCH_STATES.filter((one) => !AT_REST.includes(one)));
  return (
    <Page
      title={t('patches.title')}
      note={t('patches.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          {may('redline.screen') ? (
            <Button onClick={() => setBringing(true)}>{t('patches.import')}</Button>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <div className="figures">
        <Figure label={t('overview.open')} value={open} />
        <Figure label={t('patches.desk')} value={sum(['detected', 'clue', 'suspected'])} />
        <Figure label={t('patches.field')} value={sum(['dispatched', 'verifying', 'verified'])} />
        <Figure label={t('patches.problems')} value={sum(['violation', 'rectifying', 'submitted'])} />
        <Figure
          label={t('overview.overdue')}
          value={counts.data?.overdue ?? '—'}
          tone={counts.data?.overdue ? 'bad' : 'good'}
        />
        <Figure label={t('overview.closed')} value={sum(['closed', 'looked-back'])} />
      </div>
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('patches.search')}
          defaultValue={rest.q}
          onSearch={(q) => change({ q: q.trim() || undefined })}
        />
        <Select
          aria-label={t('field.state')}
          value={get('state') ?? (state === undefined ? 'all' : 'open')}
          onChange={(value) => change({ state: value })}
          options={[
            { value: 'open', label: t('state.open') },
            ...PATCH_STATES.map((value) => ({
              value,
              label: `${t(`state.${value}`)} ${states[value] ?? 0}`,
            })),
            { value: 'all', label: t('state.all') },
          ]}
        />
        <Select
          allowClear
          aria-label={t('field.level')}
          placeholder={t('field.level')}
          value={rest.level}
          onChange={(value) => change({ level: value })}
          options={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.theme')}
          placeholder={t('field.theme')}
          value={rest.theme}
          onChange={(value) => change({ theme: value })}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 220 }}
          {...(rest.unitPath ? { value: rest.unitPath } : {})}
          onChange={(unit) => change({ unit })}
        />
        <Input.Search
          allowClear
          style={{ width: 190 }}
          placeholder={t('field.detector')}
          defaultValue={rest.detector}
          onSearch={(detector) => change({ detector: detector.trim() || undefined })}
        />
        <Checkbox
          checked={overdue}
          onChange={(event) => change({ overdue: event.target.checked ? 'true' : undefined })}
        >
          {t('overview.overdue')}
        </Checkbox>
        {rest.areaCode ? (
          <Tag closable onClose={() => change({ areaKind: undefined, areaCode: undefined })}>
            {t('patches.inArea', { code: rest.areaCode })}
          </Tag>
        ) : null}
      </div>
      <QueryState query={list}>
        <PatchTable patches={rows} sortable={at.whole(list.data?.next)} />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
      {bringing ? <PatchImport onClose={() => setBringing(false)} /> : null}
    </Page>
  );
}

export function PatchTable({
  patches,
  sortable = true,
}: {
  patches: readonly PatchRow[];
  sortable?: boolean;
}): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const { nameOf } = useClasses();
  return (
    <DataTable<PatchRow>
      name={t('patches.title')}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1_150 }}
      dataSource={patches as PatchRow[]}
      locale={{ emptyText: t('patches.none') }}
      columns={[
        {
          title: t('field.code'),
          value: (row) => row.code,
          className: 'nowrap',
          render: (_, row) => (
            <>
              <Link to={`/redline/patches/${row.id}` as string}>{row.code}</Link>
              {row.overdue ? <Tag color="red">{t('overview.overdue')}</Tag> : null}
            </>
          ),
        },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        { title: t('field.level'), className: 'cell-nowrap', value: (row) => t(`level.${row.level}`) },
        { title: t('patch.class'), value: (row) => nameOf(row.class) },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
        {
          title: t('patch.areaHa'),
          value: (row) => Math.round(row.areaM2 / 100) / 100,
        },
        {
          title: t('patch.redlineHa'),
          value: (row) => Math.round(row.redlineM2 / 100) / 100,
        },
        {
          title: t('field.detector'),
          value: (row) => `${row.detector} ${row.detectorVersion}`,
        },
        {
          title: t('patch.confidence'),
          value: (row) => row.confidence,
          render: (_, row) => formatPercent(row.confidence),
        },
        { title: t('patch.afterOn'), dataIndex: 'afterOn', className: 'cell-nowrap' },
        {
          title: t('field.due'),
          value: (row) => instant(row.dueAt),
          render: (_, row) =>
            row.overdue ? (
              <b className="exceeds">{formatTime(row.dueAt, 'date')}</b>
            ) : (
              formatTime(row.dueAt, 'date')
            ),
        },
        {
          title: t('patch.result'),
          value: (row) =>
            row.judgement
              ? t(`judgement.${row.judgement}`)
              : row.discardReason
                ? t(`reason.${row.discardReason}`)
                : '',
        },
      ]}
    />
  );
}
