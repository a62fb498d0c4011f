import { DataTable, useText, useUnitName } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import type { Gap } from '../contract.ts';

interface Row {
  readonly key: string;
  readonly unitPath: string;
  readonly name: string;
  readonly counted: string;
  readonly required: number;
  readonly have: number;
  readonly idle: number;
  readonly short: number;
}

/** 缺口清单: what is short, the most first. */
export function GapList({ gap }: { gap: Gap }): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  const items = new Map(gap.items.map((item) => [item.code, item]));
  const rows = gap.units
    .flatMap((unit) =>
      unit.cells
        .filter(({ short }) => short > 0)
        .map(
          (cell): Row => ({
            key: `${unit.unitPath}${cell.code}`,
            unitPath: unit.unitPath,
            name: items.get(cell.code)?.name ?? cell.code,
            counted: items.get(cell.code)?.counted ?? '',
            required: cell.required ?? 0,
            have: cell.have,
            idle: cell.idle,
            short: cell.short,
          }),
        ),
    )
    .toSorted((a, b) => b.short - a.short);
  return (
    <DataTable<Row>
      name={t('gap.list')}
      rowKey="key"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 700 }}
      dataSource={rows}
      locale={{ emptyText: <Empty description={t('gap.none')} /> }}
      columns={[
        { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
        { title: t('field.name'), dataIndex: 'name' },
        { title: t('field.short'), dataIndex: 'short', align: 'right' },
        { title: t('field.counted'), dataIndex: 'counted' },
        { title: t('field.required'), dataIndex: 'required', align: 'right' },
        { title: t('field.have'), dataIndex: 'have', align: 'right' },
        { title: t('field.idle'), dataIndex: 'idle', align: 'right' },
      ]}
    />
  );
}
