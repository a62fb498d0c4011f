import { Link } from '@tanstack/react-router';
import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Compensation } from '../contract.ts';
import { yuan } from './words.tsx';

/** 损害赔偿 of the harm that a case is about, with the way to it; where it was performed, what that means for the discretion. */
export function CompensationTold({ of }: { of: Compensation }): ReactNode {
  const t = useText('enforcement');
  return (
    <>
      <Link to={`/damage/cases/${of.damageId}` as string}>{of.number}</Link>{' '}
      <Tag>{t(`compensation.${of.stage}`)}</Tag>
      {of.amount === null
        ? null
        : t('case.compensationSum', { amount: yuan(of.amount), paid: yuan(of.paid) })}{' '}
      {of.performedOn ? <b>{t('case.compensationLightens', { on: of.performedOn })}</b> : null}
    </>
  );
}
