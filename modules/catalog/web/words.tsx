import { type Text, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { EntryRow, RequestRow } from '../contract.ts';

const SHARING_COLOURS = { open: 'green', 'on-request': 'blue', internal: 'default', secret: 'red' } as const;
const FRESH_COLOURS = { fresh: 'green', late: 'orange', irregular: 'default', unknown: 'default' } as const;
const STATE_COLOURS = {
  submitted: 'processing',
  approved: 'success',
  refused: 'error',
  withdrawn: 'default',
  revoked: 'default',
} as const;

export function SharingTag({ sharing }: { sharing: EntryRow['sharing'] }): ReactNode {
  const t = useText('catalog');
  return <Tag color={SHARING_COLOURS[sharing]}>{t(`sharing.${sharing}`)}</Tag>;
}

export function FreshTag({ freshness }: { freshness: EntryRow['freshness'] }): ReactNode {
  const t = useText('catalog');
  return <Tag color={FRESH_COLOURS[freshness]}>{t(`fresh.${freshness}`)}</Tag>;
}

export function StateTag({ request }: { request: RequestRow }): ReactNode {
  const t = useText('catalog');
  if (request.expired) return <Tag>{t('state.expired')}</Tag>;
  return (
    <>
      <Tag color={STATE_COLOURS[request.state]}>{t(`state.${request.state}`)}</Tag>
      {request.expiring ? <Tag color="orange">{t('state.expiring')}</Tag> : null}
    </>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('catalog');
  return when ? (
    <Tag color="gold" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}

/** `PT1H` → 每 1 小时; what is none of the usual rhythms is shown as it is. */
export function rhythmName(t: Text, rhythm: string): string {
  const parts = /^P(T?)(\d+)([YMWDH])$/.exec(rhythm);
  if (!parts) return rhythm === 'irregular' ? t('rhythm.irregular') : rhythm;
  const unit = parts[1] === 'T' && parts[3] === 'M' ? 'minute' : UNITS[parts[3]!]!;
  return t(`rhythm.${unit}`, { n: parts[2] });
}
const UNITS: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day', H: 'hour' };

export const shareOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : `${(value * 100).toFixed(1)} %`;

export const count = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : value.toLocaleString('en-US');

/** What was found, marked within a text. */
export function Marked({ text, found }: { text: string; found: readonly string[] }): ReactNode {
  if (found.length === 0) return text;
  const pattern = found.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const parts = text.split(new RegExp(`(${pattern})`, 'gi'));
  // Every second part is a find; a text does not change its order.
  return parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
}
