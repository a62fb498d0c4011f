import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { PlanTask } from '../contract.ts';

/** 红黄绿灯, in words too: colour alone tells not everybody. */
export function LightTag({ light }: { light: PlanTask['light'] }): ReactNode {
  const t = useText('operation');
  return <Tag color={{ green: 'green', yellow: 'gold', red: 'red' }[light]}>{t(`light.${light}`)}</Tag>;
}

export function Verdict({ passed, out = null }: { passed: boolean | null; out?: boolean | null }): ReactNode {
  const t = useText('operation');
  if (passed === null) return <Tag>{t('verdict.none')}</Tag>;
  return (
    <>
      <Tag color={passed ? 'green' : 'red'}>{t(passed ? 'verdict.passed' : 'verdict.failed')}</Tag>
      {out ? <Tag color="red">{t('verdict.out')}</Tag> : null}
    </>
  );
}
