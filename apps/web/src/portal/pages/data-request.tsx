import { askForSharing, listEntries, type RequestBody } from '@tarim/catalog/contract';
import { CallError, call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back, Ready } from '../parts.tsx';
import { A } from '../route.tsx';
import { AreaSelect } from './area-select.tsx';

/** A request of another body; its receipt code is shown once. */
export default function DataRequestPage({ url }: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listEntries);
  const [receipt, setReceipt] = useState<string | null>(null);
  if (receipt !== null)
    return (
      <section className="card" role="status">
        <h1>{t('data.sent')}</h1>
        <p>{t('data.receiptOnce')}</p>
        <p className="figure">
          <code data-testid="receipt">{receipt}</code>
        </p>
        <A href="/data-receipt" className="button">
          {t('data.receiptPage')}
        </A>
      </section>
    );
  return (
    <>
      <Back />
      <h1>{t('data.ask')}</h1>
      <p className="muted">{t('data.askNote')}</p>
      <Ready of={query} height={420}>
        {({ entries }) => (
          <RequestForm
            sets={entries.filter((one) => one.sharing === 'open' || one.sharing === 'on-request')}
            first={url.searchParams.get('set')}
            onSent={setReceipt}
          />
        )}
      </Ready>
    </>
  );
}

interface FormProps {
  readonly sets: readonly {
    readonly id: string;
    readonly titles: { readonly zh: string; readonly en: string };
  }[];
  readonly first: string | null;
  readonly onSent: (receipt: string) => void;
}

function RequestForm({ sets, first, onSent }: FormProps): ReactNode {
  const { t, n } = useI18n();
  const [unit, setUnit] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const datasets = given.getAll('datasets').map((dataset) => ({ dataset: String(dataset), fields: null }));
    if (datasets.length === 0) {
      setError(t('data.chooseSet'));
      return;
    }
    const body: RequestBody = {
      body: text('body'),
      applicantName: text('applicantName'),
      contact: text('contact'),
      purpose: text('purpose'),
      legalBasis: text('legalBasis'),
      datasets,
      unitPath: unit || '/',
      validTo: text('validTo'),
      dailyRows: Number(text('dailyRows')),
    };
    setBusy(true);
    setError(null);
    try {
      onSent((await call(askForSharing, { body })).receipt);
    } catch (problem) {
      setError(problem instanceof CallError ? problem.details.title : String(problem));
      setBusy(false);
    }
  };
  return (
    <form className="card form" onSubmit={(event) => void send(event)}>
      <Field label={t('data.body')}>
        <input name="body" required minLength={2} maxLength={120} />
      </Field>
      <Field label={t('data.person')}>
        <input name="applicantName" required maxLength={60} autoComplete="name" />
      </Field>
      <Field label={t('data.contact')}>
        <input name="contact" required minLength={3} maxLength={120} />
      </Field>
      <fieldset>
        <legend>{t('data.sets')}</legend>
        {sets.map((one) => (
          <label key={one.id} className="check">
            <input type="checkbox" name="datasets" value={one.id} defaultChecked={one.id === first} />{' '}
            {n(one.titles)}
          </label>
        ))}
      </fieldset>
      <Field label={t('data.purpose')}>
        <textarea name="purpose" required minLength={4} maxLength={1000} rows={3} />
      </Field>
      <Field label={t('data.legalBasis')}>
        <textarea name="legalBasis" required minLength={2} maxLength={500} rows={2} />
      </Field>
      <Field label={t('area')}>
        <AreaSelect value={unit} onChange={setUnit} />
      </Field>
      <Field label={t('data.validTo')}>
        <input name="validTo" type="date" required />
      </Field>
      <Field label={t('data.dailyRows')}>
        <input name="dailyRows" type="number" required min={1} max={1_000_000_000} defaultValue={10_000} />
      </Field>
      {error ? (
        <p className="bad" role="alert">
          {error}
        </p>
      ) : null}
      <button type="submit" className="send" disabled={busy}>
        {t('data.send')}
      </button>
    </form>
  );
}

export function Field({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  );
}
