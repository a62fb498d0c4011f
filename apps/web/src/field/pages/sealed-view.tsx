import type { FieldPackage } from '@tarim/field/contract';
import {
  type FieldCheck,
  type FieldExchange,
  type FieldInput,
  type FieldRow,
  type FieldSignature,
  SIGNATURE_BOX,
} from '@tarim/platform/contract';
import { formatTime } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';
import { SignaturePicture } from '../inputs/signature.tsx';
import { actOf, type Queued } from '../sync/holding.ts';

/** What was sealed, to be read, shown and printed (or kept as a PDF) on the spot, with or without network. */
export function SealedView({
  one,
  works,
  onBack,
}: {
  one: Queued;
  works: FieldPackage['works'];
  onBack: () => void;
}): ReactNode {
  const { t, n } = useI18n();
  const act = actOf(one);
  const form = works.find(({ kind }) => kind === act.kind)?.forms.find(({ name }) => name === act.form);
  return (
    <article className="sealed">
      <p className="no-print">
        <button type="button" className="plain" onClick={onBack}>
          ‹ {t('back')}
        </button>{' '}
        <button type="button" className="main" onClick={() => print()}>
          {t('view.print')}
        </button>
      </p>
      <h1>{form ? n(form.titles) : act.form}</h1>
      <p>
        {act.title} · {formatTime(act.madeAt, 'full')}
      </p>
      <dl>
        {(form?.inputs ?? []).map((input) => {
          const value = act.values[input.name];
          return value === undefined || value === null || value === '' ? null : (
            <div key={input.name}>
              <dt>{n(input.titles)}</dt>
              <dd>
                <Shown input={input} value={value} />
              </dd>
            </div>
          );
        })}
      </dl>
      <p>{t('view.photos', { n: act.evidence.length })}</p>
      <ul>
        {act.evidence.map(({ sha256, name, takenAt, place }) => (
          <li key={sha256}>
            {name} · {formatTime(takenAt, 'full')}
            {place ? ` · ${place.map((at) => at.toFixed(5)).join(', ')}` : ''} · <code>{sha256}</code>
          </li>
        ))}
      </ul>
      <p className="muted">{t('view.hash', { seq: one.seq, chain: one.chain })}</p>
    </article>
  );
}

/** One value in words and pictures. */
function Shown({ input, value }: { input: FieldInput; value: unknown }): ReactNode {
  const { t, n, word } = useI18n();
  switch (input.type) {
    case 'yes-no':
      return value === true ? t('yes') : t('no');
    case 'choice':
      return n(input.options?.find((one) => one.value === value)?.titles ?? { zh: '', en: '' });
    case 'moment':
      return formatTime(value as number, 'full');
    case 'checklist': {
      const checks = value as Readonly<Record<string, FieldCheck>>;
      return (
        <ul>
          {(input.options ?? []).map(({ value: row, titles }) => (
            <li key={row}>
              {n(titles)}: {word('check.', checks[row]!.verdict)} {checks[row]!.note}
            </li>
          ))}
        </ul>
      );
    }
    case 'dialogue':
      return (value as FieldExchange[]).map(({ q, a }, at) => (
        <p key={`${at} ${q}`}>
          <strong>{t('dialogue.q', { n: at + 1 })}</strong> {q}
          <br />
          <strong>{t('dialogue.a', { n: at + 1 })}</strong> {a}
        </p>
      ));
    case 'rows':
      return (
        <ol>
          {(value as FieldRow[]).map((row, at) => (
            <li key={at}>
              {(input.columns ?? [])
                .filter(({ name }) => row[name])
                .map(({ name, titles }) => `${n(titles)}：${row[name]}`)
                .join('；')}
            </li>
          ))}
        </ol>
      );
    case 'signature': {
      const { by, at, strokes } = value as FieldSignature;
      return (
        <span className="signature">
          <svg viewBox={`0 0 ${SIGNATURE_BOX.join(' ')}`} role="img" aria-label={by}>
            <SignaturePicture strokes={strokes} />
          </svg>
          {t('view.signed', { by, at: formatTime(at, 'full') })}
        </span>
      );
    }
    case 'outline':
    case 'route':
      return t('view.drawn');
    default:
      return String(value);
  }
}
