import { MINUTE_MS } from '@tarim/kernel';
import type { RuleParams } from '../../contract.ts';

/** What several points reach the platform through. */
export interface Link {
  readonly by: 'gateway' | 'enterprise';
  /** Unique among the groups of a kind: `gateway:园区光纤 1 号`. */
  readonly key: string;
  readonly name: string;
}

/** A watched point with what is known of its line. */
export interface Linked {
  readonly pointId: number;
  readonly link: Link | null;
  /** cause: silent; clear: heard; unknown: never heard, or the platform itself was away. */
  readonly word: 'cause' | 'clear' | 'unknown';
  /** When its silence became too long, epoch ms; only of silent ones. */
  readonly silentSince: number | null;
}

export interface LinkVerdict {
  readonly link: Link;
  /** Points behind the line that were ever heard. */
  readonly known: number;
  readonly silent: readonly number[];
  readonly outage: boolean;
}

const DEFAULTS = { groupMin: 3, groupShare: 80, groupWaitMinutes: 3 };

/**
 * Lines that are out (链路中断): at least `groupMin` of their points are silent, and `groupShare` percent of those ever heard.
 * What is behind a line that is out depends on it: one alarm for the line says it all.
 */
export function judgeLinks(points: readonly Linked[], params: RuleParams): ReadonlyMap<string, LinkVerdict> {
  const groups = new Map<string, { link: Link; known: number; silent: number[] }>();
  for (const { link, word, pointId } of points) {
    if (!link || word === 'unknown') continue;
    let group = groups.get(link.key);
    if (!group) {
      group = { link, known: 0, silent: [] };
      groups.set(link.key, group);
    }
    group.known += 1;
    if (word === 'cause') group.silent.push(pointId);
  }
  const least = params.groupMin ?? DEFAULTS.groupMin;
  const share = (params.groupShare ?? DEFAULTS.groupShare) / 100;
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      { ...group, outage: group.silent.length >= least && group.silent.length >= share * group.known },
    ]),
  );
}

/**
 * Whether a silent point may alarm by itself already: one that shares a line with enough others waits for them to tell
 * whether it is the line.
 */
export function mayAlarmAlone(
  point: Linked,
  verdict: LinkVerdict | undefined,
  params: RuleParams,
  now: number,
): boolean {
  if (!verdict || verdict.known < (params.groupMin ?? DEFAULTS.groupMin)) return true;
  const wait = (params.groupWaitMinutes ?? DEFAULTS.groupWaitMinutes) * MINUTE_MS;
  return point.silentSince !== null && now - point.silentSince >= wait;
}
