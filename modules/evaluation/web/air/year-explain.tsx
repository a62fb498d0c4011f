import { formatNumber, type Text, withSubscripts } from '@tarim/ui';
import { Alert, Drawer, Tag } from 'antd';
import type { ReactNode } from 'react';
import { ConfidenceTag, multipleText } from '../words.tsx';
import { POLLUTANTS, SimulatedTag } from './place-and-time.tsx';
import { type FourFigure, type PeriodAnswer, VerdictTag } from './year-card.tsx';

/** How one of the four figures came about, so that a person can follow it with the standard at hand. */
export function YearExplain({
  one,
  data,
  onClose,
  t,
}: {
  one: FourFigure | null;
  data: PeriodAnswer;
  onClose: () => void;
  t: Text;
}): ReactNode {
  return (
    <Drawer
      open={one !== null}
      onClose={onClose}
      size="min(760px, 100vw)"
      title={
        one
          ? `${data.city.name} ${data.period.text} · ${t('edition.n', { edition: one.edition })} · ${t(`dust.${one.dust}`)}`
          : ''
      }
    >
      <SimulatedTag t={t} simulated={data.simulated} />
      {one?.figures ? <Explained t={t} one={one} figures={one.figures} data={data} /> : null}
    </Drawer>
  );
}

function Explained({
  one: { finding, dust },
  figures,
  data,
  t,
}: {
  one: FourFigure;
  figures: NonNullable<FourFigure['figures']>;
  data: PeriodAnswer;
  t: Text;
}): ReactNode {
  const { composite } = figures;
  return (
    <div className="grid">
      <section>
        <h4>{t('yearExplain.rules')}</h4>
        {finding.rules.map((rule) => (
          <p key={rule.version} style={{ margin: '0 0 4px' }}>
            {rule.standard} <Tag>{rule.version}</Tag>
            <ConfidenceTag t={t} confidence={rule.confidence} />
          </p>
        ))}
      </section>
      {finding.problems.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('yearExplain.mind')}
          description={finding.problems.map((problem) => (
            <div key={problem.code + problem.message}>{withSubscripts(problem.message)}</div>
          ))}
        />
      ) : null}
      <section>
        <h4>{t('yearExplain.inputs')}</h4>
        <p className="muted">
          {t('yearExplain.period', { from: data.period.from, to: data.period.to })}{' '}
          {data.dustDays > 0 ? t(`yearExplain.dust.${dust}`, { n: data.dustDays }) : t('yearExplain.noDust')}
        </p>
        <div style={{ overflowX: 'auto' }}>
          <table className="air-table">
            <thead>
              <tr>
                <th scope="col">{t('field.factor')}</th>
                <th scope="col">{t('year.validDays')}</th>
                <th scope="col">{t('yearExplain.statistic')}</th>
                <th scope="col">{t('field.value')}</th>
                <th scope="col">{t('field.limit')}</th>
                <th scope="col">{t('field.multiple')}</th>
                <th scope="col">{t('year.judged')}</th>
              </tr>
            </thead>
            <tbody>
              {POLLUTANTS.flatMap((name) => {
                const found = figures.pollutants[name];
                if (!found) return [];
                return [found.mean, found.percentile].flatMap((figure, i) =>
                  figure
                    ? [
                        <tr key={`${name}${i}`}>
                          <td>{withSubscripts(name)}</td>
                          <td>{found.validDays}</td>
                          <td>
                            {'percent' in figure
                              ? t('year.percentile', { p: figure.percent as number })
                              : t('year.mean')}
                          </td>
                          <td className={figure.verdict === 'exceeds' ? 'over' : undefined}>
                            {formatNumber(figure.value, 3)}
                          </td>
                          <td>{figure.limit === null ? '—' : formatNumber(figure.limit)}</td>
                          <td>{multipleText(figure.exceedMultiple)}</td>
                          <td>{t(`verdict.${figure.verdict}`)}</td>
                        </tr>,
                      ]
                    : [],
                );
              })}
            </tbody>
          </table>
        </div>
        <p className="muted">{t('yearExplain.fullValues')}</p>
        {finding.missing.length > 0 ? (
          <p>{t('yearExplain.missing', { names: finding.missing.join('、') })}</p>
        ) : null}
        <VerdictTag t={t} verdict={figures.verdict} />
      </section>
      {composite ? (
        <section>
          <h4>{t('yearExplain.contribution')}</h4>
          <table className="air-table">
            <thead>
              <tr>
                <th scope="col">{t('field.factor')}</th>
                <th scope="col">C/S</th>
                <th scope="col">{t('yearExplain.part')}</th>
                <th scope="col">%</th>
              </tr>
            </thead>
            <tbody>
              {POLLUTANTS.map((name) => (
                <tr key={name}>
                  <td>{withSubscripts(name)}</td>
                  <td>{formatNumber(composite.single[name])}</td>
                  <td>{formatNumber(composite.contribution[name]?.index)}</td>
                  <td>{formatNumber(composite.contribution[name]?.share, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <section>
        <h4>{t('yearExplain.steps')}</h4>
        <ol className="air-steps">
          {finding.steps.map((step) => (
            <li key={step.of}>
              <b>{withSubscripts(stepName(step.of, t))}</b> <Tag>{step.rule}</Tag>
              <div className="mono muted">{withSubscripts(step.formula)}</div>
              <div>= {typeof step.result === 'number' ? formatNumber(step.result, 4) : step.result}</div>
            </li>
          ))}
        </ol>
        <p className="muted">
          {t('yearExplain.goodDays', {
            good: figures.days.goodDays,
            valid: figures.days.validDays,
            ratio: figures.days.goodRatio ?? '—',
          })}
        </p>
      </section>
    </div>
  );
}

/** `PM10 p95` → PM10 第 95 百分位数; the computation tells by symbols. */
function stepName(of: string, t: Text): string {
  const [, pollutant = '', percent] = /^(\S+) (?:mean|p(\d+))$/.exec(of) ?? [];
  if (pollutant === '') return t('year.composite');
  return `${pollutant} ${percent ? t('year.percentile', { p: percent }) : t('year.mean')}`;
}
