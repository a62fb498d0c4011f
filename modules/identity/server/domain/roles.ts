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
    'monitoring.read',
    'monitoring.plan',
    'monitoring.sample',
    'monitoring.analyse',
    'monitoring.review',
    'evaluation.write',
    'alarm.read',
    'alarm.acknowledge',
    'alarm.configure',
    'identity.manage',
    'platform.jobs',
    'platform.run-jobs',
    'platform.audit',
    'region.write',
    'disclosure.publish',
  ],
  'duty-officer': [
    'registry.read',
    'telemetry.read',
    'telemetry.command',
    'telemetry.quarantine',
    'telemetry.export',
    'evaluation.read',
    'monitoring.read',
    'alarm.read',
    'alarm.acknowledge',
    'platform.jobs',
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
    'monitoring.read',
    'monitoring.plan',
    'monitoring.sample',
    'monitoring.analyse',
    'monitoring.review',
    'evaluation.write',
    'alarm.read',
    'alarm.acknowledge',
  ],
  'enforcement-officer': [
    'registry.read',
    'telemetry.read',
    'telemetry.export',
    'evaluation.read',
    'monitoring.read',
    'monitoring.sample',
    'alarm.read',
    'alarm.acknowledge',
  ],
  'radiation-supervisor': [
    'registry.read',
    'telemetry.read',
    'telemetry.export',
    'evaluation.read',
    'monitoring.read',
    'alarm.read',
  ],
  planner: [
    'registry.read',
    'telemetry.read',
    'telemetry.export',
    'evaluation.read',
    'monitoring.read',
    'alarm.read',
    'disclosure.publish',
  ],
  auditor: [
    'registry.read',
    'telemetry.read',
    'evaluation.read',
    'monitoring.read',
    'alarm.read',
    'platform.audit',
    'platform.jobs',
  ],
  enterprise: [READ_OWN],
};

/** Actions that only look: they hold for the whole shared map, whatever unit the post is bound to. */
export const READING: ReadonlySet<string> = new Set([
  'registry.read',
  'telemetry.read',
  'telemetry.export',
  'evaluation.read',
  'monitoring.read',
  'alarm.read',
  'platform.jobs',
]);

/**
 * Actions whose effect is everywhere, so that only a post at `/` may do them: rules and jobs serve both hierarchies, and
 * a device that nobody registered belongs to no unit.
 */
export const GLOBAL: ReadonlySet<string> = new Set([
  'alarm.configure',
  'platform.run-jobs',
  'telemetry.quarantine',
]);
