import { type FormEvent, type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { Vault, wipe } from '../vault/vault.ts';

/** After a wrong code the next try waits, longer each time. */
const PAUSE_MS = 1_000;
const LONGEST_MS = 60_000;

export function Unlock({
  onOpen,
  onWiped,
}: {
  onOpen: (vault: Vault) => void;
  onWiped: () => void;
}): ReactNode {
  const { t } = useI18n();
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '');
    setBusy(true);
    const vault = await Vault.open(code);
    if (vault) return onOpen(vault);
    await new Promise((done) => setTimeout(done, Math.min(LONGEST_MS, PAUSE_MS * 2 ** tries)));
    setTries(tries + 1);
    setBusy(false);
  };

  return (
    <form className="card" onSubmit={(event) => void submit(event)}>
      <h2>{t('unlock.title')}</h2>
      <label className="field">
        <span>{t('code')}</span>
        <input name="code" type="password" autoComplete="current-password" required />
      </label>
      {tries > 0 && !busy ? (
        <p className="bad" role="alert">
          {t('unlock.wrong', { n: tries })}
        </p>
      ) : null}
      <button className="main" type="submit" disabled={busy}>
        {busy ? t('working') : t('unlock.go')}
      </button>
      {asked ? (
        <div className="warn" role="alertdialog" aria-label={t('wipe')}>
          <p>{t('wipe.about')}</p>
          <button type="button" className="danger" onClick={() => void wipe().then(onWiped)}>
            {t('wipe.yes')}
          </button>{' '}
          <button type="button" onClick={() => setAsked(false)}>
            {t('cancel')}
          </button>
        </div>
      ) : (
        <button type="button" className="plain" onClick={() => setAsked(true)}>
          {t('unlock.forgotten')}
        </button>
      )}
    </form>
  );
}
