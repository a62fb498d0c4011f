import type { DueMessage } from '../../sql/messages.ts';
import type { ChannelRow } from '../../sql/notices.ts';

/** Longest that a message may take on its way out, ms. */
export const SEND_TIMEOUT_MS = 10_000;

export type Letter = Pick<
  DueMessage,
  'key' | 'occasion' | 'address' | 'subject' | 'body' | 'unitPath' | 'simulated' | 'createdAt'
>;
export type Way = Pick<ChannelRow, 'settings'> & { readonly secret: string | null };

/** A way out (通知渠道端口). Throws when the other side did not take the message; `recorded`: it was only written down. */
export type Send = (letter: Letter, way: Way) => Promise<'sent' | 'recorded'>;
