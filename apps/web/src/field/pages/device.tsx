import { type ReactNode, useEffect, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { needsSending } from '../sync/sync.ts';
import { wipe } from '../vault/vault.ts';
import type { Held } from './home.tsx';

/** The device itself: whose it is, what it holds, and how it is cleared. */
export function DevicePage({
  held: { device, queue },
  onLock,
  onWiped,
}: {
  held: Held;
  onLock: () => void;
  onWiped: () => void;
}): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState(false);
  const [room, setRoom] = useState<string>('—');
  useEffect(() => {
    void navigator.storage?.estimate?.().then(({ usage = 0 }) => setRoom(`${(usage / 1e6).toFixed(1)} MB`));
  }, []);
  const waiting = queue.filter(needsSending).length;
  return (
    <section>
      <dl className="facts">
        <dt>{t('device.owner')}</dt>
        <dd>{device.userName}</dd>
        <dt>{t('device.id')}</dt>
        <dd>
          <code>{device.id}</code>
        </dd>
        <dt>{t('device.sent')}</dt>
        <dd>{t('device.counts', { all: device.seq, waiting })}</dd>
        <dt>{t('device.room')}</dt>
        <dd>{room}</dd>
      </dl>
      <p className="muted">{t('device.about')}</p>
      <p>
        <button type="button" className="main" onClick={onLock}>
          {t('device.lock')}
        </button>
      </p>
      {asked ? (
        <div className="warn" role="alertdialog" aria-label={t('wipe')}>
          <p>{waiting > 0 ? t('wipe.waiting', { n: waiting }) : t('wipe.about')}</p>
          <button type="button" className="danger" onClick={() => void wipe().then(onWiped)}>
            {t('wipe.yes')}
          </button>{' '}
          <button type="button" onClick={() => setAsked(false)}>
            {t('cancel')}
          </button>
        </div>
      ) : (
        <button type="button" onClick={() => setAsked(true)}>
          {t('wipe')}
        </button>
      )}
    </section>
  );
}
