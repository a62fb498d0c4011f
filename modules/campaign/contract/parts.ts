import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){1,8}$' });

/** 专项行动、区域联合、部门联合、兵地联合. */
export const CAMPAIGN_KINDS = ['special', 'areas', 'departments', 'region-corps'] as const;
export const CampaignKind = Type.Enum([...CAMPAIGN_KINDS]);
export type CampaignKind = Static<typeof CampaignKind>;

/** 拟定、已印发、进行中、总结、办结、取消. */
export const CAMPAIGN_STATES = ['draft', 'issued', 'running', 'summing-up', 'closed', 'cancelled'] as const;
export const CampaignState = Type.Enum([...CAMPAIGN_STATES]);
export type CampaignState = Static<typeof CampaignState>;

export const CAMPAIGN_ACTS = ['issue', 'start', 'sum-up', 'close', 'cancel'] as const;
export const CampaignAct = Type.Enum([...CAMPAIGN_ACTS]);
export type CampaignAct = Static<typeof CampaignAct>;

/** How a unit answered the invitation; `lead` takes part as it is. */
export const ANSWERS = ['lead', 'waiting', 'confirmed', 'declined'] as const;
export const Answer = Type.Enum([...ANSWERS]);
export type Answer = Static<typeof Answer>;
