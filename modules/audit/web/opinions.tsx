import { formatTime, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Card, DatePicker, Flex, Form, Input, Modal, Select, Tag, Timeline } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import {
  answerOpinion,
  judgeOpinion,
  type Opinion,
  type OpinionAct,
  type RoundDetail,
  sendOpinion,
} from '../contract.ts';
import { OpinionTag } from './words.tsx';

const DAY = 'YYYY-MM-DD';

/** 稽查意见: what was said to the audited units, how they answered, and whether it is mended. */
export function Opinions({ round }: { round: RoundDetail }): ReactNode {
  const t = useText('audit');
  const may = useMay();
  const [sending, setSending] = useState(false);
  const left = round.audited.filter(
    ({ path }) => !round.opinions.some(({ auditedPath }) => auditedPath === path),
  );
  const maySend = round.state === 'drawn' && left.length > 0 && may('audit.examine', round.unitPath);
  return (
    <Card
      size="small"
      title={t('round.opinions')}
      extra={maySend ? <Button onClick={() => setSending(true)}>{t('opinion.send')}</Button> : null}
    >
      {round.opinions.length === 0 ? <span className="muted">{t('round.noOpinions')}</span> : null}
      <Flex vertical gap={16}>
        {round.opinions.map((one) => (
          <OpinionCard key={one.id} one={one} />
        ))}
      </Flex>
      {sending ? <SendDialog round={round} left={left} onClose={() => setSending(false)} /> : null}
    </Card>
  );
}

function OpinionCard({ one }: { one: Opinion }): ReactNode {
  const t = useText('audit');
  const [acting, setActing] = useState<OpinionAct | null>(null);
  return (
    <section>
      <Flex gap={8} wrap align="center">
        <b>{one.auditedName}</b>
        <OpinionTag state={one.state} />
        {one.late ? <Tag color="red">{t('opinion.late')}</Tag> : null}
        {one.acts.map((act) => (
          <Button key={act} size="small" onClick={() => setActing(act)}>
            {t(`opinionAct.${act}`)}
          </Button>
        ))}
      </Flex>
      <p style={{ whiteSpace: 'pre-wrap' }}>{one.content}</p>
      <p className="muted">
        {t('field.replyBy')} {one.replyBy} · {t('field.rectifyBy')} {one.rectifyBy} · {t('opinion.termHint')}
      </p>
      <Timeline
        items={[
          { key: '0', content: `${formatTime(one.at)} · ${t('opinionState.sent')} · ${one.by}` },
          ...one.steps.map((step) => ({
            key: String(step.nth),
            content: (
              <>
                <b>{t(`opinionAct.${step.act}`)}</b> {formatTime(step.at)} · {step.by}
                {step.on ? ` · ${t('field.doneOn')} ${step.on}` : ''}
                <div style={{ whiteSpace: 'pre-wrap' }}>{step.content}</div>
              </>
            ),
          })),
        ]}
      />
      {acting ? <ActDialog one={one} act={acting} onClose={() => setActing(null)} /> : null}
    </section>
  );
}

function ActDialog({ one, act, onClose }: { one: Opinion; act: OpinionAct; onClose: () => void }): ReactNode {
  const t = useText('audit');
  const [form] = Form.useForm<{ content: string; on?: Dayjs }>();
  const told = { success: t('opinion.done'), onSuccess: onClose };
  const answer = useRouteMutation(answerOpinion, told);
  const judge = useRouteMutation(judgeOpinion, told);
  const params = { id: one.id };
  return (
    <Modal
      open
      title={t(`opinionAct.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={answer.isPending || judge.isPending}
    >
      <Form
        form={form}
        // Fields have ids of their own: the page has a `content` already.
        name="opinion-act"
        layout="vertical"
        onFinish={({ content, on }) =>
          act === 'reply' || act === 'rectify'
            ? answer.mutate({ params, body: { act, content, on: on?.format(DAY) ?? null } })
            : judge.mutate({ params, body: { act, content } })
        }
      >
        <Form.Item name="content" label={t('field.content')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
        {act === 'rectify' ? (
          <Form.Item name="on" label={t('field.doneOn')} rules={[{ required: true }]}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

function SendDialog({
  round,
  left,
  onClose,
}: {
  round: RoundDetail;
  left: RoundDetail['audited'];
  onClose: () => void;
}): ReactNode {
  const t = useText('audit');
  const [form] = Form.useForm<{ auditedPath: string; content: string; replyBy: Dayjs; rectifyBy: Dayjs }>();
  const send = useRouteMutation(sendOpinion, { success: t('opinion.sent'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('opinion.send')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('opinion.termHint')}</p>
      <Form
        form={form}
        name="opinion"
        layout="vertical"
        initialValues={{ auditedPath: left[0]?.path }}
        onFinish={({ replyBy, rectifyBy, ...body }) =>
          send.mutate({
            params: { id: round.id },
            body: { ...body, replyBy: replyBy.format(DAY), rectifyBy: rectifyBy.format(DAY) },
          })
        }
      >
        <Form.Item name="auditedPath" label={t('field.audited')} rules={[{ required: true }]}>
          <Select options={left.map(({ path, name }) => ({ value: path, label: name }))} />
        </Form.Item>
        <Form.Item name="content" label={t('field.content')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
        <Form.Item name="replyBy" label={t('field.replyBy')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="rectifyBy" label={t('field.rectifyBy')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
