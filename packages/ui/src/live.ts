/**
 * One stream of live news for a whole tab. A browser keeps six connections to a host: with a stream for each part of a page, two windows
 * of a busy desk used them up, and nothing more could be read.
 */
export interface Hearing {
  readonly topics: readonly string[];
  readonly hear: (topic: string, message: unknown) => void;
  /** Whether news come. */
  readonly tell: (connected: boolean) => void;
}

/** A page is built in pieces: their topics are asked for together. */
const GATHER_MS = 30;
const RETRY_MS = 3_000;

const hearings = new Set<Hearing>();
let source: EventSource | undefined;
let asked: ReadonlySet<string> = new Set();
let connected = true;
let gathering: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let watching = false;

/** Listens until the answer is called. */
export function listen(hearing: Hearing): () => void {
  hearings.add(hearing);
  if (!connected) hearing.tell(false);
  if (!watching && typeof document !== 'undefined') {
    watching = true;
    // A tab that nobody sees needs no stream; it reads anew when it is looked at.
    document.addEventListener('visibilitychange', gather);
  }
  gather();
  return () => {
    hearings.delete(hearing);
    gather();
  };
}

function gather(): void {
  clearTimeout(gathering);
  gathering = setTimeout(settle, GATHER_MS);
}

/** Opens another stream only where one is missing a topic, or nobody listens any more. */
function settle(): void {
  const hidden = typeof document !== 'undefined' && document.visibilityState === 'hidden';
  const needed = new Set(hidden ? [] : [...hearings].flatMap(({ topics }) => topics));
  if (needed.size > 0 && [...needed].every((topic) => asked.has(topic))) return;
  clearTimeout(retry);
  source?.close();
  source = undefined;
  asked = needed;
  if (needed.size > 0) connect();
}

function connect(): void {
  const opened = new EventSource(`/api/live?topics=${encodeURIComponent([...asked].sort().join(','))}`);
  source = opened;
  for (const topic of asked)
    opened.addEventListener(topic, (event: MessageEvent<string>) => {
      const message: unknown = JSON.parse(event.data);
      for (const { topics, hear } of [...hearings]) if (topics.includes(topic)) hear(topic, message);
    });
  opened.onopen = () => tellAll(true);
  opened.onerror = () => {
    tellAll(false);
    // A refused connection (the server is starting) is not tried again by the browser.
    if (opened.readyState === EventSource.CLOSED && opened === source) retry = setTimeout(connect, RETRY_MS);
  };
}

function tellAll(now: boolean): void {
  connected = now;
  for (const { tell } of hearings) tell(now);
}
