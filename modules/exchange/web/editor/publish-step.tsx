import { DATASET_ELEMENTS, SHARING_CLASSES } from '@tarim/platform/contract';
import { useMay, useText } from '@tarim/ui';
import { Input, InputNumber, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { CRONS } from '../words.tsx';
import { Field } from './field.tsx';
import type { StepProps } from './parts.ts';

const RHYTHMS = ['irregular', 'PT1H', 'P1D', 'P1W', 'P1M', 'P3M', 'P1Y'] as const;
const BY_HAND = '';
const OWN = 'own';

/** What the set is called, who may have it, and when it is fetched. */
export function PublishStep(props: StepProps): ReactNode {
  const t = useText('exchange');
  const may = useMay();
  const { draft, onDraft, onSpec, wrong, isNew } = props;
  const { spec } = draft;
  const secret = may('exchange.secret', draft.unitPath ?? '/');
  const classes = SHARING_CLASSES.filter((one) => one !== 'secret' || secret || spec.sharing === 'secret');
  const text = (
    key: 'titleZh' | 'titleEn' | 'sourceZh' | 'sourceEn',
    most: number,
    must: boolean,
    hint?: string,
  ) => (
    <Field label={t(`publish.${key}`)} required={must} error={wrong(key)} hint={hint}>
      {(id) => (
        <Input
          id={id}
          maxLength={most}
          value={spec[key]}
          onChange={(event) => onSpec({ [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="form-row">
        {text('titleZh', 80, true)}
        {text('titleEn', 80, false, t('publish.englishHint'))}
        <Field
          label={t('publish.slug')}
          required
          error={wrong('slug')}
          hint={t(isNew ? 'publish.slugHint' : 'publish.slugFixed')}
        >
          {(id) => (
            <Input
              id={id}
              className="mono"
              disabled={!isNew}
              maxLength={41}
              placeholder="county-ledger"
              value={draft.slug}
              onChange={(event) => onDraft({ ...draft, slug: event.target.value.trim().toLowerCase() })}
            />
          )}
        </Field>
        {text('sourceZh', 200, true, t('publish.sourceHint'))}
        {text('sourceEn', 200, false, t('publish.englishHint'))}
        <Field label={t('publish.element')}>
          {(id) => (
            <Select
              id={id}
              value={spec.element}
              onChange={(element) => onSpec({ element })}
              options={DATASET_ELEMENTS.map((value) => ({ value, label: t(`catalog:element.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('publish.sharing')} hint={t(`sharingHint.${spec.sharing}`)}>
          {(id) => (
            <Select
              id={id}
              value={spec.sharing}
              onChange={(sharing) => onSpec({ sharing })}
              options={classes.map((value) => ({ value, label: t(`catalog:sharing.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('publish.rhythm')}>
          {(id) => (
            <Select
              id={id}
              value={spec.rhythm}
              onChange={(rhythm) => onSpec({ rhythm })}
              options={[...new Set<string>([...RHYTHMS, spec.rhythm])].map((value) => ({
                value,
                label: (RHYTHMS as readonly string[]).includes(value) ? t(`rhythm.${value}`) : value,
              }))}
            />
          )}
        </Field>
        <Field label={t('publish.simulated')} hint={t('publish.simulatedHint')}>
          {(id) => (
            <Switch id={id} checked={spec.simulated} onChange={(simulated) => onSpec({ simulated })} />
          )}
        </Field>
      </div>
      <Field label={t('publish.abstract')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={1_000}
            value={spec.abstractZh}
            onChange={(event) => onSpec({ abstractZh: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('publish.abstractEn')} hint={t('publish.englishHint')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={1_000}
            value={spec.abstractEn}
            onChange={(event) => onSpec({ abstractEn: event.target.value })}
          />
        )}
      </Field>
      <h4 className="section-title">{t('publish.plan')}</h4>
      <div className="form-row">
        <Schedule {...props} />
        {spec.source.kind === 'upload' ? null : (
          <>
            <Field label={t('publish.attempts')} hint={t('publish.attemptsHint')}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={1}
                  max={10}
                  precision={0}
                  style={{ width: '100%' }}
                  value={spec.retry.attempts}
                  onChange={(attempts) => onSpec({ retry: { ...spec.retry, attempts: attempts ?? 1 } })}
                />
              )}
            </Field>
            <Field label={t('publish.wait')} hint={t('publish.waitHint')}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={5}
                  max={86_400}
                  precision={0}
                  style={{ width: '100%' }}
                  value={spec.retry.waitSeconds}
                  onChange={(waitSeconds) =>
                    onSpec({ retry: { ...spec.retry, waitSeconds: waitSeconds ?? 60 } })
                  }
                />
              )}
            </Field>
          </>
        )}
        <Field label={t('list.active')} hint={t('publish.activeHint')}>
          {(id) => (
            <Switch id={id} checked={draft.active} onChange={(active) => onDraft({ ...draft, active })} />
          )}
        </Field>
      </div>
    </>
  );
}

function Schedule({ draft: { spec }, onSpec, wrong }: StepProps): ReactNode {
  const t = useText('exchange');
  const known = CRONS.some((one) => one.cron === spec.cron);
  const [own, setOwn] = useState(Boolean(spec.cron) && !known);
  if (spec.source.kind === 'upload')
    return (
      <Field label={t('publish.cron')} hint={t('publish.cronUpload')}>
        {(id) => <Input id={id} disabled value={t('cron.none')} />}
      </Field>
    );
  return (
    <>
      <Field label={t('publish.cron')}>
        {(id) => (
          <Select
            id={id}
            value={own ? OWN : (spec.cron ?? BY_HAND)}
            onChange={(chosen) => {
              setOwn(chosen === OWN);
              if (chosen !== OWN) onSpec({ cron: chosen || null });
              else if (!spec.cron) onSpec({ cron: CRONS[2].cron });
            }}
            options={[
              { value: BY_HAND, label: t('cron.none') },
              ...CRONS.map(({ cron, key }) => ({ value: cron, label: t(key) })),
              { value: OWN, label: t('cron.own') },
            ]}
          />
        )}
      </Field>
      {own ? (
        <Field label={t('publish.cronOwn')} error={wrong('cron')} hint={t('publish.cronHint')}>
          {(id) => (
            <Input
              id={id}
              className="mono"
              maxLength={60}
              value={spec.cron ?? ''}
              onChange={(event) => onSpec({ cron: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
