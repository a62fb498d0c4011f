import { DataTable, formatNumber, useText, useUnitName } from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type Rollup, SUB_INDICES, type UnitStatus } from '../contract.ts';
import { ChangeText, GradeTag, type StatusAnswer } from './words.tsx';

/** Counties, best first; the ranking is of the method and year shown. */
export function CountyTable({
  data,
  onOpen,
}: {
  data: StatusAnswer;
  onOpen: (code: string) => void;
}): ReactNode {
  const t = useText('ecology');
  const unitName = useUnitName();
  const rank = new Map(data.units.map((one, at) => [one.code, at + 1]));
  return (
    <DataTable<UnitStatus>
      name={`${t('status.title')} ${data.method} ${data.year ?? ''}`}
      rowKey="code"
      size="small"
      pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 560 }}
      locale={{ emptyText: t('status.none') }}
      dataSource={data.units}
      columns={[
        {
          title: t('status.rank'),
          value: (row) => rank.get(row.code)!,
          render: (_, row) => rank.get(row.code),
        },
        {
          title: t('unit'),
          value: (row) => unitName(row.path, 'line'),
          render: (_, row) => (
            <>
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.code)}>
                {unitName(row.path)}
              </Button>{' '}
              {row.event ? <Tag color="volcano">{t(`event.${row.event}`)}</Tag> : null}
            </>
          ),
        },
        { title: t('status.code'), value: (row) => row.code, hidden: true },
        { title: data.method, value: (row) => row.value, render: (_, row) => formatNumber(row.value, 2) },
        {
          title: t('status.grade'),
          value: (row) => t(`grade.${row.grade}`),
          render: (_, row) => <GradeTag grades={data.grades} grade={row.grade} />,
        },
        {
          title: data.against === null ? t('status.change') : t('status.changeTo', { year: data.against }),
          value: (row) => row.change?.difference ?? null,
          render: (_, row) => <ChangeText change={row.change} />,
        },
        {
          title: t('status.changeGrade'),
          value: (row) => (row.change ? t(`change.${row.change.zh}`) : null),
          hidden: true,
        },
        ...SUB_INDICES[data.method].map((key) => ({
          title: t(`index.${key}`),
          value: (row: UnitStatus) => row.indices[key] ?? null,
          hidden: true,
        })),
        { title: t('figure.area'), value: (row) => row.area, hidden: true },
      ]}
    />
  );
}

/** Prefectures and divisions: entered as such, computed of their counties' figures, or why neither. */
export function RollupTable({
  data,
  onOpen,
}: {
  data: StatusAnswer;
  onOpen: (code: string) => void;
}): ReactNode {
  const t = useText('ecology');
  const unitName = useUnitName();
  const why = ({ reason, lacking, counties }: Rollup) =>
    reason === null ? '' : t(`rollup.reason.${reason}`, { lacking, counties });
  // Where the method has no roll-up, the note says it once; only what was entered is left to list.
  const rows = data.rollups.filter((one) => one.reason !== 'method');
  const note = <p className="muted">{t(`rollup.note.${data.method}`)}</p>;
  if (rows.length === 0) return note;
  return (
    <>
      {note}
      <DataTable<Rollup>
        name={`${t('rollup.title')} ${data.method} ${data.year ?? ''}`}
        rowKey="code"
        size="small"
        pagination={{ pageSize: 14, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 860 }}
        dataSource={rows}
        columns={[
          {
            title: t('rollup.unit'),
            value: (row) => unitName(row.path, 'line'),
            render: (_, row) =>
              row.basis === 'entered' ? (
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.code)}>
                  {unitName(row.path)}
                </Button>
              ) : (
                unitName(row.path)
              ),
          },
          { title: t('rollup.counties'), dataIndex: 'counties' },
          {
            title: t('rollup.basis'),
            value: (row) => t(`rollup.basis.${row.basis}`),
            render: (_, row) => t(`rollup.basis.${row.basis}`),
          },
          { title: data.method, value: (row) => row.value, render: (_, row) => formatNumber(row.value, 2) },
          {
            title: t('status.grade'),
            value: (row) => (row.grade === null ? null : t(`grade.${row.grade}`)),
            render: (_, row) => <GradeTag grades={data.grades} grade={row.grade} />,
          },
          {
            title: data.against === null ? t('status.change') : t('status.changeTo', { year: data.against }),
            value: (row) => row.change?.difference ?? null,
            render: (_, row) => <ChangeText change={row.change} />,
          },
          {
            title: t('rollup.why'),
            value: why,
            render: (_, row) => <span className="muted">{why(row)}</span>,
          },
        ]}
      />
    </>
  );
}
