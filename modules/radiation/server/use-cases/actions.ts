import { TarimError } from '@tarim/kernel';
import type { LicenceActName, SourceActName } from '../../contract.ts';
import type { Refusal } from '../domain/refusal.ts';
import { radiationErrors as E } from '../errors.ts';
import { type Key, type Tongue, word } from '../words.ts';

export const READ = 'radiation.read';
export const MANAGE = 'radiation.manage';
/** An enterprise's own filings. */
export const FILE = 'radiation.file';
export const APPROVE = 'radiation.approve';

/** What a step asks of a post: entries are anybody's who manages the unit, decisions the approver's. */
export const LICENCE_ACTION: Readonly<Record<LicenceActName, string>> = {
  apply: MANAGE,
  accept: APPROVE,
  refuse: APPROVE,
  grant: APPROVE,
  replace: APPROVE,
  cancel: APPROVE,
  revoke: APPROVE,
};

const DECIDED: ReadonlySet<SourceActName> = new Set([
  'accept-transfer',
  'approve-transfer',
  'refuse-transfer',
  'exempt',
]);
export const sourceAction = (act: SourceActName): string => (DECIDED.has(act) ? APPROVE : MANAGE);

/** @throws TarimError of the refusal; states and items are told by their words */
export function throwRefusal({ why, params }: Refusal, tongue: Tongue): never {
  const { state, item } = params;
  throw new TarimError(E[why], {
    ...params,
    ...(typeof state === 'string' ? { state: word(tongue, `state.${state}` as Key) } : {}),
    ...(typeof item === 'string' ? { item: word(tongue, `report.${item}` as Key) } : {}),
  });
}
