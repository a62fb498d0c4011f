import { call } from '@tarim/platform/contract';
import { type FieldChange, type HistoryEntry, listHistory } from '@tarim/registry/contract';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  POINT_KIND_TITLES,
  QueryState,
  readAll,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
  withSubscripts,
} from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';

const COLOURS = { insert: 'green', update: 'blue', delete: 'red' } as const;
/** Fields whose values are words of the registry. */
const WORDS: ReadonlySet<string> = new Set(['basis', 'measure', 'transport']);
/** Fields of something new that a row shows; the file has them all. */
const SHOWN = 4;

/** Who changed what of the point and of what belongs to it, field by field, in the registry's own words. */
export function PointHistory({ pointId }: { pointId: number }): ReactNode {
  const t = useText('telemetry');
  const at = useCursor<number>();
  const history = useRouteQuery(listHistory, { query: { pointId, before: at.cursor, limit: 50 } });
  const all = () =>
    readAll(async (before?: number) => {
      const answer = await call(listHistory, { query: { pointId, before, limit: 500 } });
      return { rows: answer.entries, next: answer.next };
    });
  const told = useTold();
  return (
    <QueryState query={history}>
      <DataTable<HistoryEntry>
        name={t('point.history')}
        all={all}
        sortable={at.whole(history.data?.next)}
        rowKey="id"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={history.data?.entries ?? []}
        columns={[
          {
            title: t('point.time'),
            dataIndex: 'at',
            width: 150,
            className: 'cell-nowrap',
            value: (row) => instant(row.at),
            render: (time: string) => formatTime(time, 'full'),
          },
          {
            title: t('point.who'),
            dataIndex: 'actor',
            width: 120,
            value: (row) => row.actor ?? t('point.system'),
            render: (name: string | null) => name ?? t('point.system'),
          },
          {
            title: t('point.object'),
            width: 190,
            value: (row) => `${t(`registry:table.${row.table}`)} ${row.label}`,
            render: (_, row) => (
              <>
                <Tag color={COLOURS[row.operation]}>{t(`registry:history.${row.operation}`)}</Tag>
                {t(`registry:table.${row.table}`)} {withSubscripts(row.label)}
              </>
            ),
          },
          {
            title: t('point.change'),
            value: (row) => row.changes.map((one) => told(row, one).join(' ')).join('; '),
            render: (_, row) => <Changes entry={row} />,
          },
        ]}
      />
      <CursorPager at={at} next={history.data?.next} busy={history.isPlaceholderData} />
    </QueryState>
  );
}

function Changes({ entry }: { entry: HistoryEntry }): ReactNode {
  const told = useTold();
  const { operation, changes } = entry;
  const shown = operation === 'update' ? changes : changes.slice(0, SHOWN);
  return (
    <dl className={operation === 'update' ? 'diff cell-detail' : 'diff diff-inline'}>
      {shown.map((one) => {
        const [field, before, after] = told(entry, one);
        return (
          <div key={one.field}>
            <dt>{field}</dt>
            <dd>
              {before === undefined ? null : <del>{before}</del>}
              {before !== undefined && after !== undefined ? <span className="arrow"> → </span> : null}
              {after === undefined ? null : <ins>{after}</ins>}
            </dd>
          </div>
        );
      })}
      {changes.length > shown.length ? <div className="muted">…</div> : null}
    </dl>
  );
}

/** A change in words: the field, what it held, what it holds; what is new has no before, what is gone no after. */
function useTold(): (
  entry: HistoryEntry,
  change: FieldChange,
) => [field: string, before?: string, after?: string] {
  const t = useText('telemetry');
  const unitName = useUnitName();
  const show = (field: string, value: FieldChange['before']): string => {
    if (value === null || value === '') return '—';
    if (typeof value === 'boolean') return t(value ? 'registry:value.yes' : 'registry:value.no');
    if (field === 'unitPath') return unitName(String(value), 'line');
    if (field === 'kind') return t(POINT_KIND_TITLES[String(value)]?.title ?? String(value));
    if (WORDS.has(field)) return t(`registry:value.${value}`);
    return withSubscripts(String(value));
  };
  return ({ operation }, { field, before, after }) => [
    t(`registry:field.${field}`),
    operation === 'insert' ? undefined : show(field, before),
    operation === 'delete' ? undefined : show(field, after),
  ];
}
