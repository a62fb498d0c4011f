import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

/** 稽查意见: sent, answered, rectified, accepted; returned ones are rectified again. */
export const OPINION_STATES = ['sent', 'replied', 'rectified', 'returned', 'accepted'] as const;
export const OpinionState = Type.Enum([...OPINION_STATES]);
export type OpinionState = (typeof OPINION_STATES)[number];

export const OPINION_ACTS = ['reply', 'rectify', 'accept', 'return'] as const;
export type OpinionAct = (typeof OPINION_ACTS)[number];

export const Opinion = Type.Object({
  id: Type.Integer(),
  roundId: Type.Integer(),
  auditedPath: Type.String(),
  auditedName: Type.String(),
  content: Type.String(),
  state: OpinionState,
  /** Chosen by whoever sent it, no term of a law. */
  replyBy: Day,
  rectifyBy: Day,
  late: Type.Boolean(),
  by: Type.String(),
  at: Instant,
  steps: Type.Array(
    Type.Object({
      nth: Type.Integer(),
      act: Type.Enum([...OPINION_ACTS]),
      content: Type.String(),
      on: orNull(Day),
      by: Type.String(),
      at: Instant,
    }),
  ),
  acts: Type.Array(Type.Enum([...OPINION_ACTS])),
});
export type Opinion = Static<typeof Opinion>;

export const sendOpinion = route({
  id: 'audit.sendOpinion',
  method: 'POST',
  path: '/api/audit/rounds/:id/opinions',
  summary: '向被稽查单位发出稽查意见（答复、整改期限由稽查人员确定）',
  access: 'audit.examine',
  scope: 'unit',
  params: Id,
  body: Type.Object({ auditedPath: UnitPath, content: plainText(4_000, 1), replyBy: Day, rectifyBy: Day }),
  response: Opinion,
});

export const answerOpinion = route({
  id: 'audit.answerOpinion',
  method: 'POST',
  path: '/api/audit/opinions/:id/answers',
  summary: '被稽查单位答复稽查意见、报告整改（说明与完成日期）',
  access: 'audit.reply',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    act: Type.Enum(['reply', 'rectify']),
    content: plainText(4_000, 1),
    on: orNull(Day),
  }),
  response: Opinion,
});

export const judgeOpinion = route({
  id: 'audit.judgeOpinion',
  method: 'POST',
  path: '/api/audit/opinions/:id/judgements',
  summary: '复核整改：通过或退回',
  access: 'audit.examine',
  scope: 'unit',
  params: Id,
  body: Type.Object({ act: Type.Enum(['accept', 'return']), content: plainText(2_000, 1) }),
  response: Opinion,
});
