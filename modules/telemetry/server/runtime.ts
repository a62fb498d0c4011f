import type { DeviceDirectory } from './devices/directory.ts';
import type { CommandRunner } from './gateway/command-runner.ts';
import type { ConnectionBook } from './gateway/connections.ts';
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
}

export function emptyRuntime(): TelemetryRuntime {
  return { log: null, directory: null, connections: null, commands: null, projector: null };
}
