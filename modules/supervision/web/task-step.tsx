import { FileLinks, formatTime, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { TaskStep } from '../contract.ts';

/** What of a step's detail is worth a line, in its order. */
const SHOWN = [
  'rule',
  'assignee',
  'number',
  'point',
  'alarm',
  'tracking',
  'radnet',
  'emf',
  'why',
  'verification',
  'confirmed',
  'facts',
  'length',
  'superiorName',
  'due',
  'delivery',
  'by',
] as const;

/** One step of the log: what, who, when, with its words and files. */
export function StepText({
  step,
  fileOf,
}: {
  step: TaskStep;
  fileOf: (sha256: string) => string;
}): ReactNode {
  const t = useText('supervision');
  const shown = (key: string, value: unknown): string => {
    if (key === 'verification') return t(`verification.${value}`);
    if (key === 'delivery') return t(`delivery.${value}`);
    if (key === 'why') return t(`ended.${value}`);
    if (key === 'confirmed') return t(value ? 'yes' : 'no');
    if (key === 'due') return formatTime(String(value), 'full');
    return String(value);
  };
  return (
    <>
      <strong>{t(`act.${step.act}`)}</strong>
      {step.from !== null && step.from !== step.to ? ` → ${t(`state.${step.to}`)}` : ''} ·{' '}
      {step.by ?? t('task.platform')} · {formatTime(step.at, 'full')}
      {step.text ? <div style={{ whiteSpace: 'pre-line' }}>{step.text}</div> : null}
      {SHOWN.filter(
        (key) => step.detail[key] !== undefined && step.detail[key] !== null && step.detail[key] !== '',
      ).map((key) => (
        <div key={key} className="muted">
          {t(`detail.${key}`)}：{shown(key, step.detail[key])}
        </div>
      ))}
      {step.evidence.length > 0 ? (
        <div>
          <FileLinks files={step.evidence} href={fileOf} />
        </div>
      ) : null}
    </>
  );
}
