import { resolve } from 'node:path';
import type { Config, ServerRole } from './module.ts';

const ROLES: readonly ServerRole[] = ['gateway', 'projector', 'worker', 'api'];

export interface ConfigInput {
  readonly role?: string;
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
  readonly gatewayHost?: string;
  readonly gatewayPort?: string;
  readonly jt808Port?: string;
  readonly region?: string;
  readonly demo?: boolean;
}

/** Flags first, then environment, then defaults. The only place that reads the environment. */
export function readConfig(
  flags: ConfigInput,
  env: NodeJS.ProcessEnv,
  defaults: { regionDir: string; dataDir: string },
): Config & { readonly secretKey?: string; readonly nats?: string; readonly logLevel: string } {
  const role = flags.role ?? env.TARIM_ROLE ?? 'all';
  const roles = role === 'all' ? ROLES : role.split(',').map((one) => one.trim());
  for (const one of roles)
    if (!ROLES.includes(one as ServerRole))
      throw new Error(`unknown role ${one}; roles are ${ROLES.join(', ')}, all`);
  const number = (text: string | undefined, fallback: number) => {
    const value = text === undefined ? fallback : Number(text);
    if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new Error(`not a port: ${text}`);
    return value;
  };
  const jt808 = flags.jt808Port ?? env.TARIM_JT808_PORT;
  return {
    roles: new Set(roles as ServerRole[]),
    dataDir: resolve(flags.data ?? env.TARIM_DATA ?? defaults.dataDir),
    databaseUrl: env.DATABASE_URL ?? '',
    host: flags.host ?? env.TARIM_HOST ?? '127.0.0.1',
    gatewayHost: flags.gatewayHost ?? env.TARIM_GATEWAY_HOST ?? flags.host ?? env.TARIM_HOST ?? '127.0.0.1',
    port: number(flags.port ?? env.PORT, 8_080),
    gatewayPort: number(flags.gatewayPort ?? env.TARIM_GATEWAY_PORT, 9_212),
    mqttUrl: env.TARIM_MQTT_URL,
    sensorthingsMqttPort: number(env.TARIM_SENSORTHINGS_MQTT_PORT, 0),
    // The demonstration's own terminals come by the same door as others.
    jt808Port: jt808 === undefined ? (flags.demo ? 0 : undefined) : number(jt808, 0),
    publicUrl: (env.TARIM_PUBLIC_URL ?? `http://127.0.0.1:${number(flags.port ?? env.PORT, 8_080)}`).replace(
      /\/+$/,
      '',
    ),
    demo: flags.demo ?? false,
    regionDir: resolve(flags.region ?? defaults.regionDir),
    trustProxy: env.TARIM_TRUST_PROXY || undefined,
    mapOrigins: env.TARIM_MAP_ORIGINS?.split(',').map((one) => new URL(one.trim()).origin),
    secretKey: env.TARIM_SECRET_KEY,
    nats: env.TARIM_NATS,
    logLevel: env.TARIM_LOG ?? 'info',
  };
}
