import { formatTime, useText, useUnitName } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { PatchEvent } from '../contract.ts';
import { PhotoStrip } from './photos.tsx';
import { hectares, patchCode, useClasses } from './words.tsx';

/** What of an act's detail is worth a line, in its order. */
const SHOWN = [
  'class',
  'nothing',
  'reason',
  'unitPath',
  'visitedAt',
  'positions',
  'outlineM2',
  'judgement',
  'approval',
  'ruleId',
  'to',
  'department',
  'suspected',
  'responsible',
  'rectifyBy',
  'rectifiedOn',
  'afterOn',
  'afterScene',
  'with',
  'parents',
  'parts',
  'field',
] as const;
type Key = (typeof SHOWN)[number];

/** One act of the log: what, who, when, with its words, its decisions and its pictures. */
export function EventText({ event }: { event: PatchEvent }): ReactNode {
  const t = useText('redline');
  const { nameOf } = useClasses();
  const unitName = useUnitName();
  const { detail } = event;
  const ids = (value: unknown) =>
    Array.isArray(value) ? value.map((id) => patchCode(Number(id))).join(', ') : '';
  const shown: Readonly<Record<Key, (value: unknown) => string>> = {
    class: (value) => nameOf(String(value)),
    nothing: () => t('field.nothing'),
    reason: (value) => t(`reason.${value}`),
    unitPath: (value) => unitName(String(value), 'line'),
    visitedAt: (value) => formatTime(String(value), 'full'),
    positions: (value) =>
      (value as { lon: number; lat: number }[])
        .slice(0, 3)
        .map((one) => `${one.lon.toFixed(5)}, ${one.lat.toFixed(5)}`)
        .join('; '),
    outlineM2: (value) => hectares(Number(value)),
    judgement: (value) => t(`judgement.${value}`),
    approval: String,
    ruleId: (value) => `#${value}`,
    to: (value) => t(`handOver.to.${value === 'department' ? 'department' : 'supervision'}`),
    department: String,
    suspected: String,
    responsible: String,
    rectifyBy: String,
    rectifiedOn: String,
    afterOn: String,
    afterScene: String,
    with: ids,
    parents: ids,
    parts: String,
    field: (value) => formatTime((value as { at: string }).at, 'full'),
  };
  return (
    <>
      <strong>{t(`act.${event.act}`)}</strong>
      {event.from !== null && event.from !== event.to ? ` → ${t(`state.${event.to}`)}` : ''} ·{' '}
      {event.by ?? t('patch.platform')} · {formatTime(event.at, 'full')}
      {event.text ? <div style={{ whiteSpace: 'pre-line' }}>{event.text}</div> : null}
      {SHOWN.filter((key) => detail[key] !== undefined && detail[key] !== null && detail[key] !== '').map(
        (key) => (
          <div key={key} className="muted" style={{ overflowWrap: 'anywhere' }}>
            {t(`detail.${key}`)}: {shown[key](detail[key])}
          </div>
        ),
      )}
      {event.evidence.length > 0 ? <PhotoStrip files={event.evidence} /> : null}
    </>
  );
}
