/** A node of a hub in a process of its own, to be killed: pays one statement of NL/HUB to NL/TNM, then waits. */
import { openNode, operator, PaymentNode, statement, StatementSamples } from './world.js';

const [url = '', stripeUrl = '', number = ''] = process.argv.slice(2);
const statements = new StatementSamples();
statements.issue(statement(number, { issuer: 'NL/TNM', recipient: 'NL/HUB' }));
const node = new PaymentNode(await openNode({ url, stripeUrl, statements, timeout_ms: 60_000 }));
await node.ask(
  operator,
  'mutation ($number: String!) { payStatement(number: $number, provider: "stripe") { id } }',
  {
    number,
  },
);
