import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react';
import './LineChart.css';

export interface Series {
  name: string;
  /** One value for each point in time; null where nothing is known. */
  values: readonly (number | null)[];
  tone: 'accent' | 'ok' | 'warn' | 'danger';
}

export interface LineChartProps {
  /** What the chart shows, in words. */
  label: string;
  /** The points in time, in milliseconds, in order. */
  times: readonly number[];
  series: readonly Series[];
  /** Behind the values: "/s". */
  unit?: string;
}

const WIDTH = 600;
const HEIGHT = 140;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The smallest of 1, 2, 5, 10, 20, 50 … that is not below a value, so that the scale has a round end. */
export function roundUp(value: number): number {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** The path of a line through the values; it breaks where one is missing. */
export function pathOf(values: readonly (number | null)[], top: number): string {
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  let path = '';
  let pen = false;
  values.forEach((value, at) => {
    if (value === null) {
      pen = false;
      return;
    }
    path += `${pen ? 'L' : 'M'}${(at * step).toFixed(1)} ${(HEIGHT - (value / top) * HEIGHT).toFixed(1)}`;
    pen = true;
  });
  return path;
}

function shown(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? 'unknown' : `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 })}${unit}`;
}

/**
 * Lines over time, drawn here: a library for it would be a tenth of what the console may weigh. The pointer reads off a point, and so do
 * the arrow keys once the chart has the focus, which screen readers speak as a slider's value.
 */
export function LineChart({ label, times, series, unit = '' }: LineChartProps) {
  const id = useId();
  const [at, setAt] = useState<number | null>(null);
  const top = roundUp(Math.max(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0))));
  const last = times.length - 1;
  const here = Math.min(at ?? last, last);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(last, Math.round(((event.clientX - box.left) / box.width) * last))));
  };
  const keys = (event: KeyboardEvent) => {
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(last, to)));
    }
  };
  const time = times[here];
  return (
    <figure className="line-chart">
      <figcaption id={id} className="line-chart-text">
        <span>{label}</span>
        <output aria-live="off">
          {time !== undefined && <span className="muted">{clock.format(time)}</span>}
          {series.map((one) => (
            <span key={one.name} className={`line-chart-key line-chart-${one.tone}`}>
              {one.name} {shown(one.values[here], unit)}
            </span>
          ))}
        </output>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="slider"
        aria-labelledby={id}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(last, 0)}
        aria-valuenow={Math.max(here, 0)}
        aria-valuetext={`${time === undefined ? '' : clock.format(time)}: ${series.map((one) => `${one.name} ${shown(one.values[here], unit)}`).join(', ')}`}
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={keys}
        onBlur={() => setAt(null)}
      >
        {[0.25, 0.5, 0.75].map((share) => (
          <line key={share} x1={0} x2={WIDTH} y1={HEIGHT * share} y2={HEIGHT * share} className="line-chart-grid" />
        ))}
        {series.map((one) => (
          <path key={one.name} d={pathOf(one.values, top)} className={`line-chart-line line-chart-${one.tone}`} />
        ))}
        {at !== null && last > 0 && <line x1={(here / last) * WIDTH} x2={(here / last) * WIDTH} y1={0} y2={HEIGHT} className="line-chart-at" />}
      </svg>
      <p className="line-chart-text muted">
        <span>{times[0] !== undefined && clock.format(times[0])}</span>
        <span>
          0 to {top.toLocaleString('en')}
          {unit}
        </span>
        <span>{times[last] !== undefined && clock.format(times[last])}</span>
      </p>
    </figure>
  );
}
