import type { Text } from '@tarim/ui';
import { Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { AirCity } from '../../contract.ts';
import type { Cities } from './place-and-time.tsx';

const NONE: readonly AirCity[] = [];

export function CitySelect({
  cities,
  others = NONE,
  value,
  onChange,
  t,
}: {
  cities: readonly AirCity[];
  /** Divisions and single stations, where a page can show them. */
  others?: readonly AirCity[];
  value: string | undefined;
  onChange: (code: string) => void;
  t: Text;
}): ReactNode {
  const options = (hierarchy: string) =>
    cities
      .filter((city) => city.hierarchy === hierarchy)
      .map((city) => ({
        value: city.code,
        label: city.division ? `${city.name} · ${city.division}` : city.name,
      }));
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('air.city')}
      style={{ width: 220 }}
      value={value}
      placeholder={t('air.city')}
      onChange={onChange}
      options={[
        { label: t('hierarchy.region'), options: options('region') },
        { label: t('hierarchy.corps'), options: options('corps') },
        ...(['division', 'station'] as const).map((kind) => ({
          label: t(`airPlace.${kind}`),
          options: others
            .filter((one) => one.kind === kind)
            .map((one) => ({ value: one.code, label: one.name })),
        })),
      ].filter((group) => group.options.length > 0)}
    />
  );
}

/** Years with days, newest first. */
export function yearsOf({ cities, year }: Cities): number[] {
  const first = Math.min(
    year,
    ...cities.flatMap((city) => (city.firstDay ? [Number(city.firstDay.slice(0, 4))] : [])),
  );
  return Array.from({ length: year - first + 1 }, (_, i) => year - i);
}

export function YearSelect({
  years,
  value,
  onChange,
  t,
}: {
  years: readonly number[];
  value: number;
  onChange: (year: number) => void;
  t: Text;
}): ReactNode {
  return (
    <Select
      aria-label={t('air.year')}
      style={{ width: 110 }}
      value={value}
      onChange={onChange}
      options={years.map((year) => ({ value: year, label: String(year) }))}
    />
  );
}

type Kind = 'year' | 'quarter' | 'month' | 'range';

export function kindOf(period: string): Kind {
  if (period.includes('/')) return 'range';
  if (period.includes('Q')) return 'quarter';
  return period.length === 7 ? 'month' : 'year';
}

/** A year, a quarter, a month, or any days. */
export function PeriodSelect({
  years,
  value,
  onChange,
  t,
}: {
  years: readonly number[];
  value: string;
  onChange: (period: string) => void;
  t: Text;
}): ReactNode {
  const kind = kindOf(value);
  const year = value.slice(0, 4);
  const [from = '', to = ''] = kind === 'range' ? value.split('/') : [];
  const change = (next: Kind) =>
    onChange(
      {
        year,
        quarter: `${year}-Q1`,
        month: `${year}-01`,
        range: `${year}-01-01/${year}-06-30`,
      }[next],
    );
  return (
    <>
      <Segmented<Kind>
        aria-label={t('air.period')}
        value={kind}
        onChange={change}
        options={(['year', 'quarter', 'month', 'range'] as const).map((one) => ({
          value: one,
          label: t(`periodKind.${one}`),
        }))}
      />
      {kind === 'range' ? (
        <DateSpan t={t} from={from} to={to} onChange={(first, last) => onChange(`${first}/${last}`)} />
      ) : (
        <YearSelect
          t={t}
          years={years}
          value={Number(year)}
          onChange={(next) => onChange(value.replace(year, String(next)))}
        />
      )}
      {kind === 'quarter' ? (
        <Select
          aria-label={t('periodKind.quarter')}
          style={{ width: 80 }}
          value={value.slice(5)}
          onChange={(quarter) => onChange(`${year}-${quarter}`)}
          options={['Q1', 'Q2', 'Q3', 'Q4'].map((one) => ({ value: one, label: one }))}
        />
      ) : null}
      {kind === 'month' ? (
        <Select
          aria-label={t('periodKind.month')}
          style={{ width: 80 }}
          value={value.slice(5)}
          onChange={(month) => onChange(`${year}-${month}`)}
          options={Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0')).map((one) => ({
            value: one,
            label: one,
          }))}
        />
      ) : null}
    </>
  );
}

export function DustSwitch({
  value,
  onChange,
  t,
}: {
  value: 'with' | 'without';
  onChange: (dust: 'with' | 'without') => void;
  t: Text;
}): ReactNode {
  return (
    <Segmented<'with' | 'without'>
      aria-label={t('air.dust')}
      value={value}
      onChange={onChange}
      options={[
        { value: 'with', label: t('dust.with') },
        { value: 'without', label: t('dust.without') },
      ]}
    />
  );
}

export function EditionSwitch({
  value,
  onChange,
  t,
}: {
  value: '2012' | '2026';
  onChange: (edition: '2012' | '2026') => void;
  t: Text;
}): ReactNode {
  return (
    <Segmented<'2012' | '2026'>
      aria-label={t('air.edition')}
      value={value}
      onChange={onChange}
      options={(['2012', '2026'] as const).map((one) => ({
        value: one,
        label: t('edition.n', { edition: one }),
      }))}
    />
  );
}

/** Two dates, both included; the one that would end before it begins gives way. */
export function DateSpan({
  from,
  to,
  onChange,
  t,
}: {
  from: string;
  to: string;
  onChange: (from: string, to: string) => void;
  t: Text;
}): ReactNode {
  const picked = (value: string, change: [string, string]) => {
    if (value !== '') onChange(...change);
  };
  return (
    <>
      <Input
        type="date"
        aria-label={t('air.from')}
        style={{ width: 150 }}
        value={from}
        onChange={({ target: { value } }) => picked(value, [value, [value, to].sort()[1]!])}
      />
      <Input
        type="date"
        aria-label={t('air.to')}
        style={{ width: 150 }}
        value={to}
        onChange={({ target: { value } }) => picked(value, [[value, from].sort()[0]!, value])}
      />
    </>
  );
}
