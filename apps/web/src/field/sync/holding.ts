import { type FieldActRow, type FieldPackage, type SealedAct, sealedChain } from '@tarim/field/contract';
import { sha256 } from '../vault/crypto.ts';
import type { Vault } from '../vault/vault.ts';
import { dropRecording, dropStrayPieces } from './recordings.ts';

/** Whose device it is and where its chain of acts stands. */
export interface Device {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly seq: number;
  readonly chain: string;
}

/** A sealed act that waits, or has its answer. */
export interface Queued {
  readonly seq: number;
  readonly sealed: string;
  readonly chain: string;
  readonly answer: Pick<FieldActRow, 'state' | 'code' | 'reason' | 'receivedAt'> | null;
}

export type NewAct = Omit<SealedAct, 'id' | 'madeAt'>;

const queueName = (seq: number) => `queue/${String(seq).padStart(10, '0')}`;
export const photoName = (hash: string) => `photo/${hash}`;
export async function dropEvidence(vault: Vault, hash: string): Promise<void> {
  await vault.delete([photoName(hash)]);
  await dropRecording(vault, hash);
}
export const draftName = (kind: string, subject: string, form: string) => `draft/${kind}/${subject}/${form}`;

/** What is in the vault, by its meaning. One at a time: two acts must not take the same number. */
export class Holding {
  readonly vault: Vault;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(vault: Vault) {
    this.vault = vault;
  }

  #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const own = this.#turn.then(body, body);
    this.#turn = own.catch(() => {});
    return own;
  }

  /** What was broken off while it was kept takes no room for ever. */
  async tidy(): Promise<void> {
    const drafts = await Promise.all(
      (await this.vault.names('draft/')).map((name) => this.vault.get<Pick<SealedAct, 'evidence'>>(name)),
    );
    const acts = [...drafts, ...(await this.queue()).map(actOf)];
    const named = acts.flatMap((one) => (one?.evidence ?? []).map(({ sha256: hash }) => hash));
    await dropStrayPieces(this.vault, new Set(named));
  }

  device = (): Promise<Device | undefined> => this.vault.get<Device>('device');
  package = (): Promise<FieldPackage | undefined> => this.vault.get<FieldPackage>('package');
  keepPackage = (all: FieldPackage): Promise<void> => this.vault.put({ package: all });

  async queue(): Promise<Queued[]> {
    const names = await this.vault.names('queue/');
    return Promise.all(names.map(async (name) => (await this.vault.get<Queued>(name))!));
  }

  /**
   * Seals an act (封存): its number, its text and the link of the chain go in together with the end of the chain, and the draft
   * goes. From here on nothing of it can be changed on this device without breaking the chain.
   */
  seal(act: NewAct): Promise<Queued> {
    return this.#inTurn(async () => {
      const device = (await this.device())!;
      const whole: SealedAct = { ...act, id: crypto.randomUUID(), madeAt: Date.now() };
      const seq = device.seq + 1;
      const sealed = JSON.stringify(whole);
      const chain = await sha256(sealedChain(device.chain, seq, sealed));
      const queued: Queued = { seq, sealed, chain, answer: null };
      await this.vault.put({ [queueName(seq)]: queued, device: { ...device, seq, chain } });
      await this.vault.delete([draftName(act.kind, act.subject, act.form)]);
      return queued;
    });
  }

  answer(one: Queued, answer: NonNullable<Queued['answer']>): Promise<void> {
    return this.#inTurn(async () => {
      await this.vault.put({ [queueName(one.seq)]: { ...one, answer } });
      // The server has the photographs now: the device need not hold them any more.
      if (answer.state !== 'received')
        for (const { sha256: hash } of actOf(one).evidence) await dropEvidence(this.vault, hash);
    });
  }
}

export const actOf = (one: Queued): SealedAct => JSON.parse(one.sealed) as SealedAct;
