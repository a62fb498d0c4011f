import type { DrawState, DrawSummary } from '@tarim/inspection/contract';
import type { ReactNode } from 'react';
import { type Key, useI18n } from '../i18n.ts';

const STATES: Readonly<Record<DrawState, Key>> = {
  committed: 'drawCommitted',
  drawn: 'drawDrawn',
  void: 'drawVoid',
};
export const drawStateKey = (state: DrawState): Key => STATES[state];

const CODE = { direction: 'ltr', overflowWrap: 'anywhere' } as const;

/** What lets anybody check a draw: commitment before it, seed and fingerprint after it, and its data. */
export function DrawFacts({ draw }: { draw: DrawSummary }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <p>{t('drawPool', { pool: draw.pool, officers: draw.officers, drawn: draw.drawn, done: draw.done })}</p>
      {draw.voidReason ? <p>{t('drawReason', { reason: draw.voidReason })}</p> : null}
      <dl>
        <dt className="muted">{t('drawCommitment')}</dt>
        <dd>
          <code style={CODE}>{draw.commitment}</code>
        </dd>
        <dt className="muted">{t('drawSeed')}</dt>
        <dd>{draw.seed ? <code style={CODE}>{draw.seed}</code> : t('drawSealed')}</dd>
        {draw.hash ? (
          <>
            <dt className="muted">{t('drawHash')}</dt>
            <dd>
              <code style={CODE}>{draw.hash}</code>
            </dd>
          </>
        ) : null}
      </dl>
      <p>
        <a href={`/api/portal/draws/${draw.id}/data`} download>
          {t('drawData')}
        </a>{' '}
        <span className="muted">{draw.algorithm}</span>
      </p>
    </>
  );
}
