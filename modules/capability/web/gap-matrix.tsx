import { DataTable, useText, useUnitName } from '@tarim/ui';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Gap, GapCell, GapUnit } from '../contract.ts';

/** Units by items: there / required, red where it is short. */
export function GapMatrix({
  gap,
  units,
  onOpen,
}: {
  gap: Gap;
  units: readonly GapUnit[];
  /** null: a kept report has nothing below. */
  onOpen: ((unit: string) => void) | null;
}): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  const cellOf = (unit: GapUnit, code: string) => unit.cells.find((cell) => cell.code === code);
  const text = (cell: GapCell | undefined) =>
    !cell || cell.required === null ? '—' : `${cell.have} / ${cell.required}`;
  return (
    <DataTable<GapUnit>
      name={t('menu.gap')}
      stack={false}
      // `2 / 3` has no order of its own; the list below is by what is missing.
      sortable={false}
      rowKey="unitPath"
      pagination={false}
      scroll={{ x: 220 + 76 * gap.items.length }}
      dataSource={units as GapUnit[]}
      columns={[
        {
          title: t('field.unit'),
          value: (row) => unitName(row.unitPath),
          fixed: 'left',
          width: 130,
          render: (_, row) =>
            onOpen && row.unitPath !== gap.unitPath ? (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.unitPath)}>
                {unitName(row.unitPath)}
              </Button>
            ) : (
              unitName(row.unitPath)
            ),
        },
        { title: t('field.officers'), dataIndex: 'officers', align: 'right', width: 70 },
        ...gap.items.map((item) => ({
          title: item.name,
          key: item.code,
          align: 'center' as const,
          value: (row: GapUnit) => text(cellOf(row, item.code)),
          render: (_: unknown, row: GapUnit) => <CellText cell={cellOf(row, item.code)} />,
          onCell: (row: GapUnit) => {
            const short = cellOf(row, item.code)?.short ?? 0;
            return short > 0 ? { style: { background: '#fdecea', color: '#a8201a', fontWeight: 600 } } : {};
          },
        })),
      ]}
    />
  );
}

function CellText({ cell }: { cell: GapCell | undefined }): ReactNode {
  const t = useText('capability');
  if (!cell || cell.required === null) return <span className="muted">—</span>;
  const text = `${cell.have} / ${cell.required}`;
  if (cell.idle === 0) return text;
  return (
    <Tooltip title={t('gap.cellHint', { n: cell.idle })}>
      <span>{text} *</span>
    </Tooltip>
  );
}
