import { Int4Id, plainText, route, type TSchema, Type } from '@tarim/platform/contract';
import {
  AssigneeInput,
  Deadline,
  EvidenceInput,
  Id,
  RADIATION_SOURCES,
  Reason,
  TaskRole,
  TaskSeverity,
  UnitPath,
  Verification,
  Words,
} from './parts.ts';
import { TaskDetail } from './tasks.ts';

/** 人工派发: about an alarm, a finding of radiation or a point. */
export const dispatchTask = route({
  id: 'supervision.dispatchTask',
  method: 'POST',
  path: '/api/supervision/tasks',
  summary: '人工派发督办任务（由报警、弄虚作假线索、辐射报警与发现或点位发起），可指定班组或值班人员',
  access: 'supervision.dispatch',
  scope: 'unit',
  body: Type.Object({
    alarmId: Type.Optional(Int4Id),
    signalId: Type.Optional(Int4Id),
    /** An alarm of a mobile source (移动放射源), a finding of the gamma network (辐射监测网). */
    radiation: Type.Optional(Type.Object({ source: Type.Enum([...RADIATION_SOURCES]), id: Int4Id })),
    pointId: Type.Optional(Int4Id),
    severity: Type.Optional(TaskSeverity),
    /** What the rules say holds where these are not given. */
    unitPath: Type.Optional(UnitPath),
    role: Type.Optional(TaskRole),
    verification: Type.Optional(Verification),
    deadline: Type.Optional(Deadline),
    /** By name; of a task that is open already, it is handed on. */
    assignee: Type.Optional(AssigneeInput),
    requirement: Words,
  }),
  response: Type.Object({ id: Type.Integer(), made: Type.Boolean() }),
});

/** An act upon one task: POST /api/supervision/tasks/:id/<path>. */
const act = <B extends TSchema>(
  id: `supervision.${string}`,
  path: string,
  summary: string,
  access: `supervision.${string}`,
  body: B,
) =>
  route({
    id,
    method: 'POST',
    path: `/api/supervision/tasks/:id/${path}`,
    summary,
    access,
    scope: 'unit',
    params: Id,
    body,
    response: TaskDetail,
  });

const HANDLE = 'supervision.handle';
/** Who handles, and who a task was handed to by name: the use-case asks. */
const ASKED = 'supervision.read';
const REVIEW = 'supervision.review';
const DISPATCH = 'supervision.dispatch';

export const receiveTask = act('supervision.receiveTask', 'receive', '签收', ASKED, Type.Object({}));
export const verifyTask = act(
  'supervision.verifyTask',
  'verify',
  '开始核实（现场或非现场）',
  ASKED,
  Type.Object({ verification: Verification, text: Type.Optional(plainText(1_000)) }),
);
/** On site, at least one file shows what was found. */
export const replyTask = act(
  'supervision.replyTask',
  'reply',
  '反馈核实情况并附证据',
  ASKED,
  Type.Object({
    /** Whether what was reported is so. */
    confirmed: Type.Boolean(),
    text: Words,
    evidence: EvidenceInput,
  }),
);
export const reviewTask = act('supervision.reviewTask', 'review', '开始审核', REVIEW, Type.Object({}));
export const closeTask = act(
  'supervision.closeTask',
  'close',
  '审核通过，办结',
  REVIEW,
  Type.Object({ text: Reason }),
);
export const returnTask = act(
  'supervision.returnTask',
  'return',
  '退回整改',
  REVIEW,
  Type.Object({ text: Reason }),
);
export const leadTask = act(
  'supervision.leadTask',
  'lead',
  '转为案件线索',
  REVIEW,
  Type.Object({ facts: Words, suspected: Reason }),
);
export const transferTask = act(
  'supervision.transferTask',
  'transfer',
  '移交其他单位（须管辖双方）',
  DISPATCH,
  Type.Object({ unitPath: UnitPath, text: Reason }),
);
export const cancelTask = act(
  'supervision.cancelTask',
  'cancel',
  '撤销任务（须写明原因）',
  DISPATCH,
  Type.Object({ text: Reason }),
);
export const remindTask = act(
  'supervision.remindTask',
  'remind',
  '催办',
  DISPATCH,
  Type.Object({ text: Reason }),
);
export const askExtension = act(
  'supervision.askExtension',
  'extension',
  '申请延期',
  HANDLE,
  Type.Object({ length: Type.Integer({ minimum: 1, maximum: 365 }), text: Reason }),
);
export const decideExtension = act(
  'supervision.decideExtension',
  'extension-decision',
  '批准或不批准延期（申请人不得批准）',
  DISPATCH,
  Type.Object({ grant: Type.Boolean(), text: Reason }),
);

const FileKept = Type.Object({ sha256: Type.String(), size: Type.Integer(), name: Type.String() });

export const uploadTaskFile = route({
  id: 'supervision.uploadTaskFile',
  method: 'POST',
  path: '/api/supervision/files',
  summary: '上传证据（JPEG、PNG、WebP、PDF）',
  access: ASKED,
  scope: 'unit',
  bodyKind: 'multipart',
  response: FileKept,
});

/** The same for people of an enterprise. */
export const uploadOwnFile = route({
  id: 'supervision.uploadOwnFile',
  method: 'POST',
  path: '/api/supervision/own-files',
  summary: '企业上传说明材料（JPEG、PNG、WebP、PDF）',
  access: 'enterprise.read-own',
  scope: 'own',
  bodyKind: 'multipart',
  response: FileKept,
});
