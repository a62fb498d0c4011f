import { Link, useParams } from '@tanstack/react-router';
import {
  ALARM_KIND_TITLES,
  ALARM_STATES_TITLES,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Descriptions, Form, Input, Tag, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { acknowledgeAlarm, addNote, closeAlarm, type Evidence, getAlarm } from '../contract.ts';

const WHY: Readonly<Record<string, { title: string }>> = {
  seen: { title: 'alarm.why.seen' },
  held: { title: 'alarm.why.held' },
  cleared: { title: 'alarm.why.cleared' },
  revised: { title: 'alarm.why.revised' },
  again: { title: 'alarm.why.again' },
  quiet: { title: 'alarm.why.quiet' },
  hand: { title: 'alarm.why.hand' },
  historical: { title: 'alarm.why.historical' },
  withdrawn: { title: 'alarm.why.withdrawn' },
  acknowledged: { title: 'alarm.why.acknowledged' },
  note: { title: 'alarm.why.note' },
};

/** One alarm: what happened, on what ground, what was done. */
export default function AlarmPage(): ReactNode {
  const t = useText('alarm');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getAlarm, { params: { id } }, { refetchMs: 10_000 });
  const acknowledge = useRouteMutation(acknowledgeAlarm, { success: t('alarm.acknowledged') });
  const note = useRouteMutation(addNote, { success: t('alarm.noted') });
  const close = useRouteMutation(closeAlarm, { success: t('alarm.closed') });
  const [noteForm] = Form.useForm<{ text: string }>();
  const alarm = query.data;
  return (
    <QueryState query={query}>
      {alarm ? (
        <Page
          title={
            <>
              {t(ALARM_KIND_TITLES[alarm.kind]?.title ?? '')} · {alarm.pointName} {alarm.codeName ?? ''}
            </>
          }
          note={
            <>
              <Tag color={ALARM_STATES_TITLES[alarm.state]?.colour}>
                {t(ALARM_STATES_TITLES[alarm.state]?.title ?? '')}
              </Tag>
              {alarm.simulated ? <Tag color="orange">{t('alarm.simulated')}</Tag> : null}
              {alarm.historical ? <Tag>{t('alarm.lateData')}</Tag> : null}
            </>
          }
        >
          <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
            <div className="card">
              <h4>{t('alarm.ground')}</h4>
              <Descriptions
                column={1}
                size="small"
                items={[
                  {
                    key: 'v',
                    label: t('alarm.value'),
                    children:
                      alarm.evidence.value === null ? (
                        '—'
                      ) : (
                        <b className="exceeds">
                          {formatNumber(alarm.evidence.value, 3)} {alarm.unit}
                        </b>
                      ),
                  },
                  { key: 'l', label: t('alarm.limit'), children: formatNumber(alarm.evidence.limit) },
                  { key: 't', label: t('alarm.period'), children: formatTime(alarm.evidence.time, 'full') },
                  {
                    key: 'p',
                    label: t('alarm.peak'),
                    children: alarm.peak
                      ? `${formatNumber(alarm.peak.value)} · ${formatTime(alarm.peak.time)}`
                      : '—',
                  },
                  { key: 's', label: t('alarm.started'), children: formatTime(alarm.startedAt, 'full') },
                  { key: 'f', label: t('alarm.fired'), children: formatTime(alarm.firedAt, 'full') },
                  { key: 'c', label: t('alarm.closed2'), children: formatTime(alarm.closedAt, 'full') },
                  { key: 'n', label: t('alarm.unit'), children: alarm.unitName },
                ]}
              />
              <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
                <TraceLink evidence={alarm.evidence} text={t('alarm.traceToTheRawFrame')} />
                <Link to={`/points/${alarm.pointId}` as string}>{t('alarm.point')}</Link>
              </div>
            </div>
            <div className="card">
              <h4>{t('alarm.whatHappened')}</h4>
              <Timeline
                items={alarm.log.map((one) => ({
                  color:
                    ALARM_STATES_TITLES[one.to]?.colour === 'default'
                      ? 'gray'
                      : ALARM_STATES_TITLES[one.to]?.colour,
                  content: (
                    <>
                      <b>{formatTime(one.at, 'full')}</b> {t(WHY[one.why]?.title ?? one.why)}
                      {one.from !== one.to ? <> → {t(ALARM_STATES_TITLES[one.to]?.title ?? '')}</> : null}
                      {one.by ? ` · ${one.by}` : ''}
                      {one.text ? <div>{one.text}</div> : null}
                    </>
                  ),
                }))}
              />
            </div>
            <div className="card">
              <h4>{t('alarm.handling')}</h4>
              {alarm.acknowledged ? (
                <p>
                  {t('alarm.acknowledgedBy')} <b>{alarm.acknowledged.by}</b>{' '}
                  {formatTime(alarm.acknowledged.at, 'full')}
                </p>
              ) : null}
              {alarm.mayHandle ? (
                <>
                  {alarm.acknowledged || alarm.state === 'closed' ? null : (
                    <Form
                      layout="vertical"
                      onFinish={(values: { note?: string }) =>
                        acknowledge.mutate({ params: { id }, body: values.note ? { note: values.note } : {} })
                      }
                    >
                      <Form.Item name="note">
                        <Input placeholder={t('alarm.remarkOptional')} />
                      </Form.Item>
                      <Button type="primary" htmlType="submit" loading={acknowledge.isPending}>
                        {t('alarm.acknowledge')}
                      </Button>
                    </Form>
                  )}
                  <Form
                    form={noteForm}
                    layout="vertical"
                    style={{ marginTop: 12 }}
                    onFinish={(values) =>
                      note.mutate(
                        { params: { id }, body: values },
                        { onSuccess: () => noteForm.resetFields() },
                      )
                    }
                  >
                    <Form.Item name="text" rules={[{ required: true }]}>
                      <Input.TextArea rows={2} placeholder={t('alarm.note')} />
                    </Form.Item>
                    <Button htmlType="submit" loading={note.isPending}>
                      {t('alarm.addNote')}
                    </Button>
                  </Form>
                  {alarm.state === 'closed' ? null : (
                    <Form
                      layout="vertical"
                      style={{ marginTop: 12 }}
                      onFinish={(values: { reason: string }) =>
                        close.mutate({ params: { id }, body: values })
                      }
                    >
                      <Form.Item name="reason" rules={[{ required: true, min: 2 }]}>
                        <Input placeholder={t('alarm.reasonRequired')} />
                      </Form.Item>
                      <Button danger htmlType="submit" loading={close.isPending}>
                        {t('alarm.closeByHand')}
                      </Button>
                    </Form>
                  )}
                </>
              ) : (
                <p className="muted">{t('alarm.yourPostDoesNotCover')}</p>
              )}
            </div>
          </div>
        </Page>
      ) : null}
    </QueryState>
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
