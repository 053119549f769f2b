/** Migrations written as SQL: what a review reads is what runs. */
import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';

export const sqlMigration = (name: string, statements: readonly string[]): MigrationObject => ({
  name,
  class: class extends Migration {
    override up(): void {
      // An index over millions of rows takes longer than a statement of everyday may.
      this.addSql('set local statement_timeout = 0');
      for (const statement of statements) this.addSql(statement);
    }
  },
});
