import { type DrawSummary, listOpenDraws } from '@tarim/inspection/contract';
import { call } from '@tarim/platform/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time } from '../parts.tsx';
import { A } from '../route.tsx';
import { DrawFacts, drawStateKey } from './draw-facts.tsx';

/** 双随机公开: draws from the moment in which their seed is committed to, the newest first. */
export default function DrawsPage(_: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(listOpenDraws, { query: {} });
  const [more, setMore] = useState<{ draws: DrawSummary[]; before: number | null } | null>(null);
  const before = more ? more.before : (query.data?.before ?? null);
  const load = async () => {
    const page = await call(listOpenDraws, { query: { before: before ?? undefined } });
    setMore({ draws: [...(more?.draws ?? []), ...page.draws], before: page.before });
  };
  return (
    <>
      <h1>{t('draws')}</h1>
      <p className="muted">{t('drawsNote')}</p>
      <Ready of={query} height={320}>
        {(data) => (
          <>
            {data.draws.length === 0 ? <p className="card empty">{t('drawNone')}</p> : null}
            {[...data.draws, ...(more?.draws ?? [])].map((draw) => (
              <section className="card" key={draw.id}>
                <h2>
                  <A href={`/draws/${draw.id}`}>
                    {draw.unitName} · {draw.number}
                  </A>
                </h2>
                <p>
                  <b>{t(drawStateKey(draw.state))}</b> · <Time at={draw.drawnAt ?? draw.committedAt} />
                </p>
                <DrawFacts draw={draw} />
              </section>
            ))}
            {before ? (
              <button type="button" className="more" onClick={() => void load()}>
                {t('more')}
              </button>
            ) : null}
          </>
        )}
      </Ready>
    </>
  );
}
