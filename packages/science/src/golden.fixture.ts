import examples from '@tarim/standards/golden/worked-examples.json' with { type: 'json' };

export interface Example {
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: each example has its own shape
  readonly in: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly out: any;
  /** `published: …` was printed by an authority; the others were computed apart from this code. */
  readonly source: string;
}

/** A worked example of `packages/standards/golden`; a test that names one that is not there fails. */
export function example(id: string): Example {
  const found = (examples.examples as unknown as Example[]).find((one) => one.id === id);
  if (!found) throw new Error(`no worked example ${id}`);
  return found;
}
