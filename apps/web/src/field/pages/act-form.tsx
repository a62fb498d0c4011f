import {
  brokenRule,
  type FieldEvidence,
  type FieldForm,
  type FieldItem,
  isUnfinished,
} from '@tarim/platform/contract';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { EvidenceInput } from '../inputs/evidence.tsx';
import { OneInput } from '../inputs/one-input.tsx';
import { draftName, type Holding } from '../sync/holding.ts';

interface Draft {
  readonly values: Readonly<Record<string, unknown>>;
  readonly evidence: readonly FieldEvidence[];
}
const EMPTY: Draft = { values: {}, evidence: [] };

/** What is done on the spot. Every change is kept at once: a phone that dies loses nothing. */
export function ActForm({
  holding,
  kind,
  item,
  form,
  onBack,
  onSealed,
}: {
  holding: Holding;
  kind: string;
  item: FieldItem;
  form: FieldForm;
  onBack: () => void;
  onSealed: () => void;
}): ReactNode {
  const { t, n, word } = useI18n();
  const name = draftName(kind, item.subject, form.name);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [adding, setAdding] = useState(false);
  // What stands now, whatever was drawn last: a photograph takes its time, and what is written meanwhile must not be undone by it.
  const latest = useRef<Draft>(EMPTY);
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const sealed = useRef(false);

  useEffect(() => {
    void holding.vault.get<Draft>(name).then((kept) => {
      latest.current = kept ?? EMPTY;
      setDraft(latest.current);
    });
  }, [holding, name]);

  if (!draft) return <p className="opening">{t('working')}</p>;
  const change = (step: (draft: Draft) => Draft) => {
    // A photograph that comes after the seal belongs to nothing any more.
    if (sealed.current) return;
    const next = step(latest.current);
    latest.current = next;
    setDraft(next);
    setAsked(false);
    // One after the other, so that an older draft never comes to lie over a newer one; what was overtaken is not written.
    saving.current = saving.current
      .catch(() => {})
      .then(() => (latest.current === next ? holding.vault.put({ [name]: next }) : undefined));
  };
  const missing = form.inputs.filter((one) => {
    const value = draft.values[one.name];
    return (
      (one.required && (value === undefined || value === null || value === '')) || isUnfinished(one, value)
    );
  });
  const broken = brokenRule(form, draft.values);
  const titlesOf = (names: readonly string[]) =>
    form.inputs.filter((one) => names.includes(one.name)).map((one) => n(one.titles));
  const tooFew = draft.evidence.length < form.evidence.min;

  const seal = async () => {
    setBusy(true);
    sealed.current = true;
    await saving.current.catch(() => {});
    await holding.seal({
      kind,
      form: form.name,
      subject: item.subject,
      title: item.title,
      revision: item.revision,
      values: latest.current.values,
      evidence: [...latest.current.evidence],
    });
    onSealed();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
      }}
    >
      <button type="button" className="plain" onClick={onBack}>
        ‹ {t('back')}
      </button>
      <h1>{n(form.titles)}</h1>
      <p className="muted">{item.title}</p>
      {form.inputs.map((one) => (
        <OneInput
          key={one.name}
          input={one}
          item={item}
          value={draft.values[one.name]}
          onChange={(value) => change((now) => ({ ...now, values: { ...now.values, [one.name]: value } }))}
        />
      ))}
      {form.evidence.max > 0 ? (
        <EvidenceInput
          vault={holding.vault}
          evidence={draft.evidence}
          min={form.evidence.min}
          max={form.evidence.max}
          onBusy={setAdding}
          recordings={form.evidence.recordings ?? false}
          onChange={(step) => change((now) => ({ ...now, evidence: step(now.evidence) }))}
        />
      ) : null}
      {missing.length > 0 || tooFew ? (
        <p className="muted">
          {t('form.missing', {
            what: [...missing.map((one) => n(one.titles)), ...(tooFew ? [t('evidence')] : [])].join(
              t('comma'),
            ),
          })}
        </p>
      ) : null}
      {broken ? (
        <p className="muted">
          {word('form.', broken.is)}
          {titlesOf(broken.inputs).join(t('comma'))}
        </p>
      ) : null}
      {asked ? (
        <div className="warn" role="alertdialog" aria-label={t('seal')}>
          <p>{t('seal.about')}</p>
          <button type="button" className="main" disabled={busy} onClick={() => void seal()}>
            {busy ? t('working') : t('seal.yes')}
          </button>{' '}
          <button type="button" onClick={() => setAsked(false)}>
            {t('cancel')}
          </button>
        </div>
      ) : (
        <button
          className="main"
          type="submit"
          disabled={missing.length > 0 || tooFew || broken !== undefined || adding}
        >
          {t('seal')}
        </button>
      )}
    </form>
  );
}
