import type { Text } from '@tarim/ui';
import { Button, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import type { ForecastSource } from '../contract.ts';

const DAY = 86_400_000;
const MOST = 400;
const shift = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** Day of issue: the newest first, and one back or forth. */
export function IssueSelect({
  known,
  value,
  onChange,
  t,
}: {
  known: ForecastSource;
  value: string;
  onChange: (issue: string) => void;
  t: Text;
}): ReactNode {
  const { firstIssue, lastIssue } = known;
  const count = Math.min(MOST, Math.round((Date.parse(lastIssue) - Date.parse(firstIssue)) / DAY) + 1);
  const options = Array.from({ length: count }, (_, i) => {
    const date = shift(lastIssue, -i);
    return { value: date, label: t('issuedOn', { date }) };
  });
  return (
    <Space.Compact>
      <Button
        aria-label={t('issueBefore')}
        disabled={value <= firstIssue}
        onClick={() => onChange(shift(value, -1))}
      >
        ‹
      </Button>
      <Select
        aria-label={t('issue')}
        showSearch
        value={value}
        style={{ minWidth: 170 }}
        onChange={onChange}
        options={options}
      />
      <Button
        aria-label={t('issueAfter')}
        disabled={value >= lastIssue}
        onClick={() => onChange(shift(value, 1))}
      >
        ›
      </Button>
    </Space.Compact>
  );
}
