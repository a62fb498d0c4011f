import type { FieldItem } from '@tarim/platform/contract';
import { formatTime } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { distanceKm, usePosition } from '../inputs/position.ts';
import { actOf } from '../sync/holding.ts';
import type { Held } from './home.tsx';

/** What there is to do (任务), by its deadline or by how far it is. */
export function Items({
  held: { all, queue },
  onOpen,
}: {
  held: Held;
  onOpen: (item: { kind: string; subject: string }) => void;
}): ReactNode {
  const { t, n } = useI18n();
  const [near, setNear] = useState(false);
  const here = usePosition(near);
  if (!all) return <p className="empty">{t('items.no-package')}</p>;
  const done = new Set(queue.map(actOf).map((one) => `${one.kind}/${one.subject}/${one.revision}`));
  const far = (item: FieldItem) => (here && item.place ? distanceKm(here.place, item.place) : null);
  return (
    <>
      <p className="muted strip">
        {t('items.at', { at: formatTime(all.at, 'full') })}
        {' · '}
        <label>
          <input type="checkbox" checked={near} onChange={(event) => setNear(event.target.checked)} />{' '}
          {t('items.near')}
        </label>
      </p>
      {all.works.every((one) => one.items.length === 0) ? <p className="empty">{t('items.none')}</p> : null}
      {all.works.map((work) => {
        const items = here
          ? [...work.items].sort(
              (a, b) => (far(a) ?? Number.POSITIVE_INFINITY) - (far(b) ?? Number.POSITIVE_INFINITY),
            )
          : work.items;
        return items.length === 0 ? null : (
          <section key={work.kind}>
            <h2>
              {n(work.titles)} <small>{items.length}</small>
            </h2>
            <ul className="items">
              {items.map((item) => (
                <li key={item.subject}>
                  <button
                    type="button"
                    className="item"
                    onClick={() => onOpen({ kind: work.kind, subject: item.subject })}
                  >
                    <strong>{item.title}</strong>
                    <span className="muted">{item.summary}</span>
                    <span className="tags">
                      <span className="tag">{n(item.state)}</span>
                      {item.deadline ? (
                        <span className={Date.parse(item.deadline) < Date.now() ? 'tag late' : 'tag'}>
                          {t('due', { at: formatTime(item.deadline) })}
                        </span>
                      ) : null}
                      {far(item) === null ? null : <span className="tag">{far(item)!.toFixed(1)} km</span>}
                      {done.has(`${work.kind}/${item.subject}/${item.revision}`) ? (
                        <span className="tag good">{t('items.sealed')}</span>
                      ) : null}
                      {item.simulated ? <span className="tag sim">{t('simulated')}</span> : null}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
