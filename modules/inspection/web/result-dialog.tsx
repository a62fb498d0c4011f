import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { RESULTS, type Result, recordVisit, type Visit } from '../contract.ts';
import { teamText } from './words.tsx';

/** What came of a visit; public as soon as it is saved. */
export function ResultDialog({ visit, onClose }: { visit: Visit; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<{ visitedOn: Dayjs; result: Result; note?: string }>();
  const record = useRouteMutation(recordVisit, { success: t('visits.recorded'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('visits.record')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={record.isPending}
    >
      <p>
        {visit.enterprise} · {teamText(visit.team)}
      </p>
      <p className="muted">{t('visits.recordHint')}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ visitedOn, result, note }) =>
          record.mutate({
            params: { id: visit.id },
            body: {
              visitedOn: visitedOn.format('YYYY-MM-DD'),
              result,
              ...(note?.trim() ? { note: note.trim() } : {}),
            },
          })
        }
      >
        <Form.Item name="visitedOn" label={t('field.visitedOn')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="result" label={t('field.result')} rules={[{ required: true }]}>
          <Select options={RESULTS.map((one) => ({ value: one, label: t(`result.${one}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('field.note')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
