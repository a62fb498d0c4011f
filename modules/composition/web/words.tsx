import { Link } from '@tanstack/react-router';
import { type AddressState, type Text, useLanguage, useMay, useText } from '@tarim/ui';
import { Input, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useCallback } from 'react';
import './composition.css';

const PAGES = {
  voc: '/composition',
  traffic: '/composition/traffic',
  species: '/composition/species',
  import: '/composition/import',
} as const;

/** The pages of this room, from each to each. */
export function CompositionPages({ here }: { here: keyof typeof PAGES }): ReactNode {
  const t = useText('composition');
  const may = useMay();
  const pages = (Object.keys(PAGES) as (keyof typeof PAGES)[]).filter(
    (page) => page !== 'import' || may('composition.write'),
  );
  return (
    <span className="composition-pages">
      {pages.map((page) =>
        page === here ? (
          <b key={page} aria-current="page">
            {t(`pages.${page}`)}
          </b>
        ) : (
          <Link key={page} to={PAGES[page] as string}>
            {t(`pages.${page}`)}
          </Link>
        ),
      )}
    </span>
  );
}

type Get = AddressState['get'];
type Set = AddressState['set'];

export function SimulatedTag({ simulated, t }: { simulated: boolean; t: Text }): ReactNode {
  return simulated ? (
    <span>
      <Tag color="orange">{t('simulated')}</Tag>
    </span>
  ) : null;
}

/** Name of a species in the reader's language. */
export function useSpeciesName(): (one: { readonly nameZh: string; readonly nameEn: string }) => string {
  const { language } = useLanguage();
  return useCallback((one) => (language === 'en' ? one.nameEn : one.nameZh), [language]);
}

/** Told apart also by those who do not see red or green. */
export const GROUP_COLOURS: Readonly<Record<string, string>> = {
  alkane: '#2a7fb8',
  alkene: '#5b9c4a',
  alkyne: '#d1a20b',
  aromatic: '#c2553a',
  ovoc: '#7b3f8c',
  halocarbon: '#0b6e78',
  other: '#7a8288',
};

const DAY = 86_400_000;
const shift = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
const SPANS = [3, 7, 14, 30];
const DEFAULT_SPAN = 7;

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The period asked for; absent: the last days up to `last`. */
export function spanOf(get: Get, last: string): Span {
  // Until the stations are there, any day will do.
  const to = get('to') ?? (last || '2026-01-01');
  return { from: get('from') ?? shift(to, 1 - DEFAULT_SPAN), to };
}

/** The last days, or any others. */
export function SpanSelect({
  span,
  last,
  set,
  t,
}: {
  span: Span;
  last: string;
  set: Set;
  t: Text;
}): ReactNode {
  const days = Math.round((Date.parse(span.to) - Date.parse(span.from)) / DAY) + 1;
  return (
    <>
      <Segmented<number>
        aria-label={t('span')}
        value={span.to === last && SPANS.includes(days) ? days : 0}
        onChange={(next) => set({ from: shift(last, 1 - next), to: last })}
        options={SPANS.map((value) => ({ value, label: t('days', { n: value }) }))}
      />
      <span className="composition-span">
        <Input
          type="date"
          aria-label={t('from')}
          value={span.from}
          max={span.to}
          onChange={({ target }) => target.value && set({ from: target.value, to: span.to })}
        />
        –
        <Input
          type="date"
          aria-label={t('to')}
          value={span.to}
          min={span.from}
          onChange={({ target }) => target.value && set({ from: span.from, to: target.value })}
        />
      </span>
    </>
  );
}

/** `ppbv`, `µg/m³` at 25 or 20 °C, as one choice. */
export const UNIT_CHOICES = {
  ppbv: { unit: 'ppbv', temperature: 25 },
  mass25: { unit: 'µg/m³', temperature: 25 },
  mass20: { unit: 'µg/m³', temperature: 20 },
} as const;
export type UnitChoice = keyof typeof UNIT_CHOICES;

export const unitChoiceOf = (text: string | undefined): UnitChoice =>
  text !== undefined && text in UNIT_CHOICES ? (text as UnitChoice) : 'ppbv';

export function UnitSelect({
  value,
  onChange,
  t,
}: {
  value: UnitChoice;
  onChange: (next: UnitChoice) => void;
  t: Text;
}): ReactNode {
  return (
    <Select<UnitChoice>
      aria-label={t('unit')}
      value={value}
      onChange={onChange}
      options={(Object.keys(UNIT_CHOICES) as UnitChoice[]).map((one) => ({
        value: one,
        label: t(`units.${one}`),
      }))}
    />
  );
}
