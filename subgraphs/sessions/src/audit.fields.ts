/**
 * What the audit trail shows of the commands that operators order; what was asked for whom, which is personal, stays in
 * the command itself (HUB-034).
 */
import type { AuditedFields } from '@chargesphere/chassis';

export const auditedFields: AuditedFields = {
  Command: ['kind', 'name', 'receiver', 'session', 'location', 'status', 'outcome'],
};
