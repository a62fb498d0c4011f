import { registerDevice } from '@tarim/field/contract';
import { signIn } from '@tarim/identity/contract';
import { CallError, call } from '@tarim/platform/contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import type { Device } from '../sync/holding.ts';
import { Vault } from '../vault/vault.ts';

/** Below this a code is guessed in an afternoon. */
const SHORTEST_CODE = 8;

/** A new device (登记设备): who works with it, and the code that opens it without network. */
export function SetUp({ onOpen }: { onOpen: (vault: Vault) => void }): ReactNode {
  const { t } = useI18n();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const code = text('code');
    if (code.length < SHORTEST_CODE) return setWrong(t('code.short', { n: SHORTEST_CODE }));
    if (code !== text('again')) return setWrong(t('code.differs'));
    setBusy(true);
    setWrong(null);
    try {
      const me = await call(signIn, { body: { account: text('account'), password: text('password') } });
      const { id, chain } = await call(registerDevice, { body: { name: text('device') } });
      const vault = await Vault.create(code);
      const device: Device = { id, userId: me.userId, userName: me.name, seq: 0, chain };
      await vault.put({ device });
      // The system must not throw away what was not sent yet to make room.
      await navigator.storage?.persist?.();
      onOpen(vault);
    } catch (error) {
      setWrong(error instanceof CallError ? error.details.title : t('offline.set-up'));
      setBusy(false);
    }
  };

  return (
    <form className="card" onSubmit={(event) => void submit(event)}>
      <h2>{t('set-up.title')}</h2>
      <p className="muted">{t('set-up.about')}</p>
      <Field name="account" label={t('account')} autoComplete="username" />
      <Field name="password" label={t('password')} type="password" autoComplete="current-password" />
      <Field name="device" label={t('device.name')} value={t('device.mine')} />
      <Field name="code" label={t('code')} type="password" autoComplete="new-password" />
      <Field name="again" label={t('code.again')} type="password" autoComplete="new-password" />
      <p className="muted">{t('code.about')}</p>
      {wrong ? (
        <p className="bad" role="alert">
          {wrong}
        </p>
      ) : null}
      <button className="main" type="submit" disabled={busy}>
        {busy ? t('working') : t('set-up.go')}
      </button>
    </form>
  );
}

function Field({
  name,
  label,
  type = 'text',
  autoComplete = 'off',
  value,
}: {
  name: string;
  label: string;
  type?: string;
  autoComplete?: string;
  value?: string;
}): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input name={name} type={type} autoComplete={autoComplete} defaultValue={value} required />
    </label>
  );
}
