import { useRouteMutation, useText } from '@tarim/ui';
import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Appointment, arrangeVisit, type Visit } from '../contract.ts';
import { HoursInput } from './hours.tsx';
import { type Named, Suggestions } from './suggestions.tsx';
import { teamText } from './words.tsx';

interface Values {
  readonly appointment: Appointment | null;
  readonly joint: boolean;
  readonly inspectors?: number[];
  readonly reason: string;
}

/** 安排 a visit that is planned: its hours, and its team where it was not drawn, with a suggestion to choose from. */
export function ArrangeDialog({ visit, onClose }: { visit: Visit; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<Values>();
  const [people, setPeople] = useState<Named[]>([]);
  // Before the form stands there is nothing to watch; what was cleared is null.
  const watched = Form.useWatch('appointment', form);
  const appointment = watched === undefined ? visit.appointment : watched;
  const joint = Form.useWatch('joint', form) ?? visit.joint;
  const drawn = visit.drawId !== null && visit.team.length > 0;
  const arrange = useRouteMutation(arrangeVisit, {
    success: t('arrange.done'),
    refresh: ['inspection', 'enforcement'],
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      width={820}
      title={t('arrange.title', { name: visit.enterprise })}
      okText={t('arrange.save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={arrange.isPending}
    >
      {drawn ? <Alert type="info" showIcon title={t('arrange.drawn')} /> : null}
      <p>
        {t('field.team')}：{teamText(visit.team) || t('draw.noTeam')}
      </p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ appointment: visit.appointment, joint: visit.joint, reason: t('arrange.reason') }}
        onFinish={({ inspectors, ...body }) =>
          arrange.mutate({
            params: { id: visit.id },
            body: { ...body, ...(inspectors && inspectors.length > 0 ? { inspectors } : {}) },
          })
        }
      >
        <Form.Item name="appointment" label={t('field.appointment')}>
          <HoursInput />
        </Form.Item>
        <Form.Item name="joint" valuePropName="checked">
          <Checkbox>{t('arrange.joint')}</Checkbox>
        </Form.Item>
        {drawn ? null : (
          <Form.Item name="inspectors" label={t('arrange.team')}>
            <Select
              mode="multiple"
              placeholder={t('arrange.teamStays')}
              options={people.map(({ id, name, certificate }) => ({
                value: id,
                label: `${name}（${certificate}）`,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={400} />
        </Form.Item>
      </Form>
      <Suggestions
        of={{ visit: visit.id, appointment, joint }}
        onUse={
          drawn
            ? undefined
            : (chosen) => {
                setPeople(chosen);
                form.setFieldsValue({ inspectors: chosen.map(({ id }) => id) });
              }
        }
      />
    </Modal>
  );
}
