import type { AqiExplanation, VerdictExplanation } from '@tarim/evaluation/contract';
import type { Static } from '@tarim/platform/contract';
import { formatNumber, formatTime, useText } from '@tarim/ui';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';

type Explained = Static<typeof AqiExplanation> | Static<typeof VerdictExplanation>;

interface Revision {
  readonly revision: number;
  readonly computedAt: string;
  readonly reason: string;
  readonly aqi?: number | null;
  readonly value?: number | null;
}

/** The judgement of a value step by step, and the results that it replaced. */
export function Judgement({ of }: { of: Explained }): ReactNode {
  const t = useText('telemetry');
  const revisions = of.revisions as readonly Revision[];
  return (
    <div className="card">
      <h4>{t('traceRollup.judgementStepByStep')}</h4>
      <ol className="numbered">
        {of.steps.map((step) => (
          <li key={step.title + step.result}>
            <b>{step.title}</b>
            {step.formula ? (
              <div className="mono muted" dir="ltr">
                {step.formula}
              </div>
            ) : null}
            <div>
              {step.result} {step.rule ? <Tag>{step.rule}</Tag> : null}
            </div>
          </li>
        ))}
      </ol>
      {revisions.length > 1 ? (
        <Table<Revision>
          rowKey="revision"
          size="small"
          pagination={false}
          scroll={{ x: 480 }}
          style={{ marginTop: 8 }}
          dataSource={[...revisions]}
          columns={[
            { title: t('traceRollup.revision'), dataIndex: 'revision' },
            {
              title: t('traceRollup.computed'),
              dataIndex: 'computedAt',
              className: 'cell-nowrap',
              render: (at: string) => formatTime(at, 'full'),
            },
            {
              title: t('traceRollup.result'),
              render: (_, row) => row.aqi ?? formatNumber(row.value ?? null),
            },
            { title: t('traceRollup.reason'), dataIndex: 'reason' },
          ]}
        />
      ) : null}
    </div>
  );
}
