import { createHmac } from 'node:crypto';
import { beijingIso } from '@tarim/kernel';
import { SEND_TIMEOUT_MS, type Send } from './port.ts';

/**
 * The message as JSON to an address of the settings, signed: `x-tarim-signature: sha256=<hex of HMAC-SHA256 of the body>`. The key
 * comes as `idempotency-key`. Redirects are not followed: the message is for the host that was named.
 */
const post = async (url: string, key: string, payload: object, secret: string | null): Promise<void> => {
  const body = JSON.stringify(payload);
  const signature = secret ? createHmac('sha256', secret).update(body).digest('hex') : null;
  const answer = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    headers: {
      'content-type': 'application/json',
      'idempotency-key': Buffer.from(key).toString('base64url'),
      ...(signature ? { 'x-tarim-signature': `sha256=${signature}` } : {}),
    },
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
};

export const sendWebhook: Send = async (letter, { settings, secret }) => {
  const { key, occasion, address, subject, body, unitPath, simulated, createdAt } = letter;
  await post(
    settings.url!,
    key,
    { key, occasion, to: address, subject, body, unitPath, simulated, at: beijingIso(createdAt.getTime()) },
    secret,
  );
  return 'sent';
};

/** 短信: gateways differ from province to province; ours is asked as JSON `{to, text, key}` and an adapter speaks to theirs. */
export const sendSms: Send = async ({ key, address, subject }, { settings, secret }) => {
  await post(settings.url!, key, { key, to: address, text: subject }, secret);
  return 'sent';
};
