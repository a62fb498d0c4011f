import type { Static } from '@tarim/platform/contract';
import { formatTime, type Text, useRouteMutation } from '@tarim/ui';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { type AlarmDetail, acknowledgeAlarm, addNote, closeAlarm } from '../contract.ts';

/** What may be done about an alarm; only what is done to those whom it does not concern. */
export function Handling({ alarm, t }: { alarm: Static<typeof AlarmDetail>; t: Text }): ReactNode {
  const { id } = alarm;
  const acknowledge = useRouteMutation(acknowledgeAlarm, { success: t('alarm.acknowledgedDone') });
  const note = useRouteMutation(addNote, { success: t('alarm.noted') });
  const close = useRouteMutation(closeAlarm, { success: t('alarm.closedDone') });
  const [noteForm] = Form.useForm<{ text: string }>();
  const closed = alarm.state === 'closed';
  return (
    <>
      {alarm.acknowledged ? (
        <p>
          {t('alarm.acknowledgedBy', {
            name: alarm.acknowledged.by,
            time: formatTime(alarm.acknowledged.at, 'full'),
          })}
        </p>
      ) : null}
      {alarm.mayHandle ? (
        <>
          {alarm.acknowledged || closed ? null : (
            <Form
              layout="vertical"
              onFinish={(values: { note?: string }) =>
                acknowledge.mutate({ params: { id }, body: values.note ? { note: values.note } : {} })
              }
            >
              <Form.Item name="note">
                <Input aria-label={t('alarm.remark')} placeholder={t('alarm.remark')} maxLength={2000} />
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
              note.mutate({ params: { id }, body: values }, { onSuccess: () => noteForm.resetFields() })
            }
          >
            <Form.Item name="text" rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea
                rows={2}
                aria-label={t('alarm.noteText')}
                placeholder={t('alarm.noteText')}
                maxLength={2000}
              />
            </Form.Item>
            <Button htmlType="submit" loading={note.isPending}>
              {t('alarm.addNote')}
            </Button>
          </Form>
          {closed ? null : (
            <Form
              layout="vertical"
              style={{ marginTop: 12 }}
              onFinish={(values: { reason: string }) => close.mutate({ params: { id }, body: values })}
            >
              <Form.Item
                name="reason"
                rules={[{ required: true, min: 2, whitespace: true }]}
                extra={t('alarm.closeHint')}
              >
                <Input aria-label={t('alarm.reason')} placeholder={t('alarm.reason')} maxLength={2000} />
              </Form.Item>
              <Button danger htmlType="submit" loading={close.isPending}>
                {t('alarm.close')}
              </Button>
            </Form>
          )}
        </>
      ) : (
        <p className="muted">{t('alarm.lookOnly')}</p>
      )}
    </>
  );
}
