import { Link } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  POINT_KIND_TITLES,
  QueryState,
  readAll,
  useCursor,
  useMay,
  useName,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Flex, Input, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPublicationPoints, type PublicationPoint } from '../contract.ts';
import type { Change } from './change-dialog.tsx';

type State = 'all' | 'shown' | 'hidden';
/** Names of left-out factors that a cell tells; the file has them all. */
const NAMES_SHOWN = 3;

/** Every point in use, whether the portal shows it, and why not. */
export function PointsTab({ onChange }: { onChange: (change: Change) => void }): ReactNode {
  const t = useText('disclosure');
  const nameOf = useName();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<string | undefined>();
  const [state, setState] = useState<State>('all');
  const at = useCursor<number>();
  const filter = { q: q || undefined, kind, shown: state === 'all' ? undefined : state === 'shown' };
  const list = useRouteQuery(listPublicationPoints, { query: { ...filter, after: at.cursor, limit: 50 } });
  const all = () =>
    readAll(async (after?: number) => {
      const answer = await call(listPublicationPoints, { query: { ...filter, after, limit: 1_000 } });
      return { rows: answer.points, next: answer.next };
    });
  const again =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  const factorsOf = (row: PublicationPoint, most = Number.POSITIVE_INFINITY): string => {
    const without = row.factors.filter((one) => one.hiddenBy !== null);
    if (without.length === 0) return t('points.allFactors', { n: row.factors.length });
    const names = without.slice(0, most).map((one) => nameOf(one.name));
    return t('points.someFactors', {
      n: row.factors.length - without.length,
      total: row.factors.length,
      names: `${names.join('、')}${without.length > most ? ' …' : ''}`,
    });
  };
  return (
    <>
      <div className="filters">
        <Input.Search allowClear placeholder={t('points.search')} onSearch={again(setQ)} />
        <Select
          allowClear
          aria-label={t('points.kind')}
          placeholder={t('points.allKinds')}
          value={kind}
          onChange={again(setKind)}
          options={Object.entries(POINT_KIND_TITLES).map(([value, one]) => ({ value, label: t(one.title) }))}
        />
        <Segmented<State>
          aria-label={t('points.state')}
          value={state}
          onChange={again(setState)}
          options={[
            { value: 'all', label: t('points.all') },
            { value: 'shown', label: t('points.shown') },
            { value: 'hidden', label: t('points.hidden') },
          ]}
        />
      </div>
      <QueryState query={list}>
        <DataTable<PublicationPoint>
          name={t('tab.points')}
          all={all}
          sortable={at.whole(list.data?.next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={list.data?.points ?? []}
          locale={{ emptyText: t('points.none') }}
          columns={[
            {
              title: t('points.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <>
                  <Link to={`/points/${row.id}` as string}>{row.name}</Link>
                  <br />
                  <small className="muted">
                    {t(POINT_KIND_TITLES[row.kind]?.title ?? '')} · {row.code}
                  </small>
                </>
              ),
            },
            {
              title: t('points.unit'),
              value: (row) => nameOf(row.unitName),
              render: (_, row) => nameOf(row.unitName),
            },
            { title: t('points.enterprise'), dataIndex: 'enterpriseName' },
            {
              title: t('points.state'),
              value: (row) => (row.hiddenBy ? t(`hiddenBy.${row.hiddenBy}`) : t('points.shown')),
              render: (_, row) =>
                row.hiddenBy ? (
                  <Tag color={row.hiddenBy === 'registry' ? undefined : 'orange'}>
                    {t(`hiddenBy.${row.hiddenBy}`)}
                  </Tag>
                ) : (
                  <Tag color="green">{t('points.shown')}</Tag>
                ),
            },
            {
              title: t('points.factors'),
              value: (row) => factorsOf(row),
              render: (_, row) => <span title={factorsOf(row)}>{factorsOf(row, NAMES_SHOWN)}</span>,
            },
            {
              title: '',
              render: (_, row) => <Actions row={row} onChange={onChange} />,
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </>
  );
}

function Actions({
  row,
  onChange,
}: {
  row: PublicationPoint;
  onChange: (change: Change) => void;
}): ReactNode {
  const t = useText('disclosure');
  const may = useMay();
  if (row.hiddenBy === 'registry')
    return may('registry.write', row.unitPath) ? (
      <Link to={'/registry/points' as string}>{t('points.inRegistry')}</Link>
    ) : null;
  const point = { subject: 'point' as const, key: String(row.id), name: row.name };
  const owner =
    row.enterpriseId !== null &&
    row.enterpriseUnitPath !== null &&
    may('disclosure.publish', row.enterpriseUnitPath)
      ? { subject: 'enterprise' as const, key: String(row.enterpriseId), name: row.enterpriseName ?? '' }
      : null;
  const here = may('disclosure.publish', row.unitPath);
  if (!here && !owner) return <small className="muted">{t('change.mayNot')}</small>;
  if (row.hiddenBy !== null) {
    const hidden = row.hiddenBy === 'point' ? (here ? point : null) : owner;
    return hidden ? (
      <Button size="small" onClick={() => onChange({ ...hidden, show: true })}>
        {t('change.show')}
      </Button>
    ) : null;
  }
  return (
    <Flex gap={6} wrap>
      {here ? (
        <Button size="small" onClick={() => onChange({ ...point, show: false })}>
          {t('points.hidePoint')}
        </Button>
      ) : null}
      {owner ? (
        <Button size="small" onClick={() => onChange({ ...owner, show: false })}>
          {t('points.hideEnterprise')}
        </Button>
      ) : null}
    </Flex>
  );
}
