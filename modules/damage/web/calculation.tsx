import { useText } from '@tarim/ui';
import { Flex, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Estimate } from '../contract.ts';
import { Unverified } from './words.tsx';

/** An estimate as on paper: its steps, its tables with their versions, and what is to be minded. */
export function Calculation({ of }: { of: Estimate }): ReactNode {
  const t = useText('damage');
  return (
    <Flex vertical gap={4}>
      <div>
        <Tag color="warning">{t('estimated')}</Tag>
        {of.rules.map(({ version, confidence }) => (
          <span key={version}>
            {version} <Unverified confidence={confidence} />
          </span>
        ))}
      </div>
      {of.steps.map(({ of: what, formula, result }) => (
        <code key={what + formula}>
          {what} = {formula} = {result}
        </code>
      ))}
      {of.problems.map(({ code, message, path }) => (
        <small key={code + (path ?? '')} className="muted">
          {path ? `${path} · ` : ''}
          {message}
        </small>
      ))}
    </Flex>
  );
}
