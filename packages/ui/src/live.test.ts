import { afterEach, expect, test, vi } from 'vitest';

class Stream {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #heard = new Map<string, (event: { data: string }) => void>();
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Stream.all.push(this);
  }
  addEventListener(topic: string, hear: (event: { data: string }) => void): void {
    this.#heard.set(topic, hear);
  }
  send(topic: string, message: unknown): void {
    this.#heard.get(topic)?.({ data: JSON.stringify(message) });
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

afterEach(() => vi.unstubAllGlobals());

test('all parts of a tab share one stream, which is opened anew only for a topic that it lacks', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  const { listen } = await import('./live.ts');
  const heard: string[] = [];
  const told: boolean[] = [];
  const part = (name: string, ...topics: string[]) =>
    listen({
      topics,
      hear: (topic, message) => heard.push(`${name} ${topic} ${JSON.stringify(message)}`),
      tell: (connected) => told.push(connected),
    });
  const open = () => Stream.all.filter(({ readyState }) => readyState !== Stream.CLOSED);
  const endFirst = part('a', 'alarms');
  const endSecond = part('b', 'tasks', 'alarms');
  vi.advanceTimersByTime(100);
  expect(open().map(({ url }) => url)).toEqual(['/api/live?topics=alarms%2Ctasks']);
  open()[0]!.send('alarms', 1);
  open()[0]!.send('tasks', 2);
  expect(heard).toEqual(['a alarms 1', 'b alarms 1', 'b tasks 2']);
  // Fewer topics need no other stream; one more does, and the one of before is closed.
  endSecond();
  vi.advanceTimersByTime(100);
  expect(Stream.all).toHaveLength(1);
  const endThird = part('c', 'fixes');
  vi.advanceTimersByTime(100);
  expect(open().map(({ url }) => url)).toEqual(['/api/live?topics=alarms%2Cfixes']);
  // Refused: told to all that listen, and tried again.
  open()[0]!.readyState = Stream.CLOSED;
  Stream.all[1]!.onerror!();
  expect(told).toEqual([false, false]);
  vi.advanceTimersByTime(3_100);
  expect(open()).toHaveLength(1);
  open()[0]!.onopen!();
  expect(told.slice(2)).toEqual([true, true]);
  // Nobody listens: no stream.
  endFirst();
  endThird();
  vi.advanceTimersByTime(100);
  expect(open()).toEqual([]);
  vi.useRealTimers();
});
