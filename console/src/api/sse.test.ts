import { describe, expect, it } from 'vitest';
import { SseParser } from './sse.ts';

describe('SseParser', () => {
  it('reads events that arrive in pieces', () => {
    const parser = new SseParser();
    expect(parser.push('id: 1\nda')).toEqual([]);
    expect(parser.push('ta: {"a":1}\n')).toEqual([]);
    expect(parser.push('\nid: 2\ndata: x\ndata: y\n\n')).toEqual([
      { id: '1', event: 'message', data: '{"a":1}' },
      { id: '2', event: 'message', data: 'x\ny' },
    ]);
  });

  it('skips comments and events without data', () => {
    expect(new SseParser().push(': sign of life\n\nevent: nothing\n\n')).toEqual([]);
  });

  it('does not end a line twice where CRLF is split', () => {
    const parser = new SseParser();
    expect(parser.push('data: a\r')).toEqual([]);
    expect(parser.push('\n\r\n')).toEqual([{ id: null, event: 'message', data: 'a' }]);
  });
});
