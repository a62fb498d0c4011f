import { createHash } from 'node:crypto';

/** Tokens and keys are random and long: their plain hash tells nothing, and can be looked up. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
