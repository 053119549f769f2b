/** What the hub writes documents with. */
export { analyticsCsv, type AnalyticsCsvRow } from './csv/analytics.csv.js';
export { cdrsCsv } from './csv/cdrs.csv.js';
export { statementCsv } from './csv/statement.csv.js';
export { creditTransferXml } from './pain001/credit-transfer.xml.js';
export type { Payout, PayoutAccount, PayoutFile } from './pain001/payout-file.js';
export { PRINTED_LINES, statementPdf } from './pdf/statement.pdf.js';
export { DOCUMENT_LINES_MAX } from './statement-document.resolver.js';
export type * from './statement-view.js';
export { obstaclesOf, type Obstacle } from './ubl/invoice.rules.js';
export { invoiceXml } from './ubl/invoice.ubl.js';
