import { Int4Id, plainText, route, type Static, type TSchema, Type } from '@tarim/platform/contract';
import { Code, Day, EvidenceInput, Id, Instant, orNull, Reason, UnitPath, Words } from './parts.ts';
import { DiscardReason, Judgement, PatchDetail } from './patches.ts';

/** What people do to a patch. */
export const PATCH_ACTS = [
  'interpret',
  'discard',
  'suspect',
  'dispatch',
  'receive',
  'give-back',
  'verify',
  'send-back',
  'judge',
  'order',
  'hand-over',
  'submit',
  'accept',
  'refuse',
  'look-back',
  'reopen',
  'restore',
  'split',
  'merge',
] as const;
export type PatchAct = (typeof PATCH_ACTS)[number];

const SCREEN = 'redline.screen';
const DISPATCH = 'redline.dispatch';
const HANDLE = 'redline.handle';
const REVIEW = 'redline.review';

/** POST /api/redline/patches/:id/<path> */
const act = <B extends TSchema>(
  name: string,
  path: PatchAct,
  summary: string,
  access: `redline.${string}`,
  body: B,
) =>
  route({
    id: `redline.${name}Patch`,
    method: 'POST',
    path: `/api/redline/patches/:id/${path}`,
    summary,
    access,
    scope: 'unit',
    params: Id,
    body,
    response: PatchDetail,
  });

export const interpretPatch = act(
  'interpret',
  'interpret',
  '解译：检测图斑成为变化线索',
  SCREEN,
  Type.Object({ class: Code, text: Type.Optional(plainText(1_000)) }),
);
export const discardPatch = act(
  'discard',
  'discard',
  '剔除（伪变化、自然变化或已在册，须说明原因）',
  SCREEN,
  Type.Object({ reason: DiscardReason, text: Type.Optional(plainText(1_000)) }),
);
export const suspectPatch = act(
  'suspect',
  'suspect',
  '认定为疑似问题图斑（须由解译以外的人）',
  DISPATCH,
  Type.Object({ text: Reason }),
);
export const dispatchPatch = act(
  'dispatch',
  'dispatch',
  '下发至县（市、区）或团镇核查',
  DISPATCH,
  Type.Object({
    /** Competent unit; absent: that in which it lies. */
    unitPath: Type.Optional(UnitPath),
    requirement: Words,
  }),
);
export const receivePatch = act('receive', 'receive', '签收', HANDLE, Type.Object({}));
export const giveBackPatch = act(
  'giveBack',
  'give-back',
  '退回下发单位（如不属本单元管辖）',
  HANDLE,
  Type.Object({ text: Reason }),
);

/** 实地核查记录 */
export const Verification = Type.Object({
  /** What was found to be there. */
  class: orNull(Code),
  note: Words,
  visitedAt: Instant,
  /** Where it was looked at; at least one position. */
  positions: Type.Array(
    Type.Object({
      lon: Type.Number({ minimum: -180, maximum: 180 }),
      lat: Type.Number({ minimum: -90, maximum: 90 }),
      accuracyM: Type.Optional(orNull(Type.Number({ minimum: 0 }))),
      at: Type.Optional(Instant),
    }),
    { minItems: 1, maxItems: 2_000 },
  ),
  /** The true outline, as drawn on the spot. */
  outline: Type.Optional(orNull(Type.Unknown())),
  evidence: EvidenceInput,
});
export type Verification = Static<typeof Verification>;
export const verifyPatch = act(
  'verify',
  'verify',
  '上报实地核查结果（位置、照片、实地范围、说明）',
  HANDLE,
  Verification,
);
export const sendBackPatch = act(
  'sendBack',
  'send-back',
  '退回补充核查',
  REVIEW,
  Type.Object({ text: Reason }),
);
export const JudgeInput = Type.Object({
  judgement: Judgement,
  text: Words,
  /** 批准文号, of what is lawful; may be an entry of the ledger. */
  approval: Type.Optional(orNull(plainText(100))),
  /** Version of a rule of limited activities, of what is allowed. */
  ruleId: Type.Optional(orNull(Int4Id)),
});
export type JudgeInput = Static<typeof JudgeInput>;
export const judgePatch = act(
  'judge',
  'judge',
  '判定：合法合规、允许的有限人为活动、违法违规、自然变化或不属实（须由核查以外的人）',
  REVIEW,
  JudgeInput,
);
export const orderPatch = act(
  'order',
  'order',
  '责令整改',
  REVIEW,
  Type.Object({ text: Words, responsible: plainText(120, 1), rectifyBy: Day }),
);
export const handOverPatch = act(
  'handOver',
  'hand-over',
  '移交：生态环境执法督办，或其他主管部门；整改期限同时下达',
  REVIEW,
  Type.Object({
    to: Type.Enum(['supervision', 'department']),
    department: Type.Optional(orNull(plainText(120))),
    suspected: Reason,
    text: Words,
    rectifyBy: Day,
  }),
);
export const submitPatch = act(
  'submit',
  'submit',
  '申请验收：整改完成日期、措施与前后佐证',
  HANDLE,
  Type.Object({
    rectifiedOn: Day,
    text: Words,
    before: EvidenceInput,
    after: EvidenceInput,
  }),
);
const acceptance = Type.Object({
  text: Reason,
  /** A picture or image later than the day of rectification: a scene by id and day, or a photograph with its time. */
  afterScene: Type.Optional(orNull(plainText(200))),
  afterOn: Type.Optional(orNull(Day)),
  evidence: EvidenceInput,
});
export const acceptPatch = act(
  'accept',
  'accept',
  '验收通过，销号（须有晚于整改完成日期的影像或照片，且由申请以外的人）',
  REVIEW,
  acceptance,
);
export const refusePatch = act('refuse', 'refuse', '验收不通过', REVIEW, Type.Object({ text: Reason }));
export const lookBackPatch = act('lookBack', 'look-back', '回头看：未见反弹', REVIEW, acceptance);
export const reopenPatch = act(
  'reopen',
  'reopen',
  '回头看发现反弹，重新整改',
  REVIEW,
  Type.Object({ text: Reason, rectifyBy: Day, evidence: EvidenceInput }),
);
export const restorePatch = act(
  'restore',
  'restore',
  '恢复已剔除或归档的图斑为变化线索',
  DISPATCH,
  Type.Object({ text: Reason }),
);
export const splitPatch = act(
  'split',
  'split',
  '拆分图斑（保留来源）：给出各部分，或给出一个范围，图斑分为范围内、外两部分',
  SCREEN,
  Type.Object({
    parts: Type.Optional(Type.Array(Type.Unknown(), { minItems: 2, maxItems: 50 })),
    /** An area that crosses the patch, as drawn by hand: what lies inside of it and what outside are the parts. */
    cut: Type.Optional(Type.Unknown()),
    text: Reason,
  }),
);
export const mergePatch = act(
  'merge',
  'merge',
  '与其他图斑合并（保留来源）',
  SCREEN,
  Type.Object({ with: Type.Array(Int4Id, { minItems: 1, maxItems: 50 }), text: Reason }),
);
export type AcceptanceInput = Static<typeof acceptance>;
