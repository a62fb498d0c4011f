import { Link, useParams } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  ALARM_STATES_TITLES,
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  type Text,
  useMay,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Button, Descriptions, Tag, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AlarmDetail, type Evidence, getAlarm, termsOf } from '../contract.ts';
import { useFactorNames } from './factors.ts';
import { Handling } from './handling.tsx';
import { HushForm } from './hushes.tsx';
import { RuleFacts } from './rule-facts.tsx';
import { termSentence } from './rule-sentence.ts';
import { Supervision } from './supervision.tsx';
import { kindName, SeverityTag, StateTag, stateName } from './words.tsx';

type Detail = Static<typeof AlarmDetail>;

/** One alarm: what happened, on what ground, by which version of the rule, what was done. */
export default function AlarmPage(): ReactNode {
  const t = useText('alarm');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getAlarm, { params: { id } }, { refetchMs: 10_000 });
  const mayReadRules = useMay('alarm.read');
  const mayReadTasks = useMay('supervision.read');
  const alarm = query.data;
  return (
    <QueryState query={query}>
      {alarm ? (
        <Page
          title={
            <>
              {alarm.ruleName ?? kindName(t, alarm.kind)} · {alarm.pointName}{' '}
              {withSubscripts(alarm.codeName ?? '')}
            </>
          }
          note={
            <>
              <StateTag state={alarm.state} t={t} />
              <SeverityTag severity={alarm.severity} t={t} />
              {alarm.simulated ? <Tag color="orange">{t('alarm.simulated')}</Tag> : null}
              {alarm.historical ? <Tag>{t('alarm.lateData')}</Tag> : null}
              {alarm.group ? (
                <Tag color="purple">{t('alarm.groupOf', { n: alarm.group.members })}</Tag>
              ) : null}
              {alarm.escalated > 0 ? (
                <Tag color="volcano">{t('alarm.escalated', { n: alarm.escalated })}</Tag>
              ) : null}
              {alarm.hush ? (
                <Tag>
                  {t('alarm.hushed', {
                    kind: t(`hush.kind.${alarm.hush.kind}`),
                    until: formatTime(alarm.hush.until),
                    reason: alarm.hush.reason,
                    by: alarm.hush.by,
                  })}
                </Tag>
              ) : null}
            </>
          }
        >
          <div className="grid cards-320">
            <div className="card">
              <h4>{t('alarm.ground')}</h4>
              <Ground alarm={alarm} t={t} />
            </div>
            <div className="card">
              <h4>{t('alarm.log')}</h4>
              <Log alarm={alarm} t={t} />
            </div>
            <div className="card">
              <h4>{t('alarm.handling')}</h4>
              <Handling alarm={alarm} t={t} />
              {alarm.mayHandle && alarm.state !== 'closed' && !alarm.group ? (
                <HushButton pointId={alarm.pointId} t={t} />
              ) : null}
            </div>
            {mayReadTasks ? (
              <div className="card">
                <h4>{t('supervision.title')}</h4>
                <Supervision alarm={alarm} t={t} />
              </div>
            ) : null}
            <div className="card">
              <h4>{t('alarm.rule')}</h4>
              <RuleFacts rule={alarm.rule} t={t} />
              {alarm.rule.effectiveTo ? <p className="muted">{t('alarm.ruleReplaced')}</p> : null}
              {!mayReadRules ? null : alarm.ruleKey ? (
                <Link to={`/alarm-rule-book/${alarm.ruleKey}` as string}>{t('alarm.openRule')}</Link>
              ) : (
                <Link to={'/alarm-rules' as string}>{t('alarm.allRules')}</Link>
              )}
            </div>
          </div>
          {alarm.members.length > 0 ? <Members alarm={alarm} t={t} /> : null}
        </Page>
      ) : null}
    </QueryState>
  );
}

function Ground({ alarm, t }: { alarm: Detail; t: Text }): ReactNode {
  const { evidence, peak, unit } = alarm;
  const figure = (value: number | null) =>
    value === null ? '—' : `${formatNumber(value, 3)}${unit ? ` ${unit}` : ''}`;
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        items={[
          {
            key: 'v',
            label: t('field.value'),
            children: evidence.value === null ? '—' : <b className="exceeds">{figure(evidence.value)}</b>,
          },
          { key: 'l', label: t('field.limit'), children: figure(evidence.limit) },
          { key: 't', label: t('field.period'), children: formatTime(evidence.time, 'full') },
          {
            key: 'p',
            label: t('field.peak'),
            children: peak && peak.value !== null ? `${figure(peak.value)} · ${formatTime(peak.time)}` : '—',
          },
          { key: 'o', label: t('field.occurrences'), children: alarm.occurrences },
          { key: 's', label: t('field.startedAt'), children: formatTime(alarm.startedAt, 'full') },
          { key: 'f', label: t('field.firedAt'), children: formatTime(alarm.firedAt, 'full') },
          { key: 'r', label: t('field.recoveringAt'), children: formatTime(alarm.recoveringAt, 'full') },
          { key: 'c', label: t('field.closedAt'), children: formatTime(alarm.closedAt, 'full') },
          { key: 'n', label: t('field.unit'), children: alarm.unitName },
        ]}
      />
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', marginTop: 8 }}>
        <TraceLink evidence={evidence} text={t('alarm.trace')} />
        {evidence.source === 'aqi' && evidence.time && evidence.period ? (
          <Link
            to={
              `/air/explain?${new URLSearchParams({ pointId: String(evidence.pointId), period: evidence.period, time: evidence.time })}` as string
            }
          >
            {t('alarm.explainAir')}
          </Link>
        ) : null}
        <Link to={`/points/${alarm.pointId}` as string}>{t('alarm.point')}</Link>
      </div>
    </>
  );
}

function Log({ alarm, t }: { alarm: Detail; t: Text }): ReactNode {
  const { nameOf } = useFactorNames();
  const terms = alarm.rule.body ? termsOf(alarm.rule.body) : [];
  return (
    <Timeline
      items={alarm.log.map((one) => {
        const colour = ALARM_STATES_TITLES[one.to]?.colour;
        return {
          color: colour === 'default' ? 'gray' : colour,
          content: (
            <>
              <b>{formatTime(one.at, 'full')}</b> {t(`why.${one.why}`)}
              {one.from !== one.to ? <> → {stateName(t, one.to)}</> : null}
              {one.by ? ` · ${one.by}` : ''}
              {one.text ? (
                <div>
                  {one.why === 'grouped' ? (
                    <Link to={`/alarms/${one.text}` as string}>№ {one.text}</Link>
                  ) : (
                    one.text
                  )}
                </div>
              ) : null}
              {one.steps && terms.length > 0 ? (
                <details>
                  <summary className="muted">{t('alarm.steps')}</summary>
                  {one.steps.map((step) => (
                    <div key={step.term}>
                      {terms[step.term] ? termSentence(t, terms[step.term]!, nameOf) : step.term + 1}
                      {': '}
                      <b>{t(`alarm.step.${step.on === null ? 'unknown' : String(step.on)}`)}</b>
                      {step.value === null
                        ? ''
                        : ` (${formatNumber(step.value, 3)}${step.threshold === null ? '' : ` / ${formatNumber(step.threshold, 3)}`})`}
                    </div>
                  ))}
                </details>
              ) : null}
            </>
          ),
        };
      })}
    />
  );
}

function HushButton({ pointId, t }: { pointId: number; t: Text }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button style={{ marginTop: 12 }} onClick={() => setOpen(true)}>
        {t('alarm.hushPoint')}
      </Button>
      {open ? <HushForm kind="silence" pointId={pointId} t={t} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The points a grouped alarm stands for. */
function Members({ alarm, t }: { alarm: Detail; t: Text }): ReactNode {
  return (
    <>
      <h4>{t('alarm.members')}</h4>
      <DataTable
        name={t('alarm.members')}
        rowKey={(row) => `${row.pointId}/${row.startedAt}`}
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 700 }}
        dataSource={alarm.members}
        columns={[
          {
            title: t('field.point'),
            value: (row) => row.pointName,
            render: (_, row) => <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>,
          },
          {
            title: t('field.state'),
            value: (row) => stateName(t, row.state),
            render: (_, row) => <StateTag state={row.state} t={t} />,
          },
          {
            title: t('field.startedAt'),
            value: (row) => instant(row.startedAt),
            render: (_, row) => formatTime(row.startedAt, 'full'),
          },
          {
            title: t('field.closedAt'),
            value: (row) => instant(row.endedAt),
            render: (_, row) => formatTime(row.endedAt, 'full'),
          },
          {
            title: t('field.value'),
            value: (row) => row.evidence.value,
            render: (_, row) => (row.evidence.value === null ? '—' : formatNumber(row.evidence.value, 3)),
          },
        ]}
      />
    </>
  );
}

function TraceLink({ evidence, text }: { evidence: Evidence; text: string }): ReactNode {
  if (evidence.lsn !== null) return <Link to={`/frames/${evidence.lsn}` as string}>{text}</Link>;
  if (evidence.period === null || evidence.time === null) return null;
  const search = new URLSearchParams({
    pointId: String(evidence.pointId),
    period: evidence.period,
    time: evidence.time,
    ...(evidence.code ? { code: evidence.code } : {}),
  });
  return <Link to={`/trace/rollup?${search}` as string}>{text}</Link>;
}
