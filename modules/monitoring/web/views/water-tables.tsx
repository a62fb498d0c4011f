import { DataTable, formatNumber, useText, useUnitName } from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { SectionRow, SetRow } from '../../contract.ts';
import { ChangeTag, ClassTag, className, exceedingText } from './classes.tsx';
import { BesideCell, OriginTag } from './origin.tsx';
import type { Asked } from './water-explain.tsx';

type Ask = (asked: Asked) => void;

export function SectionTable({
  name,
  rows,
  onAsk,
}: {
  name: string;
  rows: readonly SectionRow[];
  onAsk: Ask;
}): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  return (
    <DataTable<SectionRow>
      name={name}
      rowKey="pointId"
      pagination={{ pageSize: 30, hideOnSinglePage: true }}
      scroll={{ x: 1180 }}
      locale={{ emptyText: t('view.none') }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('view.section'),
          value: (row) => row.name,
          render: (_, row) => (
            <Button
              type="link"
              style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'start' }}
              onClick={() => onAsk({ of: 'section', key: String(row.pointId), title: row.name })}
            >
              {row.name}
            </Button>
          ),
        },
        {
          title: t('plan.unit'),
          value: (row) => unitName(row.unitPath, 'line'),
          render: (_, row) => unitName(row.unitPath),
        },
        {
          title: t('view.class'),
          value: (row) => (row.class === null ? null : className(t, row.class)),
          render: (_, row) => (
            <span className="nowrap">
              <ClassTag t={t} name={row.class} /> <OriginTag t={t} origin={row.origin} />
            </span>
          ),
        },
        { title: t('origin.of'), hidden: true, value: (row) => t(`origin.${row.origin}`) },
        {
          title: t('origin.beside'),
          value: (row) => (row.automatic?.grade ? className(t, row.automatic.grade) : null),
          render: (_, row) => <BesideCell t={t} beside={row.automatic} />,
        },
        {
          title: t('view.goal'),
          value: (row) => className(t, row.target),
          render: (_, row) => (
            <span className="nowrap">
              {className(t, row.target)}{' '}
              {row.meets === null ? null : (
                <Tag color={row.meets ? 'green' : 'red'}>
                  {t(row.meets ? 'verdict.meets' : 'verdict.exceeds')}
                </Tag>
              )}
            </span>
          ),
        },
        {
          title: t('view.main'),
          value: (row) => row.main.join('、'),
          render: (_, row) => exceedingText(row.exceeding) || '—',
        },
        {
          title: t('view.before'),
          value: (row) => (row.before === null ? null : className(t, row.before)),
          render: (_, row) => className(t, row.before),
        },
        {
          title: t('view.change'),
          value: (row) => (row.change === null ? null : t(`change.${row.change}`)),
          render: (_, row) => <ChangeTag t={t} change={row.change} />,
        },
        { title: t('view.basin'), value: (row) => row.basin, render: (_, row) => row.basin ?? '—' },
        { title: t('view.results'), dataIndex: 'n' },
        { title: t('simulated'), hidden: true, value: (row) => row.simulated },
      ]}
    />
  );
}

/** Rivers, basins or areas; areas are ranked by the index, the others by the share of good water. */
export function SetTable({
  name,
  kind,
  rows,
  onAsk,
}: {
  name: string;
  kind: 'basin' | 'river' | 'area';
  rows: readonly SetRow[];
  onAsk: Ask;
}): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const title = (row: SetRow) => (kind === 'area' ? unitName(row.key) : row.key);
  const percent = (value: number | null) => (value === null ? '—' : `${formatNumber(value, 1)}%`);
  const ranked = rows.filter((row) => row.cwqi !== null).toSorted((a, b) => a.cwqi! - b.cwqi!);
  const place = new Map(ranked.map((row, i) => [row.key, i + 1]));
  const shown =
    kind === 'area'
      ? [...ranked, ...rows.filter((row) => row.cwqi === null)]
      : rows.toSorted((a, b) => (b.goodShare ?? -1) - (a.goodShare ?? -1) || b.n - a.n);
  return (
    <DataTable<SetRow>
      name={name}
      rowKey="key"
      pagination={{ pageSize: 40, hideOnSinglePage: true }}
      scroll={{ x: 860 }}
      locale={{ emptyText: t('view.none') }}
      dataSource={shown}
      columns={[
        ...(kind === 'area'
          ? [
              {
                title: t('view.rank'),
                value: (row: SetRow) => place.get(row.key) ?? null,
                render: (_: unknown, row: SetRow) => place.get(row.key) ?? '—',
              },
            ]
          : []),
        {
          title: t(`view.${kind}`),
          value: title,
          render: (_, row) => (
            <Button
              type="link"
              style={{ padding: 0, height: 'auto' }}
              onClick={() => onAsk({ of: kind, key: row.key, title: title(row) })}
            >
              {title(row)}
            </Button>
          ),
        },
        { title: t('view.sections'), dataIndex: 'n' },
        {
          title: t('view.rating'),
          value: (row) => (row.rating === null ? null : t(`rating.${row.rating}`)),
          render: (_, row) => (
            <>
              {row.rating === null ? '—' : t(`rating.${row.rating}`)}{' '}
              {row.by === 'mean' ? <small className="muted">{t('view.byMean')}</small> : null}
            </>
          ),
        },
        {
          title: t('view.goodShare'),
          value: (row) => row.goodShare,
          render: (_, row) => percent(row.goodShare),
        },
        {
          title: t('view.badShare'),
          value: (row) => row.badShare,
          render: (_, row) => percent(row.badShare),
        },
        {
          title: t('view.main'),
          value: (row) => row.main.join('、'),
          render: (_, row) => row.main.join('、') || '—',
        },
        {
          title: t('view.change'),
          value: (row) => (row.change === null ? null : t(`change.${row.change}`)),
          render: (_, row) => <ChangeTag t={t} change={row.change} />,
        },
        ...(kind === 'area'
          ? [
              {
                title: t('view.cwqi'),
                value: (row: SetRow) => row.cwqi,
                render: (_: unknown, row: SetRow) => (
                  <Button
                    type="link"
                    style={{ padding: 0, height: 'auto' }}
                    onClick={() =>
                      onAsk({ of: 'cwqi', key: row.key, title: `${title(row)} ${t('view.cwqi')}` })
                    }
                  >
                    {row.cwqi === null
                      ? t('view.lacks', { n: row.cwqiMissing.length })
                      : formatNumber(row.cwqi, 3)}
                  </Button>
                ),
              },
              {
                title: t('view.cwqiChange'),
                value: (row: SetRow) => row.cwqiChange,
                render: (_: unknown, row: SetRow) => percent(row.cwqiChange),
              },
            ]
          : []),
      ]}
    />
  );
}
