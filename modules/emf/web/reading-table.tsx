import { DataTable, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import {
  bandWords,
  type Judgement,
  type MeasurementInput,
  QUANTITIES,
  QUANTITY_UNITS,
  type Quantity,
} from '../contract.ts';

interface Row {
  readonly key: string;
  readonly band: string;
  readonly quantity: Quantity;
  readonly value: number | null;
  readonly limit: number | null;
}

const DIGITS = 5;

/** Each quantity of each band beside its limit. */
export function ReadingTable({
  input,
  judgement,
}: {
  input: MeasurementInput;
  judgement: Judgement;
}): ReactNode {
  const t = useText('emf');
  const rows = input.readings.flatMap((one, i) =>
    QUANTITIES.flatMap((quantity): Row[] =>
      one[quantity] === null && !one.below.includes(quantity)
        ? []
        : [
            {
              key: `${i}${quantity}`,
              band: bandWords(one),
              quantity,
              value: one[quantity],
              limit: judgement.readings[i]?.limits[quantity] ?? null,
            },
          ],
    ),
  );
  const unit = ({ quantity }: Row) => QUANTITY_UNITS[quantity];
  return (
    <DataTable<Row>
      name={t('measurement.readings')}
      rowKey="key"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: t('field.band'), dataIndex: 'band' },
        { title: t('field.quantity'), dataIndex: 'quantity' },
        {
          title: t('field.value'),
          value: (row) => row.value ?? t('reading.below'),
          render: (_, row) => (row.value === null ? t('reading.below') : `${row.value} ${unit(row)}`),
        },
        {
          title: t('field.limit'),
          value: (row) => row.limit,
          render: (_, row) =>
            row.limit === null ? '—' : `${Number(row.limit.toPrecision(DIGITS))} ${unit(row)}`,
        },
      ]}
    />
  );
}
