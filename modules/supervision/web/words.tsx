import { type Text, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { CAUSES, type TaskLight, type TaskSeverity, type TaskState } from '../contract.ts';

export const STATE_COLOURS: Readonly<Record<TaskState, string>> = {
  dispatched: '#8a6d1a',
  received: '#3f7fc4',
  verifying: '#2b6cb0',
  replied: '#6a5acd',
  reviewing: '#6a5acd',
  returned: '#c2561a',
  closed: '#2f8f4e',
  lead: '#8c2f5f',
  cancelled: '#7a878b',
};
export const LIGHT_COLOURS: Readonly<Record<TaskLight, string>> = {
  green: '#2f8f4e',
  yellow: '#d9901a',
  red: '#c62828',
};
const SEVERITY_COLOURS: Readonly<Record<TaskSeverity, string>> = {
  info: 'default',
  warning: 'orange',
  critical: 'red',
};

/** Kind of the alarm, or detector of the signal. */
export const causeName = (t: Text, cause: string): string =>
  (CAUSES as readonly string[]).includes(cause) ? t(`cause.${cause}`) : cause;

export function StateTag({ state }: { state: TaskState }): ReactNode {
  const t = useText('supervision');
  return <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>;
}

export function SeverityTag({ severity }: { severity: TaskSeverity }): ReactNode {
  const t = useText('supervision');
  return <Tag color={SEVERITY_COLOURS[severity]}>{t(`severity.${severity}`)}</Tag>;
}

/** 绿、黄、红灯: colour and word, for those who do not see the one. */
export function Lamp({ light }: { light: TaskLight }): ReactNode {
  const t = useText('supervision');
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <span
        aria-hidden
        style={{
          display: 'inline-block',
          width: 10,
          height: 10,
          borderRadius: 5,
          marginInlineEnd: 6,
          background: LIGHT_COLOURS[light],
        }}
      />
      {t(`light.${light}`)}
    </span>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('supervision');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}
