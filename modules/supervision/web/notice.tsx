import { Link, useParams } from '@tanstack/react-router';
import { type RouteDef, urlOf } from '@tarim/platform/contract';
import {
  EvidenceFiles,
  FileLinks,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Descriptions, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  answerFile,
  answerNotice,
  confirmReceipt,
  DELIVERIES,
  type EvidenceFile,
  getNotice,
  type NoticeDetail,
  noticeFile,
  recordReceipt,
  uploadOwnFile,
} from '../contract.ts';
import { causeName, Simulated, StateTag } from './words.tsx';

/** One notice: its pages, its receipt, and what the enterprise answered. */
export default function NoticePage(): ReactNode {
  const t = useText('supervision');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getNotice, { params: { id } }, { refetchMs: 30_000 });
  const notice = query.data?.id === id ? query.data : undefined;
  return (
    <QueryState query={query}>
      {notice ? <Notice notice={notice} /> : <Page title={t('notices.title')}>{null}</Page>}
    </QueryState>
  );
}

function Notice({ notice }: { notice: NoticeDetail }): ReactNode {
  const t = useText('supervision');
  const staff = useMay('supervision.read');
  const [recording, setRecording] = useState(false);
  const confirm = useRouteMutation(confirmReceipt, { success: t('notice.confirmed') });
  const { id } = notice;
  const file = (format: 'pdf' | 'docx') => urlOf(noticeFile, { id, format });
  const preview = urlOf(noticeFile, { id, format: 'pdf' }, { show: 'inline' });
  return (
    <Page
      title={`${t('doc.title')} ${notice.number}`}
      note={
        <>
          <StateTag state={notice.taskState} />
          <Simulated when={notice.simulated} />
          <Link to={'/supervision/notices' as string}>{t('notices.title')}</Link>
        </>
      }
      extra={
        <>
          <Button type={notice.mayAnswer ? 'default' : 'primary'} href={file('pdf')}>
            {t('notice.pdf')}
          </Button>
          <Button href={file('docx')}>{t('notice.docx')}</Button>
          {notice.mayRecord ? <Button onClick={() => setRecording(true)}>{t('notice.record')}</Button> : null}
          {notice.mayAnswer && !notice.receipt ? (
            <Button
              type="primary"
              loading={confirm.isPending}
              onClick={() => confirm.mutate({ params: { id }, body: {} })}
            >
              {t('notice.confirm')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="grid cards-320" style={{ marginBottom: 14 }}>
        <div className="card">
          <h4>{t('notice.facts')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              {
                key: 't',
                label: t('field.code'),
                children: staff ? (
                  <Link to={`/supervision/tasks/${notice.taskId}` as string}>{notice.taskCode}</Link>
                ) : (
                  notice.taskCode
                ),
              },
              { key: 'b', label: t('notice.body'), children: notice.bodyName },
              { key: 'a', label: t('notice.addressee'), children: notice.addressee },
              { key: 'c', label: t('field.cause'), children: causeName(t, notice.cause) },
              {
                key: 'i',
                label: t('notice.issuedAt'),
                children: `${formatTime(notice.issuedAt, 'full')} ${notice.issuedBy}`,
              },
              { key: 'd', label: t('field.dueAt'), children: formatTime(notice.dueAt, 'full') },
              {
                key: 'r',
                label: t('notice.receipt'),
                children: notice.receipt
                  ? `${notice.receipt.by} · ${formatTime(notice.receipt.at, 'full')} · ${t(`delivery.${notice.receipt.delivery}`)}`
                  : t('notice.unreceived'),
              },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('notice.requirement')}</h4>
          <p style={{ whiteSpace: 'pre-line' }}>{notice.requirement}</p>
          <h4>{t('task.answers')}</h4>
          {notice.answersGiven.length === 0 ? <p className="muted">{t('task.noAnswers')}</p> : null}
          <ul className="steps">
            {notice.answersGiven.map((one) => (
              <li key={one.id}>
                <strong>{one.by}</strong> <span className="muted">{formatTime(one.at, 'full')}</span>
                {one.late ? <span className="exceeds"> {t('notice.late')}</span> : null}
                <div style={{ whiteSpace: 'pre-line' }}>{one.text}</div>
                <FileLinks files={one.evidence} href={(sha256) => urlOf(answerFile, { id, sha256 })} />
              </li>
            ))}
          </ul>
        </div>
        {notice.mayAnswer ? <AnswerForm notice={notice} /> : null}
      </div>
      <div className="card">
        <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8, flexWrap: 'wrap' }}>
          <h4>{t('notice.preview')}</h4>
          <a href={preview} target="_blank" rel="noreferrer">
            {t('notice.open')}
          </a>
        </div>
        <iframe
          title={t('notice.preview')}
          src={preview}
          style={{
            width: '100%',
            height: 'min(78vh, 145vw)',
            border: '1px solid var(--line)',
            borderRadius: 8,
          }}
        />
      </div>
      {recording ? <ReceiptDialog id={id} onClose={() => setRecording(false)} /> : null}
    </Page>
  );
}

/** 情况说明 of the enterprise. */
function AnswerForm({ notice }: { notice: NoticeDetail }): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm<{ text: string; evidence?: EvidenceFile[] }>();
  const send = useRouteMutation(answerNotice, {
    success: t('notice.answered'),
    onSuccess: () => form.resetFields(),
  });
  return (
    <div className="card">
      <h4>{t('notice.answer')}</h4>
      <p className="muted">{t('notice.answerHint', { time: formatTime(notice.dueAt, 'full') })}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ text, evidence = [] }) =>
          send.mutate({ params: { id: notice.id }, body: { text, evidence } })
        }
      >
        <Form.Item
          name="text"
          label={t('notice.answerText')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={5} maxLength={4_000} />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence.title')}>
          <EvidenceFiles upload={uploadOwnFile as RouteDef} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('notice.send')}
        </Button>
      </Form>
    </div>
  );
}

/** A receipt that did not come by the platform. */
function ReceiptDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const t = useText('supervision');
  const [form] = Form.useForm<{ by: string; at: string; delivery: string }>();
  const send = useRouteMutation(recordReceipt, { success: t('notice.recorded'), onSuccess: onClose });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('notice.record')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ delivery: 'direct' }}
        onFinish={({ at, ...rest }) =>
          send.mutate({ params: { id }, body: { ...rest, at: `${at.slice(0, 16)}:00+08:00` } })
        }
      >
        <Form.Item name="by" label={t('notice.receivedBy')} rules={must}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="at" label={t('notice.receivedAt')} rules={must}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="delivery" label={t('detail.delivery')} rules={must}>
          <Select
            options={DELIVERIES.filter((one) => one !== 'platform').map((value) => ({
              value,
              label: t(`delivery.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
