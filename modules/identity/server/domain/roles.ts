import { READ_OWN, type Role } from '@tarim/platform/contract';

/** What each role may do (角色权限表). Data: the policy reads it, the web shows buttons by it. */
export const ROLE_ACTIONS: Readonly<Record<Role, readonly string[]>> = {
  administrator: [
    'registry.read',
    'registry.write',
    'registry.import',
    'telemetry.read',
    'telemetry.command',
    'telemetry.quarantine',
    'telemetry.export',
    'evaluation.read',
    'alarm.read',
    'alarm.acknowledge',
    'alarm.configure',
    'identity.manage',
    'platform.jobs',
    'platform.run-jobs',
    'platform.audit',
    'region.write',
    'disclosure.publish',
    'reporting.read',
    'reporting.make',
    'reporting.template',
  ],
  'duty-officer': [
    'registry.read',
    'telemetry.read',
    'telemetry.command',
    'telemetry.quarantine',
    'telemetry.export',
    'evaluation.read',
    'alarm.read',
    'alarm.acknowledge',
    'platform.jobs',
    'reporting.read',
    'reporting.make',
  ],
  'monitoring-station': [
    'registry.read',
    'registry.write',
    'registry.import',
    'telemetry.read',
    'telemetry.command',
    'telemetry.quarantine',
    'telemetry.export',
    'evaluation.read',
    'alarm.read',
    'alarm.acknowledge',
    'reporting.read',
    'reporting.make',
  ],
  'enforcement-officer': [
    'registry.read',
    'telemetry.read',
    'telemetry.export',
    'evaluation.read',
    'alarm.read',
    'alarm.acknowledge',
    'reporting.read',
  ],
  'radiation-supervisor': [
    'registry.read',
    'telemetry.read',
    'telemetry.export',
    'evaluation.read',
    'alarm.read',
    'reporting.read',
  ],
  planner: [
    'registry.read',
    'telemetry.read',
    'telemetry.export',
    'evaluation.read',
    'alarm.read',
    'disclosure.publish',
    'reporting.read',
    'reporting.make',
  ],
  auditor: [
    'registry.read',
    'telemetry.read',
    'evaluation.read',
    'alarm.read',
    'platform.audit',
    'platform.jobs',
    'reporting.read',
  ],
  enterprise: [READ_OWN],
};

/** Actions that only look: they hold for the whole shared map, whatever unit the post is bound to. */
export const READING: ReadonlySet<string> = new Set([
  'registry.read',
  'telemetry.read',
  'telemetry.export',
  'evaluation.read',
  'alarm.read',
  'platform.jobs',
  'reporting.read',
]);

/**
 * Actions whose effect is everywhere, so that only a post at `/` may do them: rules and jobs serve both hierarchies, and
 * a device that nobody registered belongs to no unit.
 */
export const GLOBAL: ReadonlySet<string> = new Set([
  'alarm.configure',
  'platform.run-jobs',
  'reporting.template',
  'telemetry.quarantine',
]);
