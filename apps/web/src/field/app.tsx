import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useI18n } from './i18n.ts';
import { Home } from './pages/home.tsx';
import { SetUp } from './pages/set-up.tsx';
import { Unlock } from './pages/unlock.tsx';
import { Holding } from './sync/holding.ts';
import { hasVault, type Vault } from './vault/vault.ts';

type Stage = 'opening' | 'new' | 'locked' | 'open';
/** A phone that lies open: locked again after this without a touch. */
const IDLE_MS = 15 * 60_000;

/** First the lock, then the work. */
export function App(): ReactNode {
  const { t } = useI18n();
  const [stage, setStage] = useState<Stage>('opening');
  const [holding, setHolding] = useState<Holding | null>(null);
  const [told, setTold] = useState<string | null>(null);

  useEffect(() => {
    hasVault().then(
      (there) => setStage(there ? 'locked' : 'new'),
      () => setTold(t('no-storage')),
    );
  }, [t]);

  const enter = useCallback((vault: Vault) => {
    setHolding(new Holding(vault));
    setTold(null);
    setStage('open');
  }, []);
  const leave = useCallback(
    (to: 'new' | 'locked', why: string | null = null) => {
      holding?.vault.close();
      setHolding(null);
      setTold(why);
      setStage(to);
    },
    [holding],
  );

  useEffect(() => {
    if (stage !== 'open') return;
    let timer = setTimeout(() => leave('locked'), IDLE_MS);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => leave('locked'), IDLE_MS);
    };
    for (const kind of ['pointerdown', 'keydown'] as const) addEventListener(kind, touched);
    return () => {
      clearTimeout(timer);
      for (const kind of ['pointerdown', 'keydown'] as const) removeEventListener(kind, touched);
    };
  }, [stage, leave]);

  if (stage === 'open' && holding) return <Home holding={holding} onLeave={leave} />;
  return (
    <main className="gate">
      <h1>
        <strong>{t('brand')}</strong> {t('face')}
      </h1>
      {told ? (
        <p className="bad" role="alert">
          {told}
        </p>
      ) : null}
      {stage === 'new' ? <SetUp onOpen={enter} /> : null}
      {stage === 'locked' ? <Unlock onOpen={enter} onWiped={() => leave('new')} /> : null}
    </main>
  );
}
