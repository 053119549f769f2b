/** A list as every page of lists is: filters, rows, what is beside the open row, the keyboard, export, live. */
import type { TFunction } from 'i18next';
import { X } from 'lucide-react';
import { Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useShortcut } from '../app/shortcuts.js';
import { useSocketState } from '../live/socket-state.js';
import { Button } from '../ui/button.js';
import { classes } from '../ui/classes.js';
import { number } from '../words/format.js';
import { copy } from '../words/time.js';
import type { ListDefinition } from './definition.js';
import { exportCsv } from './export-csv.js';
import { FilterBar } from './filter-bar.js';
import { useSearch } from './search.js';
import { Table } from './table.js';
import { Empty, Failure, Loading } from './told.js';
import { useRows } from './use-rows.js';

export const ListPage = <Data, Variables, Row, Event, LiveVariables>({
  definition,
}: {
  definition: ListDefinition<Data, Variables, Row, Event, LiveVariables>;
}) => {
  const { name, columns, filters, keyOf, Inspector, Above, Beside, Actions, None } = definition;
  const { t } = useTranslation([name, 'common']);
  const title = t(definition.titleKey ?? `common:pages.${name}`);
  const Heading = definition.titleKey === undefined ? 'h1' : 'h2';
  const { search, set } = useSearch();
  const { open: openKey, ...narrowed } = search;
  const { rows, total, hasMore, isLoading, error, loadMore, refetch, again, newRows } = useRows(
    definition,
    narrowed,
  );
  const [mark, setMark] = useState<string>();
  const bar = useRef<HTMLDivElement>(null);
  const isStale = useSocketState().kind === 'reconnecting' && definition.live !== undefined;

  const at = rows.findIndex((row) => keyOf(row) === (mark ?? openKey));
  const open = useCallback((key: string | undefined) => set({ open: key }, true), [set]);
  const move = (step: number) => {
    const row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (row === undefined) return;
    setMark(keyOf(row));
    if (openKey !== undefined) set({ open: keyOf(row) });
  };
  const marked = rows[at];
  const markedKey = marked === undefined ? undefined : keyOf(marked);
  useShortcut('j', t('common:keys.next'), () => move(1));
  useShortcut('k', t('common:keys.previous'), () => move(-1));
  useShortcut('arrowdown', t('common:keys.next'), () => move(1));
  useShortcut('arrowup', t('common:keys.previous'), () => move(-1));
  useShortcut('enter', t('common:keys.inspect'), () => open(markedKey), {
    isOff: !Inspector,
  });
  useShortcut('escape', t('common:keys.back'), () => {
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    else open(undefined);
  });
  useShortcut('/', t('common:keys.filter'), () =>
    bar.current?.querySelector<HTMLElement>('input,select,button')?.focus(),
  );
  useShortcut('.', t('common:keys.copy'), () => {
    const key = openKey ?? markedKey;
    if (key !== undefined) void copy(key, t('common:copied', { value: key }));
  });
  useShortcut('n', t('common:keys.showNew'), () => void refetch(), { isOff: newRows === 0 });

  const isFiltered = filters.some(({ id }) => search[id] !== undefined);
  return (
    <div className="flex min-h-0 flex-1">
      <section className="flex min-w-0 flex-1 flex-col" aria-labelledby="page-title">
        <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
          <Heading id="page-title" className={classes('mr-2 font-semibold', Heading === 'h1' && 'text-lg')}>
            {title}
          </Heading>
          <FilterBar
            name={name}
            filters={filters}
            bar={bar}
            isTight={openKey !== undefined && filters.length > 4}
          />
          <span className="text-faint ml-auto text-sm" role="status">
            {isLoading ? t('common:list.loading') : counted(t, rows.length, total)}
          </span>
          {newRows > 0 && (
            <Button tone="accent" shortcut="n" onClick={() => void refetch()}>
              {t('common:list.new', { count: newRows })}
            </Button>
          )}
          <ExportButton definition={definition} />
          {Actions && <Actions />}
        </div>
        {Above && <Above />}
        <div className="flex min-h-0 flex-1 flex-col md:flex-row">
          {Beside && (
            <div className="min-h-0 min-w-0 flex-1 border-b md:border-r md:border-b-0">
              <Beside rows={rows} />
            </div>
          )}
          <div
            className={classes(
              'flex min-h-0 min-w-0 flex-1 flex-col',
              Beside && 'md:w-88 md:flex-none',
              // What is beside keeps its room; the open row takes that of the list.
              Beside && openKey !== undefined && 'md:hidden 2xl:flex',
            )}
          >
            {error && rows.length === 0 ? (
              <Failure error={error} onAgain={refetch} />
            ) : rows.length > 0 ? (
              <Table
                {...{ name, title, columns, rows, keyOf, total, at, openKey, isStale }}
                onOpen={(index) => {
                  const row = rows[index];
                  if (row === undefined) return;
                  setMark(keyOf(row));
                  if (Inspector) open(keyOf(row));
                }}
                onEnd={() => hasMore && loadMore()}
              />
            ) : isLoading ? (
              <Loading />
            ) : isFiltered ? (
              <Empty
                action={
                  <Button onClick={() => set(Object.fromEntries(filters.map(({ id }) => [id, undefined])))}>
                    {t('common:list.clear')}
                  </Button>
                }
              >
                {t('common:list.nothing')}
              </Empty>
            ) : (
              <None />
            )}
            {error && rows.length > 0 && <Failure error={error} onAgain={again} />}
          </div>
        </div>
      </section>
      {Inspector && openKey !== undefined && (
        <aside
          aria-label={t('common:list.inspector')}
          className={classes(
            'bg-ground fixed inset-0 z-30 flex flex-col border-l md:static md:w-[min(560px,46vw)] md:shrink-0',
            Beside && 'md:w-[440px]',
          )}
        >
          <div className="flex h-10 shrink-0 items-center gap-2 border-b px-3">
            <span className="truncate font-mono text-sm">{openKey}</span>
            <Button
              tone="bare"
              size="icon"
              className="ml-auto"
              aria-label={t('common:list.close')}
              onClick={() => open(undefined)}
            >
              <X size={15} />
            </Button>
          </div>
          <div className="flex min-h-0 flex-1 flex-col overflow-auto">
            <Suspense fallback={<Loading />}>
              <Inspector key={openKey} itemKey={openKey} row={rows.find((row) => keyOf(row) === openKey)} />
            </Suspense>
          </div>
        </aside>
      )}
    </div>
  );
};

const counted = (t: TFunction<readonly [string, 'common']>, loaded: number, total: number | null): string =>
  total === null || total === loaded
    ? t('common:list.total', { count: loaded })
    : t('common:list.loaded', { loaded: number(loaded), total: number(total) });

const ExportButton = <Data, Variables, Row, Event, LiveVariables>({
  definition,
}: {
  definition: ListDefinition<Data, Variables, Row, Event, LiveVariables>;
}) => {
  const { t } = useTranslation([definition.name, 'common']);
  const { search } = useSearch();
  const run = async () => {
    const given = new AbortController();
    const cancel = { label: t('common:list.cancel'), onClick: () => given.abort() };
    const id = toast.loading(t('common:list.exporting', { count: 0 }), { action: cancel });
    const header = definition.columns.map((column) => t(`columns.${column.id}`));
    try {
      const rows = await exportCsv(definition as never, search, header, given.signal, (count) =>
        toast.loading(t('common:list.exporting', { count }), { id, action: cancel }),
      );
      toast.success(t('common:list.exported', { count: rows }), { id, action: undefined });
    } catch (reason) {
      if (given.signal.aborted) return void toast.dismiss(id);
      toast.error(
        t('common:list.failed', { message: reason instanceof Error ? reason.message : String(reason) }),
        { id },
      );
    }
  };
  useShortcut('e', t('common:keys.export'), () => void run());
  return (
    <Button shortcut="e" className="hidden sm:inline-flex" onClick={() => void run()}>
      {t('common:list.export')}
    </Button>
  );
};
