import type { ContainerKind } from '../../contract.ts';

interface Bottle {
  readonly code: string;
  readonly kind: ContainerKind;
  readonly items: readonly string[];
}

interface Have {
  readonly container: string | null;
  readonly item: string;
}

/** What a task asks for and has no result of: each item of each container, and items without any container. */
export function missingResults(
  items: readonly string[],
  containers: readonly Bottle[],
  results: readonly Have[],
): { container: string | null; item: string }[] {
  const have = new Set(results.map((one) => `${one.container ?? ''}/${one.item}`));
  const bottled = containers.flatMap(({ code, items: of }) =>
    of.filter((item) => !have.has(`${code}/${item}`)).map((item) => ({ container: code, item })),
  );
  const loose = items.filter(
    (item) => !have.has(`/${item}`) && !containers.some((one) => one.items.includes(item)),
  );
  return [...bottled, ...loose.map((item) => ({ container: null, item }))];
}
