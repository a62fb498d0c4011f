import { Link, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  FileLinks,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Checkbox, Descriptions, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { getEvidence, getLead, type LeadDetail, leadSeries, type StepRow } from '../contract.ts';
import { FeedbackForm } from './feedback-form.tsx';
import { LeadTask } from './lead-task.tsx';
import { PointRuns } from './point-runs.tsx';
import { SeriesChart } from './series-chart.tsx';
import { baseRateText, detectorName, innocentName, Simulated, StateTag, StrengthBar } from './words.tsx';

/** One lead: what was seen and how, what else it could be, what was asked of whom, and what people found. */
export default function LeadPage(): ReactNode {
  const t = useText('signals');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getLead, { params: { id } }, { refetchMs: 30_000 });
  const lead = query.data?.id === id ? query.data : undefined;
  return (
    <QueryState query={query}>
      {lead ? <Lead lead={lead} /> : <Page title={t('leads.title')}>{null}</Page>}
    </QueryState>
  );
}

function Lead({ lead }: { lead: LeadDetail }): ReactNode {
  const t = useText('signals');
  const unitName = useUnitName();
  const [ruledOut, setRuledOut] = useState<readonly string[]>([]);
  return (
    <Page
      title={`${detectorName(t, lead.detector)} · ${lead.subjectName}${lead.codeName ? ` · ${lead.codeName}` : ''}`}
      note={
        <>
          <StateTag state={lead.state} /> <Simulated when={lead.simulated} />
          <Link to={'/signals/leads' as string}>{t('leads.title')}</Link>
        </>
      }
    >
      <Alert type="info" showIcon style={{ marginBottom: 14 }} title={t('lead.noVerdict')} />
      <div className="grid cards-320">
        <div className="card">
          <h4>{t('lead.what')}</h4>
          <p>{t(`signal.what.${lead.detector}`)}</p>
          <p className="muted">
            {t('lead.method')} {t(`signal.source.${lead.detector}`)}
          </p>
          <StrengthBar strength={lead.strength} />
          <p>{baseRateText(t, lead.baseRate)}</p>
          <p className="muted">{t('lead.scale', { threshold: lead.setting.threshold })}</p>
        </div>
        <div className="card">
          <h4>{t('lead.object')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              {
                key: 'p',
                label: t('field.subject'),
                children: lead.pointId ? (
                  <Link to={`/points/${lead.pointId}` as string}>{lead.subjectName}</Link>
                ) : (
                  lead.subjectName
                ),
              },
              { key: 'e', label: t('field.enterprise'), children: lead.enterpriseName ?? '—' },
              { key: 'u', label: t('field.unit'), children: unitName(lead.unitPath, 'line') },
              {
                key: 'w',
                label: t('field.window'),
                children: lead.window
                  ? `${formatTime(lead.window.from, 'hour')} – ${formatTime(lead.window.to, 'hour')}`
                  : '—',
              },
              { key: 'f', label: t('field.firstSeen'), children: formatTime(lead.firstSeen, 'full') },
              { key: 'l', label: t('field.lastSeen'), children: formatTime(lead.lastSeen, 'full') },
              {
                key: 'v',
                label: t('field.version'),
                children: `${lead.detectorVersion} · ${t('detectors.version', { n: lead.setting.version })}`,
              },
            ]}
          />
          {lead.pointId ? <TraceLink lead={lead} /> : null}
          <h4>{t('task.title')}</h4>
          <LeadTask lead={lead} />
        </div>
        <div className="card">
          <h4>{t('lead.innocent')}</h4>
          <p className="muted">{t('lead.innocentHint')}</p>
          <Checkbox.Group
            style={{ flexDirection: 'column' }}
            aria-label={t('lead.innocent')}
            value={[...ruledOut]}
            onChange={(values) => setRuledOut(values as string[])}
            options={lead.innocent.map((value) => ({ value, label: innocentName(t, value) }))}
          />
        </div>
      </div>
      {lead.pointId ? <Series lead={lead} /> : null}
      {lead.changes.length > 0 ? <Changes lead={lead} /> : null}
      <div className="grid side-by-side" style={{ marginTop: 14 }}>
        <div className="card">
          <h4>{t('lead.inputs')}</h4>
          <Facts facts={lead.inputs} />
          <h4>{t('lead.figures')}</h4>
          <Facts facts={lead.figures} />
        </div>
        <div className="card">
          {lead.steps.length > 0 ? <Steps steps={lead.steps} /> : null}
          <h4>{t('lead.history')}</h4>
          <Timeline
            items={[...lead.history].reverse().map((one) => ({
              content: `${formatTime(one.at)} · ${one.strength.toFixed(3)}`,
            }))}
          />
        </div>
      </div>
      <div className="grid side-by-side" style={{ marginTop: 14 }}>
        <div className="card">
          <h4>{t('feedback.title')}</h4>
          {lead.feedback.length === 0 ? <p className="muted">{t('feedback.none')}</p> : null}
          <ul className="steps">
            {lead.feedback.map((one) => (
              <li key={one.id}>
                <StateTag state={one.verdict} />
                <strong>{one.by}</strong> <span className="muted">{formatTime(one.at, 'full')}</span>
                {one.innocent ? <div>{innocentName(t, one.innocent)}</div> : null}
                <div style={{ whiteSpace: 'pre-line' }}>{one.reason}</div>
                {one.ruledOut.length > 0 ? (
                  <div className="muted">
                    {t('feedback.ruledOut')} {one.ruledOut.map((code) => innocentName(t, code)).join(' · ')}
                  </div>
                ) : null}
                <FileLinks
                  files={one.evidence}
                  href={(sha256) => urlOf(getEvidence, { id: lead.id, sha256 })}
                />
              </li>
            ))}
          </ul>
          {lead.mayJudge ? <FeedbackForm lead={lead} ruledOut={ruledOut} /> : null}
        </div>
        {lead.pointId ? <PointRuns pointId={lead.pointId} /> : null}
      </div>
    </Page>
  );
}

function Series({ lead }: { lead: LeadDetail }): ReactNode {
  const t = useText('signals');
  const query = useRouteQuery(leadSeries, { params: { id: lead.id } });
  return (
    <div className="card" style={{ marginTop: 14 }}>
      <h4>{t('chart.series')}</h4>
      <QueryState query={query}>
        {query.data ? <SeriesChart lead={lead} series={query.data} /> : null}
      </QueryState>
    </div>
  );
}

/** Up the river: from the last hour of the window to its records and frames. */
function TraceLink({ lead }: { lead: LeadDetail }): ReactNode {
  const t = useText('signals');
  const end = Date.parse(lead.window?.to ?? lead.lastSeen);
  const hour = new Date(Math.floor((end - 1) / 3_600_000) * 3_600_000).toISOString();
  const search = new URLSearchParams({
    pointId: String(lead.pointId),
    period: 'hour',
    time: hour,
    ...(lead.code ? { code: lead.code } : {}),
  });
  return (
    <p>
      <Link to={`/trace/rollup?${search}` as string}>{t('lead.trace')}</Link>
    </p>
  );
}

function Facts({ facts }: { facts: Readonly<Record<string, number | string | null>> }): ReactNode {
  const t = useText('signals');
  const text = (value: number | string | null) => {
    if (typeof value !== 'number') return value ?? '—';
    // Instants are told as times.
    return value > 1e12 ? formatTime(value) : formatNumber(value, 4);
  };
  return (
    <Descriptions
      column={{ xs: 1, sm: 2 }}
      size="small"
      items={Object.entries(facts).map(([key, value]) => ({
        key,
        label: t(`figure.${key}`),
        children: text(value),
      }))}
    />
  );
}

/** Reported changes of parameters, before and after, each with the frame that told it. */
function Changes({ lead }: { lead: LeadDetail }): ReactNode {
  const t = useText('signals');
  return (
    <div className="card" style={{ marginTop: 14 }}>
      <h4>{t('changes.title')}</h4>
      <DataTable
        name={t('changes.title')}
        rowKey={(row) => `${row.item}${row.time}${row.after}`}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: 560 }}
        dataSource={[...lead.changes]}
        columns={[
          {
            title: t('changes.time'),
            value: (row) => row.time,
            render: (_, row) => formatTime(row.time, 'full'),
          },
          { title: t('field.factor'), dataIndex: 'item' },
          {
            title: t('changes.parameter'),
            value: (row) => t(`parameter.${row.parameter}`),
            render: (_, row) => t(`parameter.${row.parameter}`),
          },
          {
            title: t('changes.values'),
            value: (row) => `${row.before} → ${row.after}`,
            render: (_, row) => `${row.before} → ${row.after}`,
          },
          {
            title: t('changes.recorded'),
            value: (row) => t(row.recorded ? 'yes' : 'no'),
            render: (_, row) => t(row.recorded ? 'yes' : 'no'),
          },
          {
            title: '',
            render: (_, row) =>
              row.lsn === null ? (
                t('changes.read')
              ) : (
                <Link to={`/frames/${row.lsn}` as string}>{t('changes.frame')}</Link>
              ),
          },
        ]}
      />
    </div>
  );
}

function Steps({ steps }: { steps: readonly StepRow[] }): ReactNode {
  const t = useText('signals');
  return (
    <>
      <h4>{t('lead.steps')}</h4>
      <DataTable<StepRow>
        exported={false}
        name={t('lead.steps')}
        rowKey={(row) => `${row.of}${row.formula}`}
        pagination={false}
        scroll={{ x: 480 }}
        dataSource={[...steps]}
        columns={[
          { title: t('step.of'), dataIndex: 'of' },
          { title: t('step.rule'), dataIndex: 'rule' },
          { title: t('step.formula'), dataIndex: 'formula' },
          { title: t('step.result'), dataIndex: 'result' },
        ]}
      />
    </>
  );
}
