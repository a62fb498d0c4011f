import { Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useText } from './language.tsx';

/** Somebody who can be handed something, with where they are on duty. */
export interface Somebody {
  readonly name: string;
  readonly post: string;
}
export interface HandOver {
  readonly assignee: { readonly kind: 'person' | 'team'; readonly name: string };
  readonly deadline: { readonly length: number; readonly unit: 'hour' | 'calendarDay' };
  readonly requirement: string;
}
interface Values {
  readonly kind: 'person' | 'team';
  readonly person?: string;
  readonly team?: string;
  readonly length: number;
  readonly unit: 'hour' | 'calendarDay';
  readonly requirement: string;
}

/** 指派: hands something to a team by its name or to somebody on duty, with a note and a term. */
export function HandOverDialog({
  people,
  busy,
  onSend,
  onClose,
}: {
  people: readonly Somebody[];
  busy: boolean;
  onSend: (one: HandOver) => void;
  onClose: () => void;
}): ReactNode {
  const t = useText('ui');
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const finish = ({ kind: of, person, team, length, unit, requirement }: Values) =>
    onSend({
      assignee: { kind: of, name: ((of === 'person' ? person : team) ?? '').trim() },
      deadline: { length, unit },
      requirement,
    });
  return (
    <Modal
      open
      title={t('handOver.title')}
      okText={t('handOver.send')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('handOver.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: people.length > 0 ? 'person' : 'team', length: 2, unit: 'hour' }}
        onFinish={finish}
      >
        <Form.Item name="kind" label={t('handOver.kind')}>
          <Select
            options={(['person', 'team'] as const).map((value) => ({
              value,
              label: t(`handOver.${value}`),
            }))}
          />
        </Form.Item>
        {kind === 'team' ? (
          <Form.Item name="team" label={t('handOver.team')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={60} />
          </Form.Item>
        ) : (
          <Form.Item name="person" label={t('handOver.person')} rules={[{ required: true }]}>
            <Select
              notFoundContent={t('handOver.nobody')}
              options={people.map(({ name, post }) => ({ value: name, label: `${name} · ${post}` }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('handOver.term')} required>
          <Space.Compact>
            <Form.Item name="length" noStyle rules={[{ required: true }]}>
              <InputNumber min={1} max={365} precision={0} aria-label={t('handOver.term')} />
            </Form.Item>
            <Form.Item name="unit" noStyle>
              <Select
                style={{ width: 120 }}
                aria-label={t('handOver.unit')}
                options={(['hour', 'calendarDay'] as const).map((value) => ({
                  value,
                  label: t(`handOver.${value}`),
                }))}
              />
            </Form.Item>
          </Space.Compact>
        </Form.Item>
        <Form.Item
          name="requirement"
          label={t('handOver.requirement')}
          rules={[{ required: true, min: 2, whitespace: true }]}
        >
          <Input.TextArea rows={3} maxLength={4_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Opens the dialog. */
export function HandOverButton({ onOpen }: { onOpen: () => void }): ReactNode {
  const t = useText('ui');
  return <Button onClick={onOpen}>{t('handOver.title')}</Button>;
}
