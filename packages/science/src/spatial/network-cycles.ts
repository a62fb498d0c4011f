interface Link {
  readonly from: string;
  readonly to: string;
}

/**
 * Nodes that can be reached from one another (强连通分量), with two nodes or more or an edge to itself: in a river that is a mistake of
 * digitising, or a canal. R. Tarjan, SIAM J. Comput. 1 (1972) 146–160, without recursion: a river has thousands of reaches.
 * @returns each in the order of the input
 */
export function cyclesOf(links: readonly Link[]): string[][] {
  const out = new Map<string, string[]>();
  for (const { from, to } of links) {
    if (!out.has(to)) out.set(to, []);
    const list = out.get(from);
    if (list) list.push(to);
    else out.set(from, [to]);
  }
  const order = new Map([...out.keys()].map((node, i) => [node, i]));
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  const enter = (node: string) => {
    number.set(node, number.size);
    low.set(node, number.get(node)!);
    stack.push(node);
    onStack.add(node);
    return { node, next: 0 };
  };
  const lower = (node: string, to: number) => low.set(node, Math.min(low.get(node)!, to));
  for (const root of out.keys()) {
    if (number.has(root)) continue;
    const calls = [enter(root)];
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const to = out.get(call.node)![call.next++];
      if (to !== undefined) {
        if (!number.has(to)) calls.push(enter(to));
        else if (onStack.has(to)) lower(call.node, number.get(to)!);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller) lower(caller.node, low.get(call.node)!);
      if (low.get(call.node) !== number.get(call.node)) continue;
      const part = stack.splice(stack.lastIndexOf(call.node));
      for (const node of part) onStack.delete(node);
      if (part.length > 1 || out.get(call.node)!.includes(call.node))
        found.push(part.sort((a, b) => order.get(a)! - order.get(b)!));
    }
  }
  return found;
}
