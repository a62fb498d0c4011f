import type { CampaignAct, CampaignState } from '../../contract.ts';

const FROM: Readonly<Record<CampaignAct, readonly CampaignState[]>> = {
  issue: ['draft'],
  start: ['issued'],
  'sum-up': ['running'],
  close: ['summing-up'],
  cancel: ['draft', 'issued', 'running', 'summing-up'],
};
const TO: Readonly<Record<CampaignAct, CampaignState>> = {
  issue: 'issued',
  start: 'running',
  'sum-up': 'summing-up',
  close: 'closed',
  cancel: 'cancelled',
};

/** 行动状态: what the last step says; a draft before the first. */
export const stateOf = (acts: readonly CampaignAct[]): CampaignState => {
  const last = acts.at(-1);
  return last === undefined ? 'draft' : TO[last];
};

export const actsOf = (state: CampaignState): CampaignAct[] =>
  (Object.keys(FROM) as CampaignAct[]).filter((act) => FROM[act].includes(state));

/** Steps that say why, or what came of it. */
export const needsNote = (act: CampaignAct): boolean => act === 'close' || act === 'cancel';
