/** The program of every process of ours: plays the role it is told, and ends with its parent. */
import { roles, type Answer, type Opened, type Order } from './roles.js';

let opened: Opened<unknown, unknown, unknown> | undefined;

const obey = async (order: Order): Promise<unknown> => {
  if ('role' in order) {
    const open = roles[order.role] as (options: unknown) => Promise<Opened<unknown, unknown, unknown>>;
    opened = await open(order.options);
    return opened.told;
  }
  if (!opened) throw new Error('A process of the bench was run before it was told what it is.');
  return opened.run(order.run);
};

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => say({ id: order.id, result }),
    (error: unknown) => say({ id: order.id, failure: textOf(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return process.env.HUB_DEBUG ? (error.stack ?? error.message) : error.message;
};

const say = (answer: Answer): void => void process.send?.(answer);
