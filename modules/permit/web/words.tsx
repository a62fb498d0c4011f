import { useText } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { ApplicationState, Clock, PermitState, PermitSummary, Renewal } from '../contract.ts';

const STATE_COLOUR: Readonly<Record<PermitState, string>> = {
  valid: 'green',
  expired: 'red',
  cancelled: 'default',
  revoked: 'magenta',
};
const APPLICATION_COLOUR: Readonly<Record<ApplicationState, string>> = {
  submitted: 'orange',
  accepted: 'blue',
  returned: 'default',
  granted: 'green',
  refused: 'red',
};
const LIGHT_COLOUR: Readonly<Record<Clock['light'], string>> = {
  green: 'green',
  yellow: 'gold',
  red: 'red',
  done: 'default',
};
/** What may be shown as law; everything else has a badge. */
const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

export function StateTag({ state }: { state: PermitState }): ReactNode {
  const t = useText('permit');
  return <Tag color={STATE_COLOUR[state]}>{t(`state.${state}`)}</Tag>;
}

export function ApplicationTag({ state }: { state: ApplicationState }): ReactNode {
  const t = useText('permit');
  return <Tag color={APPLICATION_COLOUR[state]}>{t(`applicationState.${state}`)}</Tag>;
}

/** A light with its word: never by colour alone. */
export function LightTag({ light, children }: { light: Clock['light']; children: ReactNode }): ReactNode {
  const t = useText('permit');
  return (
    <Tag color={LIGHT_COLOUR[light]}>
      {children} · {t(`light.${light}`)}
    </Tag>
  );
}

export function ClockTag({ clock }: { clock: Clock }): ReactNode {
  const t = useText('permit');
  return (
    <>
      <LightTag light={clock.light}>
        {t(`clock.${clock.key}`)} {clock.doneOn ?? clock.due}
      </LightTag>
      <Unverified confidence={clock.confidence} />
    </>
  );
}

/** A badge where what is said was not verified. */
export function Unverified({ confidence }: { confidence: string }): ReactNode {
  const t = useText('permit');
  return SURE.has(confidence) ? null : <Tag color="warning">{t('unverified')}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('permit');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

/** How the renewal of a permit stands, in one tag. */
export function RenewalTag({ renewal }: { renewal: Renewal | null }): ReactNode {
  const t = useText('permit');
  if (!renewal) return t('renewal.none');
  const { late, light, due, askedOn, daysBefore } = renewal;
  if (late) return <Tag color="red">{t('renewal.late')}</Tag>;
  return (
    <LightTag light={light}>
      {askedOn ? t('renewal.asked', { on: askedOn, days: daysBefore ?? 0 }) : t('renewal.due', { due })}
    </LightTag>
  );
}

/** What a permit needs now: renewal that is overdue or soon, reports that are late. */
export function Warnings({ permit }: { permit: PermitSummary }): ReactNode {
  const t = useText('permit');
  const { renewal, lateReports } = permit;
  const words = renewal && renewalWords(renewal, t);
  return (
    <>
      {words ? (
        <Alert
          type={renewal.late ? 'error' : 'warning'}
          showIcon
          title={words}
          description={renewal.source}
        />
      ) : null}
      {lateReports > 0 ? <Alert type="error" showIcon title={t('permit.late', { n: lateReports })} /> : null}
    </>
  );
}

function renewalWords(
  { late, light, askedOn, daysBefore, due }: Renewal,
  t: (key: string, values?: Record<string, string | number>) => string,
): string | null {
  if (late && askedOn) return t('renewal.lateAsked', { on: askedOn, days: daysBefore ?? 0 });
  if (late) return t('renewal.lateUnasked', { due });
  return light === 'yellow' ? t('renewal.soon', { due }) : null;
}
