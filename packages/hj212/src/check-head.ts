import type { Collector } from './collector.ts';
import { type Head, isSplit } from './header.ts';
import { isQn } from './stamp.ts';
import type { Edition } from './types.ts';

/** Longest content of CP in bytes: 960 in 2005, 950 since 2017. */
export const MAX_CP: Readonly<Record<Edition, number>> = { '2005': 960, '2017': 950, '2025': 950 };
const SHORTEST_MAX_CP = 950;

const CN = /^\d{4}$/;
const ST = /^[0-9A-Z]{2}$/;
/** 10–29 quality, 30–49 sources, 50–69 process, 91 interaction, A0–Z9 extensions. */
const ST_RANGES = /^(?:[1-6]\d|91|[A-Z]\d)$/;
/** 2005: seven digits of the maker's organisation code and seven of a serial number. */
const MN_2005 = /^\d{14}$/;

/** Tells what is wrong with the values of the head (HJ 212 §6.3), once the edition is known. `cpLength`: bytes of CP. */
export function checkHead(head: Head, edition: Edition | null, cpLength: number, problems: Collector): void {
  const { qn, st, cn, mn, flag } = head;
  if (qn !== null && !(head.qnForm || isQn(qn))) problems.add('qnMalformed', undefined, 'QN');
  if (st !== null && st !== '22' && st !== '31' && st !== '32') {
    if (!ST.test(st)) problems.add('stMalformed', { value: st.slice(0, 16) }, 'ST');
    else if (!ST_RANGES.test(st)) problems.add('stUnlisted', { value: st }, 'ST');
  }
  if (cn === null) problems.add('cnMissing');
  else if (!(head.cnForm || CN.test(cn))) problems.add('cnMalformed', { value: cn.slice(0, 16) }, 'CN');
  if (head.pw === '') problems.add('pwEmpty');
  if (mn === null) {
    if (st !== '91' || edition !== '2005') problems.add('mnMissing');
  } else if (mn === '' ? cn !== '1001' : !isMnOf(edition, mn, head.mnHex))
    problems.add('mnMalformed', undefined, 'MN');
  if (flag === null) {
    if (edition !== '2005') problems.add('flagMissing');
  } else if (edition === null) problems.add('flagVersion');
  if (isSplit(flag)) {
    if (head.pnum === null || head.pno === null) problems.add('packetMissing');
    else if (head.pno > head.pnum) problems.add('packetMalformed');
  } else if (head.pnum !== null || head.pno !== null) {
    // 2005 prints PNUM and PNO in every frame's pattern; there 1/1 says nothing.
    if (edition !== '2005' && !(head.pnum === 1 && head.pno === 1)) problems.add('packetUnannounced');
  }
  if (cpLength > SHORTEST_MAX_CP) {
    const limit = edition === null ? SHORTEST_MAX_CP : MAX_CP[edition];
    if (cpLength > limit) problems.add('cpOverLimit', { actual: cpLength, limit });
  }
}

/** Whether MN has the form of an edition; of an unknown edition it may have any. */
function isMnOf(edition: Edition | null, mn: string, hex24: boolean): boolean {
  if (edition === null) return true;
  return edition === '2005' ? MN_2005.test(mn) : hex24;
}
