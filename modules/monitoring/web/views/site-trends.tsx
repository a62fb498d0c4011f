import { formatNumber, useText } from '@tarim/ui';
import { Button, Drawer, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SiteHistory } from '../../contract.ts';
import { FindingView } from './finding.tsx';

type Trend = SiteHistory['trends'][number];

const COLOURS: Readonly<Record<string, string>> = {
  'significant-increase': 'volcano',
  'significant-decrease': 'blue',
};

const SMALLEST = 0.0001;

/** Whether an item rises or falls by each test that its values allow; each opens its steps. */
export function TrendCards({ trends, unit }: { trends: readonly Trend[]; unit: string }): ReactNode {
  const t = useText('monitoring');
  const [open, setOpen] = useState<Trend | null>(null);
  return (
    <div className="grid cards-320">
      {trends.map((trend) => (
        <div className="card" key={trend.basis}>
          <h4>
            {t(`trend.${trend.basis}`)} <small className="muted">n = {trend.n}</small>
          </h4>
          {trend.verdict === null ? (
            <p className="muted">{trend.finding.problems.map((one) => one.message).join('；')}</p>
          ) : (
            <>
              <p>
                <Tag color={COLOURS[trend.verdict]}>{t(`trend.${trend.verdict}`)}</Tag>
              </p>
              <p className="muted">
                {trend.slope === null
                  ? null
                  : t('trend.slope', { slope: Number(trend.slope.toPrecision(3)), unit })}
                {trend.p === null
                  ? null
                  : ` · ${trend.p < SMALLEST ? `p < ${SMALLEST}` : `p = ${formatNumber(trend.p, 4)}`}`}
                {trend.rs === null ? null : ` · rₛ = ${formatNumber(trend.rs, 3)}`}
              </p>
            </>
          )}
          <Button size="small" onClick={() => setOpen(trend)}>
            {t('trend.steps')}
          </Button>
        </div>
      ))}
      <Drawer
        open={open !== null}
        onClose={() => setOpen(null)}
        size="min(680px, 100vw)"
        title={open ? t(`trend.${open.basis}`) : ''}
      >
        {open ? <FindingView t={t} finding={open.finding} /> : null}
      </Drawer>
    </div>
  );
}
