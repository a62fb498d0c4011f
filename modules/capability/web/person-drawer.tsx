import { DataTable, useMay, useRouteMutation, useText, useUnitName } from '@tarim/ui';
import { Button, DatePicker, Drawer, Empty, Flex, Form, Input, InputNumber, Modal, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { addTraining, changePerson, type Person, type Training, voidTraining } from '../contract.ts';
import { LightTag, Simulated } from './words.tsx';

/** Somebody's trainings; whoever manages the unit enters new ones and takes wrong entries back. */
export function PersonDrawer({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const unitName = useUnitName();
  const [adding, setAdding] = useState(false);
  const [voiding, setVoiding] = useState<Training | null>(null);
  const change = useRouteMutation(changePerson, { success: t('training.changed') });
  const manages = may('capability.manage', person.unitPath);
  const exam = ({ passed, score, passMark }: Training) =>
    passed === null ? t('training.noExam') : `${score} / ${passMark}`;
  return (
    <Drawer
      open
      size={860}
      title={`${person.name} · ${unitName(person.unitPath)}`}
      onClose={onClose}
      extra={
        <Flex gap={8} align="center">
          <Simulated when={person.simulated} />
          {manages ? (
            <>
              <Button
                loading={change.isPending}
                onClick={() =>
                  change.mutate({
                    params: { id: person.id },
                    body: { post: person.post, active: !person.active },
                  })
                }
              >
                {t(person.active ? 'training.leave' : 'training.return')}
              </Button>
              <Button type="primary" onClick={() => setAdding(true)}>
                {t('training.add')}
              </Button>
            </>
          ) : null}
        </Flex>
      }
    >
      {person.certifiedTo ? (
        <p>
          {t('field.certifiedTo')} {person.certifiedTo}
        </p>
      ) : null}
      <DataTable<Training>
        name={`${t('training.records')} ${person.name}`}
        rowKey="id"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={person.trainings as Training[]}
        locale={{ emptyText: <Empty description={t('training.noneOf')} /> }}
        columns={[
          { title: t('field.course'), dataIndex: 'course' },
          { title: t('field.on'), dataIndex: 'on', className: 'nowrap' },
          { title: t('field.hours'), dataIndex: 'hours', align: 'right' },
          {
            title: t('field.score'),
            value: exam,
            render: (_, row) => (
              <>
                {exam(row)} {row.passed === false ? <Tag color="red">{t('training.fail')}</Tag> : null}
              </>
            ),
          },
          { title: t('field.certificate'), value: (row) => row.certificate || '—' },
          { title: t('field.validTo'), value: (row) => row.validTo ?? '—', className: 'nowrap' },
          {
            title: t('field.light'),
            value: (row) => (row.light ? t(`light.${row.light}`) : '—'),
            render: (_, row) =>
              row.voided === null ? (
                <LightTag light={row.light} />
              ) : (
                <Tag>{t('training.voidNote', { reason: row.voided })}</Tag>
              ),
          },
          {
            title: '',
            render: (_, row) =>
              manages && row.voided === null ? (
                <Button size="small" onClick={() => setVoiding(row)}>
                  {t('training.void')}
                </Button>
              ) : null,
          },
        ]}
      />
      {adding ? <TrainingDialog personId={person.id} onClose={() => setAdding(false)} /> : null}
      {voiding ? <VoidDialog training={voiding} onClose={() => setVoiding(null)} /> : null}
    </Drawer>
  );
}

interface Values {
  readonly course: string;
  readonly hours: number;
  readonly on: Dayjs;
  readonly score?: number | null;
  readonly passMark?: number | null;
  readonly certificate?: string;
  readonly validTo?: Dayjs | null;
}

function TrainingDialog({ personId, onClose }: { personId: number; onClose: () => void }): ReactNode {
  const t = useText('capability');
  const [form] = Form.useForm<Values>();
  const add = useRouteMutation(addTraining, { success: t('training.added'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('training.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form
        form={form}
        name="training"
        layout="vertical"
        initialValues={{ on: dayjs() }}
        onFinish={(values) =>
          add.mutate({
            params: { id: personId },
            body: {
              course: values.course.trim(),
              hours: values.hours,
              on: values.on.format('YYYY-MM-DD'),
              score: values.score ?? null,
              passMark: values.passMark ?? null,
              certificate: values.certificate?.trim() ?? '',
              validTo: values.validTo?.format('YYYY-MM-DD') ?? null,
            },
          })
        }
      >
        <Form.Item name="course" label={t('field.course')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Flex gap={12}>
          <Form.Item name="hours" label={t('field.hours')} rules={[{ required: true }]}>
            <InputNumber min={0.5} max={2000} />
          </Form.Item>
          <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
            <DatePicker maxDate={dayjs()} />
          </Form.Item>
          <Form.Item name="score" label={t('field.score')}>
            <InputNumber min={0} max={1000} />
          </Form.Item>
          <Form.Item name="passMark" label={t('field.passMark')}>
            <InputNumber min={0} max={1000} />
          </Form.Item>
        </Flex>
        <Flex gap={12}>
          <Form.Item name="certificate" label={t('field.certificate')} style={{ flex: 1 }}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="validTo" label={t('field.validTo')}>
            <DatePicker />
          </Form.Item>
        </Flex>
      </Form>
    </Modal>
  );
}

function VoidDialog({ training, onClose }: { training: Training; onClose: () => void }): ReactNode {
  const t = useText('capability');
  const [form] = Form.useForm<{ reason: string }>();
  const back = useRouteMutation(voidTraining, { success: t('training.voided'), onSuccess: onClose });
  return (
    <Modal
      open
      title={`${t('training.void')} · ${training.course}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={back.isPending}
    >
      <Form
        form={form}
        name="void"
        layout="vertical"
        onFinish={({ reason }) => back.mutate({ params: { id: training.id }, body: { reason } })}
      >
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
