import type { FieldPackage } from '@tarim/field/contract';
import { formatTime } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { actOf, type Queued } from '../sync/holding.ts';
import { SealedView } from './sealed-view.tsx';

/** What was done on this device (上报记录), the last first, and what the server said to it. */
export function QueuePage({
  queue,
  works,
}: {
  queue: readonly Queued[];
  works: FieldPackage['works'];
}): ReactNode {
  const { t, word } = useI18n();
  const [opened, setOpened] = useState<Queued | null>(null);
  if (opened) return <SealedView one={opened} works={works} onBack={() => setOpened(null)} />;
  if (queue.length === 0) return <p className="empty">{t('queue.none')}</p>;
  return (
    <ul className="items">
      {[...queue].reverse().map((one) => {
        const act = actOf(one);
        const state = one.answer?.state ?? 'waiting';
        return (
          <li key={one.seq} className="card">
            <strong>{act.title}</strong>
            <span className="muted">
              {t('queue.made', { at: formatTime(act.madeAt, 'full'), n: act.evidence.length })}
            </span>
            <span className="tags">
              <span className={`tag state-${state}`}>{word('queue.', state)}</span>
              <code title={one.chain}>
                #{one.seq} {one.chain.slice(0, 8)}
              </code>
            </span>
            <span>
              <button type="button" onClick={() => setOpened(one)}>
                {t('view.open')}
              </button>
            </span>
            {one.answer?.reason ? <p className="bad">{one.answer.reason}</p> : null}
            {state === 'refused' ? <p className="muted">{t('queue.kept')}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}
