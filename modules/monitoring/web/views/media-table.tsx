import { Link } from '@tanstack/react-router';
import { DataTable, useText, useUnitName } from '@tarim/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { MediumRow } from '../../contract.ts';
import { exceedingText, GradeTag, gradeText } from './classes.tsx';
import type { AskedMedium } from './media-explain.tsx';
import { groupText } from './media-words.ts';
import { BesideCell, OriginTag } from './origin.tsx';

/** Sites with their newest grade; the name leads to the history, the grade to how it came about. */
export function MediumTable({
  rows,
  medium,
  name,
  onAsk,
}: {
  rows: readonly MediumRow[];
  medium: 'groundwater' | 'soil' | 'noise';
  name: string;
  onAsk: (asked: AskedMedium) => void;
}): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  return (
    <>
      <h4 className="section-title">{t('media.list')}</h4>
      <DataTable<MediumRow>
        name={name}
        rowKey="pointId"
        pagination={{ pageSize: 30, hideOnSinglePage: true }}
        scroll={{ x: 820 }}
        dataSource={[...rows]}
        columns={[
          {
            title: t('line.site'),
            value: (row) => row.name,
            render: (_, row) => <Link to={`/monitoring/site/${row.pointId}` as string}>{row.name}</Link>,
          },
          {
            title: t('plan.unit'),
            value: (row) => unitName(row.unitPath, 'line'),
            render: (_, row) => unitName(row.unitPath),
          },
          ...(medium === 'groundwater'
            ? []
            : [
                {
                  title: t(`media.group-${medium}`),
                  value: (row: MediumRow) => groupText(t, medium, row.group),
                  render: (_: unknown, row: MediumRow) => groupText(t, medium, row.group),
                },
              ]),
          {
            title: t('results.grade'),
            value: (row) => gradeText(t, row.grade),
            render: (_, row) => (
              <span className="nowrap">
                <Button
                  type="link"
                  style={{ padding: 0, height: 'auto' }}
                  onClick={() => onAsk({ pointId: row.pointId, title: row.name })}
                >
                  <GradeTag t={t} row={row} />
                </Button>
                {medium === 'groundwater' ? <OriginTag t={t} origin={row.origin} /> : null}
              </span>
            ),
          },
          ...(medium === 'groundwater'
            ? [
                {
                  title: t('origin.beside'),
                  value: (row: MediumRow) => row.automatic?.grade ?? null,
                  render: (_: unknown, row: MediumRow) => <BesideCell t={t} beside={row.automatic} />,
                },
              ]
            : []),
          ...(medium === 'noise'
            ? (['Ld', 'Ln'] as const).map((level) => ({
                title: `${t(`media.${level}`)} dB(A)`,
                value: (row: MediumRow) => row[level],
                render: (_: unknown, row: MediumRow) => row[level] ?? '—',
              }))
            : []),
          {
            title: t('results.exceeding'),
            value: (row) => exceedingText(row.exceeding),
            render: (_, row) => exceedingText(row.exceeding) || '—',
          },
          {
            title: t('media.newest'),
            className: 'cell-nowrap',
            value: (row) => row.day,
            render: (_, row) =>
              row.taskId === null ? (
                row.day
              ) : (
                <Link to={`/monitoring/tasks/${row.taskId}` as string}>{row.day}</Link>
              ),
          },
          { title: t('view.results'), dataIndex: 'n' },
          { title: t('simulated'), hidden: true, value: (row) => row.simulated },
        ]}
      />
    </>
  );
}
