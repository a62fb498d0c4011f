import { FONT } from './fonts.ts';
import type { Figure } from './model.ts';

/** The picture of a figure as SVG. Charts are drawn by ECharts without a browser; it is loaded when a chart is asked for. */
export async function pictureSvg(picture: Figure['picture']): Promise<string> {
  if ('svg' in picture) return picture.svg;
  const { init } = await import('echarts');
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: picture.width,
    height: picture.height,
  });
  try {
    chart.setOption({
      animation: false,
      ...picture.chart,
      textStyle: { fontFamily: FONT, ...(picture.chart.textStyle as object | undefined) },
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
