import type { ChannelKind, NoticeRule, Occasion, OnDuty } from '../../contract.ts';

/** Something that people are to be told of. */
export interface Occurrence {
  /** Names it for ever: the same occurrence is told once. */
  readonly key: string;
  readonly occasion: Occasion;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly unitPath: string;
  readonly subject: string;
  readonly body: string;
  readonly link: string | null;
  readonly simulated: boolean;
}

export interface Rule extends Pick<NoticeRule, 'id' | 'unitPath' | 'severity' | 'channelId' | 'to'> {
  readonly channelKind: ChannelKind | null;
}

/** One telling: to an address by a channel, or to an account in the platform. */
export interface Telling {
  readonly key: string;
  readonly rule: Rule;
  readonly to: { readonly address: string } | { readonly account: string };
  readonly subject: string;
  readonly body: string;
  readonly link: string | null;
  readonly unitPath: string;
  /** Of the worst that it tells. */
  readonly severity: Occurrence['severity'];
  readonly simulated: boolean;
}

const RANK = { info: 0, warning: 1, critical: 2 } as const;
/** From this many on, one letter tells them all: nobody reads forty at night. */
const TOGETHER = 4;
/** Of those it names so many. */
const NAMED = 12;

/** Who is told what by which rule. `dutyOf` gives who is on duty for a unit. */
export function planNotices(
  occurrences: readonly Occurrence[],
  rules: readonly Rule[],
  dutyOf: (unitPath: string) => readonly OnDuty[],
): Telling[] {
  return rules.flatMap((rule) => {
    const told = occurrences.filter(
      (one) => one.unitPath.startsWith(rule.unitPath) && RANK[one.severity] >= RANK[rule.severity],
    );
    if (told.length === 0) return [];
    const letters = told.length >= TOGETHER ? [together(told)] : told;
    return recipientsOf(rule, dutyOf).flatMap((to) =>
      letters.map(({ key, subject, body, link, unitPath, severity, simulated }) => ({
        key: `${key}|${rule.id}|${'account' in to ? to.account : to.address}`,
        rule,
        to,
        subject,
        body,
        link,
        unitPath,
        severity,
        simulated,
      })),
    );
  });
}

function recipientsOf(rule: Rule, dutyOf: (unitPath: string) => readonly OnDuty[]): readonly Telling['to'][] {
  const { to, channelKind } = rule;
  if (to.kind === 'address') return [{ address: to.address }];
  const people = dutyOf(rule.unitPath).filter((one) => to.leadToo || one.role === 'officer');
  if (channelKind === null) return people.flatMap((one) => (one.account ? [{ account: one.account }] : []));
  const addressOf: Record<ChannelKind, (one: OnDuty) => string | null> = {
    email: (one) => one.email,
    sms: (one) => one.phone,
    webhook: (one) => one.name,
    record: (one) => one.phone ?? one.email ?? one.name,
  };
  const addresses = people.flatMap((one) => addressOf[channelKind](one) ?? []);
  return [...new Set(addresses)].map((address) => ({ address }));
}

/** The key of many is that of all: another set is another letter. */
function together(told: readonly Occurrence[]): Occurrence {
  const worst = told.reduce((a, b) => (RANK[b.severity] > RANK[a.severity] ? b : a));
  const named = told.slice(0, NAMED).map((one) => `· ${one.subject}`);
  const rest = told.length - named.length;
  return {
    ...worst,
    key: told
      .map((one) => one.key)
      .sort()
      .join('+'),
    subject: `${worst.subject} 等 ${told.length} 条`,
    body: [...named, ...(rest > 0 ? [`…… 另有 ${rest} 条`] : [])].join('\n'),
    link: null,
    unitPath: commonPath(told.map((one) => one.unitPath)),
    simulated: told.some((one) => one.simulated),
  };
}

/** The unit that all lie in. */
function commonPath(paths: readonly string[]): string {
  const parts = paths.map((path) => path.split('/').filter(Boolean));
  const shared: string[] = [];
  for (const [index, part] of (parts[0] ?? []).entries()) {
    if (!parts.every((one) => one[index] === part)) break;
    shared.push(part);
  }
  return shared.length === 0 ? '/' : `/${shared.join('/')}/`;
}
