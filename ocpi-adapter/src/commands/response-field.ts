/**
 * Puts the hub's response_url into the body of a command (RTE-062) and leaves every other character of it as it came:
 * parsing and printing would change how numbers are written (RTE-061). Pure.
 */

/** Strings, brackets, and whatever else stands between them. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+/gs;

/** `text` is one JSON object; the field is replaced wherever the object itself has it, however it is spelled. */
export function withField(text: string, name: string, value: string): string {
  const parts: string[] = [];
  let depth = 0;
  let kept = 0;
  /** The name of the field that is being read, at the top level. */
  let field: string | undefined;
  let before = '';
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token.startsWith('"') && before !== ':') field = JSON.parse(token) as string;
    else if (depth === 1 && before === ':' && field === name) {
      parts.push(text.slice(kept, index), JSON.stringify(value));
      kept = index + token.length;
    }
    before = token;
  }
  return parts.join('') + text.slice(kept);
}
