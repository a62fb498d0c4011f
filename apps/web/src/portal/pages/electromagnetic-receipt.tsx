import {
  bandWords,
  type PetitionReceipt,
  QUANTITIES,
  QUANTITY_UNITS,
  type ResidentView,
  ratePetition,
  readPetitionReceipt,
} from '@tarim/emf/contract';
import { CallError, call } from '@tarim/platform/contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back, Time } from '../parts.tsx';
import { Field } from './data-request.tsx';
import { EmfBar, percentSentence } from './electromagnetic-bar.tsx';

const DIGITS = 5;

/** 投诉监测查询: a resident's appointment, the numbers that were measured, the reply; and whether that will do. */
export default function ElectromagneticReceiptPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const [receipt, setReceipt] = useState<PetitionReceipt>({ number: '', code: '' });
  const [found, setFound] = useState<ResidentView | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = async (ask: () => Promise<ResidentView>) => {
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
    void attempt(() => call(readPetitionReceipt, { body: receipt }));
  };
  const input = (key: keyof PetitionReceipt) => ({
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
      <h1>{t('emfReceipt')}</h1>
      <form className="card form" onSubmit={look}>
        <Field label={t('report.number')}>
          <input {...input('number')} placeholder="DC2026-000001" />
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
          onRate={(satisfied) =>
            void attempt(() => call(ratePetition, { body: { ...receipt, satisfied, note: '' } }))
          }
        />
      ) : null}
    </>
  );
}

function State({ of, onRate }: { of: ResidentView; onRate: (satisfied: boolean) => void }): ReactNode {
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
        <span className="tag tag-large">{word('emf-state-', of.state)}</span>
      </div>
      <dl className="pairs">
        {pair(t('report.received'), of.receivedOn)}
        {pair(t('report.unit'), of.unit)}
        {pair(t('report.due'), of.dueOn)}
        {pair(t('emfAppointment'), of.appointment ? <Time at={of.appointment} style="full" /> : null)}
        {pair(t('emfReport'), of.report ? `${of.report.number} · ${of.report.summary}` : null)}
      </dl>
      {of.measurement ? <Measured of={of.measurement} /> : null}
      {of.reply ? (
        <>
          <h2>{t('report.reply')}</h2>
          <p data-testid="reply">{of.reply.text}</p>
          <p className="muted">{of.reply.on}</p>
        </>
      ) : null}
      {of.mayRate ? (
        <div className="row">
          <span>{t('report.rate')}</span>
          <button type="button" onClick={() => onRate(true)}>
            {t('report.satisfied')}
          </button>
          <button type="button" onClick={() => onRate(false)}>
            {t('report.unsatisfied')}
          </button>
        </div>
      ) : null}
      {of.rated === null ? null : <p>{t(of.rated ? 'report.satisfied' : 'report.unsatisfied')}</p>}
    </section>
  );
}

function Measured({ of }: { of: NonNullable<ResidentView['measurement']> }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <EmfBar percent={of.percent} verdict={of.verdict} />
      <p>
        <b>{percentSentence(t, of)}</b>{' '}
        {of.checked ? null : <span className="tag">{t('emfNotChecked')}</span>}
      </p>
      <p className="muted">
        <Time at={of.at} style="full" /> · {of.place} · {of.distanceM} m · {of.measuredBy} · {of.instrument} ·{' '}
        {of.method} · {of.rule}
      </p>
      <ul>
        {of.readings.flatMap((one) =>
          QUANTITIES.flatMap((quantity) => {
            const below = one.below.includes(quantity);
            const limit = one.limits[quantity];
            if (!below && one[quantity] === null) return [];
            const unit = QUANTITY_UNITS[quantity];
            return [
              <li key={`${one.fromHz}${quantity}`} dir="ltr">
                {bandWords(one)} · {quantity} {below ? t('emfBelowRange') : `${one[quantity]} ${unit}`} /{' '}
                {limit === null ? '—' : `${Number(limit.toPrecision(DIGITS))} ${unit}`}
              </li>,
            ];
          }),
        )}
      </ul>
    </>
  );
}
