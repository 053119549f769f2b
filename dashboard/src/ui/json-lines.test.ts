/** Documents as lines, and where on them a violation stands. */
import { linesOf, nearest } from './json-lines.rules.js';

const document = { id: 'A', 'a/b~c': [1, { x: null }], none: {}, empty: [], text: 'with "quotes"' };

describe('the lines of a document', () => {
  it('are those of JSON.stringify', () => {
    const text = linesOf(document)
      .map((line) => '  '.repeat(line.depth) + line.text)
      .join('\n');
    expect(text).toBe(JSON.stringify(document, null, 2));
  });

  it('have the pointers of RFC 6901', () => {
    const pointers = linesOf(document).map(({ pointer }) => pointer);
    expect(pointers).toEqual([
      '',
      '/id',
      '/a~1b~0c',
      '/a~1b~0c/0',
      '/a~1b~0c/1',
      '/a~1b~0c/1/x',
      '/a~1b~0c/1',
      '/a~1b~0c',
      '/none',
      '/empty',
      '/text',
      '',
    ]);
  });

  it('say for a value that is missing where it would be', () => {
    const lines = linesOf(document);
    expect(nearest('/a~1b~0c/1/y/z', lines)).toBe('/a~1b~0c/1');
    expect(nearest('/gone', lines)).toBe('');
    expect(nearest('/id', lines)).toBe('/id');
  });

  it('are one for a value that is no object', () => {
    expect(linesOf(null)).toEqual([{ pointer: '', depth: 0, text: 'null' }]);
  });
});
