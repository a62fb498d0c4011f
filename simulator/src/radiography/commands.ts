import type { Jt808Body } from '@tarim/jt808';

/** Reporting intervals of a terminal by parameter (0x0029, 0x0027, 0x0028), s. */
export type TerminalSettings = Readonly<Record<string, number>>;

export const USUAL_SETTINGS: TerminalSettings = {
  reportSecondsDefault: 120,
  reportSecondsSleeping: 120,
  reportSecondsAlarm: 30,
};

const [DONE, WRONG] = [0, 2] as const;

/**
 * What a simulated terminal answers a command, and its settings afterwards; null: nothing. It sets the intervals that it knows and refuses the
 * message where one is not known; it tells its last position again, or refuses while it has none.
 */
export function answerTo(
  body: Jt808Body,
  asked: {
    readonly messageId: string;
    readonly sequence: number;
    readonly settings: TerminalSettings;
    readonly location: object | null;
  },
): { readonly messageId: string; readonly body: object; readonly settings: TerminalSettings } | null {
  const { messageId, sequence, settings, location } = asked;
  const general = (result: number, now = settings) => ({
    messageId: '0x0001',
    body: { kind: 'answer', sequence, messageId, result },
    settings: now,
  });
  switch (body.kind) {
    case 'set-parameters': {
      const known = body.parameters.every(
        ({ name, value }) => name !== null && value !== null && value > 0 && Object.hasOwn(settings, name),
      );
      if (!known) return general(WRONG);
      const set = body.parameters.map(({ name, value }) => [name!, value!] as const);
      return general(DONE, { ...settings, ...Object.fromEntries(set) });
    }
    case 'query-parameters': {
      const parameters = Object.entries(settings).map(([name, value]) => ({ name, value }));
      return { messageId: '0x0104', body: { kind: 'parameters', answers: sequence, parameters }, settings };
    }
    case 'query-position':
      if (!location) return general(WRONG);
      return { messageId: '0x0201', body: { kind: 'location', answers: sequence, location }, settings };
    default:
      return null;
  }
}
