import type { DeviceDirectory } from './devices/directory.ts';
import type { CommandRunner } from './gateway/command-runner.ts';
import type { ConnectionBook } from './gateway/connections.ts';
import type { PendingBytes } from './gateway/pending-bytes.ts';
import type { UnknownMns } from './gateway/unknown-mns.ts';
import type { FrameLog } from './log/port.ts';
import type { Projector } from './projector/projector.ts';

/**
 * The running parts of telemetry in this process, shared by its services and its routes. The composition root makes one
 * per process; parts are set when the process plays their role.
 */
export interface TelemetryRuntime {
  log: FrameLog | null;
  directory: DeviceDirectory | null;
  connections: ConnectionBook | null;
  commands: CommandRunner | null;
  projector: Projector | null;
  /** Bytes that wait for the log, of all senders: TCP, HTTP and MQTT. */
  pending: PendingBytes | null;
  /** Bounds the unknown devices that all senders together may bring. */
  unknown: UnknownMns | null;
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
  };
}
