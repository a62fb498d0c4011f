import { useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Well } from '../contract.ts';

const COLOURS: Readonly<Record<Well['state'], string>> = {
  normal: 'green',
  suspected: 'orange',
  excursion: 'red',
  'no-baseline': 'default',
};

export function WellTag({ state }: { state: Well['state'] }): ReactNode {
  const t = useText('radnet');
  return <Tag color={COLOURS[state]}>{t(`well.${state}`)}</Tag>;
}
