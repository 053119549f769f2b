/**
 * Tells the act in progress what MikroORM is about to write: of the records and fields a subgraph names, and of no
 * others, so that a secret is told only by somebody who writes its name down.
 */
import { ChangeSetType, type ChangeSet, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';
import { actInProgress, type Fields } from './act.js';

/** Fields to be shown, by the name of the record's class. */
export type AuditedFields = Readonly<Record<string, readonly string[]>>;

export class RecordChanges implements EventSubscriber {
  constructor(private readonly audited: AuditedFields) {}

  onFlush({ uow }: FlushEventArgs): void {
    const act = actInProgress();
    if (!act) return;
    for (const set of uow.getChangeSets() as ChangeSet<Fields>[]) {
      const fields = this.audited[set.meta.className];
      if (!fields) continue;
      const { before, after } = differing(set, fields);
      if (Object.keys(before).length + Object.keys(after).length === 0) continue;
      act.open.push({
        type: set.meta.className,
        ref: String(set.getSerializedPrimaryKey() ?? ''),
        before,
        after,
      });
    }
  }
}

const differing = (
  { type, entity, originalEntity, payload }: ChangeSet<Fields>,
  fields: readonly string[],
): { before: Fields; after: Fields } => {
  const isNew = type === ChangeSetType.CREATE;
  const isGone = type === ChangeSetType.DELETE || type === ChangeSetType.DELETE_EARLY;
  const touched = isNew || isGone ? fields : fields.filter((field) => field in payload);
  const of = (values: Fields | undefined): Fields =>
    Object.fromEntries(
      touched
        .map((field): [string, unknown] => [field, shown(values?.[field])])
        .filter(([, value]) => value !== null || !(isNew || isGone)),
    );
  return { before: isNew ? {} : of(originalEntity as Fields | undefined), after: isGone ? {} : of(entity) };
};

/** A record that is referred to is its id. */
const shown = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const { id, ref, key } = value as { id?: unknown; ref?: unknown; key?: unknown };
  return ref ?? id ?? key ?? null;
};
