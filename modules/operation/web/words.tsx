import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('operation');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}

const SURE = ['official-text', 'multi-source'];
export function ConfidenceTag({ confidence }: { confidence: string }): ReactNode {
  const t = useText('operation');
  const colour = confidence === 'local' ? 'blue' : SURE.includes(confidence) ? 'green' : 'orange';
  return <Tag color={colour}>{t(`confidence.${confidence}`)}</Tag>;
}

/** Beijing date of now: `2026-11-24`. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** What an input of date and time gives, as an instant: it is Beijing wall time. */
export const beijing = (wall: string): string => `${wall.slice(0, 16)}:00+08:00`;
/** Now, less some minutes, for such an input. */
export const wallNow = (minutesBack = 0): string =>
  new Date(Date.now() + 8 * 3_600_000 - minutesBack * 60_000).toISOString().slice(0, 16);
