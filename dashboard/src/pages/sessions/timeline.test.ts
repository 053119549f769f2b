/** Messages about a session as steps: what each changed, and whom the hub told. */
import { isAbout, stepsOf, type Message } from './timeline.rules.js';

const REF = 'NL/ALF/101';
let count = 0;
const message = (difference: Partial<Message> & { body?: unknown }): Message => {
  const { body, ...rest } = difference;
  count += 1;
  return {
    id: String(count),
    startedAt: new Date(Date.UTC(2026, 10, 2, 8, count)).toISOString(),
    direction: 'IN',
    method: 'PUT',
    url: '/ocpi/2.3.0/receiver/sessions/NL/ALF/101',
    status: 'OK',
    correlationId: `c${count}`,
    request: { body: body === undefined ? null : JSON.stringify(body) },
    ...rest,
  };
};

describe('the timeline of a session', () => {
  it('SES-001 tells what a PUT says first and what a PATCH changes', () => {
    const put = message({ body: { id: '101', status: 'ACTIVE', kwh: 1, last_updated: 'a' } });
    const patch = message({ method: 'PATCH', body: { kwh: 2, last_updated: 'b' } });
    const same = message({ body: { id: '101', status: 'ACTIVE', kwh: 2, last_updated: 'c' } });
    const steps = stepsOf([same, patch, put], REF);
    expect(steps.map(({ message: { id } }) => id)).toEqual([put.id, patch.id, same.id]);
    expect(steps[0]?.changes.map(({ field }) => field)).toEqual(['id', 'status', 'kwh']);
    expect(steps[1]?.changes).toEqual([{ field: 'kwh', before: 1, after: 2 }]);
    expect(steps[1]?.state).toMatchObject({ status: 'ACTIVE', kwh: 2 });
    expect(steps[2]?.changes).toEqual([]);
  });

  it('puts what the hub passed on under what it heard, each once', () => {
    const heard = message({ body: { kwh: 1 } });
    const again = message({ body: { kwh: 2 }, correlationId: heard.correlationId });
    const passed = message({
      direction: 'OUT',
      url: 'https://emsp.example/sessions/NL/ALF/101',
      correlationId: heard.correlationId,
    });
    const alone = message({
      direction: 'OUT',
      method: 'GET',
      url: 'https://cpo.example/sessions/nl/alf/101',
    });
    const steps = stepsOf([heard, again, passed, alone], REF);
    expect(steps.map(({ message: { id }, passedOn }) => [id, passedOn.map((one) => one.id)])).toEqual([
      [heard.id, [passed.id]],
      [again.id, []],
      [alone.id, []],
    ]);
  });

  it('lets nothing change by what was refused, and says nothing of what is not kept', () => {
    const put = message({ body: { kwh: 1 } });
    const refused = message({ body: { kwh: -1 }, status: 'CLIENT_ERROR' });
    const gone = message({ method: 'PATCH' });
    const after = message({ method: 'PATCH', body: { kwh: 2 } });
    const steps = stepsOf([put, refused, gone, after], REF);
    expect(steps.map(({ changes }) => changes.map(({ before, after: now }) => [before, now]))).toEqual([
      [[undefined, 1]],
      [[1, -1]],
      [],
      [[1, 2]],
    ]);
  });

  it.each([
    ['/ocpi/2.3.0/sessions/NL/ALF/101?x=1', true],
    ['/ocpi/2.3.0/sessions/nl/alf/101', true],
    ['/ocpi/2.3.0/sessions/NL/ALF/1012', false],
    ['/ocpi/2.3.0/sessions/NL/ALF', false],
    ['/ocpi/2.3.0/sessions/NL/ALF/%31%30%31', true],
    ['/ocpi/2.3.0/sessions/NL/ALF/%', false],
  ])('%s is about it: %s', (url, is) => {
    expect(isAbout(url, REF)).toBe(is);
  });
});
