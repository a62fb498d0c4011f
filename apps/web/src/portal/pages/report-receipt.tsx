import {
  actByReceipt,
  type Receipt,
  type ReporterAct,
  type ReporterView,
  readComplaintReceipt,
} from '@tarim/complaint/contract';
import { CallError, call } from '@tarim/platform/contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back, Time } from '../parts.tsx';
import { Field } from './data-request.tsx';

/** 举报查询: how a report stands, its reply, and what its reporter may still do. */
export default function ReportReceiptPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const [receipt, setReceipt] = useState<Receipt>({ number: '', code: '' });
  const [found, setFound] = useState<ReporterView | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = async (ask: () => Promise<ReporterView>) => {
    setError(null);
    try {
      setFound(await ask());
    } catch (problem) {
      setError(problem instanceof CallError ? problem.details.title : String(problem));
    }
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    setFound(null);
    void attempt(() => call(readComplaintReceipt, { body: receipt }));
  };
  const input = (key: keyof Receipt) => ({
    required: true,
    maxLength: 30,
    autoComplete: 'off',
    spellCheck: false,
    value: receipt[key],
    onChange: (event: { target: { value: string } }) =>
      setReceipt({ ...receipt, [key]: event.target.value.trim() }),
  });
  return (
    <>
      <Back />
      <h1>{t('report.follow')}</h1>
      <form className="card form" onSubmit={look}>
        <Field label={t('report.number')}>
          <input {...input('number')} placeholder="XF2026-000001" />
        </Field>
        <Field label={t('report.code')}>
          <input {...input('code')} placeholder="XXXX-XXXX-XXXX-XXXX" />
        </Field>
        <button type="submit" className="send">
          {t('report.look')}
        </button>
        {error ? (
          <p className="bad" role="alert">
            {error}
          </p>
        ) : null}
      </form>
      {found ? (
        <State
          of={found}
          onAct={(act) => void attempt(() => call(actByReceipt, { body: { ...receipt, act } }))}
        />
      ) : null}
    </>
  );
}

function State({ of, onAct }: { of: ReporterView; onAct: (act: ReporterAct) => void }): ReactNode {
  const { t, word } = useI18n();
  const pair = (label: string, content: ReactNode) =>
    content ? (
      <div>
        <dt>{label}</dt>
        <dd>{content}</dd>
      </div>
    ) : null;
  return (
    <section className="card" role="status">
      <div className="row">
        <h2>{of.number}</h2>
        <span className="tag tag-large">{word('report-state-', of.state)}</span>
      </div>
      <dl className="pairs">
        {pair(t('report.kind'), word('report-kind-', of.kind))}
        {pair(t('report.received'), <Time at={of.receivedAt} style="full" />)}
        {pair(t('report.unit'), of.unit)}
        {pair(t('report.accepted'), of.acceptedOn)}
        {pair(t('report.due'), of.dueOn)}
        {pair(t('report.ended'), of.ended ? [of.ended.to, of.ended.reason].filter(Boolean).join('：') : null)}
        {pair(t('report.merged'), of.merged ? t('report.mergedNote') : null)}
        {pair(t('report.review'), of.review ? (of.review.opinion ?? t('report.waits')) : null)}
        {pair(t('report.retaliation'), of.retaliation ? (of.retaliation.answer ?? t('report.waits')) : null)}
      </dl>
      {of.reply ? (
        <>
          <h2>{t('report.reply')}</h2>
          <p data-testid="reply">{of.reply.text}</p>
          <p className="muted">
            {of.reply.authority} · {of.reply.on}
            {of.reply.verdict ? ` · ${word('report-verdict-', of.reply.verdict)}` : ''}
          </p>
        </>
      ) : null}
      {of.acts.includes('rate') ? (
        <div className="row">
          <span>{t('report.rate')}</span>
          <button type="button" onClick={() => onAct({ act: 'rate', satisfied: true, note: '' })}>
            {t('report.satisfied')}
          </button>
          <button type="button" onClick={() => onAct({ act: 'rate', satisfied: false, note: '' })}>
            {t('report.unsatisfied')}
          </button>
        </div>
      ) : null}
      {of.rated === null ? null : <p>{t(of.rated ? 'report.satisfied' : 'report.unsatisfied')}</p>}
      {of.acts.includes('ask-review') ? (
        <Tell
          title={t('report.askReview')}
          note={t('report.reviewUntil', { on: of.reviewUntil ?? '' })}
          onSend={(reason) => onAct({ act: 'ask-review', reason })}
        />
      ) : null}
      {of.acts.includes('tell-retaliation') ? (
        <Tell
          title={t('report.tellRetaliation')}
          note={t('report.retaliationNote')}
          onSend={(text) => onAct({ act: 'tell-retaliation', text })}
        />
      ) : null}
    </section>
  );
}

/** A field that is there when it is wanted. */
function Tell({
  title,
  note,
  onSend,
}: {
  title: string;
  note: string;
  onSend: (text: string) => void;
}): ReactNode {
  const { t } = useI18n();
  const [text, setText] = useState('');
  return (
    <details>
      <summary>{title}</summary>
      <p className="muted">{note}</p>
      <div className="form">
        <Field label={title}>
          <textarea
            rows={3}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <button
          type="button"
          className="send"
          disabled={text.trim() === ''}
          onClick={() => onSend(text.trim())}
        >
          {t('report.send')}
        </button>
      </div>
    </details>
  );
}
