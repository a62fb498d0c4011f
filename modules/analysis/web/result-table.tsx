import { type DataColumn, DataTable, formatNumber, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { Features } from './result-map.tsx';

type Row = Readonly<Record<string, unknown>>;
const LEFT_OUT = new Set(['nth', 'station', 'origin', 'pointId', 'rowId', 'otherId', 'reachId', 'buffer']);
const SHOWN = 2_000;

/** What was found as a list; cells of an interpolation by the thousand are on the map and in the file. */
export function ResultTable({
  features,
  title,
}: {
  features: Features | undefined;
  title: string;
}): ReactNode {
  const t = useText('analysis');
  const rows = (features?.features ?? [])
    .filter((one) => one.properties.station !== true && one.properties.origin !== true)
    .map((one): Row => one.properties);
  if (rows.length === 0) return null;
  const names = [...new Set(rows.slice(0, 50).flatMap((row) => Object.keys(row)))].filter(
    (name) => !LEFT_OUT.has(name) && rows.some((row) => row[name] !== null && row[name] !== undefined),
  );
  const columns = names.map(
    (name): DataColumn<Row> => ({
      title: t(`property.${name}`),
      value: (row) => cellOf(row[name]),
      render: (_, row) => textOf(row[name], t),
    }),
  );
  return (
    <DataTable<Row>
      name={title}
      rowKey={(row) => String(row.nth)}
      dataSource={rows.slice(0, SHOWN)}
      all={() => Promise.resolve(rows)}
      columns={columns}
      pagination={{ pageSize: 10, showSizeChanger: true }}
      scroll={{ x: 'max-content' }}
    />
  );
}

function cellOf(value: unknown): string | number | null {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : null;
}

function textOf(value: unknown, t: (key: string) => string): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return formatNumber(Number(value.toPrecision(5)));
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  return ['hot', 'cold', 'none'].includes(String(value)) ? t(`value.${String(value)}`) : String(value);
}
