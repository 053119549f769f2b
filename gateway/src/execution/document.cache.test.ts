import { DocumentCache } from './document.cache.js';

describe('the document cache', () => {
  it('parses a text once', () => {
    const cache = new DocumentCache(10);
    expect(cache.parse('{ a }')).toBe(cache.parse('{ a }'));
  });

  it('keeps what was used last', () => {
    const cache = new DocumentCache(2);
    const a = cache.parse('{ a }');
    const b = cache.parse('{ b }');
    expect(cache.parse('{ a }')).toBe(a);
    cache.parse('{ c }');
    expect(cache.size).toBe(2);
    expect(cache.parse('{ a }')).toBe(a);
    expect(cache.parse('{ b }')).not.toBe(b);
  });

  it('does not keep long texts', () => {
    const cache = new DocumentCache(2);
    cache.parse(`{ a } #${'x'.repeat(20_000)}`);
    expect(cache.size).toBe(0);
  });

  it('throws what GraphQL says of a text that is not GraphQL', () => {
    expect(() => new DocumentCache(1).parse('{')).toThrow('Syntax Error: Expected Name, found <EOF>.');
  });
});
