/** What stands on the map, drawn from the tokens of the theme: shapes of statuses, rings of clusters. */
import { tones, twelfthsOf } from '../../places/points.rules.js';
import { colourOf, lookOf, type Tone } from '../../words/status.js';

/** The value of a token such as `var(--green)` or `--ground`; the map knows no variables. */
export const token = (name: string): string =>
  getComputedStyle(document.documentElement)
    .getPropertyValue(/--\w+/.exec(name)?.[0] ?? name)
    .trim();

const inkOfTone = (tone: Tone): string => token(colourOf[tone]);

export const PIXEL_RATIO = 2;

const canvas = (size: number): CanvasRenderingContext2D => {
  const element = document.createElement('canvas');
  element.width = element.height = size * PIXEL_RATIO;
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser draws no canvas.');
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  return context;
};

const MARK_PX = 24;

/** The shape of a status in a disc. */
const markImage = (status: string): ImageData => {
  const context = canvas(MARK_PX);
  const { tone, shape } = lookOf('evse', status);
  const middle = MARK_PX / 2;
  context.beginPath();
  context.arc(middle, middle, middle - 2, 0, 2 * Math.PI);
  context.fillStyle = token('--ground');
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = inkOfTone(tone);
  context.stroke();
  context.fillStyle = inkOfTone(tone);
  context.font = "600 13px 'Inter Variable', system-ui, sans-serif";
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(shape, middle, middle + 0.5);
  return pixelsOf(context);
};

const RING_PX = 40;

/** A ring of twelve parts, as many of each tone as its counts have; the number is written over it by the map. */
const ringImage = (counts: readonly number[]): ImageData => {
  const context = canvas(RING_PX);
  const middle = RING_PX / 2;
  context.beginPath();
  context.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
  context.fillStyle = token('--ground');
  context.fill();
  context.lineWidth = 5;
  let from = -Math.PI / 2;
  twelfthsOf(counts).forEach((part, index) => {
    const to = from + (part / 12) * 2 * Math.PI;
    context.beginPath();
    context.arc(middle, middle, middle - 4, from, to);
    context.strokeStyle = inkOfTone(tones[index] ?? 'idle');
    context.stroke();
    from = to;
  });
  return pixelsOf(context);
};

const pixelsOf = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

/** The image the map asks for by its name, `mark:<status>` or `ring:<counts>`. */
export const imageFor = (name: string): ImageData | undefined => {
  const [kind, about = ''] = name.split(':');
  if (kind === 'mark') return markImage(about);
  if (kind === 'ring') return ringImage(about.split(',').map(Number));
  return undefined;
};
