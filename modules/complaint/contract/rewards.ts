import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Key, orNull, UnitPath } from './parts.ts';

const Yuan = Type.Number({ exclusiveMinimum: 0, maximum: 1e8 });

/** 奖励档次 that a unit set, with the document that sets them. The platform has none of its own: those of Xinjiang were not found. */
export const RewardTiers = Type.Object({
  unitPath: Type.String(),
  document: Type.String(),
  tiers: Type.Array(Type.Object({ name: plainText(40, 1), yuan: Yuan }, { additionalProperties: false })),
  by: Type.String(),
  on: Day,
});
export type RewardTiers = Static<typeof RewardTiers>;

/** 举报奖励状态: 已提出, 已批准, 未批准, 已发放. */
export const REWARD_STATES = ['proposed', 'approved', 'refused', 'paid'] as const;
export const RewardState = Type.Enum([...REWARD_STATES]);
export type RewardState = Static<typeof RewardState>;

/** One reward: who is rewarded is nowhere here. */
export const Reward = Type.Object({
  complaintId: Type.Integer(),
  number: Type.String(),
  unitPath: Type.String(),
  tier: Type.String(),
  yuan: Yuan,
  document: Type.String(),
  state: RewardState,
  proposedBy: Type.String(),
  proposedOn: Day,
  decidedBy: orNull(Type.String()),
  decidedOn: orNull(Day),
  paidOn: orNull(Day),
  simulated: Type.Boolean(),
});
export type Reward = Static<typeof Reward>;

export const RewardAct = Type.Union([
  Type.Object({ act: Type.Literal('propose'), tier: plainText(40, 1), reason: plainText(400, 1) }),
  Type.Object({ act: Type.Literal('decide'), granted: Type.Boolean(), reason: plainText(400, 1) }),
  /** 发放: the way of payment is told, never an account. */
  Type.Object({ act: Type.Literal('pay'), way: Type.Enum(['bank', 'cash', 'code']) }),
]);
export type RewardAct = Static<typeof RewardAct>;

export const listRewards = route({
  id: 'complaint.listRewards',
  method: 'GET',
  path: '/api/complaint/rewards',
  summary: '举报奖励台账与各单位所定档次；不含举报人身份',
  access: 'complaint.read',
  scope: 'unit',
  query: Type.Object({
    complaintId: Type.Optional(Key),
    state: Type.Optional(RewardState),
    before: Type.Optional(Key),
  }),
  response: Type.Object({
    rewards: Type.Array(Reward),
    tiers: Type.Array(RewardTiers),
    before: orNull(Type.Integer()),
  }),
});

export const setRewardTiers = route({
  id: 'complaint.setRewardTiers',
  method: 'PUT',
  path: '/api/complaint/reward-tiers',
  summary: '设定本单位的举报奖励档次，写明依据的文件；原来的留存',
  access: 'complaint.decide',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    document: plainText(200, 1),
    tiers: Type.Array(Type.Object({ name: plainText(40, 1), yuan: Yuan }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 20,
    }),
  }),
  response: RewardTiers,
});

export const actOnReward = route({
  id: 'complaint.actOnReward',
  method: 'POST',
  path: '/api/complaint/files/:id/reward',
  summary: '举报奖励：提出、审批、发放；提出的人不审批',
  access: 'complaint.handle',
  scope: 'unit',
  params: Id,
  body: RewardAct,
  response: Reward,
});
