import { describe, expect, it } from 'vitest';
import { pathOf, roundUp } from './LineChart.tsx';

describe('LineChart', () => {
  it.each([
    [0, 1],
    [0.3, 0.5],
    [1, 1],
    [7, 10],
    [120, 200],
    [999, 1000],
  ])('ends the scale for %d at %d', (value, end) => {
    expect(roundUp(value)).toBeCloseTo(end);
  });

  it('breaks the line where a value is missing', () => {
    expect(pathOf([0, 10, null, 5], 10)).toBe('M0.0 140.0L200.0 0.0M600.0 70.0');
  });
});
