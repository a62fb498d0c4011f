import { Link, useParams } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  ALARM_STATES_TITLES,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  type Text,
  useMay,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Descriptions, Tag, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { type AlarmDetail, type Evidence, getAlarm } from '../contract.ts';
import { Handling } from './handling.tsx';
import { RuleFacts } from './rule-facts.tsx';
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
              {kindName(t, alarm.kind)} · {alarm.pointName} {withSubscripts(alarm.codeName ?? '')}
            </>
          }
          note={
            <>
              <StateTag state={alarm.state} t={t} />
              <SeverityTag severity={alarm.severity} t={t} />
              {alarm.simulated ? <Tag color="orange">{t('alarm.simulated')}</Tag> : null}
              {alarm.historical ? <Tag>{t('alarm.lateData')}</Tag> : null}
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
              {mayReadRules ? <Link to={'/alarm-rules' as string}>{t('alarm.allRules')}</Link> : null}
            </div>
          </div>
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
              {one.text ? <div>{one.text}</div> : null}
            </>
          ),
        };
      })}
    />
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
