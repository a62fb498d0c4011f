/** Moves the one map as a person does, and counts the frames. */
import type { Page, Request } from '@playwright/test';

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

export interface Moved {
  /** Frames a second, and the time between two frames that 95 of 100 keep. */
  readonly rate: number;
  readonly late: number;
  /** Work of the page's own thread for a frame, ms. */
  readonly work: number;
  readonly longest: number;
}

/** Six seconds of dragging, zooming in on a town and out again. */
export async function move(page: Page): Promise<Moved> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const busy = async () =>
    (await devtools.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration')!.value;
  await page.evaluate(() => {
    const kept = { frames: [] as number[], longest: 0, on: true };
    Object.assign(window, { kept });
    const note = (at: number) => {
      kept.frames.push(at);
      if (kept.on) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) kept.longest = Math.max(kept.longest, one.duration);
    }).observe({ entryTypes: ['longtask'] });
  });
  const before = await busy();
  const box = (await page.locator('.om-canvas').first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (const [dx, dy] of [
    [-260, -120],
    [240, 160],
    [180, -140],
    [-160, 100],
  ] as const) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx, y + dy, { steps: 20 });
    await page.mouse.up();
  }
  for (const turn of [-1, 1])
    for (let i = 0; i < 12; i++) {
      await page.mouse.wheel(0, turn * 220);
      await sleep(100);
    }
  const worked = (await busy()) - before;
  const { frames, longest } = await page.evaluate(() => {
    const { kept } = window as unknown as { kept: { frames: number[]; longest: number; on: boolean } };
    kept.on = false;
    return kept;
  });
  await devtools.detach();
  const gaps = frames.slice(1).map((at, i) => at - frames[i]!);
  gaps.sort((a, b) => a - b);
  return {
    rate: (1_000 * gaps.length) / (frames.at(-1)! - frames[0]!),
    late: gaps[Math.floor(0.95 * gaps.length)]!,
    work: (1_000 * worked) / frames.length,
    longest,
  };
}

/** Shows or hides a layer by its name in the panel. */
export async function toggle(page: Page, title: string): Promise<void> {
  await page.getByLabel('查找图层').fill(title);
  await page.getByLabel('图层', { exact: true }).getByText(title, { exact: true }).first().click();
  await page.getByLabel('查找图层').fill('');
}

/** Until no tile has been asked for or is on its way for a second. @returns seconds, of which the last is not counted */
export async function settled(page: Page, act: () => Promise<void>): Promise<number> {
  let [open, last] = [0, performance.now()];
  const touch = (step: number) => (request: Request) => {
    // Others stay open for as long as the page is: news that the server sends.
    if (!request.url().includes('/tiles/')) return;
    open += step;
    last = performance.now();
  };
  const [asked, ended] = [touch(1), touch(-1)];
  page.on('request', asked);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  const began = performance.now();
  await act();
  while (open > 0 || performance.now() - last < 1_000) await sleep(50);
  page.off('request', asked);
  page.off('requestfinished', ended);
  page.off('requestfailed', ended);
  return (last - began) / 1_000;
}
