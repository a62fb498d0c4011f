import type { FieldPackage } from '@tarim/field/contract';
import type { FieldItem } from '@tarim/platform/contract';
import { formatTime } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { Plan } from '../inputs/plan.tsx';
import { usePosition } from '../inputs/position.ts';
import { actOf, type Holding, type Queued } from '../sync/holding.ts';
import { ActForm } from './act-form.tsx';

type Work = FieldPackage['works'][number];

/** One thing to do: what is known of it, where it is, and what may be done. */
export function ItemPage({
  holding,
  work,
  item,
  queue,
  onBack,
  onSealed,
}: {
  holding: Holding;
  work: Work;
  item: FieldItem;
  queue: readonly Queued[];
  onBack: () => void;
  onSealed: () => void;
}): ReactNode {
  const { t, n } = useI18n();
  const [form, setForm] = useState<string | null>(null);
  const here = usePosition(true);
  const chosen = work.forms.find((one) => one.name === form);
  const sealed = new Set(
    queue
      .map(actOf)
      .filter(
        (one) => one.kind === work.kind && one.subject === item.subject && one.revision === item.revision,
      )
      .map((one) => one.form),
  );
  if (chosen)
    return (
      <ActForm
        holding={holding}
        kind={work.kind}
        item={item}
        form={chosen}
        onBack={() => setForm(null)}
        onSealed={onSealed}
      />
    );
  return (
    <>
      <button type="button" className="plain" onClick={onBack}>
        ‹ {t('back')}
      </button>
      <h1>{item.title}</h1>
      {item.simulated ? <p className="sim strip">{t('simulated.about')}</p> : null}
      <dl className="facts">
        <dt>{t('state')}</dt>
        <dd>{n(item.state)}</dd>
        {item.deadline ? (
          <>
            <dt>{t('deadline')}</dt>
            <dd>{formatTime(item.deadline, 'full')}</dd>
          </>
        ) : null}
        {item.facts.map((fact) => (
          <div key={fact.titles.zh}>
            <dt>{n(fact.titles)}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
        {item.place ? (
          <>
            <dt>{t('place')}</dt>
            <dd>
              <a href={`geo:${item.place[1]},${item.place[0]}`}>
                {item.place[0].toFixed(5)}, {item.place[1].toFixed(5)}
              </a>{' '}
              <small className="muted">CGCS2000</small>
            </dd>
          </>
        ) : null}
      </dl>
      {item.place || item.geometry ? <Plan place={item.place} geometry={item.geometry} here={here} /> : null}
      <div className="acts">
        {item.acts.map((name) => {
          const one = work.forms.find((each) => each.name === name);
          return one ? (
            <button
              key={name}
              type="button"
              className="main"
              disabled={sealed.has(name)}
              onClick={() => setForm(name)}
            >
              {n(one.titles)}
              {sealed.has(name) ? ` · ${t('items.sealed')}` : ''}
            </button>
          ) : null;
        })}
      </div>
    </>
  );
}
