import { decodeFrame, describeProblem } from '@tarim/hj212';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { factor, factorName } from '@tarim/standards';
import type { FrameDetail } from '../../contract.ts';
import { telemetryErrors } from '../errors.ts';
import { explainFrame, printable } from '../explain/explain-frame.ts';
import { hideInFrame, hideInJson } from '../explain/hide-factors.ts';
import { maskFrame, maskProblems } from '../explain/mask-frame.ts';
import { type FrameLog, isForeign, type StoredEntry } from '../log/port.ts';
import { peekMn } from '../projector/peek-mn.ts';
import type { TelemetryRuntime } from '../runtime.ts';
import { sayIn } from '../words.ts';
import { hiddenCodes, mayReadInside } from './access.ts';

/** A frame as it came, explained piece by piece, with its place in the log. */
export async function getFrame(
  ctx: Context,
  runtime: TelemetryRuntime,
  actor: Actor | null,
  lsn: number,
  language: Language,
): Promise<Static<typeof FrameDetail>> {
  const log = runtime.log;
  if (!log || !runtime.directory) throw new TarimError(telemetryErrors.gatewayElsewhere);
  const entry = await log.readAt(lsn);
  if (!entry || isForeign(entry)) throw new TarimError(telemetryErrors.frameUnknown, { lsn });
  const mn = entry.kind === 'frame' ? peekMn(entry) : null;
  if (mn) await runtime.directory.prepare([mn]);
  const device = runtime.directory.get(mn);
  const [point] = device ? await pointsByIds(ctx.db, [device.pointId]) : [];
  const inside = mayReadInside(ctx, actor, point ?? null);
  if (!inside && !point?.public) throw new TarimError(telemetryErrors.frameUnknown, { lsn });
  const bytes = inside ? entry.payload : forOutside(entry, await hiddenCodes(ctx, actor, point!));
  return {
    ...(entry.transport === 'tcp'
      ? describeFrame(entry.payload, bytes, device?.sm4Key ?? null, !inside, language)
      : describeJson(entry.transport, bytes, language)),
    lsn,
    receivedAt: beijingIso(entry.receivedAt),
    transport: entry.transport,
    remote: inside ? entry.remote : null,
    mn,
    hex: Buffer.from(bytes).toString('hex'),
    segment: place(log, entry),
    pointId: point?.id ?? null,
    pointName: point?.name ?? null,
    masked: !inside,
  };
}

/** Without passwords, and without factors that are not published. */
function forOutside({ transport, payload }: StoredEntry, hidden: ReadonlySet<string>): Uint8Array {
  return transport === 'tcp' ? hideInFrame(maskFrame(payload), hidden) : hideInJson(payload, hidden);
}

type Described = Pick<
  Static<typeof FrameDetail>,
  'text' | 'edition' | 'crcOk' | 'lengthOk' | 'dataTime' | 'fields' | 'problems'
>;

/** Judged by the bytes as received; shown as `bytes`, in which a password may be hidden. */
function describeFrame(
  received: Uint8Array,
  bytes: Uint8Array,
  sm4Key: Uint8Array | null,
  mask: boolean,
  language: Language,
): Described {
  const decoded = decodeFrame(received, sm4Key ? { sm4Key } : undefined);
  const crcOk = decoded.crcOk;
  const tongue = language === 'en' ? 'en' : 'zh';
  return {
    text: printable(Buffer.from(bytes).toString('latin1')),
    edition: decoded.edition,
    crcOk,
    lengthOk: decoded.lengthOk,
    dataTime: decoded.dataTime === null ? null : beijingIso(decoded.dataTime),
    fields: explainFrame(bytes, {
      factor: (code) => factorText(code, language),
      crcOk,
      edition: decoded.edition,
      encrypted: decoded.encrypted,
      mask,
      language: tongue,
    }),
    problems: mask
      ? maskProblems(decoded.problems, tongue)
      : decoded.problems.map((one) => ({ code: one.code, message: describeProblem(one, tongue) })),
  };
}

function factorText(code: string, language: Language): string {
  const known = factor(code);
  if (!known) return code;
  return [known.symbol ?? '', factorName(code, language), readable(known.unit ?? '')]
    .filter(Boolean)
    .join(' ');
}

/** Units as people write them; the tables keep plain letters. */
function readable(unit: string): string {
  return unit
    .replace(/m3\b/, 'm³')
    .replace(/m2\b/, 'm²')
    .replace(/^degC$/, '℃')
    .replace(/^u(?=[gS])/, 'µ');
}

function describeJson(transport: StoredEntry['transport'], bytes: Uint8Array, language: Language): Described {
  const text = Buffer.from(bytes).toString('utf8');
  const field = {
    offset: 0,
    length: bytes.length,
    raw: text,
    name: 'JSON',
    meaning: sayIn(language)(transport === 'http' ? 'frame.byHttps' : 'frame.byMqtt'),
  };
  return { text, edition: null, crcOk: null, lengthOk: true, dataTime: null, fields: [field], problems: [] };
}

function place(log: FrameLog, entry: StoredEntry): Static<typeof FrameDetail>['segment'] {
  const segment = log.segmentOf(entry.lsn)!;
  return {
    name: segment.name,
    offset: entry.lsn - segment.start,
    length: entry.next - entry.lsn,
    state: segment.state === 'sealed' ? 'sealed' : 'open',
    sha256: segment.sha256,
    chain: segment.chain,
  };
}
