import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { qrFigure } from './qr.ts';

// The package is CommonJS: its function stands one level deeper than its types say.
const { default: read } = jsqr as unknown as { default: typeof jsqr.default };

test.each(['https://example.org/verify?code=Yx3_k-9QmZ0aB7cD', '文书核验 乌环罚〔2026〕12号'])(
  'a reader reads %s',
  (text) => {
    const { picture } = qrFigure(text, '核验');
    const { pixels, width, height } = new Resvg((picture as { svg: string }).svg, {
      background: '#ffffff',
      fitTo: { mode: 'width', value: 330 },
    }).render();
    expect(read(new Uint8ClampedArray(pixels), width, height)?.data).toBe(text);
  },
);
