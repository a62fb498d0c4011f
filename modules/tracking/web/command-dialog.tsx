import { useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { CommandInput, CommandKind, Intervals, TerminalDetail } from '../contract.ts';

interface Values {
  readonly intervals?: { readonly [key in keyof Intervals]: number | null };
  readonly reason: string;
  readonly validHours: number;
}

const FIELDS = ['moving', 'parked', 'emergency'] as const;
const DAY_HOURS = 24;

interface Props {
  readonly kind: CommandKind;
  readonly one: TerminalDetail;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly onAsk: (body: CommandInput) => void;
}

/** Asks for what a command needs: why, how long it may wait, and of intervals which. */
export function CommandDialog({ kind, one, pending, onClose, onAsk }: Props): ReactNode {
  const t = useText('tracking');
  const [form] = Form.useForm<Values>();
  const submit = ({ intervals, reason, validHours }: Values) => {
    const given = Object.entries(intervals ?? {}).filter(
      ([, value]) => value !== null && value !== undefined,
    );
    const some = kind === 'interval' ? { intervals: Object.fromEntries(given) as Intervals } : {};
    onAsk({ kind, reason: reason.trim(), validHours, ...some });
  };
  return (
    <Modal
      open
      title={t(`command.${kind}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={pending}
    >
      <p className="muted">{t('command.hint')}</p>
      <Form<Values>
        form={form}
        name="command"
        layout="vertical"
        initialValues={{
          validHours: DAY_HOURS,
          intervals: { moving: one.movingSeconds, parked: one.parkedSeconds },
        }}
        onFinish={submit}
      >
        {kind === 'interval' ? (
          <>
            <p className="muted">{t('command.intervalHint')}</p>
            {FIELDS.map((name) => (
              <Form.Item key={name} name={['intervals', name]} label={t(`command.${name}`)}>
                <InputNumber min={5} max={86_400} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            ))}
          </>
        ) : null}
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={300} />
        </Form.Item>
        <Form.Item name="validHours" label={t('command.valid')} rules={[{ required: true }]}>
          <InputNumber min={1} max={168} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
