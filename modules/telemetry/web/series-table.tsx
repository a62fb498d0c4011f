import type { Static } from '@tarim/platform/contract';
import type { Limit } from '@tarim/registry/contract';
import { DataTable, formatNumber, formatTime, instant, unitText, useText, withSubscripts } from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Series } from '../contract.ts';
import { limitsOf } from './series-option.ts';

type Data = Static<typeof Series>;
type Row = Data['rows'][number];

const TIME_WIDTH = 140;
/** Pixels of a column: its heading is not broken, figures need about a hundred. */
const widthOf = (name: string): number => Math.max(112, 15 * [...name].length + 44);

/** The rows of a series, newest first; every value leads to its ground, marks say what they mean. */
export function SeriesTable({
  series,
  limits,
  grain,
  onTrace,
}: {
  series: Data;
  limits: readonly Limit[];
  grain: string;
  onTrace: (row: Row, code: string) => void;
}): ReactNode {
  const t = useText('telemetry');
  return (
    <DataTable<Row>
      // The buttons above the chart export from the server, which has more than these rows.
      exported={false}
      name={t('point.data')}
      rowKey="time"
      stack={false}
      pagination={{ pageSize: 24, showSizeChanger: false }}
      scroll={{ x: series.columns.reduce((sum, column) => sum + widthOf(column.name), TIME_WIDTH) }}
      dataSource={[...series.rows].reverse()}
      columns={[
        {
          title: t('point.time'),
          dataIndex: 'time',
          value: (row) => instant(row.time),
          fixed: 'left' as const,
          width: TIME_WIDTH,
          render: (time: string, row) => (
            <>
              {formatTime(time)}
              {row.revision > 0 ? (
                <Tag color="purple" title={t('point.revised')} style={{ marginInlineStart: 6 }}>
                  R{row.revision}
                </Tag>
              ) : null}
            </>
          ),
        },
        ...series.columns.map((column, index) => ({
          title: (
            <>
              {withSubscripts(column.name)}
              <br />
              <small className="muted">
                {t(`point.attr.${column.attr}`)} {unitText(column.unit)}
              </small>
            </>
          ),
          align: 'right' as const,
          width: widthOf(column.name),
          value: (row: Row) => row.v[index],
          render: (_: unknown, row: Row) => {
            const value = row.v[index];
            const flag = row.f[index];
            if (value === null || value === undefined) return <span className="muted">—</span>;
            const exceeds =
              !(flag && flag !== 'N') &&
              limitsOf(limits, column, grain).some(
                (one) =>
                  // Minutes have no limit of their own: those of the hour are drawn, not judged by.
                  one.basis === grain &&
                  ((one.upper != null && value > one.upper) || (one.lower != null && value < one.lower)),
              );
            return (
              <Button
                type="link"
                size="small"
                style={{ padding: 0, height: 'auto' }}
                className={exceeds ? 'exceeds' : undefined}
                title={flag ? series.marks[flag] : undefined}
                onClick={() => onTrace(row, column.code)}
              >
                {formatNumber(value)}
                {flag && flag !== 'N' ? <sup> {flag.replace(/^FLAG_/, '')}</sup> : null}
              </Button>
            );
          },
        })),
      ]}
    />
  );
}
