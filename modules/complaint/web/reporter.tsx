import { formatTime, useRouteMutation, useText } from '@tarim/ui';
import { Button, Card, Descriptions, Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ComplaintDetail, lookAtContact } from '../contract.ts';

/** 举报人: nobody sees who it is without a reason; what is seen is gone when the page is left. */
export function Reporter({ one }: { one: ComplaintDetail }): ReactNode {
  const t = useText('complaint');
  const [form] = Form.useForm<{ reason: string }>();
  const [asking, setAsking] = useState(false);
  const [seen, setSeen] = useState<{ name: string; contact: string } | null>(null);
  const look = useRouteMutation(lookAtContact, {
    onSuccess: (identity) => {
      setSeen(identity);
      setAsking(false);
    },
  });
  return (
    <Card size="small" title={t('file.reporter')}>
      {seen ? (
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'name', label: t('reporter.name'), children: seen.name || '—' },
            { key: 'contact', label: t('reporter.contact'), children: seen.contact || '—' },
          ]}
        />
      ) : (
        <p>{t(one.realName ? 'real' : 'anonymous')}</p>
      )}
      {one.mayLook && !seen ? <Button onClick={() => setAsking(true)}>{t('file.look')}</Button> : null}
      {one.looks.length > 0 ? (
        <>
          <h4>{t('file.looks')}</h4>
          <ul>
            {one.looks.map(({ by, reason, at }) => (
              <li key={`${by} ${at}`}>
                {by} · {formatTime(at, 'full')} · {reason}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {asking ? (
        <Modal
          open
          title={t('file.look')}
          onCancel={() => setAsking(false)}
          onOk={() => form.submit()}
          confirmLoading={look.isPending}
        >
          <p className="muted">{t('file.lookNote')}</p>
          <Form
            form={form}
            layout="vertical"
            onFinish={(body) => look.mutate({ params: { id: one.id }, body })}
          >
            <Form.Item
              name="reason"
              label={t('file.lookReason')}
              rules={[{ required: true, whitespace: true, min: 2 }]}
            >
              <Input maxLength={200} />
            </Form.Item>
          </Form>
        </Modal>
      ) : null}
    </Card>
  );
}
