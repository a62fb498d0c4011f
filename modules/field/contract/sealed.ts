import { FieldEvidence, plainText, type Static, Type } from '@tarim/platform/contract';

/** What a device puts under its seal (封存): its text never changes again, the chain goes over the text. */
export const SealedAct = Type.Object({
  id: Type.String({ format: 'uuid' }),
  kind: Type.String({ maxLength: 80 }),
  form: Type.String({ maxLength: 80 }),
  subject: Type.String({ maxLength: 80 }),
  title: plainText(200),
  revision: Type.String({ maxLength: 200 }),
  values: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
  evidence: Type.Array(FieldEvidence, { maxItems: 60 }),
  /** By the clock of the device, epoch ms. */
  madeAt: Type.Integer(),
});
export type SealedAct = Static<typeof SealedAct>;

/** Beginning of the chain of a device. */
export const ACT_ROOT = '0'.repeat(64);

/** What is hashed (SHA-256, hexadecimal) for the next link: who changes or leaves out an act breaks all after it. */
export const sealedChain = (previous: string, seq: number, sealed: string): string =>
  `${previous}\n${seq}\n${sealed}`;
