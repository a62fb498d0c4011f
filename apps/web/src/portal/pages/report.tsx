import {
  COMPLAINT_KINDS,
  MOST_PHOTOS,
  type Receipt,
  type ReportBody,
  sendReport,
} from '@tarim/complaint/contract';
import { CallError, call } from '@tarim/platform/contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back } from '../parts.tsx';
import { A } from '../route.tsx';
import { AreaSelect } from './area-select.tsx';
import { Field } from './data-request.tsx';
import { type MarkedPlace, PlaceField } from './place-field.tsx';
import { smallPhoto } from './small-photo.ts';

/** 我要举报: without an account, on a telephone first; number and code are shown once. */
export default function ReportPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  if (receipt) return <Sent receipt={receipt} />;
  return (
    <>
      <Back />
      <h1>{t('report.title')}</h1>
      <p className="muted">{t('report.note')}</p>
      <ReportForm onSent={setReceipt} />
    </>
  );
}

function Sent({ receipt: { number, code } }: { receipt: Receipt }): ReactNode {
  const { t } = useI18n();
  return (
    <section className="card" role="status">
      <h1>{t('report.sent')}</h1>
      <p>{t('report.keep')}</p>
      <dl className="pairs">
        <div>
          <dt>{t('report.number')}</dt>
          <dd className="figure">
            <code data-testid="number">{number}</code>
          </dd>
        </div>
        <div>
          <dt>{t('report.code')}</dt>
          <dd className="figure">
            <code data-testid="code">{code}</code>
          </dd>
        </div>
      </dl>
      <A href="/report-receipt" className="button">
        {t('report.follow')}
      </A>
    </section>
  );
}

function ReportForm({ onSent }: { onSent: (receipt: Receipt) => void }): ReactNode {
  const { t, word } = useI18n();
  const [place, setPlace] = useState<MarkedPlace | null>(null);
  const [unit, setUnit] = useState('');
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [anonymous, setAnonymous] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const add = async (files: FileList | null) => {
    setError(null);
    const read = await Promise.all([...(files ?? [])].slice(0, MOST_PHOTOS).map(smallPhoto));
    if (read.includes(null)) setError(t('report.photoUnreadable'));
    setPhotos(read.filter((one) => one !== null));
  };
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const body: ReportBody = {
      kind: text('kind') as ReportBody['kind'],
      facts: text('facts'),
      object: text('object'),
      place,
      unitPath: unit || null,
      address: text('address'),
      happenedOn: text('happenedOn') || null,
      photos: [...photos],
      name: text('name'),
      contact: text('contact'),
    };
    setBusy(true);
    setError(null);
    try {
      onSent(await call(sendReport, { body }));
    } catch (problem) {
      setError(problem instanceof CallError ? problem.details.title : String(problem));
      setBusy(false);
    }
  };
  return (
    <form className="card form" onSubmit={(event) => void send(event)}>
      <Field label={t('report.kind')}>
        <select name="kind" required>
          {COMPLAINT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {word('report-kind-', kind)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('report.facts')}>
        <textarea name="facts" required minLength={5} maxLength={2_000} rows={4} />
      </Field>
      <Field label={t('report.object')}>
        <input name="object" maxLength={100} />
      </Field>
      <PlaceField place={place} onChange={setPlace} />
      <Field label={t('report.area')}>
        <AreaSelect value={unit} onChange={setUnit} />
      </Field>
      <Field label={t('report.address')}>
        <input name="address" maxLength={200} />
      </Field>
      <Field label={t('report.when')}>
        <input name="happenedOn" type="date" />
      </Field>
      <Field label={t('report.photos', { n: MOST_PHOTOS })}>
        <input type="file" accept="image/*" multiple onChange={(event) => void add(event.target.files)} />
      </Field>
      {photos.length > 0 ? (
        <div className="photos">
          {photos.map((one) => (
            <img key={one.slice(-40)} src={`data:image/jpeg;base64,${one}`} alt="" />
          ))}
        </div>
      ) : null}
      <label className="check">
        <input type="checkbox" checked={anonymous} onChange={(event) => setAnonymous(event.target.checked)} />{' '}
        {t('report.anonymous')}
      </label>
      {anonymous ? null : (
        <>
          <Field label={t('report.name')}>
            <input name="name" maxLength={60} autoComplete="name" />
          </Field>
          <Field label={t('report.contact')}>
            <input name="contact" maxLength={120} autoComplete="tel" />
          </Field>
          <p className="muted">{t('report.secret')}</p>
        </>
      )}
      {error ? (
        <p className="bad" role="alert">
          {error}
        </p>
      ) : null}
      <button type="submit" className="send" disabled={busy}>
        {t('report.send')}
      </button>
    </form>
  );
}
