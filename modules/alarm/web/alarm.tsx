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

const WHY: Readonly<Record<string, { zh: string; en: string }>> = {
  seen: { zh: '出现', en: 'seen' },
  held: { zh: '持续达到时限', en: 'held long enough' },
  cleared: { zh: '原因消失', en: 'cleared' },
  revised: { zh: '数据修订后不再成立', en: 'no longer true after a revision' },
  again: { zh: '再次出现', en: 'seen again' },
  quiet: { zh: '恢复期满', en: 'quiet long enough' },
  hand: { zh: '人工关闭', en: 'closed by hand' },
  historical: { zh: '迟到数据，仅存档', en: 'late data, kept for the record' },
  withdrawn: { zh: '待定期内消失', en: 'withdrawn while pending' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  note: { zh: '备注', en: 'note' },
};

/** One alarm: what happened, on what ground, what was done. */
export default function AlarmPage(): ReactNode {
  const t = useText();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getAlarm, { params: { id } }, { refetchMs: 10_000 });
  const acknowledge = useRouteMutation(acknowledgeAlarm, { success: t('已确认', 'Acknowledged') });
  const note = useRouteMutation(addNote, { success: t('已记录', 'Noted') });
  const close = useRouteMutation(closeAlarm, { success: t('已关闭', 'Closed') });
  const [noteForm] = Form.useForm<{ text: string }>();
  const alarm = query.data;
  return (
    <QueryState query={query}>
      {alarm ? (
        <Page
          title={
            <>
              {t(ALARM_KIND_TITLES[alarm.kind]?.zh ?? '', ALARM_KIND_TITLES[alarm.kind]?.en ?? '')} ·{' '}
              {alarm.pointName} {alarm.codeName ?? ''}
            </>
          }
          note={
            <>
              <Tag color={ALARM_STATES_TITLES[alarm.state]?.colour}>
                {t(ALARM_STATES_TITLES[alarm.state]?.zh ?? '', ALARM_STATES_TITLES[alarm.state]?.en ?? '')}
              </Tag>
              {alarm.simulated ? <Tag color="orange">{t('模拟', 'simulated')}</Tag> : null}
              {alarm.historical ? <Tag>{t('迟到数据', 'late data')}</Tag> : null}
            </>
          }
        >
          <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))' }}>
            <div className="card">
              <h4>{t('依据', 'Ground')}</h4>
              <Descriptions
                column={1}
                size="small"
                items={[
                  {
                    key: 'v',
                    label: t('数值', 'Value'),
                    children:
                      alarm.evidence.value === null ? (
                        '—'
                      ) : (
                        <b className="exceeds">
                          {formatNumber(alarm.evidence.value, 3)} {alarm.unit}
                        </b>
                      ),
                  },
                  { key: 'l', label: t('限值', 'Limit'), children: formatNumber(alarm.evidence.limit) },
                  { key: 't', label: t('时段', 'Period'), children: formatTime(alarm.evidence.time, 'full') },
                  {
                    key: 'p',
                    label: t('峰值', 'Peak'),
                    children: alarm.peak
                      ? `${formatNumber(alarm.peak.value)} · ${formatTime(alarm.peak.time)}`
                      : '—',
                  },
                  { key: 's', label: t('开始', 'Started'), children: formatTime(alarm.startedAt, 'full') },
                  { key: 'f', label: t('触发', 'Fired'), children: formatTime(alarm.firedAt, 'full') },
                  { key: 'c', label: t('关闭', 'Closed'), children: formatTime(alarm.closedAt, 'full') },
                  { key: 'n', label: t('单元', 'Unit'), children: alarm.unitName },
                ]}
              />
              <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
                <TraceLink evidence={alarm.evidence} text={t('追溯到原始报文', 'Trace to the raw frame')} />
                <Link to={`/points/${alarm.pointId}` as string}>{t('点位', 'Point')}</Link>
              </div>
            </div>
            <div className="card">
              <h4>{t('经过', 'What happened')}</h4>
              <Timeline
                items={alarm.log.map((one) => ({
                  color:
                    ALARM_STATES_TITLES[one.to]?.colour === 'default'
                      ? 'gray'
                      : ALARM_STATES_TITLES[one.to]?.colour,
                  content: (
                    <>
                      <b>{formatTime(one.at, 'full')}</b>{' '}
                      {t(WHY[one.why]?.zh ?? one.why, WHY[one.why]?.en ?? one.why)}
                      {one.from !== one.to ? (
                        <>
                          {' '}
                          → {t(ALARM_STATES_TITLES[one.to]?.zh ?? '', ALARM_STATES_TITLES[one.to]?.en ?? '')}
                        </>
                      ) : null}
                      {one.by ? ` · ${one.by}` : ''}
                      {one.text ? <div>{one.text}</div> : null}
                    </>
                  ),
                }))}
              />
            </div>
            <div className="card">
              <h4>{t('处置', 'Handling')}</h4>
              {alarm.acknowledged ? (
                <p>
                  {t('已由', 'Acknowledged by')} <b>{alarm.acknowledged.by}</b>{' '}
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
                        <Input placeholder={t('确认说明（可空）', 'Remark (optional)')} />
                      </Form.Item>
                      <Button type="primary" htmlType="submit" loading={acknowledge.isPending}>
                        {t('确认报警', 'Acknowledge')}
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
                      <Input.TextArea rows={2} placeholder={t('处置备注', 'Note')} />
                    </Form.Item>
                    <Button htmlType="submit" loading={note.isPending}>
                      {t('添加备注', 'Add note')}
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
                        <Input placeholder={t('关闭原因（必填）', 'Reason (required)')} />
                      </Form.Item>
                      <Button danger htmlType="submit" loading={close.isPending}>
                        {t('人工关闭', 'Close by hand')}
                      </Button>
                    </Form>
                  )}
                </>
              ) : (
                <p className="muted">
                  {t(
                    '您的岗位不负责此对象，只能查看。',
                    'Your post does not cover this object; you may look only.',
                  )}
                </p>
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
