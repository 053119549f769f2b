import { and, or, raw, sql } from './sql.js';

describe('sql', () => {
  it('never writes a value into the text', () => {
    expect(sql`select ${`'; drop table x; --`} as a`.toQuery()).toEqual({
      text: 'select $1 as a',
      values: [`'; drop table x; --`],
    });
  });

  it('numbers values when parts are put together, in the order of the text', () => {
    const inner = sql`b = ${2} or c = ${[3]}`;
    expect(sql`a = ${1} and (${inner}) and d = ${null}`.toQuery()).toEqual({
      text: 'a = $1 and (b = $2 or c = $3) and d = $4',
      values: [1, 2, [3], null],
    });
  });

  it('can be printed again and used twice', () => {
    const part = sql`a = ${1}`;
    const whole = sql`${part} or ${part}`;
    expect(whole.toQuery()).toEqual({ text: 'a = $1 or a = $2', values: [1, 1] });
    expect(whole.toQuery()).toEqual({ text: 'a = $1 or a = $2', values: [1, 1] });
  });

  it('joins what is given, and says true or false for nothing', () => {
    expect(and([sql`a`, undefined, sql`b = ${1}`]).toQuery()).toEqual({
      text: '(a and b = $1)',
      values: [1],
    });
    expect(or([sql`a`]).toQuery().text).toBe('(a)');
    expect(and([undefined]).toQuery().text).toBe('true');
    expect(or([]).toQuery().text).toBe('false');
  });

  it('takes names of our own as they are', () => {
    expect(sql`select * from ${raw('"s"."t"')} where a = ${1}`.toQuery().text).toBe(
      'select * from "s"."t" where a = $1',
    );
  });
});
