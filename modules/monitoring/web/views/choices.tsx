import { type AddressState, type Text, UnitSelect } from '@tarim/ui';
import { Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';

export type Get = AddressState['get'];
export type Set = AddressState['set'];

export interface Months {
  readonly from: string;
  readonly to: string;
}
const KINDS = ['month', 'quarter', 'year', 'range'] as const;
type Kind = (typeof KINDS)[number];
const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const two = (n: number) => String(n).padStart(2, '0');

/** The month before a number of months from now. */
export function monthAgo(months: number): string {
  const now = new Date(Date.now() + 8 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}

/** Months of the address; else the last `months` that are over. */
export function spanOf(get: Get, months = 1): Months {
  const [from, to] = [get('from') ?? '', get('to') ?? ''];
  return MONTH.test(from) && MONTH.test(to) ? { from, to } : { from: monthAgo(months), to: monthAgo(1) };
}

function kindOf(get: Get, { from, to }: Months): Kind {
  const told = KINDS.find((kind) => kind === get('kind'));
  if (told) return told;
  if (from === to) return 'month';
  return from.endsWith('-01') && to === `${from.slice(0, 4)}-12` ? 'year' : 'range';
}

/** The months of a kind of period that has `at` in it. */
function spanAt(kind: Kind, at: string): Months {
  const year = at.slice(0, 4);
  if (kind === 'year') return { from: `${year}-01`, to: `${year}-12` };
  const first = Math.floor((Number(at.slice(5)) - 1) / 3) * 3 + 1;
  return kind === 'quarter'
    ? { from: `${year}-${two(first)}`, to: `${year}-${two(first + 2)}` }
    : { from: at, to: at };
}

const YEARS = 8;

/** A month, a quarter, a year, or any months. */
export function SpanSelect({
  t,
  get,
  set,
  months,
}: {
  t: Text;
  get: Get;
  set: Set;
  months?: number;
}): ReactNode {
  const span = spanOf(get, months);
  const kind = kindOf(get, span);
  const { from, to } = span;
  const thisYear = Number(monthAgo(0).slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, i) => String(thisYear - i));
  const year = from.slice(0, 4);
  return (
    <>
      <Segmented<Kind>
        aria-label={t('view.period')}
        value={kind}
        onChange={(next) => set({ kind: next, ...(next === 'range' ? span : spanAt(next, to)) })}
        options={KINDS.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      {kind === 'year' || kind === 'quarter' ? (
        <Select
          aria-label={t('period.year')}
          style={{ width: 100 }}
          value={year}
          onChange={(next) => set({ kind, ...spanAt(kind, `${next}${from.slice(4)}`) })}
          options={years.map((value) => ({ value, label: value }))}
        />
      ) : (
        <Input
          type="month"
          style={{ width: 150 }}
          aria-label={t(kind === 'month' ? 'period.month' : 'view.from')}
          value={from}
          max={kind === 'range' ? to : undefined}
          onChange={({ target: { value } }) =>
            MONTH.test(value) && set({ kind, from: value, to: kind === 'month' || value > to ? value : to })
          }
        />
      )}
      {kind === 'quarter' ? (
        <Select
          aria-label={t('period.quarter')}
          style={{ width: 84 }}
          value={from.slice(5)}
          onChange={(month) => set({ kind, ...spanAt(kind, `${year}-${month}`) })}
          options={[1, 4, 7, 10].map((month, i) => ({ value: two(month), label: `Q${i + 1}` }))}
        />
      ) : null}
      {kind === 'range' ? (
        <Input
          type="month"
          style={{ width: 150 }}
          aria-label={t('view.to')}
          value={to}
          min={from}
          onChange={({ target: { value } }) =>
            MONTH.test(value) && value >= from && set({ kind, to: value, from })
          }
        />
      ) : null}
    </>
  );
}

export function UnitChoice({ t, get, set }: { t: Text; get: Get; set: Set }): ReactNode {
  return (
    <UnitSelect
      allowClear
      style={{ width: 240 }}
      aria-label={t('plan.unit')}
      placeholder={t('tasks.allUnits')}
      value={get('unit') ?? undefined}
      onChange={(unit) => set({ unit })}
    />
  );
}
