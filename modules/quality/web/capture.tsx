import { Link } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  readAll,
  UnitSelect,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
  withSubscripts,
} from '@tarim/ui';
import { InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CaptureRow, captureRates } from '../contract.ts';
import { ConfidenceTag, monthBack, percentText, Simulated } from './words.tsx';

const QUARTERS = [1, 2, 3, 4];
const PAGE = 30;

/** Capture rate, transmission and validity of a quarter by outlet and pollutant, against what the table asks for. */
export default function CapturePage(): ReactNode {
  const t = useText('quality');
  const unitName = useUnitName();
  const now = monthBack(0);
  const [year, setYear] = useState(Number(now.slice(0, 4)));
  const [quarter, setQuarter] = useState(Math.ceil(Number(now.slice(5)) / 3));
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const at = useCursor<number>();
  const query = { quarter: `${year}-Q${quarter}`, unitPath };
  const list = useRouteQuery(captureRates, { query: { ...query, after: at.cursor, limit: PAGE } });
  const rows = list.data?.rows ?? [];
  const chosen =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  const rate = (title: string, of: keyof CaptureRow & string, below: CaptureRow['below'][number] | null) => ({
    title: t(title),
    align: 'right' as const,
    value: (row: CaptureRow) => row[of] as number | null,
    render: (_: unknown, row: CaptureRow) => (
      <span className={below && row.below.includes(below) ? 'exceeds' : undefined}>
        {percentText(row[of] as number | null)}
      </span>
    ),
  });
  return (
    <Page
      title={t('capture.title')}
      note={t('capture.note')}
      extra={<Simulated when={rows.some((row) => row.simulated)} />}
    >
      <div className="filters">
        <InputNumber
          aria-label={t('year')}
          min={2000}
          max={2099}
          value={year}
          onChange={(to) => to && chosen(setYear)(to)}
        />
        <Select
          aria-label={t('quarter')}
          value={quarter}
          onChange={chosen(setQuarter)}
          options={QUARTERS.map((value) => ({ value, label: `Q${value}` }))}
        />
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={chosen(setUnitPath)}
        />
      </div>
      <QueryState query={list}>
        <DataTable<CaptureRow>
          name={`${t('capture.title')} ${query.quarter}`}
          rowKey={(row) => `${row.pointId}${row.code}`}
          pagination={false}
          sortable={false}
          scroll={{ x: 1_150 }}
          locale={{ emptyText: t('capture.none') }}
          dataSource={rows as CaptureRow[]}
          all={() =>
            readAll(async (after: number | undefined) => {
              const answer = await call(captureRates, { query: { ...query, after, limit: PAGE } });
              return { rows: answer.rows, next: answer.next };
            })
          }
          columns={[
            {
              title: t('outlet'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <Link to={`/quality/review/${row.pointId}` as string}>{row.pointName}</Link>
              ),
            },
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            { title: t('factor'), value: (row) => row.name, render: (_, row) => withSubscripts(row.name) },
            { title: t('capture.hours'), dataIndex: 'hours', align: 'right' },
            { title: t('capture.stopped'), dataIndex: 'stopped', align: 'right' },
            { title: t('capture.received'), dataIndex: 'received', align: 'right' },
            { title: t('capture.valid'), dataIndex: 'valid', align: 'right' },
            rate('capture.transmission', 'transmission', null),
            rate('capture.validity', 'validity', 'valid'),
            rate('capture.transmissionValid', 'transmissionValid', 'transmission-valid'),
            rate('capture.capture', 'capture', 'capture'),
          ]}
        />
        <CursorPager at={at} next={list.data?.next ?? null} busy={list.isPlaceholderData} />
        <div className="legend">
          {list.data?.asked.map((one) => (
            <span key={`${one.medium}${one.rate}`}>
              {t(`medium.${one.medium}`)} {t(`rate.${one.rate}`)} ≥ {one.percent} %
            </span>
          ))}
          {list.data ? (
            <span>
              {list.data.rule.version} <ConfidenceTag confidence={list.data.rule.confidence} />
            </span>
          ) : null}
        </div>
      </QueryState>
    </Page>
  );
}
