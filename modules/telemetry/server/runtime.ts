import type { Context } from '@tarim/platform';
import type { DeviceDirectory } from './devices/directory.ts';
import type { CommandRunner } from './gateway/command-runner.ts';
import type { ConnectionBook } from './gateway/connections.ts';
import { DEFAULT_LIMITS } from './gateway/limits.ts';
import { PendingBytes } from './gateway/pending-bytes.ts';
import { UnknownMns } from './gateway/unknown-mns.ts';
import { Intake } from './ingest/intake.ts';
import type { FrameLog } from './log/port.ts';
import type { RunningProjector } from './projector/projector.ts';

/**
 * The running parts of telemetry in this process, shared by its services and its routes. The composition root makes one
 * per process; parts are set when the process plays their role.
 */
export interface TelemetryRuntime {
  log: FrameLog | null;
  directory: DeviceDirectory | null;
  connections: ConnectionBook | null;
  commands: CommandRunner | null;
  projector: RunningProjector | null;
  /** Bytes that wait for the log, of all senders: TCP, HTTP and MQTT. */
  pending: PendingBytes | null;
  /** Bounds the unknown devices that all senders together may bring. */
  unknown: UnknownMns | null;
  intake: Intake | null;
}

export function emptyRuntime(): TelemetryRuntime {
  return {
    log: null,
    directory: null,
    connections: null,
    commands: null,
    projector: null,
    pending: null,
    unknown: null,
    intake: null,
  };
}

/** The way in for JSON records, the same for all of a process; null where no log can be written. */
export function openIntake(ctx: Context, runtime: TelemetryRuntime): Intake | null {
  const { log, directory } = runtime;
  if (runtime.intake || !log || !directory) return runtime.intake;
  // Without a gateway in this process (its log is elsewhere) they are this process's own.
  runtime.pending ??= new PendingBytes(DEFAULT_LIMITS.pendingBytesInAll);
  runtime.unknown ??= new UnknownMns();
  runtime.intake = new Intake(ctx, {
    log,
    directory,
    pending: runtime.pending,
    unknown: runtime.unknown,
  });
  return runtime.intake;
}
