import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { AlarmKind, Instant, orNull, Severity } from './parts.ts';

/** What a terminal's registration says otherwise than the ledger (台账). */
export const MISMATCHES = ['nuclide', 'activity', 'category', 'owner', 'unit', 'state'] as const;

/** Whether the ledger has the source: no code was registered, it is not for who asks, it has none of this code, or it has it. */
export const IN_LEDGER = ['no-code', 'closed', 'missing', 'found'] as const;

/** The source of a terminal as the ledger of radiation safety has it today. */
export const LedgerFacts = Type.Object({
  sourceId: Type.Integer(),
  unitName: Type.String(),
  state: Type.String(),
  nuclide: Type.String(),
  mismatches: Type.Array(
    Type.Object({
      field: Type.Enum([...MISMATCHES]),
      /** As registered with the terminal, and as the ledger has it. */
      terminal: Type.String(),
      ledger: Type.String(),
    }),
  ),
});
export type LedgerFacts = Static<typeof LedgerFacts>;

/** Where the terminal of a source was last, and what a meter should show beside it. */
export const SourceTerminal = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  lat: orNull(Type.Number()),
  lon: orNull(Type.Number()),
  sampledAt: orNull(Instant),
  /** µSv/h near the container: what was last measured, and with the source in it today (background included). */
  rate: orNull(Type.Number()),
  expected: orNull(Type.Number()),
  stowed: orNull(Type.Boolean()),
  simulated: Type.Boolean(),
  alarms: Type.Array(Type.Object({ id: Type.Integer(), kind: AlarmKind, severity: Severity })),
});
export type SourceTerminal = Static<typeof SourceTerminal>;

export const getSourceTerminal = route({
  id: 'tracking.getSourceTerminal',
  method: 'GET',
  path: '/api/tracking/sources/:code/terminal',
  summary: '一枚放射源（按编码）的终端：最后位置与容器旁应有的剂量率',
  access: 'tracking.read',
  params: Type.Object({ code: plainText(12, 1) }),
  response: Type.Object({ terminal: orNull(SourceTerminal) }),
});
