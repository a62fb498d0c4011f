import { issueByReceipt, type RequestRow, readReceipt } from '@tarim/catalog/contract';
import { CallError, call } from '@tarim/platform/contract';
import { formatNumber } from '@tarim/ui/light';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Time } from '../parts.tsx';
import { Field } from './data-request.tsx';

/** What became of a request, by its receipt code; an approved one gives its key here, once. */
export default function DataReceiptPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const [receipt, setReceipt] = useState('');
  const [found, setFound] = useState<RequestRow | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = async (act: () => Promise<void>) => {
    setError(null);
    try {
      await act();
    } catch (problem) {
      setError(problem instanceof CallError ? problem.details.title : String(problem));
    }
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    setSecret(null);
    setFound(null);
    void attempt(async () => setFound(await call(readReceipt, { body: { receipt } })));
  };
  const take = () =>
    attempt(async () => {
      // The key that is in use would end at once.
      if (found?.key && !globalThis.confirm(`${t('data.replaceKey')}: ${t('data.replaceNote')}`)) return;
      setSecret((await call(issueByReceipt, { body: { receipt } })).secret);
      setFound(await call(readReceipt, { body: { receipt } }));
    });
  return (
    <>
      <h1>{t('data.receiptPage')}</h1>
      <form className="card form" onSubmit={look}>
        <Field label={t('data.receipt')}>
          <input
            required
            minLength={10}
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            value={receipt}
            onChange={(event) => setReceipt(event.target.value)}
          />
        </Field>
        <button type="submit" className="send">
          {t('data.look')}
        </button>
        {error ? (
          <p className="bad" role="alert">
            {error}
          </p>
        ) : null}
      </form>
      {found ? <State request={found} secret={secret} onTake={() => void take()} /> : null}
    </>
  );
}

function State({
  request,
  secret,
  onTake,
}: {
  request: RequestRow;
  secret: string | null;
  onTake: () => void;
}): ReactNode {
  const { t, word } = useI18n();
  const { granted } = request;
  const holds = request.state === 'approved' && !request.expired;
  return (
    <section className="card" role="status">
      <div className="row">
        <h2>{request.body}</h2>
        <span className={`tag tag-large${holds ? ' tag-meets' : ''}`}>
          {word('request.', request.expired ? 'expired' : request.state)}
        </span>
      </div>
      <dl className="pairs">
        <div>
          <dt>{t('data.sets')}</dt>
          <dd>{(granted?.datasets ?? request.datasets).map((one) => one.dataset).join('、')}</dd>
        </div>
        <div>
          <dt>{t('data.submittedAt')}</dt>
          <dd>
            <Time at={request.submittedAt} style="full" />
          </dd>
        </div>
        {request.reason ? (
          <div>
            <dt>{t('data.reason')}</dt>
            <dd>{request.reason}</dd>
          </div>
        ) : null}
        {granted ? (
          <>
            <div>
              <dt>{t('data.expiresAt')}</dt>
              <dd>
                <Time at={granted.expiresAt} style="full" />
              </dd>
            </div>
            <div>
              <dt>{t('data.today')}</dt>
              <dd dir="ltr">
                {formatNumber(request.readToday, 0)} / {formatNumber(granted.dailyRows, 0)}
              </dd>
            </div>
          </>
        ) : null}
      </dl>
      {secret ? (
        <p>
          <b>{t('data.keyOnce')}</b>
          <br />
          <code data-testid="secret">{secret}</code>
        </p>
      ) : null}
      {holds ? (
        <p>
          <button type="button" onClick={onTake}>
            {request.key ? t('data.replaceKey') : t('data.takeKey')}
          </button>{' '}
          <span className="muted">{request.key ? t('data.replaceNote') : ''}</span>
        </p>
      ) : null}
    </section>
  );
}
