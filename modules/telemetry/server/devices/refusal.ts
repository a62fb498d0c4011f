import type { Transport } from '../log/port.ts';
import type { KnownDevice } from './directory.ts';

export type Refusal = 'TRANSPORT' | 'SECRET_UNREADABLE' | 'PASSWORD';

/**
 * Why what came on this way under this password is not taken for the device's; null when it is. MNs are public: over TCP
 * the registered password tells the device from others, over HTTPS and MQTT the API key does, which was checked before.
 * A device that is registered without a password is taken at its word, but only on its own way.
 */
export function refusalOf(
  device: Pick<KnownDevice, 'transport' | 'password' | 'passwordLost'>,
  transport: Transport,
  pw: string | null,
): Refusal | null {
  if (transport !== 'tcp') return device.transport === transport ? null : 'TRANSPORT';
  if (device.passwordLost) return 'SECRET_UNREADABLE';
  if (device.password === null) return device.transport === 'tcp' ? null : 'TRANSPORT';
  return pw === device.password ? null : 'PASSWORD';
}
