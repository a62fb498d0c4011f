import { type DataColumn, DataTable, formatNumber, useText } from '@tarim/ui';
import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import type { TransitionClass, TransitionOutcome } from '../contract.ts';
import { inHectares, useClassName } from './class-names.ts';
import { Swatch } from './class-table.tsx';

type Unit = 'area' | 'share';

interface Row {
  readonly key: string;
  readonly title: string;
  readonly colour: string | null;
  /** By keys of later classes, square metres. */
  readonly cells: ReadonlyMap<number, number>;
  readonly total: number | null;
  readonly loss: number | null;
  /** Of the earlier class: what shares are of; null of the lines beneath. */
  readonly of: number | null;
  readonly from: number | null;
}

const percentOf = (part: number, whole: number): number =>
  whole > 0 ? Math.round((1e6 * part) / whole) / 1e4 : 0;

/** The transition matrix (转移矩阵): earlier classes down, later across; the more changed, the darker. */
export function Matrix({ outcome }: { outcome: TransitionOutcome }): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  const [unit, setUnit] = useState<Unit>('area');
  const { classes } = outcome;
  const rows = rowsOf(outcome, (one) => nameOf(one), t);
  const told = (area: number | null | undefined, of: number | null): number | null =>
    area === null || area === undefined
      ? null
      : unit === 'share' && of !== null
        ? percentOf(area, of)
        : inHectares(area);
  // Most pairs do not occur: nothing stands back behind what does.
  const figure = (value: number | null) =>
    value === null ? '' : value === 0 ? <span className="muted">0</span> : formatNumber(value, 2);
  const most = Math.max(...outcome.pairs.filter(({ from, to }) => from !== to).map(({ area }) => area), 1);
  const heat = (row: Row, key: number): React.CSSProperties => {
    const area = row.cells.get(key) ?? 0;
    if (row.from === null || area === 0) return {};
    if (row.from === key) return { background: '#e7eeec' };
    // By the root, so that what is small is seen at all.
    return { background: `rgba(221, 74, 46, ${(0.08 + 0.62 * Math.sqrt(area / most)).toFixed(3)})` };
  };
  const columns: DataColumn<Row>[] = [
    {
      title: t('transition.from'),
      fixed: 'left',
      width: 170,
      value: (row) => row.title,
      render: (_, row) => (
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {row.colour ? <Swatch colour={row.colour} /> : null}
          <span style={row.from === null ? { fontWeight: 600 } : undefined}>{row.title}</span>
        </span>
      ),
    },
    ...classes.map(
      (to): DataColumn<Row> => ({
        title: nameOf(to),
        align: 'right',
        value: (row) => told(row.cells.get(to.key), row.of),
        onCell: (row) => ({ style: heat(row, to.key) }),
        render: (_, row) => figure(told(row.cells.get(to.key), row.of)),
      }),
    ),
    {
      title: t('transition.totalBefore'),
      align: 'right',
      value: (row) => (row.total === null ? null : inHectares(row.total)),
      render: (_, row) => <strong>{figure(row.total === null ? null : inHectares(row.total))}</strong>,
    },
    {
      title: t('transition.loss'),
      align: 'right',
      value: (row) => told(row.loss, row.of),
      render: (_, row) => figure(told(row.loss, row.of)),
    },
  ];
  return (
    <>
      <div
        style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', flexWrap: 'wrap' }}
      >
        <h4 className="section-title">{t('transition.matrix')}</h4>
        <Segmented<Unit>
          size="small"
          value={unit}
          onChange={setUnit}
          options={[
            { value: 'area', label: t('transition.inHectares') },
            { value: 'share', label: t('transition.inShares') },
          ]}
        />
      </div>
      <div data-testid="matrix">
        <DataTable<Row>
          name={`${t('transition.matrix')} ${t(unit === 'area' ? 'transition.inHectares' : 'transition.inShares')}`}
          sortable={false}
          stack={false}
          rowKey="key"
          pagination={false}
          scroll={{ x: 170 + 110 * (classes.length + 2) }}
          dataSource={rows}
          columns={columns}
        />
      </div>
    </>
  );
}

function rowsOf(
  { classes, pairs, area, changedArea }: TransitionOutcome,
  nameOf: (one: TransitionClass) => string,
  t: (key: string) => string,
): Row[] {
  const areas = new Map(pairs.map((one) => [`${one.from} ${one.to}`, one.area]));
  const line = (key: string, of: (one: TransitionClass) => number, total: number | null): Row => ({
    key,
    title: t(`transition.${key}`),
    colour: null,
    cells: new Map(classes.map((one) => [one.key, of(one)])),
    total,
    loss: null,
    of: null,
    from: null,
  });
  return [
    ...classes.map(
      (from): Row => ({
        key: String(from.key),
        title: nameOf(from),
        colour: from.colour,
        cells: new Map(classes.map((to) => [to.key, areas.get(`${from.key} ${to.key}`) ?? 0])),
        total: from.before,
        loss: from.loss,
        of: from.before,
        from: from.key,
      }),
    ),
    { ...line('totalAfter', (one) => one.after, area), loss: changedArea },
    line('gain', (one) => one.gain, changedArea),
    line('net', (one) => one.net, 0),
  ];
}

/** Gain, loss, net change, swap and dynamic degree of each class. */
export function Balance({ outcome: { classes } }: { outcome: TransitionOutcome }): ReactNode {
  const t = useText('imagery');
  const nameOf = useClassName();
  const area = (title: string, of: (row: TransitionClass) => number): DataColumn<TransitionClass> => ({
    title,
    align: 'right',
    value: (row) => inHectares(of(row)),
    render: (_, row) => formatNumber(inHectares(of(row)), 2),
  });
  return (
    <>
      <h4 className="section-title">{t('transition.balance')}</h4>
      <DataTable<TransitionClass>
        name={t('transition.balance')}
        stack={false}
        rowKey="key"
        pagination={false}
        scroll={{ x: 860 }}
        dataSource={classes as TransitionClass[]}
        columns={[
          {
            title: t('classes.name'),
            fixed: 'left',
            width: 150,
            value: (row) => nameOf(row),
            render: (_, row) => (
              <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                <Swatch colour={row.colour} />
                {nameOf(row)}
              </span>
            ),
          },
          area(t('transition.before'), (row) => row.before),
          area(t('transition.afterArea'), (row) => row.after),
          {
            ...area(t('transition.net'), (row) => row.net),
            render: (_, row) => (
              <span style={{ color: row.net < 0 ? '#b42318' : row.net > 0 ? '#067647' : undefined }}>
                {row.net > 0 ? '+' : ''}
                {formatNumber(inHectares(row.net), 2)}
              </span>
            ),
          },
          area(t('transition.gain'), (row) => row.gain),
          area(t('transition.loss'), (row) => row.loss),
          area(t('transition.swap'), (row) => row.swap),
          area(t('transition.kept'), (row) => row.kept),
          {
            title: t('transition.degree'),
            align: 'right',
            value: (row) => (row.dynamicDegree === null ? null : Math.round(1e4 * row.dynamicDegree) / 1e4),
            render: (_, row) => (row.dynamicDegree === null ? '—' : formatNumber(row.dynamicDegree, 2)),
          },
        ]}
      />
      <p className="muted">{t('transition.degreeHint')}</p>
    </>
  );
}
