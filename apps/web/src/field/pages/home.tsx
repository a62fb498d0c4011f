import type { FieldPackage } from '@tarim/field/contract';
import { signIn } from '@tarim/identity/contract';
import { CallError, call } from '@tarim/platform/contract';
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n.ts';
import type { Device, Holding, Queued } from '../sync/holding.ts';
import { needsSending, type SyncEnd, sync } from '../sync/sync.ts';
import { DevicePage } from './device.tsx';
import { ItemPage } from './item.tsx';
import { Items } from './items.tsx';
import { QueuePage } from './queue.tsx';

type Tab = 'items' | 'queue' | 'device';
const TABS: readonly Tab[] = ['items', 'queue', 'device'];
const EVERY_MS = 60_000;

export interface Held {
  readonly device: Device;
  readonly all: FieldPackage | undefined;
  readonly queue: readonly Queued[];
}

/** The work: what there is to do, what was done, and the device itself. */
export function Home({
  holding,
  onLeave,
}: {
  holding: Holding;
  onLeave: (to: 'new' | 'locked', why?: string | null) => void;
}): ReactNode {
  const { t, language, setLanguage } = useI18n();
  const [tab, setTab] = useState<Tab>('items');
  const [item, setItem] = useState<{ kind: string; subject: string } | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [end, setEnd] = useState<SyncEnd | null>(null);
  const [busy, setBusy] = useState(false);
  const [percent, setPercent] = useState<number | null>(null);
  const working = useRef(false);

  const read = useCallback(async () => {
    const [device, all, queue] = await Promise.all([holding.device(), holding.package(), holding.queue()]);
    setHeld({ device: device!, all, queue });
  }, [holding]);

  const go = useCallback(async () => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    const told = (done: number, all: number) => setPercent(Math.floor((100 * done) / all));
    const result = await sync(holding, told).catch(
      (error: unknown): SyncEnd => ({ kind: 'failed', title: String(error) }),
    );
    working.current = false;
    setBusy(false);
    setPercent(null);
    setEnd(result);
    if (result.kind === 'wiped') return onLeave('new', result.reason);
    await read();
  }, [holding, onLeave, read]);

  useEffect(() => {
    void holding.tidy().then(read).then(go);
    const timer = setInterval(() => void go(), EVERY_MS);
    const online = () => void go();
    addEventListener('online', online);
    return () => {
      clearInterval(timer);
      removeEventListener('online', online);
    };
  }, [holding, read, go]);

  if (!held) return <p className="opening">{t('working')}</p>;
  const waiting = held.queue.filter(needsSending).length;
  const shown = item && findItem(held.all, item);
  return (
    <>
      <header className="top">
        <strong>{t('face')}</strong>
        <span className={`light ${end?.kind === 'done' ? 'on' : 'off'}`}>
          {busy
            ? `${t('sync.busy')}${percent === null ? '' : ` ${percent} %`}`
            : end?.kind === 'done'
              ? t('sync.done')
              : t(`sync.${end?.kind ?? 'busy'}`)}
        </span>
        <button type="button" onClick={() => void go()} disabled={busy}>
          {t('sync.go')}
        </button>
        <button type="button" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
          {language === 'en' ? t('lang.zh') : 'EN'}
        </button>
      </header>
      {end?.kind === 'failed' ? (
        <p className="bad strip" role="alert">
          {end.title}
        </p>
      ) : null}
      {end?.kind === 'signed-out' ? <SignInAgain device={held.device} onDone={() => void go()} /> : null}
      <main>
        {shown ? (
          <ItemPage
            holding={holding}
            work={shown.work}
            item={shown.item}
            queue={held.queue}
            onBack={() => setItem(null)}
            onSealed={() => {
              setItem(null);
              setTab('queue');
              void read().then(go);
            }}
          />
        ) : tab === 'items' ? (
          <Items held={held} onOpen={setItem} />
        ) : tab === 'queue' ? (
          <QueuePage queue={held.queue} works={held.all?.works ?? []} />
        ) : (
          <DevicePage held={held} onLock={() => onLeave('locked')} onWiped={() => onLeave('new')} />
        )}
      </main>
      <nav className="tabs" aria-label={t('face')}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === tab && !shown ? 'page' : undefined}
            onClick={() => {
              setItem(null);
              setTab(one);
            }}
          >
            {t(`tab.${one}`)}
            {one === 'queue' && waiting > 0 ? <b className="count">{waiting}</b> : null}
          </button>
        ))}
      </nav>
    </>
  );
}

function findItem(all: FieldPackage | undefined, { kind, subject }: { kind: string; subject: string }) {
  const work = all?.works.find((one) => one.kind === kind);
  const item = work?.items.find((one) => one.subject === subject);
  return work && item ? { work, item } : null;
}

/** The session ended while there was no network. Only the owner of the device goes on with it. */
function SignInAgain({ device, onDone }: { device: Device; onDone: () => void }): ReactNode {
  const { t } = useI18n();
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      const me = await call(signIn, {
        body: { account: String(form.get('account')), password: String(form.get('password')) },
      });
      if (me.userId !== device.userId) return setWrong(t('sign-in.other', { name: device.userName }));
      onDone();
    } catch (error) {
      setWrong(error instanceof CallError ? error.details.title : t('sync.offline'));
    }
  };
  return (
    <form className="card strip" onSubmit={(event) => void submit(event)}>
      <p>{t('sign-in.again', { name: device.userName })}</p>
      <label className="field">
        <span>{t('account')}</span>
        <input name="account" autoComplete="username" required />
      </label>
      <label className="field">
        <span>{t('password')}</span>
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {wrong ? (
        <p className="bad" role="alert">
          {wrong}
        </p>
      ) : null}
      <button className="main" type="submit">
        {t('sign-in')}
      </button>
    </form>
  );
}
