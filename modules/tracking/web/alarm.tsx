import { Link, useParams } from '@tanstack/react-router';
import { formatNumber, formatTime, Page, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { type AlarmDetail, getAlarm } from '../contract.ts';
import { type AlarmAct, AlarmActDialog } from './alarm-act.tsx';
import { Tasks } from './tasks.tsx';
import { SeverityTag, Simulated, StateTag } from './words.tsx';

const REFRESH_MS = 20_000;

/** One alarm: why, by which rule and figures, what is to be done by when, what was done. */
export default function AlarmPage(): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getAlarm, { params: { id: Number(id) } }, { refetchMs: REFRESH_MS });
  const [act, setAct] = useState<AlarmAct | null>(null);
  const one = query.data;
  const handles = one && one.state !== 'closed' && may('tracking.handle', one.unitPath);
  return (
    <Page
      title={one ? t(`kind.${one.kind}`) : t('menu.alarms')}
      note={one ? `${one.terminalName} · ${one.owner}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <SeverityTag severity={one.severity} />
            <StateTag state={one.state} />
            {handles && one.state === 'open' ? (
              <Button type="primary" onClick={() => setAct('acknowledge')}>
                {t('alarm.acknowledge')}
              </Button>
            ) : null}
            {handles ? <Button onClick={() => setAct('close')}>{t('alarm.close')}</Button> : null}
            {handles && one.accidentId === null ? (
              <Button danger onClick={() => setAct('accident')}>
                {t('alarm.accident')}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/tracking/alarms' as string}>← {t('menu.alarms')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
      {one && act ? <AlarmActDialog id={one.id} act={act} onClose={() => setAct(null)} /> : null}
    </Page>
  );
}

function Content({ one }: { one: AlarmDetail }): ReactNode {
  const t = useText('tracking');
  const item = (key: string, label: string, children: ReactNode) => ({ key, label, children });
  const { ladder } = one;
  return (
    <Flex vertical gap={16}>
      <Alert type="info" showIcon title={one.explanation} description={t('proposal')} />
      {ladder ? (
        <Alert
          type={one.escalated > 0 ? 'error' : 'warning'}
          title={t('alarm.first', { what: ladder.first })}
          description={t('alarm.top', {
            minutes: formatNumber(ladder.minutes, 0),
            at: formatTime(ladder.dueAt),
            what: ladder.top,
          })}
        />
      ) : null}
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          item(
            't',
            t('field.name'),
            <Link to={`/tracking/terminals/${one.terminalId}` as string}>{one.terminalName}</Link>,
          ),
          item('s', t('field.since'), formatTime(one.since, 'full')),
          item('l', t('field.lastAt'), formatTime(one.lastAt, 'full')),
          item('k', t('field.knownAt'), formatTime(one.knownAt, 'full')),
          item('c', t('field.count'), one.count),
          item('r', t('field.rule'), `${one.rule} v${one.ruleVersion}`),
          item('f', t('field.lsn'), one.lsn ?? '—'),
          item(
            'e',
            t('menu.accidents'),
            one.accidentId === null ? (
              '—'
            ) : (
              <Link to={`/tracking/accidents/${one.accidentId}` as string}>#{one.accidentId}</Link>
            ),
          ),
          item(
            'x',
            t('field.reason'),
            one.closeReason ? `${t(`reason.${one.closeReason}`)}：${one.closeNote ?? ''}` : '—',
          ),
        ]}
      />
      <Card title={t('tasks.title')}>
        <Tasks id={one.id} unitPath={one.unitPath} />
      </Card>
      <Card title={t('alarm.figures')}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 3 }}
          items={Object.entries(one.figures).map(([name, value]) =>
            item(name, name, typeof value === 'number' ? formatNumber(value, 4) : (value ?? '—')),
          )}
        />
      </Card>
      <Card title={t('alarm.steps')}>
        <Timeline
          items={one.steps.map((step) => ({
            key: step.nth,
            content: (
              <>
                <b>{t(`act.${step.act}`)}</b> <SeverityTag severity={step.severity} /> {step.note}
                <div className="muted">
                  {formatTime(step.at, 'full')} ·{' '}
                  {t('alarm.after', { minutes: formatNumber(step.minutes, 1) })} {step.by ?? ''}
                </div>
              </>
            ),
          }))}
        />
      </Card>
    </Flex>
  );
}
