import { type VerifiedDocument, verifyDocument } from '@tarim/enforcement/contract';
import { CallError, call } from '@tarim/platform/contract';
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back } from '../parts.tsx';
import { Field } from './data-request.tsx';

/** 文书核验: whether a document with this code was made, by whom, and whether it stands. The picture on the paper leads here. */
export default function VerifyPage({ url }: PageProps): ReactNode {
  const { t } = useI18n();
  const printed = url.searchParams.get('code') ?? '';
  const [code, setCode] = useState(printed);
  const [found, setFound] = useState<VerifiedDocument | null>(null);
  const [error, setError] = useState<string | null>(null);
  const look = useCallback(async (asked: string) => {
    setError(null);
    setFound(null);
    try {
      setFound(await call(verifyDocument, { params: { code: asked } }));
    } catch (problem) {
      setError(problem instanceof CallError ? problem.details.title : String(problem));
    }
  }, []);
  useEffect(() => {
    if (printed) void look(printed);
  }, [printed, look]);
  return (
    <>
      <Back />
      <h1>{t('paper')}</h1>
      <p className="muted">{t('paperNote')}</p>
      <form
        className="card form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void look(code);
        }}
      >
        <Field label={t('paperCode')}>
          <input
            required
            pattern="[A-Za-z0-9_\-]{16}"
            maxLength={16}
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.target.value.trim())}
          />
        </Field>
        <button type="submit" className="send">
          {t('paperLook')}
        </button>
        {error ? (
          <p className="bad" role="alert">
            {error}
          </p>
        ) : null}
      </form>
      {found ? <Found one={found} /> : null}
    </>
  );
}

function Found({ one }: { one: VerifiedDocument }): ReactNode {
  const { t } = useI18n();
  const facts = [
    [t('decisionNumber'), one.number],
    [t('paperKind'), t(`paper-${one.kind}`)],
    [t('decisionAuthority'), one.authority],
    [t('decisionOn'), one.on],
  ] as const;
  return (
    <section className="card" aria-live="polite">
      <p className={one.voided ? 'bad' : ''}>
        <strong>{t(one.voided ? 'paperVoided' : 'paperStands')}</strong>
        {one.simulated ? ` · ${t('report.simulated')}` : ''}
      </p>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
