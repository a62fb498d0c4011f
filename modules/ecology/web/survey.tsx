import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getSurvey, type SurveyDetail, type SurveyRow, type Taxon } from '../contract.ts';
import { abundanceOption, colourOfDivision, divisionsOf, seriesOption } from './survey-charts.ts';
import { SurveyForm } from './survey-form.tsx';
import { Remarks, Simulated, Steps } from './words.tsx';

/** A survey: what was found, its indices with each step, and the years of the site. */
export default function SurveyPage(): ReactNode {
  const t = useText('ecology');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getSurvey, { params: { id } });
  const [editing, setEditing] = useState(false);
  const mayWrite = useMay()('ecology.write', query.data?.survey.unitPath ?? '/');
  if (!query.data) return <QueryState query={query}>{null}</QueryState>;
  const { survey, series, beside, revisions } = query.data;
  return (
    <Page
      title={`${survey.pointName} · ${t(`group.${survey.group}`)} · ${survey.surveyedOn}`}
      note={
        <>
          <Simulated when={survey.simulated} />
          <Link to={'/ecology/surveys' as string}>{t('surveys.title')}</Link> ·{' '}
          {unitName(survey.unitPath, 'line')} · {t('drawer.revision', { n: survey.revision })} · {survey.by} ·{' '}
          {formatTime(survey.at, 'full')}
          {survey.source && survey.source !== survey.by ? ` · ${survey.source}` : ''}
        </>
      }
      extra={mayWrite ? <Button onClick={() => setEditing(true)}>{t('status.correct')}</Button> : null}
    >
      <IndexFigures survey={survey} />
      <Remarks remarks={survey.remarks} />
      <div className="grid side-by-side">
        <Abundance survey={survey} />
        <div className="grid">
          <Series series={series} />
          {beside.length > 0 ? <Beside rows={beside} /> : null}
          {revisions.length > 0 ? (
            <div className="card">
              <h4>{t('survey.revisions')}</h4>
              <ul className="counts">
                {revisions.map((one) => (
                  <li key={one.id}>
                    <Link to={`/ecology/surveys/${one.id}` as string}>
                      {t('drawer.revision', { n: one.revision })}
                    </Link>
                    <span className="muted">
                      {one.by} · {formatTime(one.at, 'full')}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      </div>
      <h4 className="section-title">{t('survey.taxa')}</h4>
      <Taxa survey={survey} />
      <h4 className="section-title">{t('drawer.steps')}</h4>
      <Steps name={t('drawer.steps')} steps={survey.steps} t={t} />
      {editing ? <SurveyForm survey={survey} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function IndexFigures({ survey: { indices, unit } }: { survey: SurveyDetail }): ReactNode {
  const t = useText('ecology');
  const { bmwp, dominant } = indices;
  return (
    <div className="figures">
      <Figure label={t('surveys.richness')} value={indices.richness} />
      <Figure label={t('survey.individuals')} value={formatNumber(indices.individuals, 0)} hint={unit} />
      <Figure label={t('surveys.shannon')} value={formatNumber(indices.shannon, 2)} hint={t('survey.bits')} />
      <Figure label={t('surveys.evenness')} value={formatNumber(indices.evenness, 2)} />
      <Figure label={t('surveys.margalef')} value={formatNumber(indices.margalef, 2)} />
      <Figure label={t('surveys.simpson')} value={formatNumber(indices.simpson, 3)} />
      {bmwp ? (
        <Figure
          label={t('surveys.bmwp')}
          value={bmwp.score}
          hint={t('survey.bmwpHint', { families: bmwp.families, aspt: formatNumber(bmwp.aspt, 2) })}
        />
      ) : null}
      {dominant ? (
        <Figure
          label={t('surveys.dominant')}
          value={`${formatNumber(100 * dominant.share, 1)}%`}
          hint={dominant.name}
        />
      ) : null}
    </div>
  );
}

/** The most frequent taxa as bars, and the divisions as parts of the whole. */
function Abundance({ survey }: { survey: SurveyDetail }): ReactNode {
  const t = useText('ecology');
  const divisions = useMemo(() => divisionsOf(survey.taxa, t('survey.noDivision')), [survey, t]);
  const option = useMemo(
    () => abundanceOption(survey.taxa, divisions, t('survey.noDivision'), t('survey.others')),
    [survey, divisions, t],
  );
  return (
    <div className="card">
      <h4>{t('survey.abundance', { unit: survey.unit })}</h4>
      <div
        role="img"
        aria-label={divisions.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)}%`).join(', ')}
        style={{ display: 'flex', height: 18, borderRadius: 6, overflow: 'hidden' }}
      >
        {divisions.map(({ name, share }, at) => (
          <span
            key={name}
            title={`${name} ${(100 * share).toFixed(1)}%`}
            style={{ width: `${100 * share}%`, background: colourOfDivision(at) }}
          />
        ))}
      </div>
      <div className="legend">
        {divisions.map(({ name, share }, at) => (
          <span key={name}>
            <i style={{ background: colourOfDivision(at) }} />
            {name} {(100 * share).toFixed(1)}%
          </span>
        ))}
      </div>
      <Chart
        option={option}
        height={60 + 26 * Math.min(survey.taxa.length, 16)}
        label={t('survey.abundance', { unit: survey.unit })}
      />
    </div>
  );
}

function Series({ series }: { series: readonly SurveyRow[] }): ReactNode {
  const t = useText('ecology');
  const option = useMemo(
    () => seriesOption(series, { shannon: t('surveys.shannon'), richness: t('surveys.richness') }),
    [series, t],
  );
  return (
    <div className="card">
      <h4>{t('survey.series')}</h4>
      <Chart
        option={option}
        height={240}
        label={t('survey.series')}
        table={{
          head: [t('surveys.day'), t('surveys.richness'), t('surveys.shannon')],
          rows: series.map((one) => [
            one.surveyedOn,
            one.indices.richness,
            formatNumber(one.indices.shannon, 2),
          ]),
        }}
      />
      <ul className="counts">
        {series.toReversed().map((one) => (
          <li key={one.id}>
            <Link to={`/ecology/surveys/${one.id}` as string}>{one.surveyedOn}</Link>
            <span className="muted">
              S {one.indices.richness} · H′ {formatNumber(one.indices.shannon, 2)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Beside({ rows }: { rows: readonly SurveyRow[] }): ReactNode {
  const t = useText('ecology');
  return (
    <div className="card">
      <h4>{t('survey.beside')}</h4>
      <ul className="counts">
        {rows.map((one) => (
          <li key={one.id}>
            <Link to={`/ecology/surveys/${one.id}` as string}>{t(`group.${one.group}`)}</Link>
            <span className="muted">
              S {one.indices.richness} · H′ {formatNumber(one.indices.shannon, 2)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Taxa({ survey }: { survey: SurveyDetail }): ReactNode {
  const t = useText('ecology');
  const share = (row: Taxon) => row.count / survey.indices.individuals;
  return (
    <DataTable<Taxon>
      name={`${survey.pointCode} ${survey.surveyedOn} ${t(`group.${survey.group}`)}`}
      rowKey="name"
      size="small"
      pagination={{ pageSize: 30, hideOnSinglePage: true }}
      scroll={{ x: 560 }}
      dataSource={survey.taxa.toSorted((a, b) => b.count - a.count)}
      columns={[
        { title: t('taxon.name'), dataIndex: 'name' },
        { title: t('taxon.order'), value: (row) => row.order ?? null, render: (_, row) => row.order ?? '—' },
        {
          title: t('taxon.family'),
          value: (row) => row.family ?? null,
          render: (_, row) => (row.family ? <i>{row.family}</i> : '—'),
        },
        {
          title: t('taxon.count', { unit: survey.unit }),
          value: (row) => row.count,
          render: (_, row) => formatNumber(row.count, 2),
        },
        {
          title: t('taxon.share'),
          value: share,
          render: (_, row) => `${formatNumber(100 * share(row), 1)}%`,
        },
      ]}
    />
  );
}
