import type { Of } from '@tarim/platform/contract';
import { formatNumber, type Text, withSubscripts } from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { airPeriod } from '../../contract.ts';
import { ConfidenceTag, isSure } from '../words.tsx';
import { POLLUTANTS } from './place-and-time.tsx';

export type PeriodAnswer = Of<NonNullable<typeof airPeriod.response>>;
export type FourFigure = PeriodAnswer['four'][number];

const VERDICT_COLOURS: Readonly<Record<string, string | undefined>> = {
  meets: 'green',
  exceeds: 'red',
  'not-judged': undefined,
};

export function VerdictTag({ verdict, t }: { verdict: string; t: Text }): ReactNode {
  return <Tag color={VERDICT_COLOURS[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
}

/** One of the four: composite index, good days, and each pollutant beside its limits. */
export function YearCard({
  one,
  onExplain,
  t,
}: {
  one: FourFigure;
  onExplain: () => void;
  t: Text;
}): ReactNode {
  const { figures } = one;
  const composite = figures?.composite ?? null;
  return (
    <section className={`card${one.inForce ? ' in-force' : ''}`}>
      <h4>
        {t('edition.n', { edition: one.edition })} · {t(`dust.${one.dust}`)}
        {one.inForce ? <Tag color="cyan">{t('year.inForce')}</Tag> : null}
      </h4>
      {figures ? (
        <>
          <div className="main">
            <div>
              <small>{t('year.composite')}</small>
              <b>{composite ? formatNumber(composite.rounded) : '—'}</b>
              {composite && !isSure(composite.confidence) ? (
                <ConfidenceTag t={t} confidence={composite.confidence} />
              ) : null}
            </div>
            <div>
              <small>{t('year.goodRatio')}</small>
              <b>{figures.days.goodRatio === null ? '—' : `${figures.days.goodRatio}%`}</b>
              <small>{t('year.goodDays', { n: figures.days.goodDays, of: figures.days.validDays })}</small>
            </div>
          </div>
          <table className="air-table">
            <thead>
              <tr>
                <th scope="col">{t('field.factor')}</th>
                <th scope="col">{t('year.mean')}</th>
                <th scope="col">{t('year.percentileShort')}</th>
                <th scope="col">{t('year.judged')}</th>
              </tr>
            </thead>
            <tbody>
              {POLLUTANTS.map((name) => {
                const found = figures.pollutants[name];
                return found ? (
                  <tr key={name}>
                    <td>{withSubscripts(name)}</td>
                    <Figure of={found.mean} />
                    <Figure of={found.percentile} />
                    <td>{t(`verdict.${found.verdict}`)}</td>
                  </tr>
                ) : null;
              })}
            </tbody>
          </table>
          <div className="foot">
            <VerdictTag t={t} verdict={figures.verdict} />
            <Button size="small" onClick={onExplain}>
              {t('year.explain')}
            </Button>
          </div>
        </>
      ) : (
        <p className="muted">{t('year.noFigures')}</p>
      )}
    </section>
  );
}

function Figure({ of }: { of: { rounded: number; verdict: string } | null }): ReactNode {
  return (
    <td className={of?.verdict === 'exceeds' ? 'over' : undefined}>{of ? formatNumber(of.rounded) : '—'}</td>
  );
}
