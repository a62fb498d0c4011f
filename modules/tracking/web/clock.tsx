import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Accident } from '../contract.ts';

const MINUTE = 60_000;
const SOON = 30;

/** 两小时报告时钟: how long there is left, or whether the report came in time. */
export function ClockTag({ one }: { one: Accident }): ReactNode {
  const t = useText('tracking');
  const [now, setNow] = useState(Date.now());
  const runs = one.state === 'open';
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 4);
    return () => clearInterval(timer);
  }, [runs]);
  if (!runs)
    return <Tag color={one.late ? 'red' : 'green'}>{t(one.late ? 'clock.late' : 'clock.inTime')}</Tag>;
  const left = Math.floor((Date.parse(one.dueAt) - now) / MINUTE);
  if (left < 0) return <Tag color="red">{t('clock.over', { minutes: -left })}</Tag>;
  return <Tag color={left < SOON ? 'orange' : 'blue'}>{t('clock.left', { minutes: left })}</Tag>;
}
