import type { Of } from '@tarim/platform/contract';
import { DataTable, formatNumber, type Text, useText } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Change, listStatus, Remark, Step } from '../contract.ts';

export type StatusAnswer = Of<NonNullable<typeof listStatus.response>>;
type Grades = StatusAnswer['grades'];

/** From the best grade down. */
export const GRADE_COLOURS = ['#2a7d4f', '#86bf62', '#f0d264', '#e3924f', '#a9543f'] as const;
export const NOTHING = '#e9eeee';
const DARK_TEXT: ReadonlySet<string> = new Set([GRADE_COLOURS[1], GRADE_COLOURS[2]]);

export const colourOfGrade = (grades: Grades, grade: string | null): string =>
  GRADE_COLOURS[grades.findIndex((one) => one.zh === grade)] ?? NOTHING;

export function GradeTag({ grades, grade }: { grades: Grades; grade: string | null }): ReactNode {
  const t = useText('ecology');
  if (grade === null) return '—';
  const colour = colourOfGrade(grades, grade);
  return (
    <Tag
      variant="solid"
      color={colour}
      style={{ color: DARK_TEXT.has(colour) ? '#2b2b2b' : '#fff', marginInlineEnd: 0 }}
    >
      {t(`grade.${grade}`)}
    </Tag>
  );
}

/** The bounds of a grade as a reader says them: `≥ 70`, `55–70`, `< 30`. */
export function boundsOf(grades: Grades, at: number): string {
  const [low, high] = [grades[at]!.ge, grades[at - 1]?.ge ?? null];
  if (low === null) return `< ${high}`;
  return high === null ? `≥ ${low}` : `${low}–${high}`;
}

const TONES = { better: '#2a7d4f', worse: '#b3402c', same: '#6d7b7d' } as const;
const ARROWS = { better: '↑', worse: '↓', same: '→' } as const;

export const signed = (value: number, digits = 2): string =>
  `${value > 0 ? '+' : ''}${formatNumber(value, digits)}`;

export function ChangeText({ change }: { change: Change | null }): ReactNode {
  const t = useText('ecology');
  if (!change) return <span className="muted">—</span>;
  return (
    <span style={{ color: TONES[change.direction] }}>
      {ARROWS[change.direction]} {signed(change.difference)} · {t(`change.${change.zh}`)}
    </span>
  );
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('ecology');
  return when ? (
    <Tag color="orange" style={{ alignSelf: 'center' }}>
      {t('simulated')}
    </Tag>
  ) : null;
}

/** That a rule is not verified is told in full; other remarks with what they name. */
export function Remarks({ remarks }: { remarks: readonly Remark[] }): ReactNode {
  const t = useText('ecology');
  return remarks.map((one) => (
    <Alert
      key={one.code + one.message}
      type="warning"
      showIcon
      style={{ marginBottom: 8 }}
      title={t(`remark.${one.code}`)}
      description={/_UNVERIFIED$/.test(one.code) ? undefined : <small className="muted">{one.message}</small>}
    />
  ));
}

/** Figures in a formula are shown to six digits; the exported file has them in full. */
const short = (formula: string) =>
  formula.replace(/\d+\.\d{4,}/g, (figure) => String(Number(Number(figure).toPrecision(6))));

/** Each step as on paper. */
export function Steps({
  name,
  steps,
  t,
  wordOf = (of) => of,
}: {
  name: string;
  steps: readonly Step[];
  t: Text;
  /** What a step tells, in words. */
  wordOf?: (of: string) => string;
}): ReactNode {
  return (
    <DataTable<Step>
      name={name}
      size="small"
      rowKey={(row) => `${row.of}${row.formula}`}
      pagination={false}
      scroll={{ x: 520 }}
      locale={{ emptyText: t('steps.none') }}
      dataSource={[...steps]}
      columns={[
        {
          title: t('steps.of'),
          value: (row) => wordOf(row.of),
          render: (_, row) => wordOf(row.of),
          className: 'cell-nowrap',
        },
        {
          title: t('steps.formula'),
          dataIndex: 'formula',
          render: (text: string) => <code style={{ overflowWrap: 'anywhere' }}>{short(text)}</code>,
        },
        {
          title: t('steps.result'),
          value: (row) => row.result,
          render: (_, row) => (typeof row.result === 'number' ? formatNumber(row.result, 4) : row.result),
        },
        { title: t('steps.rule'), dataIndex: 'rule' },
      ]}
    />
  );
}
