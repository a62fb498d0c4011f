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
    return steadyNames(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Names of classes and clips count on over all charts of a thread; here they count from nought in each. */
function steadyNames(svg: string): string {
  const names = new Map<string, string>();
  return svg.replace(/\bzr\d+-([a-z]+)-?\d+/g, (name, kind: string) => {
    if (!names.has(name)) names.set(name, `${kind}${names.size}`);
    return names.get(name)!;
  });
}
