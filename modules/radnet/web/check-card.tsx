import { formatTime, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Flex, Form, Input, Modal, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  answerCheck,
  CHECK_RESULTS,
  type CheckItem,
  type CheckResult,
  getFindingCard,
  type RadiationFinding,
} from '../contract.ts';
import { SpectrumList } from './spectra.tsx';

const LOOK_MS = 60_000;
const COLOURS: Readonly<Record<CheckResult, string>> = {
  nothing: 'green',
  found: 'red',
  impossible: 'default',
};

/** What is looked at before a rise is explained, each by somebody at some time; and the spectra of those hours. */
export function CheckCard({ finding }: { finding: RadiationFinding }): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const { id, state, unitPath } = finding;
  const [asked, setAsked] = useState<CheckItem | null>(null);
  const query = useRouteQuery(getFindingCard, { params: { id } }, { refetchMs: LOOK_MS });
  const card = query.data;
  if (!card) return null;
  const open = (state === 'open' || state === 'acknowledged') && may('radnet.review', unitPath);
  return (
    <Card size="small" title={t('card.title')}>
      <Alert
        type={card.required && card.missing.length > 0 ? 'warning' : 'info'}
        showIcon
        title={t(card.required ? 'card.required' : 'card.optional')}
      />
      <ul className="steps" style={{ marginTop: 12 }}>
        {card.items.map(({ item, answer }) => (
          <li key={item}>
            <Flex gap={8} align="center" wrap>
              <b>{t(`check.${item}`)}</b>
              {answer ? (
                <>
                  <Tag color={COLOURS[answer.result]}>{t(`result.${answer.result}`)}</Tag>
                  <span>{answer.note}</span>
                  <small className="muted">
                    {answer.by} {formatTime(answer.at)}
                  </small>
                </>
              ) : (
                <span className="muted">{t('card.none')}</span>
              )}
              {open ? (
                <Button
                  size="small"
                  aria-label={`${t('card.fill')} ${t(`check.${item}`)}`}
                  onClick={() => setAsked(item)}
                >
                  {t('card.fill')}
                </Button>
              ) : null}
            </Flex>
          </li>
        ))}
      </ul>
      <h4>{t('spectra.title')}</h4>
      <SpectrumList spectra={card.spectra} />
      {asked ? <CheckDialog id={id} item={asked} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}

function CheckDialog({ id, item, onClose }: { id: number; item: CheckItem; onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<{ result: CheckResult; note: string }>();
  const save = useRouteMutation(answerCheck, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t(`check.${item}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => save.mutate({ params: { id }, body: { item, ...body } })}
      >
        <Form.Item name="result" label={t('card.answer')} rules={[{ required: true }]}>
          <Select options={CHECK_RESULTS.map((one) => ({ value: one, label: t(`result.${one}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('card.note')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={500} rows={3} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
