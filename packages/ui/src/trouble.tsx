import { listTroubles } from '@tarim/platform/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { formatTime } from './format.ts';
import { usePick, useText } from './language.tsx';
import { useRouteQuery } from './query.tsx';

const LOOK_MS = 15_000;

/** What of the platform does not work, above every page: nobody should take old figures for new ones. */
export function TroubleBanner(): ReactNode {
  const t = useText('ui');
  const pick = usePick();
  const troubles = useRouteQuery(listTroubles, {}, { refetchMs: LOOK_MS });
  if (troubles.isError) return <Alert banner type="error" title={t('trouble.unreachable')} />;
  return (troubles.data?.troubles ?? []).map((one) => (
    <Alert
      key={one.name}
      banner
      type={one.severity === 'critical' ? 'error' : 'warning'}
      title={`${pick(one.titleZh, one.titleEn)} · ${t('trouble.since', { time: formatTime(one.since) })}`}
    />
  ));
}
