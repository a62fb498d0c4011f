import { editionOf } from './edition.ts';
import { flagOf, frameAscii } from './encode.ts';
import { wantsAnswer } from './header.ts';
import type { Edition, FrameHeader } from './types.ts';

/** 9011 request answer (请求应答), 9012 execution result (操作执行结果), 9013 notice answer (通知应答), 9014 data answer (数据应答). */
export interface Reply {
  readonly kind: '9011' | '9012' | '9013' | '9014';
  /** QnRtn of 9011, ExeRtn of 9012. */
  readonly code?: number;
}

/** QnRtn (请求命令返回). 2005 knows 1, 2, 3 only. */
export const QN_RTN: Readonly<Record<number, { zh: string; en: string }>> = {
  1: { zh: '准备执行请求', en: 'will be executed' },
  2: { zh: '请求被拒绝', en: 'refused' },
  3: { zh: '密码错误', en: 'wrong password' },
  4: { zh: 'MN 错误', en: 'wrong MN' },
  5: { zh: 'ST 错误', en: 'wrong ST' },
  6: { zh: 'Flag 错误', en: 'wrong Flag' },
  7: { zh: 'QN 错误', en: 'wrong QN' },
  8: { zh: 'CN 错误', en: 'wrong CN' },
  9: { zh: 'CRC 校验错误', en: 'wrong CRC' },
  100: { zh: '未知错误', en: 'unknown error' },
};

/** ExeRtn (执行结果). 2005 knows 1, 2, 100 only. */
export const EXE_RTN: Readonly<Record<number, { zh: string; en: string }>> = {
  1: { zh: '执行成功', en: 'done' },
  2: { zh: '执行失败，原因不明', en: 'failed, cause unknown' },
  3: { zh: '命令请求条件错误', en: 'condition of the request is wrong' },
  4: { zh: '通讯超时', en: 'communication timeout' },
  5: { zh: '系统繁忙', en: 'busy' },
  6: { zh: '系统故障', en: 'system fault' },
  100: { zh: '没有数据', en: 'no data' },
};

/**
 * The bytes of a reply to a frame: ST=91, the frame's own QN, Flag with version bits only. 2005 answers data and notices without
 * PW, MN and Flag, with QN and CN of the answered frame inside CP. Never encrypted: a reply holds no data.
 */
export function replyTo(header: FrameHeader, reply: Reply, edition: Edition): Uint8Array {
  const old = edition === '2005';
  const bare = old && (reply.kind === '9013' || reply.kind === '9014');
  const qn = header.qn !== null && QN.test(header.qn) ? `QN=${header.qn}` : '';
  let head = !old && qn !== '' ? `${qn};` : '';
  head += `ST=91;CN=${reply.kind};`;
  if (!bare) {
    if (header.pw !== null) head += `PW=${plain(header.pw)};`;
    if (header.mn !== null) head += `MN=${plain(header.mn)};`;
    head += `Flag=${flagOf(edition, false)};`;
  }
  // 2005 writes the number inside CP.
  const inside = old && qn !== '' ? [qn] : [];
  if (reply.kind === '9011') inside.push(`QnRtn=${reply.code ?? 1}`);
  if (reply.kind === '9012') inside.push(`ExeRtn=${reply.code ?? 1}`);
  if (bare && header.cn !== null) inside.push(`CN=${plain(header.cn)}`);
  return frameAscii(`${head}CP=&&${inside.join(';')}&&`);
}

const QN = /^\w{1,20}$/;
const UNFIT = /[^\w.-]/g;

/** What came from outside goes back only as far as it cannot break a frame. */
function plain(text: string): string {
  return text.slice(0, 64).replace(UNFIT, '');
}

/** Notices (通知) of the site: answered by 9013. 1001 is one only since 2025; 1014 ↑ asks for a new key. */
const NOTICES: ReadonlySet<string> = new Set(['1001', '1013', '1014', '2072']);

/**
 * The answer that the sender of this frame waits for, or null: 9014 for uploads, 9013 for notices and heartbeats, none for
 * replies, for frames whose Flag does not ask, and for data that name no device: they belong to nobody, and 9014 would say that
 * they are kept for somebody. The gateway sends it once the frame is durable.
 */
export function ackFor(header: FrameHeader, edition: Edition | null = editionOf(header)): Uint8Array | null {
  const { cn } = header;
  if (cn === null || !wantsAnswer(header.flag) || /^901[1-4]$/.test(cn)) return null;
  const kind = NOTICES.has(cn) || cn.startsWith('9') ? '9013' : '9014';
  if (kind === '9014' && !header.mn) return null;
  return replyTo(header, { kind }, edition ?? versionOf(header.flag));
}

/** An undecidable frame is answered in the form that its version bits name. */
function versionOf(flag: number | null): Edition {
  const version = (flag ?? 0) >> 2;
  return version === 0 ? '2005' : version === 2 ? '2025' : '2017';
}
