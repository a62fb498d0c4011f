import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { SEND_TIMEOUT_MS, type Send } from './port.ts';

/** A letter by SMTP. The key is its Message-ID: where it comes twice, a mailbox shows it once. */
export const sendEmail: Send = async (letter, { settings, secret }) => {
  const { host, port, secure = false, user, from } = settings;
  const transport = createTransport({
    host,
    port: port ?? (secure ? 465 : 587),
    secure,
    auth: user ? { user, pass: secret ?? '' } : undefined,
    connectionTimeout: SEND_TIMEOUT_MS,
    greetingTimeout: SEND_TIMEOUT_MS,
    socketTimeout: SEND_TIMEOUT_MS,
  });
  try {
    await transport.sendMail({
      from,
      to: letter.address,
      subject: letter.subject,
      text: letter.body,
      messageId: `<${createHash('sha256').update(letter.key).digest('hex').slice(0, 32)}@tarim>`,
    });
  } finally {
    transport.close();
  }
  return 'sent';
};
